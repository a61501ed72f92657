use super::drawn::drawn;
use super::facts::line;
use super::newer;
use crate::api;
use crate::features::cases::visit::{booking, is_ahead, when};
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::focus;
use crate::state::action::Action;
use crate::state::fetched::Fetched;
use crate::ui::button::Button;
use crate::ui::notice::{Notice, Tone};
use domain::case::{self, CaseState};
use domain::wire::application::Application;
use leptos::prelude::*;

/// Withdraws the application after a question; shown while the state allows it.
#[component]
pub(super) fn Withdraw(
    state: Memo<CaseState>,
    case: Memo<Application>,
    source: Fetched<Application>,
    id: StoredValue<String>,
) -> impl IntoView {
    let asks = RwSignal::new(false);
    let action = Action::new();
    let can = Memo::new(move |_| state.get().after(case::Action::Withdraw).is_ok());
    // A decision removes the question and may remove the focused button: moves a lost focus to the heading.
    watch(
        move || can.get(),
        move |can, _| {
            if !can && asks.get_untracked() {
                focus::on_heading_if_lost();
            }
        },
    );
    let withdraw = move |()| {
        let id = id.get_value();
        let request = async move {
            let answer = api::applications::withdraw(&id).await;
            if answer.is_err() {
                // It may already be withdrawn, by an earlier press whose answer was lost.
                source.refresh();
            }
            answer
        };
        action.run(request, move |fresh| {
            asks.set(false);
            source.change(|case| newer(case, fresh));
            focus::on_heading();
        });
    };
    let ask = move |()| {
        asks.set(true);
        focus::on_id(KEEP);
    };
    let keep = move |()| {
        asks.set(false);
        focus::on_id(WITHDRAW);
    };
    let error = action.error();
    let failed = move || error.get().filter(|_| state.get() != CaseState::Withdrawn);
    view! {
        {move || failed().map(|error| view! {
            <Notice tone=Tone::Bad alert=true title=tr::case::not_withdrawn()><p>{error.text()}</p></Notice>
        })}
        <Show when=move || can.get()>
            <h2>{tr::case::withdraw_title()}</h2>
            <Show
                when=move || asks.get()
                fallback=move || view! {
                    <p>{tr::case::withdraw_text()}</p>
                    <Button id=WITHDRAW on_press=ask>{tr::case::withdraw()}</Button>
                }
            >
                <Notice tone=Tone::Warn title=tr::case::withdraw_question()>
                    <p>{tr::case::withdraw_consequence()}</p>
                    {drawn(case, visit, line)}
                    <p class="actions">
                        <Button id=KEEP on_press=keep>{tr::case::withdraw_no()}</Button>
                        <Button busy=action.busy() on_press=withdraw>{tr::case::withdraw_yes()}</Button>
                    </p>
                </Notice>
            </Show>
        </Show>
    }
}

/// That the visit goes with the application.
fn visit(case: &Application) -> Option<String> {
    let booking = booking(case).filter(|booking| is_ahead(booking))?;
    Some(tr::case::withdraw_visit(&when(booking, booking.starts_at)))
}

const KEEP: &str = "keep-application";
const WITHDRAW: &str = "withdraw-application";
