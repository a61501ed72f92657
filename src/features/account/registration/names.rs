use super::super::news::{self, News};
use super::super::password::{self, PasswordField};
use super::super::proven::{self, Proven};
use super::typed::{self, Typed};
use crate::api::{self, ApiError};
use crate::i18n::{letters, tr, wrong};
use crate::shell::faults::Faults;
use crate::shell::page::Page;
use crate::state::action::Action;
use crate::ui::button::Submit;
use crate::ui::error_summary::Finding;
use crate::ui::field::{Entry, TextField, Width};
use domain::values::NamePart;
use domain::wire::auth::NewAccount;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

const SURNAME: &str = "surname";
const GIVEN: &str = "given";
const PATRONYMIC: &str = "patronymic";

/// Name and password of a new account.
#[component]
pub(super) fn Names(faults: Faults, proven: RwSignal<Option<Proven>>) -> AnyView {
    let typed = typed::current();
    let password = RwSignal::new(String::new());
    let has_none = RwSignal::new(typed.has_no_patronymic);
    let action = Action::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        let Some(Proven { proof, .. }) = proven.get_untracked() else { return };
        let wanted = match read(&typed::current(), password.get_untracked(), proof) {
            Ok(wanted) => wanted,
            Err((lines, at_inputs)) => {
                return faults.say_named(tr::form::summary_title(), lines, at_inputs);
            }
        };
        faults.clear();
        let creating = async move {
            proven::spend(api::auth::create_account(&wanted)).await?;
            typed::finish();
            news::note(News::Registered);
            Ok(())
        };
        action.settle(creating, move |answer: Result<(), ApiError>| {
            if let Err(error) = answer {
                refused(faults, &error);
            }
        });
    };
    let tidy = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let Ok(name) = NamePart::parse(&input.value()) else { return };
        let name = name.to_string();
        let id = input.id();
        if [SURNAME, GIVEN, PATRONYMIC].contains(&id.as_str()) {
            input.set_value(&name);
            typed::update(|typed| match id.as_str() {
                SURNAME => typed.surname = name,
                GIVEN => typed.given = name,
                _ => typed.patronymic = name,
            });
        }
    };
    let entry = Entry::TEXT.width(Width::Medium);
    view! {
        <Page
            title=tr::registration::names_title()
            wrong=faults.are_there()
            above=move || faults.summary()
        >
            <p class="muted">{tr::registration::step("3")}</p>
            <p>{tr::registration::names_lead()}</p>
            <form novalidate on:submit=submit on:change=tidy>
                <TextField
                    id=SURNAME
                    name=SURNAME
                    label=tr::name::surname()
                    entry=entry.autocomplete("family-name")
                    value=typed.surname
                    on_input=|value| typed::update(|typed| typed.surname = value)
                    error=faults.at(SURNAME)
                />
                <TextField
                    id=GIVEN
                    name=GIVEN
                    label=tr::name::given()
                    entry=entry.autocomplete("given-name")
                    value=typed.given
                    on_input=|value| typed::update(|typed| typed.given = value)
                    error=faults.at(GIVEN)
                />
                <TextField
                    id=PATRONYMIC
                    name=PATRONYMIC
                    label=tr::name::patronymic()
                    entry=entry.autocomplete("additional-name")
                    value=typed.patronymic
                    disabled=has_none
                    on_input=|value| typed::update(|typed| typed.patronymic = value)
                    error=faults.at(PATRONYMIC)
                />
                <div class="field"><div class="option">
                    <input
                        class="option__input"
                        id="no-patronymic"
                        type="checkbox"
                        prop:checked=typed.has_no_patronymic
                        on:change=move |event| {
                            has_none.set(event_target_checked(&event));
                            typed::update(|typed| typed.has_no_patronymic = has_none.get_untracked());
                        }
                    />
                    <label class="option__label" for="no-patronymic">{tr::name::no_patronymic()}</label>
                </div></div>
                <PasswordField faults=faults password=password username=typed::username() email=typed.email/>
                <p class="actions">
                    <Submit busy=action.busy()>{tr::registration::finish()}</Submit>
                </p>
            </form>
        </Page>
    }
    .into_any()
}

/// The request, or what is wrong with the inputs: in lines that name them, and for the inputs themselves.
fn read(
    typed: &Typed,
    password: String,
    proof: String,
) -> Result<NewAccount, (Vec<Finding>, Vec<Finding>)> {
    let (mut lines, mut at_inputs) = (Vec::new(), Vec::new());
    let mut part = |input: &str, label: fn() -> String, text: &str, missing: fn() -> String| {
        let error = match NamePart::parse(text) {
            Ok(name) => return name.to_string(),
            Err(error) => error,
        };
        let (line, text) = if text.trim().is_empty() {
            (missing(), missing())
        } else {
            let text = wrong::name(&error);
            let (entry, label) = (label(), letters::in_sentence(&text));
            (tr::group::Line { entry: &entry, label: &label }.text(), text)
        };
        lines.push(Finding { input: input.to_owned(), text: line });
        at_inputs.push(Finding { input: input.to_owned(), text });
        String::new()
    };
    let surname = part(SURNAME, tr::name::surname, &typed.surname, tr::missing::surname);
    let given = part(GIVEN, tr::name::given, &typed.given, tr::missing::given);
    let patronymic = (!typed.has_no_patronymic).then(|| {
        part(PATRONYMIC, tr::name::patronymic, &typed.patronymic, tr::missing::patronymic)
    });
    let weak = password::wrong(&password);
    lines.extend(weak.clone());
    at_inputs.extend(weak);
    if lines.is_empty() {
        Ok(NewAccount { proof, surname, given, patronymic, password })
    } else {
        Err((lines, at_inputs))
    }
}

/// Shows why there is no account yet. What the server finds wrong with an input passed the check here: its rules are newer.
fn refused(faults: Faults, error: &ApiError) {
    if error.code() == Some(ProblemCode::NotAllowed) {
        return faults.tell(tr::registration::failed(), tr::registration::taken(), None);
    }
    let blamed = [SURNAME, GIVEN, PATRONYMIC].into_iter().filter(|input| error.blames(input));
    let finding =
        |input: &str| Finding { input: input.to_owned(), text: tr::registration::name_refused() };
    let findings: Vec<_> = blamed.map(finding).collect();
    if findings.is_empty() {
        password::refused(faults, tr::registration::failed(), error);
    } else {
        faults.mend(findings);
    }
}
