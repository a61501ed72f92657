use serde::{Deserialize, Serialize};

/// `GET /services`: the services that are open for applications now, in the language of `Accept-Language`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Services {
    /// In the order of the catalogue.
    pub sections: Vec<Section>,
    pub services: Vec<ServiceCard>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Section {
    pub id: String,
    pub title: String,
}

/// `POST /services/search`. The words are in the body, because URLs are logged on the way.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Two or three words, 200 characters at most.
    pub words: String,
}

impl std::fmt::Debug for Search {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Search(…)")
    }
}

/// Open services that match, the best match first; ten at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Found {
    pub services: Vec<ServiceCard>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceCard {
    pub id: String,
    pub section: String,
    pub title: String,
    pub summary: String,
    /// Working days until the decision.
    pub working_days: u16,
    /// Address of a page of the app, where the card is no service's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}
