//! Another tab or device has saved something else: the citizen sees both and chooses. Nothing that was typed is lost meanwhile.

use super::edit;
use super::saving::{differing, merged};
use super::words;
use crate::i18n::tr;
use crate::platform::focus;
use crate::ui::button::Button;
use crate::ui::notice::{Notice, Tone};
use crate::ui::options::{OptionItem, Options};
use domain::form::Attribute;
use domain::wire::profile::Profile;
use leptos::prelude::*;

/// Id of the message.
pub(super) const CONFLICT: &str = "conflict";

const MINE: &str = "mine";
const THEIRS: &str = "theirs";

#[component]
pub(super) fn Choice(
    newest: Profile,
    elsewhere: RwSignal<Option<Profile>>,
    save: Callback<()>,
) -> AnyView {
    let Some(edit) = edit::current() else { return ().into_any() };
    let fields = differing(&edit, &newest);
    let (fixed, open): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|attribute| newest.fixed.contains(attribute));
    let taken = StoredValue::new(Vec::<Attribute>::new());
    let row = |attribute: Attribute| {
        let option = |value: &str, text: Option<String>, hint| OptionItem {
            value: value.to_owned(),
            label: text.unwrap_or_else(tr::review::none),
            hint: Some(hint),
        };
        let mine = words::of_answers(&edit.answers, attribute);
        let theirs = words::of_person(&newest.person, attribute);
        let choose = move |(value, _): (String, bool)| {
            taken.update_value(|taken| {
                taken.retain(|other| *other != attribute);
                if value == THEIRS {
                    taken.push(attribute);
                }
            });
        };
        view! {
            <Options
                id=format!("conflict-{}", words::input_id(&domain::profile::field(attribute).id))
                legend=words::label(attribute)
                options=vec![
                    option(MINE, mine, tr::profile::typed_here()),
                    option(THEIRS, theirs, tr::profile::saved_there()),
                ]
                chosen=vec![MINE.to_owned()]
                on_change=choose
                error=Signal::stored(None::<String>)
            />
        }
        .into_any()
    };
    let rows: Vec<_> = open.into_iter().map(row).collect();
    let stays = |attribute: Attribute| {
        let saved = words::of_person(&newest.person, attribute).unwrap_or_default();
        let label = words::label(attribute);
        let text = tr::profile::StaysFixed { field: &label, saved: &saved }.text();
        view! { <p>{text}</p> }.into_any()
    };
    let fixed: Vec<_> = fixed.into_iter().map(stays).collect();
    let resolve = move |()| {
        let Some(edit) = edit::current() else { return };
        edit::replace(merged(&edit, newest.clone(), &taken.get_value()));
        elsewhere.set(None);
        focus::on_heading();
        save.run(());
    };
    let back = move |()| {
        elsewhere.set(None);
        focus::on_heading();
    };
    view! {
        <div id=CONFLICT tabindex="-1">
            <Notice tone=Tone::Warn alert=true title=tr::profile::conflict_title()>
                <p>{tr::profile::conflict_text()}</p>
            </Notice>
        </div>
        {fixed}
        {rows}
        <p class="actions">
            <Button primary=true on_press=resolve>{tr::profile::save_chosen()}</Button>
            <Button on_press=back>{tr::profile::not_yet()}</Button>
        </p>
    }
    .into_any()
}
