//! «Может быть, …@gmail.com?»: a slip in the domain of an e-mail. Advice only, since any domain may exist.

use super::typed;
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::focus;
use crate::state::announcer::Announcer;
use crate::ui::field::parts::show_typed;
use domain::values::suggested_email;
use leptos::prelude::*;

/// The address that seems to be meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Advice(RwSignal<Option<String>>);

impl Advice {
    pub(super) fn new(typed: &str) -> Self {
        let advice = Self(RwSignal::new(meant(typed)));
        let words = advice.words();
        watch(
            move || words.get(),
            |words, _| {
                if let (Some(words), Some(announcer)) = (words, Announcer::current()) {
                    announcer.say(words.clone());
                }
            },
        );
        advice
    }

    /// While typing: what appears when the input is left would move away what is being pressed.
    pub(super) fn typed(self, typed: &str) {
        self.0.set(meant(typed));
    }

    /// For the input.
    pub(super) fn words(self) -> Signal<Option<String>> {
        Signal::derive(move || self.0.get().map(|email| tr::registration::email_meant(&email)))
    }

    /// «Исправить на …», which takes the advice.
    pub(super) fn button(self, input: &'static str) -> AnyView {
        let shown = move || {
            let email = self.0.get()?;
            let words = tr::registration::email_mend(&email);
            let take = move |_| {
                show_typed(input, &email);
                typed::update(|typed| typed.email.clone_from(&email));
                self.0.set(None);
                focus::on_id(input);
            };
            Some(
                view! { <p><button class="link" type="button" on:click=take>{words}</button></p> }
                    .into_any(),
            )
        };
        shown.into_any()
    }
}

/// Not for what is only not typed to its end yet.
fn meant(typed: &str) -> Option<String> {
    suggested_email(typed).filter(|meant| !meant.starts_with(typed.trim()))
}
