use super::login::{self, LOGIN};
use super::typed;
use crate::i18n::tr;
use crate::platform::focus;
use crate::shell::faults::Faults;
use crate::shell::page::Page;
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use crate::ui::button::Button;
use leptos::prelude::*;

/// A letter is on its way, if there is such an account.
#[component]
pub(super) fn Letter(faults: Faults) -> AnyView {
    let action = Action::new();
    let announcer = Announcer::current();
    let again = move |()| {
        faults.clear();
        action.settle(login::ask(typed::login()), move |answer| match answer {
            Ok(()) => {
                announcer
                    .into_iter()
                    .for_each(|announcer| announcer.say(tr::recovery::letter_again()));
            }
            Err(error) => faults.fail(tr::recovery::letter_failed(), &error, None),
        });
    };
    let other = move |_| {
        faults.clear();
        typed::set_letter(false);
        focus::on_id(LOGIN);
    };
    view! {
        <Page
            title=tr::recovery::letter_title()
            wrong=faults.are_there()
            above=move || faults.summary()
        >
            <p>{tr::recovery::letter_sent(typed::login().trim())}</p>
            <p>{tr::recovery::letter_valid()}</p>
            <h2>{tr::recovery::letter_missing()}</h2>
            <ul>
                <li>{tr::recovery::letter_spam()}</li>
                <li>{tr::recovery::letter_typo()}</li>
                <li>{tr::recovery::letter_by_phone()}</li>
            </ul>
            <p class="actions">
                <Button busy=action.busy() on_press=again>{tr::recovery::letter_resend()}</Button>
            </p>
            <p>
                <button class="link" type="button" on:click=other>{tr::recovery::other_login()}</button>
            </p>
        </Page>
    }
    .into_any()
}
