//! The catalogue of services: definitions as an agency writes them, and `GET /services`.

pub(crate) mod history;

use crate::app::App;
use crate::fail::{Fail, Result};
use crate::http::headers::NO_CACHE;
use crate::http::language::{LANGUAGES, Language};
use crate::http::{Id, precondition};
use crate::keys::sha256;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::form::{Office, Publication, Service, lint};
use domain::wire::problem::ProblemCode;
use domain::wire::service::{ServiceCard, Services};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use utoipa_axum::{router::OpenApiRouter, routes};

const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/services.rs"));

#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    #[error("the services: {0}")]
    Io(#[from] std::io::Error),
    #[error("{file}: {error}")]
    Json { file: String, error: serde_json::Error },
    #[error("{file}: {}", faults.join("; "))]
    Faults { file: String, faults: Vec<String> },
    #[error("{0} is there twice")]
    Twice(String),
}

/// Every service that can be applied for, by id.
#[derive(Debug, Clone)]
pub(crate) struct Catalogue(BTreeMap<String, Publication>);

impl Catalogue {
    /// The services of `folder`, or the embedded ones. A definition with a fault stops the start, not a citizen.
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
        Some(&self.0.get(id)?.service)
    }

    /// What the agency says of a service for the server alone.
    pub(crate) fn office(&self, id: &str) -> Option<&Office> {
        Some(&self.0.get(id)?.office)
    }

    pub(crate) fn services(&self) -> impl Iterator<Item = &Service> {
        self.0.values().map(|publication| &publication.service)
    }

    fn read<N: Into<String>>(
        texts: impl IntoIterator<Item = (N, String)>,
    ) -> std::result::Result<Self, CatalogueError> {
        let mut services = BTreeMap::new();
        for (file, text) in texts {
            let file = file.into();
            let publication = match Publication::read(&text) {
                Ok(publication) => publication,
                Err(error) => return Err(CatalogueError::Json { file, error }),
            };
            let faults = lint::lint(&publication.service, &LANGUAGES);
            if !faults.is_empty() {
                return Err(CatalogueError::Faults { file, faults });
            }
            let id = publication.service.id.clone();
            if services.insert(id.clone(), publication).is_some() {
                return Err(CatalogueError::Twice(id));
            }
        }
        Ok(Self(services))
    }

    fn cards(&self, language: Language) -> Vec<ServiceCard> {
        let card = |service: &Service| ServiceCard {
            id: service.id.clone(),
            section: service.section.clone(),
            title: service.title.get(language.0).to_owned(),
            summary: service.summary.get(language.0).to_owned(),
            working_days: service.terms.first().map_or(0, |term| term.working_days),
        };
        self.services().map(card).collect()
    }
}

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(one))
}

/// The services that can be applied for, in the language of `Accept-Language`.
#[utoipa::path(get, path = "/services", tag = "services", responses(
    (status = 200, body = Services, headers(("ETag" = String))),
    (status = 304, description = "The copy named by `If-None-Match` is current"),
))]
async fn list(State(app): State<App>, language: Language, headers: HeaderMap) -> Result<Response> {
    let services = Services { sections: Vec::new(), services: app.catalogue.cards(language) };
    let mut response = revalidated(&headers, &services)?;
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.0));
    Ok(response)
}

/// A service in full: steps, fields, documents and texts in all languages.
#[utoipa::path(get, path = "/services/{id}", tag = "services", params(("id" = String, Path)), responses(
    (status = 200, body = Service, headers(("ETag" = String))),
    (status = 304, description = "The copy named by `If-None-Match` is current"),
))]
async fn one(State(app): State<App>, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    let service = app.catalogue.get(&id).ok_or(ProblemCode::NotFound)?;
    revalidated(&headers, service)
}

/// Public data with an `ETag`: kept by the browser, asked about every time.
fn revalidated(headers: &HeaderMap, value: &impl Serialize) -> Result<Response> {
    let body = serde_json::to_vec(value).map_err(|_| Fail::Internal("a service as JSON"))?;
    let hash = sha256(&body);
    let tag = format!("\"{}\"", crate::ids::hex(hash.get(..16).unwrap_or(&hash)));
    let mut response = if precondition::is_fresh(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, NO_CACHE);
    // Weak: the layer of compression sends the same JSON in other bytes.
    if let Ok(tag) = HeaderValue::from_str(&format!("W/{tag}")) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
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
}
