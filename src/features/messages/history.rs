//! «История сообщений»: the newest messages of all conversations (S-20).

use super::{copy, outbox, words};
use crate::api::messages::Talk;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::paths;
use crate::shell::live_pause::LivePause;
use crate::shell::page::Page;
use crate::state::fetched::Fetched;
use crate::state::key;
use crate::state::live::{self, Known};
use crate::ui::link::Link;
use crate::ui::notice::Tone;
use crate::ui::tabs::Tabs;
use crate::ui::tag::Tag;
use domain::wire::message::{History, HistoryLine};
use futures::future::join3;
use leptos::prelude::*;

/// Characters of a message that the list shows.
const SHOWN: usize = 160;

#[component]
pub(super) fn HistoryPage() -> impl IntoView {
    let known = Known::asked_now();
    let history = Fetched::new(load).unless_same().after_changes();
    live::refetch(known, history, None);
    view! {
        <Page title=tr::msg::title()>
            <LivePause/>
            <Tabs
                label=tr::shell::requests()
                links=vec![(paths::REQUESTS, tr::msg::requests()), (paths::MESSAGES, tr::msg::title())]
                here=paths::MESSAGES
            />
            {history.view(tr::msg::failed, |history| list(history.messages))}
        </Page>
    }
}

async fn load() -> Result<History, ApiError> {
    let (history, fetched, ()) =
        join3(api::messages::history(), key::fetch(), copy::restored()).await;
    // What an earlier load of the page could not send goes out from here, too.
    if fetched.is_ok() {
        outbox::take_up_all();
    }
    history
}

fn list(lines: Vec<HistoryLine>) -> AnyView {
    if lines.is_empty() {
        return view! { <p>{tr::msg::none()}</p> }.into_any();
    }
    let items: Vec<_> = lines.into_iter().map(item).collect();
    view! { <ol class="cards">{items}</ol> }.into_any()
}

fn item(line: HistoryLine) -> AnyView {
    let HistoryLine { message, application, question, number, title } = line;
    let talk = application.map(Talk::Case).or_else(|| question.map(Talk::Question));
    let href = match &talk {
        Some(Talk::Case(id)) => paths::thread(id),
        Some(Talk::Question(id)) => paths::question(id),
        None => paths::MESSAGES.to_owned(),
    };
    let about = match &talk {
        Some(Talk::Case(_)) => tr::msg::Case { number: &number, title: &title }.text(),
        _ => tr::msg::question(&number),
    };
    let tag =
        words::is_new(&message).then(|| view! { <Tag tone=Tone::Info text=tr::msg::new()/> " " });
    let awaits = words::open_action(&message).map(|action| {
        view! { <p class="message__state">{words::awaited(action.kind)}</p> }
    });
    let files = u32::try_from(message.files.len()).unwrap_or(u32::MAX);
    let files = (files > 0).then(|| view! { <p class="card__text">{tr::msg::files(files)}</p> });
    view! {
        <li class="surface card">
            {tag}
            <Link href=href class="card__link" text=words::heading(&message)/>
            <p class="card__note">{about}</p>
            <p class="card__text" dir="auto">{beginning(&message.text)}</p>
            {files}
            {awaits}
        </li>
    }
    .into_any()
}

/// The beginning of a text, up to the end of a word.
fn beginning(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(SHOWN) else { return text.to_owned() };
    let (shown, _) = text.split_at_checked(end).unwrap_or_default();
    let whole = shown.rsplit_once(char::is_whitespace).map_or(shown, |(whole, _)| whole);
    [whole, "…"].concat()
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn the_list_shows_whole_words() {
        assert_eq!(beginning("Спасибо!"), "Спасибо!");
        let long = "слово ".repeat(40);
        assert_eq!(beginning(&long), format!("{}…", "слово ".repeat(26).trim_end()));
        assert_eq!(beginning(&"а".repeat(200)), format!("{}…", "а".repeat(160)));
    }
}
