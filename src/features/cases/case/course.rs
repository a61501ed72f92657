//! «Как продвигается заявка»: all stages, those ahead included, each with what happened in it (nh-5, M-24).

use super::stage::stage;
use super::way::stages;
use crate::i18n::tr;
use crate::platform::folded;
use domain::wire::application::Application;
use leptos::prelude::*;

pub(super) fn course(case: Memo<Application>) -> AnyView {
    let kinds = Memo::new(move |_| {
        case.with(|case| stages(case).iter().map(|stage| stage.kind).collect::<Vec<_>>())
    });
    let is_open = RwSignal::new(false);
    let toggle = move |_| {
        is_open.update(|is_open| *is_open = !*is_open);
        folded::open_all(LOGS, is_open.get_untracked());
    };
    folded::open_in_print(LOGS);
    view! {
        <h2>{tr::course::title()}</h2>
        <ol class="course">
            {move || kinds.get().into_iter().map(|kind| stage(case, kind)).collect::<Vec<_>>()}
        </ol>
        <p class="course__all">
            <button class="link" type="button" id="whole-log" on:click=toggle>
                {move || if is_open.get() { tr::log::close() } else { tr::log::open() }}
            </button>
        </p>
    }
    .into_any()
}

const LOGS: &str = ".course details";
