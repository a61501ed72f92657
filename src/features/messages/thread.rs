//! The conversation about a case.

use super::copy;
use super::talk::conversation;
use crate::api::messages::Talk;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::paths;
use crate::shell::faults::Faults;
use crate::shell::live_pause::LivePause;
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::state::fetched::Fetched;
use crate::state::key;
use crate::state::live::{self, Known};
use crate::ui::error_summary::ERROR_SUMMARY;
use crate::ui::link::Link;
use domain::wire::application::Summary;
use domain::wire::message::Messages;
use futures::future::{join, join3};
use leptos::prelude::*;

/// A conversation with what it is about, which is fetched only once.
#[derive(Clone, PartialEq)]
struct About {
    case: Summary,
    messages: Messages,
}

#[component]
pub(super) fn Thread() -> impl IntoView {
    let id = navigation::route().get_untracked().id();
    let known = Known::asked_now();
    let case = StoredValue::new(None::<Summary>);
    let source = Fetched::new(move || load(id.clone(), case)).unless_same();
    source.live_page(tr::msg::failed, move |shown| {
        view! { <Open shown=shown source=source known=known.clone()/> }.into_any()
    })
}

async fn load(id: String, case: StoredValue<Option<Summary>>) -> Result<About, ApiError> {
    if let Some(case) = case.try_get_value().flatten() {
        let messages = api::messages::of_case(&id).await?;
        return Ok(About { case, messages });
    }
    let asked = join(api::applications::one(&id), api::messages::of_case(&id));
    let ((found, messages), fetched, ()) = join3(asked, key::fetch(), copy::restored()).await;
    let (found, messages) = (found?.summary, messages?);
    copy::check(&Talk::Case(id), fetched)?;
    case.try_set_value(Some(found.clone()));
    Ok(About { case: found, messages })
}

#[component]
fn Open(shown: Memo<About>, source: Fetched<About>, known: Known) -> impl IntoView {
    let Summary { id, number, title, .. } = shown.with_untracked(|shown| shown.case.clone());
    let faults = Faults::new(ERROR_SUMMARY);
    let messages = Memo::new(move |_| shown.with(|shown| shown.messages.clone()));
    let newest = messages.with_untracked(|messages| messages.as_of.to_string());
    live::refetch(known.up_to(Some(newest)), source, Some(id.clone()));
    let refresh = Callback::new(move |()| source.refresh());
    let href = paths::application(&id);
    let back = move || {
        view! {
            <Link href=href.clone() class="back" text=tr::msg::to_case()/>
            {faults.summary()}
        }
    };
    view! {
        <Page
            title=tr::msg::name(&number)
            wrong=faults.are_there()
            above=back
        >
            <LivePause/>
            <p class="lead">{title}</p>
            {conversation(Talk::Case(id), messages, refresh, faults, tr::msg::write(&number))}
        </Page>
    }
}
