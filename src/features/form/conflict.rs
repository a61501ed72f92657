//! Another tab or device has saved other answers. Neither side wins automatically: the citizen sees both and chooses, but
//! only for fields that the other side has changed. Fields changed only here stay as they are.

use super::CONFLICT;
use super::show::{Line, lines};
use super::state::{FormState, is_within};
use super::words;
use crate::api;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::focus;
use crate::state::action::commit;
use crate::state::fetched::Fetched;
use crate::ui::button::Button;
use crate::ui::options::{OptionItem, Options};
use domain::form::{Answer, Answers, Field};
use domain::wire::draft::Draft;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The choice, under the notice that there is one.
#[component]
pub(super) fn Choice(state: FormState) -> impl IntoView {
    let theirs = Fetched::new(move || async move { api::drafts::one(&state.draft()).await });
    theirs.view(tr::conflict::failed, move |theirs| both(state, theirs))
}

fn both(state: FormState, theirs: Draft) -> AnyView {
    let base = state.autosave.base();
    let mine = state.answers.get_untracked();
    let fields = differing(state, &mine, &base, &theirs.answers);
    if fields.is_empty() {
        // The other side has changed no answer, so there is nothing to choose.
        request_animation_frame(move || state.autosave.resolve_conflict(&theirs));
        return ().into_any();
    }
    let saved_at = tr::conflict::saved(&dates::moment(theirs.saved_at));
    // Fields for which the saved answer is selected: at first those that were not changed here.
    let untouched = fields.iter().filter(|field| !differs(field, (&base, &mine)));
    let taken: BTreeSet<_> = untouched.map(|field| field.id.clone()).collect();
    let taken = RwSignal::new(taken);
    let all: BTreeSet<String> = fields.into_iter().map(|field| field.id).collect();
    let theirs = StoredValue::new(theirs);
    let shown = StoredValue::new(mine);
    // The form below stays editable. An answer typed there meanwhile is the newest, so it is selected.
    let rows = move || {
        let mine = state.answers.get();
        theirs.with_value(|Draft { answers: theirs, .. }| {
            let fields = differing(state, &mine, &base, theirs).into_iter();
            let rows = fields.map(|field| {
                if shown.with_value(|shown| differs(&field, (shown, &mine))) {
                    taken.update_untracked(|taken| taken.remove(&field.id));
                }
                row(&field, (&mine, theirs), &saved_at, taken)
            });
            let rows: Vec<_> = rows.collect();
            shown.set_value(mine.clone());
            rows
        })
    };
    let resolve = move |taken: BTreeSet<String>| {
        theirs.with_value(|theirs| {
            let mine = state.answers.get_untracked();
            state.replace(merged(&mine, &theirs.answers, &taken));
            state.autosave.resolve_conflict(theirs);
            focus::on_heading();
            let saved = state.autosave.saved();
            commit(async move {
                // The other side has saved again meanwhile.
                if saved.await.is_err_and(|error| error.code() == Some(ProblemCode::Conflict)) {
                    focus::on_id(CONFLICT);
                }
            });
        });
    };
    view! {
        <div>
            {rows}
            <p class="actions">
                <Button primary=true on_press=move |()| resolve(taken.get_untracked())>{tr::conflict::chosen()}</Button>
                <Button on_press=move |()| resolve(BTreeSet::new())>{tr::conflict::mine()}</Button>
                <Button on_press=move |()| resolve(all.clone())>{tr::conflict::theirs()}</Button>
            </p>
        </div>
    }
    .into_any()
}

/// Fields that the other side has changed to something else than this screen has.
fn differing(state: FormState, mine: &Answers, base: &Answers, theirs: &Answers) -> Vec<Field> {
    let service = state.service();
    let fields = service.fields();
    let fields =
        fields.filter(|field| differs(field, (mine, theirs)) && differs(field, (base, theirs)));
    fields.cloned().collect()
}

/// Both answers to one question, as radios.
fn row(
    field: &Field,
    (mine, theirs): (&Answers, &Answers),
    saved_at: &str,
    taken: RwSignal<BTreeSet<String>>,
) -> AnyView {
    let id = field.id.clone();
    let option = |value: &str, answers: &Answers, hint: String| OptionItem {
        value: value.to_owned(),
        label: shown(field, answers),
        hint: Some(hint),
    };
    let options =
        vec![option(MINE, mine, tr::conflict::here()), option(THEIRS, theirs, saved_at.to_owned())];
    let is_taken = taken.with_untracked(|taken| taken.contains(&id));
    let chosen = if is_taken { THEIRS } else { MINE };
    let change = move |(value, _): (String, bool)| {
        taken.update(|taken| {
            if value == MINE {
                taken.remove(&id)
            } else {
                taken.insert(id.clone())
            };
        });
    };
    view! {
        <Options
            id=format!("conflict-{}", field.id)
            legend=words::text(&field.label)
            options=options
            chosen=vec![chosen.to_owned()]
            on_change=change
            error=Signal::stored(None::<String>)
        />
    }
    .into_any()
}

const MINE: &str = "mine";
const THEIRS: &str = "theirs";

fn shown(field: &Field, answers: &Answers) -> String {
    let answers: Vec<_> = lines(field, answers, None)
        .into_iter()
        .map(|Line { answer, .. }| answer)
        .filter(|answer| !answer.is_empty())
        .collect();
    if answers.is_empty() { tr::review::none() } else { answers.join(", ") }
}

/// Whether the answers to a field differ. A blank answer equals a missing one.
fn differs(field: &Field, (one, other): (&Answers, &Answers)) -> bool {
    let mut paths = one.paths().chain(other.paths()).filter(|path| is_within(path, &field.id));
    let filled = |answers: &Answers, path: &str| {
        let mut answer = answers.get(path).filter(|answer| !answer.is_blank()).cloned();
        // The order in which boxes were ticked does not matter.
        if let Some(Answer::Many(chosen)) = &mut answer {
            chosen.sort();
        }
        answer
    };
    paths.any(|path| filled(one, path) != filled(other, path))
}

/// The answers of this screen, with the saved ones in the `taken` fields.
fn merged(mine: &Answers, theirs: &Answers, taken: &BTreeSet<String>) -> Answers {
    let is_taken = |path: &str| taken.iter().any(|field| is_within(path, field));
    let unchanged = mine.iter().filter(|(path, _)| !is_taken(path));
    let saved = theirs.iter().filter(|(path, _)| is_taken(path));
    unchanged.chain(saved).map(|(path, answer)| (path.to_owned(), answer.clone())).collect()
}
