use super::super::asked::Purpose;
use super::super::proven;
use super::typed;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::shell::page::Page;
use crate::shell::secret;
use crate::state::action::Action;
use crate::ui::button::{Again, Button};
use crate::ui::loading::Loading;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

/// The opening of a link from a letter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening {
    /// The secret of the link, until it has become a proof or the citizen gives it up.
    token: RwSignal<String>,
    action: Action,
}

impl Opening {
    pub(super) fn new() -> Self {
        Self { token: RwSignal::new(String::new()), action: Action::new() }
    }

    pub(super) fn open(self, token: String) {
        typed::set_letter(false);
        self.token.set(token);
        self.again();
    }

    fn again(self) {
        let token = self.token.get_untracked();
        let opening = async move {
            let opened = api::auth::open_link(token).await;
            if is_dead(opened.as_ref().err()) {
                // The proof of this tab may be that of the same link.
                proven::forget();
            }
            let proof = opened?;
            proven::note(Purpose::Recovery, proof);
            secret::forget();
            Ok(())
        };
        self.action.run(opening, move |()| self.give_up());
    }

    fn give_up(self) {
        secret::forget();
        self.token.set(String::new());
    }

    /// Whether a link is being opened, or could not be opened; tracked.
    pub(super) fn is_there(self) -> bool {
        self.token.with(|token| !token.is_empty())
    }
}

/// Shown while a link is being opened, and when it cannot be.
#[component]
pub(super) fn Opened(opening: Opening) -> AnyView {
    let error = opening.action.error();
    let shown = move || match error.get() {
        None => view! { <Page title=tr::recovery::title()><Loading/></Page> }.into_any(),
        Some(error) if is_dead(Some(&error)) => view! {
            <Page title=tr::recovery::link_dead_title()>
                <p>{tr::recovery::link_dead_text()}</p>
                <p class="actions">
                    <Button primary=true on_press=move |()| opening.give_up()>
                        {tr::recovery::link_renew()}
                    </Button>
                </p>
            </Page>
        }
        .into_any(),
        Some(error) => failed(opening, &error),
    };
    shown.into_any()
}

fn is_dead(error: Option<&ApiError>) -> bool {
    error.and_then(ApiError::code) == Some(ProblemCode::ProofExpired)
}

fn failed(opening: Opening, error: &ApiError) -> AnyView {
    let text = error.text();
    view! {
        <Page title=tr::recovery::link_failed_title()>
            <p>{text}</p>
            <Again busy=opening.action.busy() on_press=move |()| opening.again()/>
        </Page>
    }
    .into_any()
}
