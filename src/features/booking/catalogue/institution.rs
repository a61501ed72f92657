//! Card of one institution: address, reception hours, equipment, nearest free date.

use super::filter::Fitting;
use super::hours;
use crate::features::booking::words;
use crate::i18n::dates;
use crate::i18n::letters;
use crate::i18n::tr;
use chrono::NaiveDate;
use domain::booking::Visit;
use domain::wire::institution::{Institutions, Line, Named};
use leptos::prelude::*;

/// `action`: link at the end of the card.
pub(super) fn card(fitting: Fitting, all: &Institutions, action: AnyView) -> AnyView {
    let Fitting { institution, lines, nearest } = fitting;
    let hours = hours::week(&institution.week, &dates::weekdays_short());
    let hours = match institution.pause {
        Some(pause) => tr::places::HoursPause { pause: &hours::span(pause), week: &hours }.text(),
        None => tr::places::hours(&hours),
    };
    let equipment: Vec<_> =
        institution.equipment.iter().filter_map(|id| title(&all.equipment, id)).collect();
    let equipment = (!equipment.is_empty()).then(|| {
        let number = equipment.len().to_string();
        view! {
            <details class="institution__more">
                <summary>{tr::places::equipment(&number)}</summary>
                <p>{in_one(&equipment)}</p>
            </details>
        }
    });
    let operations = (institution.visit == Visit::Operation).then(|| operations(&lines, all));
    view! {
        <li class="surface">
            <h3 class="institution__name" id=heading(&institution.id) tabindex="-1">{institution.name}</h3>
            <p class="institution__line">{words::address(&institution.city, &institution.address)}</p>
            <p class="institution__line">{words::phone(&institution.phone)}</p>
            <p class="institution__line">{hours}</p>
            <p class="institution__line muted">{words::zone(&institution.city, institution.utc_offset)}</p>
            {operations}
            {equipment}
            <p class="institution__nearest">{when(nearest)}</p>
            {action}
        </li>
    }
    .into_any()
}

/// Id of the heading of an institution's card.
pub(super) fn heading(id: &str) -> String {
    format!("place-{id}")
}

/// The operations by group, each with its own nearest date where there are several groups.
fn operations(lines: &[Line], all: &Institutions) -> AnyView {
    let line = |line: &Line| {
        let group = all.operations.iter().find(|group| group.id == line.id);
        let titles: Vec<_> = line
            .operations
            .iter()
            .filter_map(|id| group.and_then(|group| title(&group.operations, id)))
            .collect();
        let name = group.map(|group| group.title.clone()).unwrap_or_default();
        let day = (lines.len() > 1).then(|| {
            let day = line.nearest.map_or_else(tr::places::line_full, |day| {
                tr::places::line_from(&dates::day_and_month(day))
            });
            view! { <span class="muted">" — " {day}</span> }
        });
        view! { <li><b>{tr::places::group(&name)}</b> " " {in_one(&titles)} {day}</li> }.into_any()
    };
    let lines: Vec<_> = lines.iter().map(line).collect();
    view! { <ul class="institution__operations">{lines}</ul> }.into_any()
}

fn when(nearest: Option<NaiveDate>) -> String {
    nearest.map_or_else(tr::places::full, |day| tr::places::nearest(&dates::full_day(day)))
}

fn title(all: &[Named], id: &str) -> Option<String> {
    all.iter().find(|named| named.id == id).map(|named| named.title.clone())
}

/// `Пандус, лифт, МРТ`: lowercases the first letter of every title but the first; abbreviations stay as they are.
fn in_one(titles: &[String]) -> String {
    let rest = titles.iter().skip(1).map(|title| letters::in_sentence(title));
    titles.iter().take(1).cloned().chain(rest).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::in_one;

    #[test]
    fn abbreviations_keep_their_capitals() {
        let said = ["Пандус", "Лифт", "МРТ", "КТ", ""].map(str::to_owned);
        assert_eq!(in_one(&said), "Пандус, лифт, МРТ, КТ, ");
    }
}
