//! What the office's systems have to know of the services. No line of the audit: it tells nothing of anybody.

use super::caller::Caller;
use super::parts::OfficeStore;
use crate::fail::Result;
use crate::http::{Id, Question};
use axum::extract::State;
use axum::http::{HeaderName, header};
use domain::form::{Outcome, Publication, ResultPlan};
use domain::wire::office::{Ability, OfficeService, OfficeServices};
use domain::wire::problem::ProblemCode;
use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;
use utoipa::IntoParams;

/// A JSON Schema.
type Schema = ([(HeaderName, &'static str); 1], axum::Json<Value>);

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// How the decision ends.
    outcome: Outcome,
}

/// The services, and which of their decisions hold a result.
#[utoipa::path(get, path = "/services", tag = "services", security(("token" = [])),
    responses((status = 200, body = OfficeServices)))]
pub(super) async fn list(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
) -> Result<axum::Json<OfficeServices>> {
    caller.may(Ability::Read)?;
    Ok(axum::Json(OfficeServices { services: office.catalogue.all().map(told).collect() }))
}

/// The JSON Schema (2020-12) of what a decision with this outcome holds. 404 where it holds words only.
#[utoipa::path(get, path = "/services/{id}/result", tag = "services",
    params(("id" = String, Path), Wanted), security(("token" = [])),
    responses((status = 200, body = Value, content_type = "application/schema+json")))]
pub(super) async fn result(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Id(id): Id,
    Question(Wanted { outcome }): Question<Wanted>,
) -> Result<Schema> {
    caller.may(Ability::Read)?;
    let plan = office.catalogue.office(&id).and_then(|office| office.result.as_ref());
    schema(plan, outcome)
}

/// The JSON Schema (2020-12) of what is told of an operation that is over. 404 where nothing is.
#[utoipa::path(get, path = "/services/{id}/report", tag = "services",
    params(("id" = String, Path)), security(("token" = [])),
    responses((status = 200, body = Value, content_type = "application/schema+json")))]
pub(super) async fn report(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Id(id): Id,
) -> Result<Schema> {
    caller.may(Ability::Read)?;
    let plan = office.catalogue.office(&id).and_then(|office| office.report.as_ref());
    schema(plan, Outcome::Approved)
}

fn schema(plan: Option<&ResultPlan>, outcome: Outcome) -> Result<Schema> {
    let plan = plan.filter(|plan| plan.holds(outcome)).ok_or(ProblemCode::NotFound)?;
    let media = [(header::CONTENT_TYPE, "application/schema+json")];
    Ok((media, axum::Json(plan.json_schema(outcome))))
}

fn told(Publication { service, office }: &Publication) -> OfficeService {
    let holds = |outcome: &Outcome| office.result.as_ref().is_some_and(|plan| plan.holds(*outcome));
    OfficeService {
        id: service.id.clone(),
        title: service.title.get("ru").to_owned(),
        version: service.version,
        results: Outcome::ALL.into_iter().filter(holds).collect(),
        has_report: office.report.is_some(),
    }
}
