use crate::form::Outcome;
use serde::{Deserialize, Serialize};

/// `GET /services`: the services that are published, whether they take applications today or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeServices {
    /// In the order of their ids.
    pub services: Vec<OfficeService>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeService {
    pub id: String,
    /// In Russian.
    pub title: String,
    /// Version of the form.
    pub version: u32,
    /// Outcomes with which a decision holds a result: `GET /services/{id}/result` says what it is.
    pub results: Vec<Outcome>,
    /// Whether an operation is reported on: `GET /services/{id}/report` says what the report is.
    pub has_report: bool,
}
