//! The conversation itself: what waits for an answer, the field, all messages with the newest first.

use super::composer::{Composer, ComposerView};
use super::line::{Line, heading_id, lines};
use super::message::{MessageView, newest_unread};
use super::outbox::{self, Entry};
use super::{copy, reading, words};
use crate::api::messages::Talk;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::{effect, watch};
use crate::platform::focus;
use crate::shell::faults::Faults;
use crate::state::live::say;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::wire::message::{ActionKind, Author, Message, Messages};
use leptos::prelude::*;
use std::rc::Rc;

/// Messages that are shown at first, and how many more with each press.
const AT_ONCE: usize = 30;

/// `messages` are kept up to date by the page, `refresh` fetches them. `writes`: the heading above the field.
pub(super) fn conversation(
    talk: Talk,
    messages: Memo<Messages>,
    refresh: Callback<()>,
    faults: Faults,
    writes: String,
) -> AnyView {
    let entry = outbox::open(&talk);
    copy::on_change(&talk, {
        let entry = Rc::clone(&entry);
        move || entry.catch_up()
    });
    let all = all(&entry, messages);
    arrivals(&entry, messages, refresh);
    say_new(messages);
    let unread = Memo::new(move |_| messages.with(|messages| newest_unread(&messages.messages)));
    reading::follow(talk, unread);
    let files = messages.with_untracked(|messages| messages.files.clone());
    let composer = Composer::new(entry, all, faults, refresh, files);
    let closed = Memo::new(move |_| messages.with(|messages| messages.closed));
    let writes = StoredValue::new(writes);
    let field = move || match closed.get() {
        None => view! { <ComposerView composer=composer title=writes.get_value()/> }.into_any(),
        Some(since) => {
            let unsent = composer.unsent();
            let unsent = (!unsent.is_empty()).then(|| {
                view! { <p>{tr::msg::unsent()}</p> <p class="message__text" dir="auto">{unsent}</p> }
            });
            view! {
                <Notice tone=Tone::Info>
                    <p>{tr::msg::closed(&dates::date_of(since))} " " <Link href=paths::FEEDBACK text=tr::msg::ask()/></p>
                </Notice>
                {unsent}
            }
            .into_any()
        }
    };
    let at_first = StoredValue::new(all.with_untracked(|lines| open_keys(lines)));
    // What is waited for leads to its message already.
    let is_quiet = at_first.with_value(Vec::is_empty);
    let unread = if is_quiet { messages.with_untracked(|messages| messages.unread) } else { 0 };
    view! {
        {awaits(all, at_first, true)}
        {unread_at_first(all, unread)}
        {field}
        {awaits(all, at_first, false)}
        <List lines=all composer=composer/>
    }
    .into_any()
}

/// The lines of the conversation, the newest first.
fn all(entry: &Rc<Entry>, messages: Memo<Messages>) -> Memo<Vec<Line>> {
    let sending = entry.sending.clone();
    Memo::new(move |_| {
        sending.with(|sending| messages.with(|messages| lines(&messages.messages, sending)))
    })
}

/// Fetches the conversation when a message has arrived, and drops from the outbox what the conversation has.
fn arrivals(entry: &Rc<Entry>, messages: Memo<Messages>, refresh: Callback<()>) {
    let entry = Rc::clone(entry);
    effect(move || {
        messages.with(|messages| {
            entry.are_shown(|key| {
                messages.messages.iter().any(|message| message.key.as_deref() == Some(key))
            });
        });
        if entry.has_arrived() {
            refresh.run(());
        }
    });
}

/// Says that the office has written, not what.
fn say_new(messages: Memo<Messages>) {
    let newest = Memo::new(move |_| {
        messages.with(|messages| {
            let of_office = |message: &&Message| message.author != Author::Citizen;
            let newest = messages.messages.iter().rev().find(of_office)?;
            Some((newest.id.clone(), words::author(newest)))
        })
    });
    watch(
        move || newest.get(),
        |newest, _| {
            let author = newest.as_ref().map(|(_, author)| author);
            author.iter().for_each(|author| say("message", tr::msg::said_new(author)));
        },
    );
}

/// The way to the first message that was new when the page was opened: it stands below the field.
fn unread_at_first(lines: Memo<Vec<Line>>, unread: u32) -> Option<AnyView> {
    if unread == 0 {
        return None;
    }
    let newest = lines.with_untracked(|lines| {
        let is_new = |line: &&Line| words::is_new(&line.message);
        lines.iter().rfind(is_new).map(|line| line.key.clone())
    })?;
    let go = move |()| focus::on_id(&heading_id(&newest));
    let view = view! {
        <Notice tone=Tone::Info title=tr::msg::unread(unread)>
            <p><Button on_press=go>{tr::msg::go()}</Button></p>
        </Notice>
    };
    Some(view.into_any())
}

/// What the office waits for: above everything else what it waited for when the page was opened, below the field what came since,
/// so that nothing moves under who is typing.
fn awaits(
    lines: Memo<Vec<Line>>,
    at_first: StoredValue<Vec<String>>,
    is_above: bool,
) -> impl IntoView {
    let open = Memo::new(move |_| {
        lines.with(|lines| {
            let open = lines.iter().rev().filter_map(|line| {
                Some((line.key.clone(), words::open_action(&line.message)?.kind))
            });
            let stands = |(key, _): &(String, ActionKind)| {
                at_first.with_value(|at_first| at_first.contains(key)) == is_above
            };
            open.filter(stands).collect::<Vec<_>>()
        })
    });
    let notice = |(key, kind): (String, ActionKind)| {
        let go = move |()| focus::on_id(&heading_id(&key));
        view! {
            <Notice tone=Tone::Warn title=words::awaited(kind)>
                <p><Button on_press=go>{tr::msg::go()}</Button></p>
            </Notice>
        }
        .into_any()
    };
    move || open.get().into_iter().map(notice).collect::<Vec<_>>()
}

/// Keys of the messages that the office waits for an answer to.
fn open_keys(lines: &[Line]) -> Vec<String> {
    let open = lines.iter().filter(|line| words::open_action(&line.message).is_some());
    open.map(|line| line.key.clone()).collect()
}

#[component]
fn List(lines: Memo<Vec<Line>>, composer: Composer) -> AnyView {
    let shown = RwSignal::new(AT_ONCE);
    let rows =
        move || lines.with(|lines| lines.iter().take(shown.get()).cloned().collect::<Vec<_>>());
    let has_older = Memo::new(move |_| lines.with(Vec::len) > shown.get());
    let older = move |()| {
        let next = lines.with_untracked(|lines| lines.get(shown.get_untracked()).cloned());
        shown.update(|shown| *shown += AT_ONCE);
        next.iter().for_each(|line| focus::on_id(&heading_id(&line.key)));
    };
    let is_empty = Memo::new(move |_| lines.with(Vec::is_empty));
    view! {
        <h2>{tr::msg::list()}</h2>
        {move || is_empty.get().then(|| view! { <p>{tr::msg::empty()}</p> })}
        <ol class="cards">
            <For each=rows key=|line| line.key.clone() let:line>
                <MessageView first=line lines=lines composer=composer/>
            </For>
        </ol>
        {move || has_older.get().then(|| view! {
            <p class="actions"><Button on_press=older>{tr::msg::older()}</Button></p>
        })}
    }
    .into_any()
}
