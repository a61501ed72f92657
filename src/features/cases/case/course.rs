//! «Как продвигается заявка»: all stages, those ahead included, each with what happened in it (nh-5, M-24).

use super::drawn::drawn;
use super::stage::stage;
use super::way::stages;
use crate::i18n::tr;
use crate::platform::folded;
use domain::wire::application::{Application, StageKind};
use leptos::prelude::*;

pub(super) fn course(case: Memo<Application>) -> AnyView {
    let is_open = RwSignal::new(false);
    let toggle = move |_| {
        is_open.update(|is_open| *is_open = !*is_open);
        folded::open_all(LOGS, is_open.get_untracked());
    };
    folded::open_in_print(FOLDED);
    let read = |case: &Application| stages(case).iter().map(|stage| stage.kind).collect();
    let draw = move |kinds: Vec<StageKind>| {
        kinds.into_iter().map(|kind| stage(case, kind)).collect::<Vec<_>>().into_any()
    };
    view! {
        <h2>{tr::course::title()}</h2>
        <ol class="course">{drawn(case, read, draw)}</ol>
        <p class="course__all">
            <button class="link" type="button" id="whole-log" on:click=toggle>
                {move || if is_open.get() { tr::log::close() } else { tr::log::open() }}
            </button>
        </p>
    }
    .into_any()
}

const LOGS: &str = ".course details";
const FOLDED: &str = "#main details";
