use super::check::{EMAIL, NAME, PHONE, TEXT, TOPIC, WANTS, Want, check};
use super::{contact, typed, which};
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::{effect, watch};
use crate::platform::focus;
use crate::shell::faults::Faults;
use crate::shell::page::Page;
use crate::shell::question_words;
use crate::state::action::{Action, Latest};
use crate::state::key;
use crate::state::session::SessionState;
use crate::ui::button::Submit;
use crate::ui::error_summary::{ERROR_SUMMARY, Finding};
use crate::ui::field::{Entry, TextField};
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use crate::ui::options::{OptionItem, Options};
use domain::wire::application::Summary;
use domain::wire::question::{Asked, Category};
use futures::future::join3;
use leptos::prelude::*;

/// The topics with the values of their radios.
const TOPICS: [(&str, Category); 5] = [
    ("technical", Category::Technical),
    ("mistake", Category::Mistake),
    ("access", Category::Access),
    ("status", Category::Status),
    ("other", Category::Other),
];

/// `sent` gets the question once the office has it.
pub(super) fn form(sent: RwSignal<Option<Asked>>) -> AnyView {
    let faults = Faults::new(ERROR_SUMMARY);
    let session = SessionState::current();
    let is_signed_in = Memo::new(move |_| session.is_signed_in());
    let cases = RwSignal::new(Vec::<Summary>::new());
    // Each number draws the fields anew.
    let drawn = RwSignal::new(0_u32);
    bring(is_signed_in, cases, drawn);
    // What was typed as a citizen stands in the form of who is none.
    watch(
        move || is_signed_in.get(),
        move |is_signed_in, _| {
            if !is_signed_in && !typed::current().is_empty() {
                faults.tell(tr::fb::not_sent(), tr::fb::session_over(), None);
            }
        },
    );
    let action = Action::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        let ask = match check(&typed::current(), is_signed_in.get_untracked()) {
            Ok(ask) => ask,
            Err(findings) => return faults.mend(findings),
        };
        faults.clear();
        let request = serde_json::to_string(&ask).unwrap_or_default();
        let key = typed::key_of(&request);
        let asked = async move {
            let asked = api::questions::ask(&ask, &key).await?;
            typed::finish();
            Ok(asked)
        };
        action.settle(asked, move |answer: Result<Asked, ApiError>| match answer {
            Ok(asked) => {
                sent.set(Some(asked));
                focus::on_heading();
            }
            Err(error) => refused(faults, &error),
        });
    };
    let fields = move || {
        drawn.track();
        view! { <Fields faults=faults is_signed_in=is_signed_in.get() cases=cases/> }
    };
    view! {
        <Page title=tr::fb::title() wrong=faults.are_there() above=move || faults.summary()>
            <p class="lead">{tr::fb::lead()}</p>
            <form novalidate on:submit=submit>
                {fields}
                <p class="actions"><Submit busy=action.busy()>{tr::fb::send()}</Submit></p>
            </form>
        </Page>
    }
    .into_any()
}

/// Fetches what is known of who is signed in: their applications, and what an earlier load of the page has left. The form works
/// without.
fn bring(is_signed_in: Memo<bool>, cases: RwSignal<Vec<Summary>>, drawn: RwSignal<u32>) {
    let asking = Latest::new();
    effect(move || {
        if !is_signed_in.get() {
            cases.set(Vec::new());
            return asking.cancel();
        }
        let asked = join3(api::applications::list(), key::fetch(), typed::restored());
        asking.run(asked, move |(list, _, ())| {
            cases.set(list.map(|list| list.applications).unwrap_or_default());
            if typed::recover() {
                drawn.update(|drawn| *drawn += 1);
            }
        });
    });
}

#[component]
fn Fields(faults: Faults, is_signed_in: bool, cases: RwSignal<Vec<Summary>>) -> AnyView {
    let typed = typed::current();
    let topic = RwSignal::new(typed.topic);
    let choose = move |(value, _): (String, bool)| {
        let chosen = TOPICS.iter().find(|(name, _)| *name == value).map(|(_, topic)| *topic);
        topic.set(chosen);
        typed::update(|typed| typed.topic = chosen);
    };
    let option = |(value, topic): (&str, Category)| OptionItem {
        value: value.to_owned(),
        label: question_words::category(topic),
        hint: None,
    };
    let named = TOPICS.iter().find(|(_, topic)| Some(*topic) == typed.topic);
    let access = move || {
        (topic.get() == Some(Category::Access)).then(|| {
            view! {
                <Notice tone=Tone::Info>
                    <p>{tr::fb::access_help()} " " <Link href=paths::RECOVERY text=tr::fb::recovery()/></p>
                </Notice>
            }
        })
    };
    let wants = move || (topic.get() == Some(Category::Status)).then(wants);
    let which = move || {
        if is_signed_in { which::own(cases.get(), faults) } else { Some(which::anybodys(faults)) }
    };
    view! {
        <Options
            id=TOPIC
            legend=tr::fb::topic()
            options=TOPICS.into_iter().map(option).collect()
            chosen=named.map(|(name, _)| (*name).to_owned()).into_iter().collect()
            on_change=choose
            error=faults.at(TOPIC)
        />
        {access}
        {which}
        {wants}
        <TextField
            id=TEXT
            label=tr::fb::text()
            hint=tr::fb::text_hint()
            entry=Entry::TEXT
            long=true
            value=typed.text
            on_input=|text| typed::update(|typed| typed.text = text)
            error=faults.at(TEXT)
        />
        {contact::contact(faults, is_signed_in)}
    }
    .into_any()
}

/// What the citizen wants to know of an application (M-42).
fn wants() -> AnyView {
    let option =
        |(value, words): Want| OptionItem { value: value.to_owned(), label: words(), hint: None };
    let tick = |(value, is_ticked): (String, bool)| {
        typed::update(|typed| {
            typed.wants.retain(|other| *other != value);
            typed.wants.extend(is_ticked.then_some(value));
        });
    };
    view! {
        <Options
            id="wants"
            legend=tr::fb::what()
            options=WANTS.into_iter().map(option).collect()
            many=true
            optional=true
            chosen=typed::current().wants
            on_change=tick
            error=Signal::stored(None::<String>)
        />
    }
    .into_any()
}

/// What the server finds wrong with an input passed the check here: its rules are newer.
fn refused(faults: Faults, error: &ApiError) {
    let has_name = !typed::current().name.trim().is_empty();
    let name = if has_name { tr::fb::name_refused() } else { tr::fb::name_missing() };
    let inputs = [
        (TEXT, "/text", tr::fb::text_refused()),
        (EMAIL, "/email", tr::fb::email_refused()),
        (NAME, "/name", name),
        (PHONE, "/phone", tr::fb::phone_refused()),
    ];
    let blamed = inputs.into_iter().filter(|(_, pointer, _)| error.points_at(pointer));
    let findings: Vec<_> =
        blamed.map(|(input, _, text)| Finding { input: input.to_owned(), text }).collect();
    if findings.is_empty() {
        faults.tell(tr::fb::not_sent(), tr::fb::kept(&error.text()), None);
    } else {
        faults.mend(findings);
    }
}
