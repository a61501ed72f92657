use super::super::super::failure::Failure;
use super::super::change::Change;
use super::super::step_up::{Asking, StepUp};
use super::Emails;
use crate::api;
use crate::i18n::tr;
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::ui::button::Button;
use domain::wire::account::Account;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

/// What can be done while a letter is on its way: have it once more, or keep the old address.
#[component]
pub(super) fn Waiting(
    change: Change,
    account: Fetched<Account>,
    emails: Emails,
    /// The address that the letter asks to confirm.
    awaited: String,
) -> AnyView {
    let (sending, keeping) = (Action::new(), Action::new());
    let said = RwSignal::new(String::new());
    let again = move |()| {
        let awaited = awaited.clone();
        said.set(String::new());
        sending.settle(api::account::send_letter(), move |answer| match answer {
            Ok(()) => {
                let text = tr::new_email::again_said(&awaited);
                said.set(text.clone());
                Announcer::current().into_iter().for_each(|announcer| announcer.say(text.clone()));
            }
            Err(error) if error.code() == Some(ProblemCode::NotAllowed) => {
                change.finish(tr::new_email::confirmed_elsewhere());
                account.refresh();
            }
            Err(error) => sending.fail(error),
        });
    };
    let old = emails.new.is_some().then(|| {
        let keep = move |()| keep(change, account, keeping, emails.now.clone());
        view! {
            <Button busy=keeping.busy() on_press=keep>{tr::new_email::keep()}</Button>
        }
    });
    let said = move || Some(said.get()).filter(|said| !said.is_empty());
    view! {
        <Failure action=sending title=tr::new_email::again_failed lost=tr::new_email::again_lost/>
        <Failure action=keeping title=tr::new_email::keep_failed/>
        <p class="actions">
            <Button busy=sending.busy() on_press=again>{tr::new_email::again()}</Button>
            {old}
        </p>
        {move || said().map(|said| view! { <p class="muted">{said}</p> })}
    }
    .into_any()
}

/// Keeps the old address: the link in the letter stops working. A typo may have led it to somebody else, who could open it, and then
/// get at the account.
fn keep(change: Change, account: Fetched<Account>, action: Action, old: String) {
    let kept = old.clone();
    let request = move || -> Asking<()> { Box::pin(api::account::change_email(old.clone())) };
    StepUp::current().run(action, request, move |answer| match answer {
        Ok(()) => {
            change.finish(tr::new_email::kept());
            account.change(|account| account.new_email = None);
            account.refresh();
        }
        Err(error) => {
            let seen = move |now: Account| {
                if now.new_email.is_none() && now.email == kept {
                    change.finish(tr::new_email::kept());
                }
            };
            change.unsure.look(&error, Box::new(seen));
            action.fail(error);
        }
    });
}
