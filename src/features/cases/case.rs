//! The page of a case. What changes live is redrawn bit by bit, so that the focus stays where it is.

use super::journal::Journal;
use super::stages::stages;
use super::status::{self, StatusTag};
use super::visit;
use crate::api::{self, ApiError};
use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::paths;
use crate::platform::{focus, random};
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::state::live::{self, Listener};
use crate::ui::button::Button;
use crate::ui::copy::Copy;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use crate::ui::timeline::Timeline;
use domain::case::{Action, CaseState};
use domain::wire::application::{Application, Decision, JournalEntry, Remark};
use domain::wire::event::CaseChanged;
use domain::wire::file::FileInfo;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn Case() -> impl IntoView {
    let id = navigation::place().get_untracked().id();
    let case = Fetched::new(move || {
        let id = id.clone();
        async move { api::applications::one(&id).await }
    });
    case.page(tr::case::failed, |case| view! { <Open case=case/> }.into_any())
}

#[component]
fn Open(case: Application) -> impl IntoView {
    let title = case.summary.title.clone();
    let number = case.summary.number.clone();
    let files = case.files.clone();
    let copy_title = case.copy_title.clone();
    let section = StoredValue::new(case.summary.section.clone());
    let service = StoredValue::new(case.summary.service.clone());
    let newest = case.journal.last().map(|entry| entry.id.to_string());
    let id = StoredValue::new(case.summary.id.clone());
    let case = RwSignal::new(case);
    let announcer = Announcer::current();
    let refresh = move || {
        spawn_local(async move {
            let Some(id) = id.try_get_value() else { return };
            if let Ok(fresh) = api::applications::one(&id).await {
                case.try_update(|case| newer(case, fresh));
            }
        });
    };
    let state = Memo::new(move |_| case.with(|case| case.summary.state));
    Effect::watch(
        move || state.get(),
        move |state, _, _| {
            if let Some(announcer) = announcer {
                announcer.say(tr::case::changed(
                    &section.with_value(|section| status::name(*state, section)),
                ));
            }
        },
        false,
    );
    let changed = Callback::new(move |changed: CaseChanged| {
        if id.with_value(|id| *id == changed.application) {
            case.update(|case| apply(case, &changed));
            refresh();
        }
    });
    live::listen(newest, Listener { changed, refresh: Callback::new(move |()| refresh()) });
    let journal = Signal::derive(move || case.with(|case| case.journal.clone()));
    let expected = Memo::new(move |_| {
        case.with(|case| (case.summary.expected_by, case.summary.official_calendar))
    });
    let decision = Memo::new(move |_| case.with(|case| case.decision.clone()));
    let remarks = Memo::new(move |_| case.with(|case| case.remarks.clone()));
    let visit = Memo::new(move |_| case.with(|case| case.visit.clone()));
    // One next step a screen: where the visit wants one, that is it.
    let is_wanted = move || visit.with(|visit| visit.as_ref().and_then(visit::wanted)).is_some();
    let can_repeat = Memo::new(move |_| case.with(|case| case.can_repeat));
    view! {
        <Page
            name=tr::case::name(&title)
            title=title
            above=move || view! { <Link href=paths::APPLICATIONS class="back" text=tr::case::back()/> }
        >
            <p class="case-number">
                <span class="muted">{tr::case::number()}</span> " " <Copy text=number/>
            </p>
            <p>{move || view! { <StatusTag state=state.get() section=section.get_value()/> }}</p>
            {move || remarks_view(id, remarks.get())}
            {move || match state.get() {
                CaseState::NeedsInfo => Some(view! { <p>{tr::case::paused()}</p> }.into_any()),
                _ => expected_line(expected.get()),
            }}
            {move || decision.get().map(|decision| view! {
                <DecisionView id=id.get_value() decision=decision primary=!is_wanted()/>
            })}
            {move || visit.get().and_then(|visit| visit::section(&id.get_value(), visit))}
            {move || can_repeat.get().then(|| repeat(id, service, state.get() == CaseState::Rejected))}
            <h2>{tr::case::way()}</h2>
            {move || view! { <Timeline stages=case.with(stages) label=tr::case::way()/> }}
            <Journal entries=journal section=section/>
            <Files files=files/>
            {papers(&id.get_value(), &copy_title)}
            <Withdraw case=case id=id/>
        </Page>
    }
}

