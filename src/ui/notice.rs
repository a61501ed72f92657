use leptos::prelude::*;

/// Meaning of a notice. Colour must not be the only sign, so the text has to say it too (WCAG 1.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Info,
    Good,
    Warn,
    Bad,
}

impl Tone {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Good => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// A message in a box of its own.
#[component]
pub(crate) fn Notice(
    tone: Tone,
    #[prop(into, optional)] title: Option<String>,
    /// Screen readers read the notice at once when it appears (`role=alert`).
    #[prop(optional)]
    alert: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=format!("notice notice--{}", tone.name()) role=alert.then_some("alert")>
            {title.map(|title| view! { <p class="notice__title">{title}</p> })}
            {children()}
        </div>
    }
}
