use super::search::{Entry, Index};
use super::sections::Sections;
use crate::http::language::{LANGUAGES, Language};
use chrono::NaiveDate;
use domain::booking::Visit;
use domain::form::{Office, Publication, Service, lint};
use domain::wire::institution::VisitService;
use domain::wire::service::{Found, ServiceCard, Services};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/services.rs"));

/// How many services a search returns at most.
const FOUND: usize = 10;

#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    #[error("the services: {0}")]
    Io(#[from] std::io::Error),
    #[error("{file}: {error}")]
    Json { file: String, error: serde_json::Error },
    #[error("{file}: {}", faults.join("; "))]
    Faults { file: String, faults: Vec<String> },
    #[error("{service}: {place}: there is no service «{named}»")]
    Unknown { service: String, place: &'static str, named: String },
    #[error("{0} is there twice")]
    Twice(String),
    #[error("the sections: {0}")]
    Sections(serde_json::Error),
}

/// Every published service by id, open or closed.
#[derive(Debug, Clone)]
pub(crate) struct Catalogue {
    publications: BTreeMap<String, Publication>,
    sections: Sections,
    index: Index,
}

impl Catalogue {
    /// Loads the services of `folder`, or the embedded ones. A faulty definition is an error, so that the server does not
    /// start with it and no citizen meets the fault.
    pub(crate) fn load(folder: Option<&Path>) -> std::result::Result<Self, CatalogueError> {
        match folder {
            None => Self::read(EMBEDDED.iter().map(|(file, text)| (*file, (*text).to_owned()))),
            Some(folder) => {
                let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
                    .map(|entry| Ok(entry?.path()))
                    .collect::<std::io::Result<_>>()?;
                files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
                let texts = files
                    .into_iter()
                    .map(|file| Ok((file.display().to_string(), std::fs::read_to_string(&file)?)))
                    .collect::<std::io::Result<Vec<_>>>()?;
                Self::read(texts)
            }
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Service> {
        Some(&self.publications.get(id)?.service)
    }

    /// The part of a definition that only the server reads.
    pub(crate) fn office(&self, id: &str) -> Option<&Office> {
        Some(&self.publications.get(id)?.office)
    }

    /// Every publication, in the order of their ids.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Publication> {
        self.publications.values()
    }

    pub(crate) fn services(&self) -> impl Iterator<Item = &Service> {
        self.publications.values().map(|publication| &publication.service)
    }

    /// Ids of the services that lead to an examination.
    pub(crate) fn examined(&self) -> impl Iterator<Item = &str> {
        let is_examined = |office: &Office| {
            office.visit.as_ref().is_some_and(|plan| plan.kind == Visit::Examination)
        };
        let examined = self.publications.iter().filter(move |(_, one)| is_examined(&one.office));
        examined.map(|(id, _)| id.as_str())
    }

    /// The service for appeals against decisions of `service`, if it is open on `day`, and in how many calendar days an
    /// appeal must come.
    pub(crate) fn appeal_against(&self, service: &str, day: NaiveDate) -> Option<(&Service, u16)> {
        let takes = |publication: &&Publication| {
            let office = &publication.office;
            office.is_open(day) && office.appeals.iter().any(|appealed| appealed == service)
        };
        let appeal = self.publications.values().find(takes)?;
        Some((&appeal.service, appeal.office.appeal_days?))
    }

    fn read<N: Into<String>>(
        texts: impl IntoIterator<Item = (N, String)>,
    ) -> std::result::Result<Self, CatalogueError> {
        let sections = Sections::embedded().map_err(CatalogueError::Sections)?;
        let mut publications: BTreeMap<String, Publication> = BTreeMap::new();
        for (file, text) in texts {
            let file = file.into();
            let publication = match Publication::read(&text) {
                Ok(publication) => publication,
                Err(error) => return Err(CatalogueError::Json { file, error }),
            };
            let mut faults = lint::lint_publication(&publication, &LANGUAGES);
            let section = &publication.service.section;
            if sections.title(section).is_none() {
                faults.push(format!("section: there is no section «{section}»"));
            }
            if !faults.is_empty() {
                return Err(CatalogueError::Faults { file, faults });
            }
            let id = publication.service.id.clone();
            if publications.insert(id.clone(), publication).is_some() {
                return Err(CatalogueError::Twice(id));
            }
        }
        check_named(&publications)?;
        // Services that match equally well are found in the order of the catalogue.
        let services = publications.values().map(|Publication { service, office }| {
            let entry = Entry {
                id: &service.id,
                title: &service.title,
                keywords: office.keywords.as_ref(),
                summary: &service.summary,
                section: sections.title(&service.section),
            };
            (&*service.section, entry)
        });
        let pages = sections.pages().map(|(section, page)| {
            let entry = Entry {
                id: &page.id,
                title: &page.title,
                keywords: Some(&page.keywords),
                summary: &page.summary,
                section: sections.title(section),
            };
            (section, entry)
        });
        let mut entries: Vec<(&str, Entry<'_>)> = services.chain(pages).collect();
        entries.sort_by_key(|(section, entry)| sections.position(section, entry.id));
        let index = Index::new(entries.into_iter().map(|(_, entry)| entry));
        Ok(Self { publications, sections, index })
    }

    /// The services that are open on `day` and the pages, with their sections, in the order of the catalogue.
    pub(super) fn open(&self, day: NaiveDate, language: Language) -> Services {
        let open = self.publications.values().filter(|one| one.office.is_open(day));
        let open = open.map(|publication| card(&publication.service, language));
        let pages = self.sections.pages().map(|(section, page)| page.card(section, language));
        let mut services: Vec<ServiceCard> = open.chain(pages).collect();
        services.sort_by(|one, two| {
            let [one, two] = [one, two].map(|card| self.sections.position(&card.section, &card.id));
            one.cmp(&two)
        });
        let offers = |section: &str| services.iter().any(|card| card.section == section);
        Services { sections: self.sections.offered(language, offers), services }
    }

    /// The services with a visit that are open on `day`, in the order of the catalogue.
    pub(crate) fn visits(&self, day: NaiveDate, language: Language) -> Vec<VisitService> {
        let offered = self.publications.values().filter(|one| one.office.is_open(day));
        let mut offered: Vec<_> = offered
            .filter_map(|one| Some((&one.service, one.office.visit.as_ref()?.kind)))
            .collect();
        offered.sort_by_key(|(service, _)| self.sections.position(&service.section, &service.id));
        let named = offered.into_iter().map(|(service, visit)| VisitService {
            id: service.id.clone(),
            title: service.title.get(language.0).to_owned(),
            visit,
        });
        named.collect()
    }

    /// The services open on `day` and the pages that match the words, the best first.
    pub(super) fn find(&self, words: &str, day: NaiveDate, language: Language) -> Found {
        let found = self.index.find(words, language).into_iter();
        let cards = found.filter_map(|id| self.card(id, day, language));
        Found { services: cards.take(FOUND).collect() }
    }

    fn card(&self, id: &str, day: NaiveDate, language: Language) -> Option<ServiceCard> {
        if let Some(publication) = self.publications.get(id) {
            return publication.office.is_open(day).then(|| card(&publication.service, language));
        }
        let (section, page) = self.sections.pages().find(|(_, page)| page.id == id)?;
        Some(page.card(section, language))
    }
}

/// Refuses an id that names no service: it is mistyped, and nobody could appeal, or go where a decision leads.
fn check_named(
    publications: &BTreeMap<String, Publication>,
) -> std::result::Result<(), CatalogueError> {
    for (service, publication) in publications {
        let mut named = publication.office.named();
        if let Some((place, named)) = named.find(|(_, id)| !publications.contains_key(*id)) {
            let (service, named) = (service.clone(), named.to_owned());
            return Err(CatalogueError::Unknown { service, place, named });
        }
    }
    Ok(())
}

fn card(service: &Service, language: Language) -> ServiceCard {
    ServiceCard {
        id: service.id.clone(),
        section: service.section.clone(),
        title: service.title.get(language.0).to_owned(),
        summary: service.summary.get(language.0).to_owned(),
        working_days: service.terms.first().map_or(0, |term| term.working_days),
        page: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_services_can_be_published() {
        let catalogue = Catalogue::load(None).unwrap();
        assert!(catalogue.get("mse_application").is_some());
    }

    #[test]
    fn a_fault_names_its_file() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("broken.json"), "{").unwrap();
        let error = Catalogue::load(Some(folder.path())).unwrap_err().to_string();
        assert!(error.contains("broken.json"), "{error}");
    }

    #[test]
    fn an_appeal_against_no_service_is_a_fault() {
        let texts = EMBEDDED
            .iter()
            .map(|(file, text)| (*file, text.replace("\"mse_ipra_change\"]", "\"mse_dance\"]")));
        let error = Catalogue::read(texts).unwrap_err().to_string();
        assert_eq!(error, "mse_appeal: office/appeals: there is no service «mse_dance»");
    }

    #[test]
    fn a_decision_that_leads_to_no_service_is_a_fault() {
        for (member, file) in [("result", "mse_application"), ("report", "so_medical")] {
            let texts = EMBEDDED.iter().map(|(name, text)| {
                let mut whole: serde_json::Value = serde_json::from_str(text).unwrap();
                if *name == format!("{file}.json") {
                    whole["office"][member]["entitles"][0]["service"] = "mse_dance".into();
                }
                (*name, whole.to_string())
            });
            let error = Catalogue::read(texts).unwrap_err().to_string();
            let place = format!("{file}: office/{member}/entitles");
            assert_eq!(error, format!("{place}: there is no service «mse_dance»"));
        }
    }

    #[test]
    fn an_unknown_section_is_a_fault() {
        let folder = tempfile::tempdir().unwrap();
        let (_, text) = EMBEDDED.iter().find(|(file, _)| *file == "mse_application.json").unwrap();
        let text = text.replace("\"section\": \"mse\"", "\"section\": \"dance\"");
        std::fs::write(folder.path().join("a.json"), text).unwrap();
        let error = Catalogue::load(Some(folder.path())).unwrap_err().to_string();
        assert!(error.contains("«dance»"), "{error}");
    }
}