fn expected_line((expected, official): (Option<chrono::NaiveDate>, bool)) -> Option<AnyView> {
    expected.map(|day| {
        let forecast = (!official).then(|| view! { <p class="muted">{tr::case::forecast()}</p> });
        view! {
            <p>{tr::case::expected_by(&dates::day_and_year(day))}</p>
            {forecast}
        }
        .into_any()
    })
}

/// What an event tells, before the whole case is fetched again.
fn apply(case: &mut Application, changed: &CaseChanged) {
    case.summary.state = changed.state;
    case.summary.changed_at = changed.at;
    if changed.state.is_final() {
        case.summary.expected_by = None;
    }
}

/// Takes a fetched case over unless it is older than what is shown: answers may overtake each other.
fn newer(case: &mut Application, fresh: Application) {
    let newest = |journal: &[JournalEntry]| journal.last().map(|entry| entry.id);
    if newest(&fresh.journal) >= newest(&case.journal) {
        *case = fresh;
    }
}

#[component]
fn DecisionView(id: String, decision: Decision, primary: bool) -> impl IntoView {
    let language = i18n::language();
    let refusal = decision.refusal.map(|refusal| {
        view! {
            <p>{tr::case::refusal(&refusal.code, refusal.reason.get(language))}</p>
            <p>{refusal.recommendation.get(language).to_owned()}</p>
        }
    });
    let appeal = decision.appeal.map(|appeal| {
        let day = dates::day_and_year(appeal.until);
        let left = match u32::try_from(appeal.days_left) {
            Ok(0) => tr::case::appeal_today(&day),
            Ok(days) => tr::case::appeal_left(days, &day),
            Err(_) => tr::case::appeal_over(&day),
        };
        let href = paths::service_from(&appeal.service, &id);
        view! { <p>{left} " " <Link href=href text=tr::case::appeal()/></p> }
    });
    let class = if primary { "button button--primary" } else { "button" };
    let title = tr::case::decision(&dates::date_of(decision.issued_at), &decision.number);
    view! {
        <Notice tone=if refusal.is_some() { Tone::Bad } else { Tone::Good } title=title>
            {refusal}
            <p class="decision">
                <a class=class href=api::applications::document(&id, "decision.pdf") download rel="external">
                    {tr::case::download()}
                </a>
            </p>
            {appeal}
        </Notice>
    }
}

#[component]
fn Files(files: Vec<FileInfo>) -> impl IntoView {
    (!files.is_empty()).then(|| {
        let items: Vec<_> = files
            .into_iter()
            .map(|file| view! { <li>{file.name} " " <span class="muted">{tr::case::file_accepted()}</span></li> })
            .collect();
        view! {
            <h2>{tr::case::files()}</h2>
            <ul>{items}</ul>
        }
    })
}

/// What the citizen is asked to mend, and the way to do it (C-23).
fn remarks_view(id: StoredValue<String>, remarks: Vec<Remark>) -> Option<AnyView> {
    if remarks.is_empty() {
        return None;
    }
    let lines: Vec<_> = remarks
        .iter()
        .map(|remark| view! { <li>{remark.text.get(i18n::language()).to_owned()}</li> }.into_any())
        .collect();
    let view = view! {
        <Notice tone=Tone::Warn title=tr::case::remarks()>
            <ul>{lines}</ul>
            <p>{tr::case::correct_text()}</p>
            <Begin id=id text=tr::case::correct() failed=tr::case::correct_failed/>
        </Notice>
    };
    Some(view.into_any())
}

/// Applying again with the answers of an application that was refused (S-22, S-27) or withdrawn.
fn repeat(id: StoredValue<String>, service: StoredValue<String>, is_refused: bool) -> AnyView {
    view! {
        <p>{if is_refused { tr::case::repeat_text() } else { tr::case::again_text() }}</p>
        <Begin id=id service=service text=tr::case::repeat() failed=tr::case::repeat_failed/>
    }
    .into_any()
}

