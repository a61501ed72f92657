use super::action::ActionView;
use super::composer::Composer;
use super::line::{Line, answered_at, heading_id};
use super::words;
use crate::api;
use crate::i18n::tr;
use crate::shell::file_words;
use crate::ui::notice::Tone;
use crate::ui::tag::Tag;
use domain::wire::file::FileInfo;
use domain::wire::message::{Author, Message};
use leptos::prelude::*;

/// One message of the conversation. `first`: how it was when it appeared; what changes later is read from `lines`.
#[component]
pub(super) fn MessageView(first: Line, lines: Memo<Vec<Line>>, composer: Composer) -> AnyView {
    let id = heading_id(&first.key);
    let key = first.key.clone();
    // Stays until the page is left: the citizen has to find what was new.
    let is_new = words::is_new(&first.message);
    let is_own = first.message.author == Author::Citizen;
    let line = Memo::new(move |before: Option<&Line>| {
        let found = lines.with(|lines| lines.iter().find(|line| line.key == key).cloned());
        found.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let heading = Memo::new(move |_| line.with(|line| words::heading(&line.message)));
    let answers = Memo::new(move |_| line.with(|line| line.message.answers.clone()));
    let files = Memo::new(move |_| line.with(|line| line.message.files.clone()));
    let action = Memo::new(move |_| line.with(|line| line.message.action.clone()));
    let state = move || {
        let text = line.with(|line| words::state(&line.message, line.way.as_ref()));
        is_own.then(|| view! { <p class="message__state">{text}</p> })
    };
    let answered = move || {
        let at = answered_at(lines, &answers.get()?)?;
        Some(view! { <p class="message__state">{tr::msg::answers(&at)}</p> })
    };
    let text = line.with_untracked(|line| line.message.text.clone());
    let tag = is_new.then(|| view! { <Tag tone=Tone::Info text=tr::msg::new()/> " " });
    view! {
        <li>
            <article class="surface message" class:message--own=is_own aria-labelledby=id.clone()>
                <h3 class="message__head" id=id.clone() tabindex="-1">{tag} {move || heading.get()}</h3>
                {answered}
                {(!text.is_empty()).then(|| view! { <p class="message__text" dir="auto">{text}</p> })}
                {move || attachments(files.get())}
                {move || action.get().map(|action| {
                    view! { <ActionView message=line.with_untracked(|line| line.message.clone()) action=action composer=composer/> }
                })}
                {state}
            </article>
        </li>
    }
    .into_any()
}

fn attachments(files: Vec<FileInfo>) -> Option<AnyView> {
    let count = u32::try_from(files.len()).unwrap_or(u32::MAX);
    if count == 0 {
        return None;
    }
    let items: Vec<_> = files.into_iter().map(attachment).collect();
    let view = view! {
        <p class="message__files">{tr::msg::files(count)}</p>
        <ul>{items}</ul>
    };
    Some(view.into_any())
}

fn attachment(file: FileInfo) -> AnyView {
    let href = api::uploads::content(&file.id);
    let (size, name) = (file_words::size(file.bytes), file.name.clone());
    view! {
        <li class="message__file">
            <a href=href download=name rel="external">{file.name}</a> " (" {size} ")"
        </li>
    }
    .into_any()
}

/// The newest message of the office that is not read.
pub(super) fn newest_unread(messages: &[Message]) -> Option<String> {
    let of_office = messages.iter().rev().find(|message| message.author != Author::Citizen)?;
    words::is_new(of_office).then(|| of_office.id.clone())
}
