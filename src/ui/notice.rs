use leptos::prelude::*;

/// What a notice means; its colour is never the only sign, the words say it too.
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

/// A message set apart from the text.
#[component]
pub(crate) fn Notice(
    tone: Tone,
    #[prop(into, optional)] title: Option<String>,
    /// Read out at once when it appears.
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