/// Begins a draft and goes there: a correction, or an application for `service` again.
#[component]
fn Begin(
    id: StoredValue<String>,
    #[prop(optional)] service: Option<StoredValue<String>>,
    text: String,
    failed: fn() -> String,
) -> impl IntoView {
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    // Pressing again after a lost answer makes one draft.
    let key = StoredValue::new(random::id());
    let go = navigation::go();
    let begin = move |()| {
        busy.set(true);
        let key = key.get_value();
        let (id, service) = (id.get_value(), service.map(|service| service.get_value()));
        spawn_local(async move {
            let begun = match service {
                Some(service) => api::drafts::create(service, Some(id), key).await,
                None => api::applications::correct(&id).await,
            };
            // Whoever has gone elsewhere meanwhile stays there.
            if busy.try_set(false).is_some() {
                return;
            }
            match begun {
                Ok(draft) => go(&paths::draft(&draft.id)),
                Err(reason) => {
                    error.try_set(Some(reason));
                }
            }
        });
    };
    view! {
        <p class="actions"><Button primary=true busy=busy on_press=begin>{text}</Button></p>
        {move || error.get().map(|error| view! {
            <Notice tone=Tone::Bad alert=true title=failed()><p>{error.text()}</p></Notice>
        })}
    }
}

/// Documents to keep: the copy of the application (M-15) and the act of receipt (S-18).
fn papers(id: &str, copy_title: &str) -> AnyView {
    let paper = |name: &str, text: String| {
        let href = api::applications::document(id, name);
        view! { <li><a href=href download rel="external">{text}</a></li> }.into_any()
    };
    view! {
        <h2>{tr::case::papers()}</h2>
        <ul>
            {paper("copy.pdf", tr::case::copy(copy_title))}
            {paper("act.pdf", tr::case::act())}
        </ul>
    }
    .into_any()
}

/// Withdrawing, as long as the state allows it; asks before.
#[component]
fn Withdraw(case: RwSignal<Application>, id: StoredValue<String>) -> impl IntoView {
    let asks = RwSignal::new(false);
    let failed = RwSignal::new(None::<ApiError>);
    let can =
        Memo::new(move |_| case.with(|case| case.summary.state.after(Action::Withdraw).is_ok()));
    let withdraw = move || {
        spawn_local(async move {
            match api::applications::withdraw(&id.get_value()).await {
                Ok(fresh) => {
                    case.try_update(|case| newer(case, fresh));
                    focus::on_heading();
                }
                Err(error) => {
                    failed.try_set(Some(error));
                }
            }
            asks.try_set(false);
        });
    };
    let ask = move || {
        asks.set(true);
        focus::on_id(KEEP);
    };
    let keep = move || {
        asks.set(false);
        focus::on_id(WITHDRAW);
    };
    view! {
        {move || failed.get().map(|error| view! {
            <Notice tone=Tone::Bad alert=true title=tr::case::not_withdrawn()><p>{error.text()}</p></Notice>
        })}
        <Show when=move || can.get()>
            <h2>{tr::case::withdraw_title()}</h2>
            <Show
                when=move || asks.get()
                fallback=move || view! {
                    <p>{tr::case::withdraw_text()}</p>
                    <Button id=WITHDRAW on_press=move |()| ask()>{tr::case::withdraw()}</Button>
                }
            >
                <Notice tone=Tone::Warn title=tr::case::withdraw_question()>
                    <p>{tr::case::withdraw_consequence()}</p>
                    <p class="actions">
                        <Button id=KEEP on_press=move |()| keep()>{tr::case::withdraw_no()}</Button>
                        <Button on_press=move |()| withdraw()>{tr::case::withdraw_yes()}</Button>
                    </p>
                </Notice>
            </Show>
        </Show>
    }
}

const KEEP: &str = "keep-application";
const WITHDRAW: &str = "withdraw-application";
