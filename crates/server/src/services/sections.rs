//! The sections of the catalogue, in their order: `sections.json`.

use crate::http::Language;
use domain::form::Text;
use domain::wire::service::{Section, ServiceCard};
use serde::Deserialize;

const EMBEDDED: &str = include_str!("../../sections.json");

#[derive(Debug, Clone)]
pub(super) struct Sections(Vec<Named>);

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    id: String,
    title: Text,
    /// Ids of services in their order; services that are not named follow in the order of their ids.
    #[serde(default)]
    order: Vec<String>,
    #[serde(default)]
    pages: Vec<Page>,
}

/// A page of the app that has a card among the services.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    pub(super) id: String,
    /// Path on the app's own site.
    address: String,
    pub(super) title: Text,
    pub(super) summary: Text,
    pub(super) keywords: Text,
    working_days: u16,
}

impl Sections {
    pub(super) fn embedded() -> Result<Self, serde_json::Error> {
        serde_json::from_str(EMBEDDED).map(Self)
    }

    pub(super) fn title(&self, id: &str) -> Option<&Text> {
        self.0.iter().find(|section| section.id == id).map(|section| &section.title)
    }

    /// The pages, each with the section in which it stands.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&str, &Page)> {
        self.0.iter().flat_map(|section| section.pages.iter().map(|page| (&*section.id, page)))
    }

    /// Position of a card in the catalogue: sorts cards by section and within it.
    pub(super) fn position<'a>(&self, section: &str, id: &'a str) -> (usize, usize, &'a str) {
        let section = self.0.iter().position(|named| named.id == section);
        let section = section.unwrap_or(self.0.len());
        let order = self.0.get(section).map_or(&[][..], |named| &named.order);
        let within = order.iter().position(|named| named == id);
        (section, within.unwrap_or(order.len()), id)
    }

    /// The sections that have services.
    pub(super) fn offered(
        &self,
        language: Language,
        has_services: impl Fn(&str) -> bool,
    ) -> Vec<Section> {
        let offered = self.0.iter().filter(|section| has_services(&section.id));
        offered
            .map(|section| Section {
                id: section.id.clone(),
                title: section.title.get(language.0).to_owned(),
            })
            .collect()
    }
}

impl Page {
    pub(super) fn card(&self, section: &str, language: Language) -> ServiceCard {
        ServiceCard {
            id: self.id.clone(),
            section: section.to_owned(),
            title: self.title.get(language.0).to_owned(),
            summary: self.summary.get(language.0).to_owned(),
            working_days: self.working_days,
            page: Some(self.address.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::language::LANGUAGES;

    #[test]
    fn every_section_and_page_is_named_in_every_language() {
        let sections = Sections::embedded().unwrap();
        let in_all = |text: &Text| LANGUAGES.iter().all(|language| text.has(language));
        for Named { id, title, .. } in &sections.0 {
            assert!(in_all(title), "{id}");
        }
        for (_, page) in sections.pages() {
            assert!(
                [&page.title, &page.summary, &page.keywords].into_iter().all(in_all),
                "{page:?}"
            );
        }
        assert!(sections.title("dance").is_none());
    }
}
