//! The attachments of the message that is being written. Fetched once somebody wants to attach a file.

use super::composer::Composer;
use super::copy::Attachment;
use super::outbox::{Batch, Pending};
use crate::api;
use crate::api::messages::Talk;
use crate::i18n::tr;
use crate::platform::focus;
use crate::shell::file_rows::{Files, Place};
use crate::shell::file_words;
use crate::state::uploads::{Apart, Fetch, Owner, Row, RowState, Uploads};
use crate::ui::field::ErrorText;
use crate::ui::notice::{Notice, Tone};
use domain::form::{Slot, Text};
use domain::message::{SLOT, policy};
use domain::wire::file::FileInfo;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use std::future::ready;
use std::rc::Rc;

thread_local! {
    /// Rows that go with a message on its way, so that the next message does not have them.
    static TAKEN: ArcRwSignal<Vec<Row>> = ArcRwSignal::new(Vec::new());
}

pub(super) fn attach() -> AnyView {
    let Some(composer) = Composer::current() else { return ().into_any() };
    let uploads = open(composer.talk(), composer.waiting_files());
    let slot = Slot {
        id: SLOT.to_owned(),
        title: Text::default(),
        hint: None,
        optional: true,
        when: None,
        policy: policy(),
    };
    let place = Place {
        uploads,
        slot: StoredValue::new(slot),
        ready: Callback::new(|()| Box::pin(ready(())) as crate::state::uploads::Ready),
    };
    let rows = Signal::derive(move || of_composer(composer, uploads));
    composer.attaches_with(Callback::new(move |()| {
        let rows = untrack(|| of_composer(composer, uploads));
        (!rows.is_empty()).then(|| Rc::new(Rows::taken(uploads, rows)) as Rc<dyn Batch>)
    }));
    if let Some(input) = focus::take_awaited().filter(|input| *input == place.add_id()) {
        focus::on_input_later(&input);
    }
    view! {
        <Files place=place rows=rows/>
        <Choose place=place composer=composer/>
    }
    .into_any()
}

fn open(talk: Talk, list: Vec<FileInfo>) -> Uploads {
    let of_case: Fetch = |id| Box::pin(async move { Ok(api::messages::of_case(&id).await?.files) });
    let of_question: Fetch =
        |id| Box::pin(async move { Ok(api::questions::one(&id).await?.files) });
    match talk {
        Talk::Case(id) => Uploads::new(Owner::Application(id), list, None, of_case),
        Talk::Question(id) => Uploads::new(Owner::Question(id), list, None, of_question),
    }
}

/// The rows of the message that is being written; tracked.
fn of_composer(composer: Composer, uploads: Uploads) -> Vec<Row> {
    let taken = TAKEN.with(|taken| taken.get());
    let mut rows = uploads.of_slot(SLOT);
    rows.retain(|row| {
        let is_taken = taken.iter().any(|other| other.key == row.key);
        !is_taken && !row.id.get().is_some_and(|id| composer.goes_already(&id))
    });
    rows
}

#[component]
fn Choose(place: Place, composer: Composer) -> AnyView {
    let id = place.add_id();
    let input = NodeRef::<html::Input>::new();
    let problem = RwSignal::new(None::<String>);
    let take = move |files: Option<web_sys::FileList>| {
        problem.set(None);
        files.iter().for_each(|files| place.take(files));
    };
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            take(input.files());
            // Otherwise choosing the same file again, after removing it, fires no event.
            input.set_value("");
        }
    };
    let is_over = RwSignal::new(false);
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        is_over.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        match files.filter(|files| files.length() > 0) {
            None => problem.set(Some(tr::file::dropped_nothing())),
            files => take(files),
        }
    };
    let over = move |event: ev::DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let accepts = place.slot.with_value(|slot| {
        let types = file_words::types(&slot.policy.types);
        let size = file_words::size(slot.policy.max_bytes);
        tr::file::Accepts { size: &size, types: &types }.text()
    });
    let error = composer.wrong_files();
    let described_by = format!("{id}-accepts {id}-error");
    view! {
        {move || problem.get().map(|text| view! {
            <Notice tone=Tone::Warn alert=true><p>{text}</p></Notice>
        })}
        <div
            class="field slot__drop"
            class:slot__drop--over=move || is_over.get()
            on:dragover=over
            on:dragleave=move |_| is_over.set(false)
            on:drop=dropped
        >
            <ErrorText id=format!("{id}-error") error=error/>
            <input type="file" multiple hidden node_ref=input accept=place.extensions() on:change=chosen/>
            <button
                class="button"
                type="button"
                id=id.clone()
                aria-describedby=described_by
                on:click=move |_| {
                    if let Some(input) = input.get_untracked() {
                        input.click();
                    }
                }
            >
                {tr::file::add()}
            </button>
            <p class="slot__or">{tr::file::or_drop()}</p>
            <p id=format!("{id}-accepts")>{accepts}</p>
        </div>
    }
    .into_any()
}

/// The files of a message on its way. They outlive the page.
struct Rows {
    files: Apart,
}

impl Rows {
    fn taken(uploads: Uploads, rows: Vec<Row>) -> Self {
        TAKEN.with(|taken| taken.update(|taken| taken.extend(rows.iter().cloned())));
        Self { files: uploads.apart(rows) }
    }

    fn release(&self) {
        let is_here = |row: &Row| self.files.rows().iter().any(|other| other.key == row.key);
        TAKEN.with(|taken| taken.update(|taken| taken.retain(|row| !is_here(row))));
    }
}

impl Batch for Rows {
    fn pending(&self) -> Pending {
        let (mut ready, mut waits) = (Vec::new(), 0);
        for row in self.files.rows() {
            match (row.state.get_untracked(), row.id.get_untracked()) {
                (RowState::Accepted, Some(id)) => {
                    ready.push(Attachment { id, name: row.name.clone(), bytes: row.bytes });
                }
                (state, _) if state.is_on_its_way() => waits += 1,
                _ => return Pending::Failed,
            }
        }
        if waits > 0 { Pending::Waits(waits, ready) } else { Pending::Ready(ready) }
    }

    fn sent(&self) {
        self.files.drop_rows();
        self.release();
    }

    fn back(&self) {
        self.release();
        // Some may be gone.
        self.files.refresh();
    }
}
