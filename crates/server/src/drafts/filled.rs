//! Fields that were filled in from elsewhere: as long as nobody has changed them, the citizen is told so (M-11).

use domain::form::{Answers, Service};
use domain::wire::draft::Filled;
use serde::{Deserialize, Serialize};

/// One field, with what was filled in.
#[derive(Serialize, Deserialize)]
pub(super) struct Fill {
    pub(super) field: String,
    /// The number of the application it comes from; `None` for the profile.
    pub(super) application: Option<String>,
    pub(super) answers: Answers,
}

/// Those of `fills` whose fields are still as they were filled in.
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

/// In the order of the form.
pub(super) fn on_the_wire(fills: Vec<Fill>, service: &Service) -> Vec<Filled> {
    let place = |fill: &Fill| service.fields().position(|field| field.id == fill.field);
    let mut fills = fills;
    fills.sort_by_key(place);
    fills
        .into_iter()
        .map(|fill| Filled { field: fill.field, application: fill.application })
        .collect()
}
