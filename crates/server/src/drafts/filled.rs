//! Prefilled fields. The citizen sees where their answers come from, until they are changed (M-11).

use domain::form::{Answers, Service};
use domain::wire::draft::Filled;
use serde::{Deserialize, Serialize};

/// A prefilled field with its answers.
#[derive(Serialize, Deserialize)]
pub(super) struct Fill {
    pub(super) field: String,
    /// Number of the application that the answers come from; `None` for the profile.
    pub(super) application: Option<String>,
    pub(super) answers: Answers,
}

/// Keeps those of `fills` whose fields have not been changed since.
pub(super) fn unchanged(fills: Vec<Fill>, service: &Service, answers: &Answers) -> Vec<Fill> {
    let same = |fill: &Fill, path: &str| {
        let (then, now) = (fill.answers.get(path), answers.get(path));
        then.filter(|answer| !answer.is_blank()) == now.filter(|answer| !answer.is_blank())
    };
    let is_unchanged = |fill: &Fill| {
        let field = service.fields().find(|field| field.id == fill.field);
        field.is_some_and(|field| field.paths().all(|path| same(fill, &path)))
    };
    fills.into_iter().filter(is_unchanged).collect()
}

/// Converts the fills for the API, in the order of the form.
pub(super) fn on_the_wire(fills: Vec<Fill>, service: &Service) -> Vec<Filled> {
    let position = |fill: &Fill| service.fields().position(|field| field.id == fill.field);
    let mut fills = fills;
    fills.sort_by_key(position);
    fills
        .into_iter()
        .map(|fill| Filled { field: fill.field, application: fill.application })
        .collect()
}
