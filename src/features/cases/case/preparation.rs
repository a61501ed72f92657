//! «Как подготовиться» to an operation (S-06, S-07).

use super::drawn::drawn;
use super::facts::{Fact, facts, line};
use super::situation::Situation;
use crate::features::cases::visit::booking;
use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::platform::clock;
use chrono::TimeDelta;
use domain::form::Text;
use domain::wire::application::{Application, Plan};
use leptos::prelude::*;

/// So many days before the operation the instructions are open.
const SOON: i64 = 14;

/// Nothing before the documents of an operation are approved, and after it. Opens if the operation is soon, and is never closed: somebody
/// may be reading.
pub(super) fn preparation(case: Memo<Application>) -> AnyView {
    let draw = move |is_there: bool| {
        if !is_there {
            return ().into_any();
        }
        view! {
            <details class="prep" open=case.with_untracked(is_soon)>
                <summary id="preparation">{tr::prep::title()}</summary>
                {drawn(case, |case| case.plan.as_ref().map(rows), |rows| inside(rows.unwrap_or_default()))}
            </details>
        }
        .into_any()
    };
    drawn(case, is_there, draw)
}

fn is_there(case: &Application) -> bool {
    let is_ahead = matches!(Situation::of(case), Situation::Ready | Situation::BeforeOperation);
    is_ahead && case.plan.is_some()
}

fn is_soon(case: &Application) -> bool {
    booking(case).is_some_and(|booking| booking.starts_at - clock::server() < TimeDelta::days(SOON))
}

fn inside(rows: Vec<Fact>) -> AnyView {
    let later = rows.is_empty().then(tr::prep::later);
    view! { {facts(rows)} {line(later)} }.into_any()
}

fn rows(plan: &Plan) -> Vec<Fact> {
    let language = i18n::language();
    let lines = |texts: &[Text]| {
        texts.iter().map(|text| text.get(language).to_owned()).collect::<Vec<_>>().join("\n")
    };
    let one = |text: &Option<Text>| text.as_ref().map(|text| text.get(language).to_owned());
    let schedule = plan.schedule.iter().map(|line| match line.day {
        Some(day) => format!("{}: {}", dates::day_and_month(day), line.text.get(language)),
        None => line.text.get(language).to_owned(),
    });
    let stay = plan.stay_days.map(|days| tr::prep::days(days.into()));
    let notes = [one(&plan.food), one(&plan.companion), one(&plan.notes)];
    let rows = [
        (tr::prep::schedule(), schedule.collect::<Vec<_>>().join("\n")),
        (tr::prep::medicines(), lines(&plan.medicines)),
        (tr::prep::tests(), lines(&plan.examinations)),
        (tr::prep::take(), lines(&plan.bring)),
        (tr::prep::stay(), stay.unwrap_or_default()),
        (tr::prep::notes(), notes.into_iter().flatten().collect::<Vec<_>>().join("\n")),
    ];
    let filled = rows.into_iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(name, text)| Fact::new(name, text)).collect()
}
