use crate::i18n::tr;
use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progression {
    Done,
    Current,
    Ahead,
}

/// One stage of a case: its name, when it began, what happens in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stage {
    pub(crate) title: String,
    pub(crate) progression: Progression,
    pub(crate) since: Option<String>,
    pub(crate) text: Option<String>,
}

/// All stages of a case in order, future ones included.
#[component]
pub(crate) fn Timeline(stages: Vec<Stage>, #[prop(into)] label: String) -> impl IntoView {
    let stages: Vec<_> = stages.into_iter().map(stage).collect();
    view! { <ol class="timeline" aria-label=label>{stages}</ol> }
}

fn stage(stage: Stage) -> impl IntoView {
    let (class, state) = match stage.progression {
        Progression::Done => ("timeline__stage timeline__stage--done", tr::timeline::done()),
        Progression::Current => {
            ("timeline__stage timeline__stage--current", tr::timeline::current())
        }
        Progression::Ahead => ("timeline__stage", tr::timeline::ahead()),
    };
    let current = (stage.progression == Progression::Current).then_some("step");
    view! {
        <li class=class aria-current=current>
            <span class="timeline__mark" aria-hidden="true"></span>
            <p class="timeline__title">
                {stage.title} " " <span class="timeline__state">{state}</span>
            </p>
            {stage.since.map(|since| view! { <p class="timeline__since">{since}</p> })}
            {stage.text.map(|text| view! { <p>{text}</p> })}
        </li>
    }
}
