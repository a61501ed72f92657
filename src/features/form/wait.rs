//! «Сколько ждать»: the terms of a service, and what moves them (M-31, M-32).

use crate::i18n::tr;
use crate::paths;
use crate::ui::link::Link;
use domain::form::{Service, Term};
use leptos::prelude::*;

/// The section whose office has terms for what nobody applies for here, too. Said where examinations are asked for, which have more than
/// one term.
const MSE: &str = "mse";

pub(super) fn wait(service: &Service) -> AnyView {
    let rows: Vec<_> = service.terms.iter().map(row).collect();
    let kinds =
        (service.section == MSE && rows.len() > 1).then(|| view! { <p>{tr::wait::kinds()}</p> });
    view! {
        <details class="details">
            <summary>{tr::wait::title()}</summary>
            <ul>{rows}</ul>
            <p>{tr::wait::counted()}</p>
            {kinds}
            <p>{tr::wait::day()} " " <Link href=paths::FEEDBACK text=tr::wait::ask()/></p>
        </details>
    }
    .into_any()
}

fn row(term: &Term) -> AnyView {
    let name = match term.category.as_str() {
        "priority" => tr::wait::priority(),
        "urgent" => tr::wait::urgent(),
        _ => tr::wait::standard(),
    };
    view! { <li>{name} ": " {tr::wait::days(term.working_days.into())}</li> }.into_any()
}
