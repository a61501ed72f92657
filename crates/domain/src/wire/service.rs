use serde::{Deserialize, Serialize};

/// `GET /services`: what can be applied for now, in the language of `Accept-Language`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Services {
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
}
