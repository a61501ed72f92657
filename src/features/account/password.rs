//! The field for a new password, with what it has to have (S-01).

use super::show_password::ShowPassword;
use crate::api::ApiError;
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::keyboard;
use crate::shell::faults::Faults;
use crate::state::announcer::Announcer;
use crate::ui::error_summary::Finding;
use crate::ui::field::ErrorText;
use domain::values::{PasswordNeed, password_is_common, password_needs};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

pub(super) const PASSWORD: &str = "new-password";

const NEEDS: &str = "password-needs";
const ALL: [PasswordNeed; 5] = [
    PasswordNeed::Length,
    PasswordNeed::Small,
    PasswordNeed::Capital,
    PasswordNeed::Digit,
    PasswordNeed::Special,
];

#[component]
pub(super) fn PasswordField(
    faults: Faults,
    password: RwSignal<String>,
    /// The login, so that password managers store it with the password. Empty if it is not known, after a reload.
    username: String,
    /// The e-mail that is a login, too.
    #[prop(optional)]
    email: String,
) -> AnyView {
    let is_shown = RwSignal::new(false);
    let is_capital = RwSignal::new(false);
    let error = faults.at(PASSWORD);
    let is_wrong = Signal::derive(move || error.with(Option::is_some));
    let invalid = move || is_wrong.get().then_some("true");
    let described_by =
        move || if is_wrong.get() { "new-password-error password-needs" } else { NEEDS };
    let needs = Memo::new(move |_| password.with(|password| password_needs(password)));
    let login = username.clone();
    let is_common = Memo::new(move |_| {
        needs.with(Vec::is_empty)
            && password.with(|password| password_is_common(password, &[&login, &email]))
    });
    watch(
        move || needs.with(Vec::is_empty),
        move |is_good, _| {
            if *is_good && !is_common.get_untracked() {
                say(tr::password::good());
            } else {
                take_back_good();
            }
        },
    );
    on_cleanup(take_back_good);
    let leave = move |_| {
        is_capital.set(false);
        let lacks = needs.get_untracked();
        if !lacks.is_empty() && !password.with_untracked(String::is_empty) {
            say(lacking(&lacks));
        }
    };
    let press = move |event: leptos::ev::KeyboardEvent| {
        is_capital.set(keyboard::has_caps_lock(&event));
    };
    let kind = move || if is_shown.get() { "text" } else { "password" };
    let username = (!username.is_empty()).then(|| {
        view! {
            <input class="visually-hidden" type="text" autocomplete="username" value=username readonly tabindex="-1" aria-hidden="true"/>
        }
    });
    view! {
        {username}
        <div class="field" class:field--wrong=is_wrong>
            <label class="field__label" for=PASSWORD>{tr::password::label()}</label>
            <ErrorText id=format!("{PASSWORD}-error") error=error/>
            <input
                id=PASSWORD
                class="input"
                type=kind
                autocomplete="new-password"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=described_by
                aria-invalid=invalid
                on:input=move |event| password.set(event_target_value(&event))
                on:keydown=press
                on:keyup=press
                on:blur=leave
            />
            <p class="password__caps" role="status">
                {move || is_capital.get().then(tr::password::caps_lock)}
            </p>
            <div id=NEEDS class="password__needs">
                <p>{tr::password::needs()}</p>
                <ul>{Vec::from(ALL.map(|need| line(need, needs)))}</ul>
            </div>
            // Advice only: the rule is met.
            <p class="password__caps" role="status">
                {move || is_common.get().then(tr::password::common)}
            </p>
        </div>
        <ShowPassword id="show-password" shown=is_shown/>
    }
    .into_any()
}

/// What is wrong with the password, for the summary.
pub(super) fn wrong(password: &str) -> Option<Finding> {
    let text = match password_needs(password) {
        _ if password.is_empty() => tr::password::missing(),
        lacks if lacks.is_empty() => return None,
        lacks => lacking(&lacks),
    };
    Some(Finding { input: PASSWORD.to_owned(), text })
}

/// Shows why the server has not set the password.
pub(super) fn refused(faults: Faults, title: String, error: &ApiError) {
    match error.code() {
        Some(ProblemCode::WeakPassword) => {
            faults.tell(title, tr::password::weak(), Some(PASSWORD));
        }
        Some(ProblemCode::ProofExpired) => faults.tell(title, tr::password::too_late(), None),
        _ => faults.fail(title, error, None),
    }
}

/// One need, and whether it is met: in words and with a sign.
fn line(need: PasswordNeed, needs: Memo<Vec<PasswordNeed>>) -> AnyView {
    let is_met = Memo::new(move |_| !needs.with(|needs| needs.contains(&need)));
    let sign = move || if is_met.get() { "✓" } else { "○" };
    let state = move || if is_met.get() { tr::password::met() } else { tr::password::unmet() };
    view! {
        <li class:password__met=move || is_met.get()>
            <span class="password__sign" aria-hidden="true">{sign}</span>
            {words(need)} " — " {state}
        </li>
    }
    .into_any()
}

fn words(need: PasswordNeed) -> String {
    match need {
        PasswordNeed::Length => tr::password::length(),
        PasswordNeed::Small => tr::password::small(),
        PasswordNeed::Capital => tr::password::capital(),
        PasswordNeed::Digit => tr::password::digit(),
        PasswordNeed::Special => tr::password::special(),
    }
}

fn lacking(lacks: &[PasswordNeed]) -> String {
    let lacks: Vec<_> = lacks.iter().map(|need| lack(*need)).collect();
    tr::password::lacks(&lacks.join(", "))
}

/// [`words`] in the genitive.
fn lack(need: PasswordNeed) -> String {
    match need {
        PasswordNeed::Length => tr::password::lacks_length(),
        PasswordNeed::Small => tr::password::lacks_small(),
        PasswordNeed::Capital => tr::password::lacks_capital(),
        PasswordNeed::Digit => tr::password::lacks_digit(),
        PasswordNeed::Special => tr::password::lacks_special(),
    }
}

fn take_back_good() {
    if let Some(announcer) = Announcer::current() {
        announcer.take_back(&tr::password::good());
    }
}

fn say(text: String) {
    if let Some(announcer) = Announcer::current() {
        announcer.say(text);
    }
}
