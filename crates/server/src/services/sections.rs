//! The sections of the catalogue, in their order: `sections.json`.

use crate::http::Language;
use domain::form::{Service, Text};
use domain::wire::service::Section;
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
}

impl Sections {
    pub(super) fn embedded() -> Result<Self, serde_json::Error> {
        serde_json::from_str(EMBEDDED).map(Self)
    }

    pub(super) fn title(&self, id: &str) -> Option<&Text> {
        self.0.iter().find(|section| section.id == id).map(|section| &section.title)
    }

    /// Position of a service in the catalogue: sorts services by section and within it.
    pub(super) fn position<'a>(&self, service: &'a Service) -> (usize, usize, &'a str) {
        let section = self.0.iter().position(|section| section.id == service.section);
        let section = section.unwrap_or(self.0.len());
        let order = self.0.get(section).map_or(&[][..], |section| &section.order);
        let within = order.iter().position(|id| *id == service.id);
        (section, within.unwrap_or(order.len()), &service.id)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::language::LANGUAGES;

    #[test]
    fn every_section_has_a_title_in_every_language() {
        let sections = Sections::embedded().unwrap();
        for Named { id, title, .. } in &sections.0 {
            assert!(LANGUAGES.iter().all(|language| title.has(language)), "{id}");
        }
        assert!(sections.title("dance").is_none());
    }
}
