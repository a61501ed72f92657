//! Who comes and who goes: signing in and out, here and in other tabs, and another citizen.

use super::{SessionState, UNTRACKED, Who};
use crate::api::ApiError;
use crate::i18n::tr;
use crate::platform::{clock, focus, page, unsaved, uploads};
use crate::state::action::commit;
use crate::state::announcer::Announcer;
use crate::state::sign_out;
use crate::state::tabs::{self, Message};
use domain::wire::auth::Session;
use leptos::prelude::*;
use std::future::Future;

/// Milliseconds between polls for the end of a request that is in flight.
const POLL: u32 = 50;

impl SessionState {
    /// Signs in with the request `entering`, unless it brings no session. Until it ends, the session is neither requested nor ended.
    ///
    /// # Errors
    /// Errors of `entering`.
    pub(crate) async fn enter(
        self,
        entering: impl Future<Output = Result<Option<Session>, ApiError>>,
    ) -> Result<(), ApiError> {
        UNTRACKED.with(|untracked| untracked.is_entering.set(true));
        // The answer about an ended session removes the cookie, even if somebody has signed in since.
        while self.is_asking.get_untracked() {
            clock::wait(POLL).await;
        }
        let entered = entering.await;
        UNTRACKED.with(|untracked| untracked.is_entering.set(false));
        let has_failed = match entered {
            Ok(Some(session)) => {
                self.begin(session);
                return Ok(());
            }
            Ok(None) => Ok(()),
            Err(error) => Err(error),
        };
        if tabs::is_sign_out_pending() {
            self.check();
        }
        has_failed
    }

    /// Starts the session of a sign-in on this page.
    fn begin(self, session: Session) {
        tabs::sign_in();
        UNTRACKED.with(|untracked| untracked.recheck_after.set(0));
        self.cancel_asking();
        self.apply(session);
    }

    /// Signs out here at once, and on the server after unsaved changes are sent. `leave` navigates away from the page.
    pub(crate) fn sign_out(self, leave: impl FnOnce()) {
        UNTRACKED.with(|untracked| tabs::sign_out(&untracked.session.borrow()));
        let saved = sign_out::save_all();
        leave();
        self.forget();
        if let Some(announcer) = Announcer::current() {
            announcer.say(tr::session::signed_out());
        }
        commit(async move {
            saved.await;
            self.check();
        });
    }

    pub(super) fn on_message(self, message: Message) {
        match message {
            Message::SignedOut => {
                focus::release();
                // This tab's unsaved changes get the same three seconds as those of the tab where the citizen pressed.
                commit(sign_out::save_all());
                self.forget();
                // The other tab may be closed before it ends the session on the server; its saves take as long.
                self.retry.after(2 * sign_out::SAVING, move || self.ask());
            }
            Message::SignOutConfirmed => self.is_sign_out_pending.set(false),
            Message::SignedIn => {
                UNTRACKED.with(|untracked| untracked.recheck_after.set(0));
                self.check();
            }
        }
    }

    /// Drops the citizen's data in this tab, except sealed copies that only they can open.
    fn forget(self) {
        self.cancel_asking();
        sign_out::forget_all();
        uploads::forget_all();
        unsaved::forget_booking_details();
        self.silence();
        UNTRACKED.with(|untracked| {
            untracked.seen.take();
            untracked.session.take();
            untracked.name.take();
        });
        self.who.set(Who::Anonymous);
    }

    /// Ignores the answer of a request in flight: it was sent before the change.
    fn cancel_asking(self) {
        self.asking.cancel();
        self.is_asking.set(false);
        self.set_veiled(false);
    }

    /// Reloads the app for another citizen, who must not see the data of the previous one.
    pub(super) fn start_over(self) {
        focus::release();
        self.forget();
        self.who.set(Who::Unknown);
        page::open(crate::paths::HOME);
    }
}
