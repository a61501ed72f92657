//! The rows of files, from the choice to the server's verdict: the same for documents and for attachments.

mod row_words;

pub(crate) use row_words::{error_text, state_text};

use super::navigation::Navigation;
use crate::i18n::tr;
use crate::platform::focus;
use crate::state::uploads::{Ready, Row, RowState, Uploads};
use crate::ui::progress::Progress;
use domain::form::Slot;
use leptos::html;
use leptos::prelude::*;
use row_words::announce;
use tus::Phase;

/// Where files belong.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) uploads: Uploads,
    pub(crate) slot: StoredValue<Slot>,
    /// What a file waits for before it is sent.
    pub(crate) ready: Callback<(), Ready>,
}

impl Place {
    /// Uploads files that were chosen or dropped.
    pub(crate) fn take(self, files: &web_sys::FileList) {
        for file in (0..files.length()).filter_map(|index| files.get(index)) {
            self.slot.with_value(|slot| self.uploads.add(slot, file, self.ready.run(())));
        }
    }

    /// The types of files that can be chosen, as the browser wants them.
    pub(crate) fn extensions(self) -> String {
        self.slot.with_value(|slot| {
            let extensions = slot.policy.types.iter().flat_map(|kind| kind.extensions());
            extensions.map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(",")
        })
    }

    /// The id of the button that adds a file.
    pub(crate) fn add_id(self) -> String {
        self.slot.with_value(|slot| add_id(&slot.id))
    }
}

/// The id of the button that adds a file to a slot.
pub(crate) fn add_id(slot: &str) -> String {
    format!("{slot}-add")
}

/// The list of files; nothing for none.
#[component]
pub(crate) fn Files(place: Place, #[prop(into)] rows: Signal<Vec<Row>>) -> AnyView {
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <ul class="cards files">
                <For each=move || rows.get() key=|row| row.key let:row>
                    <FileRow place=place row=row/>
                </For>
            </ul>
        </Show>
    }
    .into_any()
}

#[component]
fn FileRow(place: Place, row: Row) -> impl IntoView {
    if let Some(navigation) = Navigation::current() {
        row.shown_at(navigation.path().get_untracked());
    }
    announce(row.clone());
    let is_wrong = {
        let row = row.clone();
        move || {
            matches!(
                row.state.get(),
                RowState::Rejected(_) | RowState::Unreadable | RowState::Failed(_)
            )
        }
    };
    let text = {
        let row = row.clone();
        Signal::derive(move || state_text(&row))
    };
    let error = {
        let row = row.clone();
        move || error_text(&row).map(|text| view! { <p class="file__error">{text}</p> })
    };
    let bar = {
        let row = row.clone();
        let is_sending = {
            let row = row.clone();
            Memo::new(move |_| matches!(row.state.get(), RowState::Sending(_) | RowState::Queued))
        };
        move || {
            let row = row.clone();
            let label = tr::file::progress(&row.name);
            is_sending.get().then(|| {
                view! { <Progress percent=Signal::derive(move || row.percent()) text=text label=label/> }
            })
        }
    };
    view! {
        <li class="surface file" class:file--wrong=is_wrong>
            <p class="file__name">{row.name.clone()}</p>
            {bar}
            <p class="file__state">{move || text.get()}</p>
            {error}
            <Actions place=place row=row/>
        </li>
    }
}

#[component]
fn Actions(place: Place, row: Row) -> impl IntoView {
    let asks = RwSignal::new(false);
    let row = StoredValue::new(row);
    let way = Memo::new(move |_| row.with_value(|row| Way::of(&row.state.get())));
    let name = row.with_value(|row| row.name.clone());
    let keep = format!("keep-{}", row.with_value(|row| row.key));
    let ask_id = format!("remove-{}", row.with_value(|row| row.key));
    let remove = move || {
        place.uploads.remove(row.get_value());
        focus::on_id(&place.add_id());
    };
    let ask = {
        let keep = keep.clone();
        move |_: leptos::ev::MouseEvent| {
            // Nothing of the file was sent, so it is removed without a question.
            if row.with_value(|row| row.id.get_untracked().is_none()) {
                return remove();
            }
            asks.set(true);
            focus::on_id(&keep);
        }
    };
    let question = tr::file::remove_question(&name);
    let remove_name = tr::file::remove_what(&name);
    let button = {
        let ask_id = ask_id.clone();
        move || {
            view! {
                <button class="link" type="button" id=ask_id.clone() aria-label=remove_name.clone() on:click=ask.clone()>
                    {tr::common::remove()}
                </button>
            }
        }
    };
    let keep_it = Callback::new(move |()| {
        asks.set(false);
        focus::on_id(&ask_id);
    });
    view! {
        <Show
            when=move || asks.get()
            fallback=move || {
                let button = button.clone();
                view! {
                    <div class="file__actions">
                        {move || forward(place, row, way.get())}
                        {move || (way.get() != Way::Gone).then(button.clone())}
                    </div>
                }
            }
        >
            <div class="file__actions" role="group" aria-label=question.clone()>
                <span>{question.clone()}</span>
                <button class="link" type="button" on:click=move |_| { asks.set(false); remove(); }>{tr::common::remove_yes()}</button>
                <button class="link" type="button" id=keep.clone() on:click=move |_| keep_it.run(())>{tr::common::remove_no()}</button>
            </div>
        </Show>
    }
}

/// The action that a file offers now. Its button is redrawn only when the action changes, since it may have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Pause,
    GoOn,
    TryAgain,
    ChooseAgain,
    /// The file needs no action.
    Over,
    Gone,
}

impl Way {
    fn of(state: &RowState) -> Self {
        match state {
            RowState::Sending(Phase::Paused) => Self::GoOn,
            RowState::Sending(_) => Self::Pause,
            RowState::Failed(_) => Self::TryAgain,
            RowState::NeedsFile { .. } | RowState::Unreadable => Self::ChooseAgain,
            RowState::Removing => Self::Gone,
            _ => Self::Over,
        }
    }
}

fn forward(place: Place, row: StoredValue<Row>, way: Way) -> Option<AnyView> {
    let press = |label: String, act: fn(Uploads, &Row)| {
        view! {
            <button class="link" type="button" on:click=move |_| row.with_value(|row| act(place.uploads, row))>{label}</button>
        }
        .into_any()
    };
    let resume: fn(Uploads, &Row) = |uploads, row| uploads.resume(row);
    match way {
        Way::GoOn => Some(press(tr::file::go_on(), resume)),
        Way::TryAgain => Some(press(tr::common::try_again(), resume)),
        Way::Pause => Some(press(tr::file::pause(), |uploads, row| uploads.pause(row))),
        Way::ChooseAgain => Some(view! { <ChooseAgain place=place row=row/> }.into_any()),
        Way::Over | Way::Gone => None,
    }
}

#[component]
fn ChooseAgain(place: Place, row: StoredValue<Row>) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // Otherwise choosing the same file again fires no event.
        input.set_value("");
        if let Some(file) = file {
            place.slot.with_value(|slot| {
                place.uploads.choose_again(row.get_value(), slot, file, place.ready.run(()));
            });
        }
    };
    view! {
        <input type="file" hidden node_ref=input on:change=chosen/>
        <button
            class="link"
            type="button"
            on:click=move |_| {
                if let Some(input) = input.get_untracked() {
                    input.click();
                }
            }
        >
            {tr::file::choose_again()}
        </button>
    }
}
