//! Files that the citizen chose but the server does not have yet or has refused. The check page lists them, and
//! «Отправить» asks before sending without them.

use super::documents::{error_text, state_text};
use super::state::FormState;
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::watch;
use crate::state::uploads::{Row, RowState};
use crate::ui::button::Button;
use crate::ui::dialog::Dialog;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::form::Step;
use leptos::prelude::*;

/// Unsent files of visible slots, tracked.
pub(super) fn unsent(state: FormState) -> Vec<Row> {
    let mut rows = state.uploads.missing();
    state.visible.with(|visible| rows.retain(|row| visible.slots.contains(&row.slot)));
    rows
}

/// Unsent files of a step, tracked.
pub(super) fn unsent_in(state: FormState, step: &Step) -> Vec<Row> {
    let mut rows = unsent(state);
    rows.retain(|row| step.documents.iter().any(|slot| slot.id == row.slot));
    rows
}

/// Lists the unsent files on the check page, each with a link to its step.
#[component]
pub(super) fn Unsent(state: FormState) -> impl IntoView {
    let rows = Memo::new(move |_| Names(unsent(state)));
    let line = move |row: Row| {
        let (href, name) = (address(state, &row), row.name.clone());
        let words = move || error_text(&row).unwrap_or_else(|| state_text(&row));
        let go = move |()| state.from_review.set(true);
        view! { <li><Link href=href text=name on_follow=go/> " — " {words}</li> }.into_any()
    };
    let shown = move || {
        let rows = rows.get().0;
        (!rows.is_empty()).then(|| {
            let lines: Vec<_> = rows.into_iter().map(line).collect();
            view! {
                <Notice tone=Tone::Warn title=tr::unsent::title()>
                    <p>{tr::unsent::text()}</p>
                    <ul>{lines}</ul>
                </Notice>
            }
        })
    };
    shown.into_any()
}

/// «Отправить без файла scan.png?» Closes itself when all files have arrived.
#[component]
pub(super) fn Question(
    state: FormState,
    asks: RwSignal<bool>,
    #[prop(into)] send: Callback<()>,
) -> impl IntoView {
    let rows = Memo::new(move |_| Names(unsent(state)));
    watch(
        move || rows.with(|rows| rows.0.is_empty()),
        move |has_arrived, _| {
            if *has_arrived {
                asks.set(false);
            }
        },
    );
    let dialog =
        move || asks.get().then(|| view! { <Asked state=state rows=rows asks=asks send=send/> });
    dialog.into_any()
}

#[component]
fn Asked(
    state: FormState,
    rows: Memo<Names>,
    asks: RwSignal<bool>,
    send: Callback<()>,
) -> impl IntoView {
    let first = rows.with_untracked(|rows| rows.0.first().map(|row| address(state, row)));
    let back = first.unwrap_or_else(|| paths::draft(&state.draft()));
    let moves = Memo::new(move |_| {
        rows.with(|rows| rows.0.iter().any(|row| row.state.with(RowState::is_on_its_way)))
    });
    let question = Memo::new(move |_| rows.with(question));
    let is_one = Memo::new(move |_| rows.with(|rows| rows.0.len() == 1));
    let keep = Callback::new(move |()| asks.set(false));
    let go = move |()| {
        asks.set(false);
        send.run(());
    };
    let wait = move || {
        if moves.get() {
            return view! { <Button on_press=keep>{tr::unsent::wait()}</Button> }.into_any();
        }
        let go_back = move |()| state.from_review.set(true);
        let href = back.clone();
        view! { <Link href=href class="button" text=tr::unsent::go_back() on_follow=go_back/> }
            .into_any()
    };
    let without =
        move || if is_one.get() { tr::unsent::send_one() } else { tr::unsent::send_many() };
    let words = move || if moves.get() { tr::unsent::moving() } else { tr::unsent::stopped() };
    view! {
        <Dialog label=question.get_untracked() on_escape=keep>
            <h2>{move || question.get()}</h2>
            <p>{words}</p>
            <p class="actions">
                {wait}
                <Button on_press=go>{without}</Button>
            </p>
        </Dialog>
    }
}

/// Rows that are equal if their keys are: each row shows its own progress, so progress needs no redraw of the list.
#[derive(Debug, Clone)]
struct Names(Vec<Row>);

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        let keys = |rows: &[Row]| rows.iter().map(|row| row.key).collect::<Vec<_>>();
        keys(&self.0) == keys(&other.0)
    }
}

fn question(Names(rows): &Names) -> String {
    match rows.as_slice() {
        [one] => tr::unsent::question_one(&one.name),
        rows => {
            let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
            tr::unsent::question(u32::try_from(rows.len()).unwrap_or(u32::MAX), &names.join(", "))
        }
    }
}

/// Address of the screen on which a file was chosen.
fn address(state: FormState, row: &Row) -> String {
    let service = state.service();
    let holds = |step: &&Step| step.documents.iter().any(|slot| slot.id == row.slot);
    match service.steps.iter().find(holds) {
        Some(step) => paths::draft_step(&state.draft(), &step.id),
        None => paths::draft(&state.draft()),
    }
}
