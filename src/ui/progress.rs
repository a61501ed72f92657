use leptos::prelude::*;

/// A progress bar with its state in words. `percent` never goes backwards: the caller passes what the server has.
#[component]
pub(crate) fn Progress(
    #[prop(into)] percent: Signal<u32>,
    /// What a screen reader says instead of the bare number.
    #[prop(into)]
    text: Signal<String>,
    #[prop(into)] label: String,
) -> impl IntoView {
    view! {
        <div
            class="progress"
            role="progressbar"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || percent.get().to_string()
            aria-valuetext=move || text.get()
        >
            // A `<progress>` inside keeps the bar free of inline styles (CSP).
            <progress class="progress__bar" max="100" prop:value=move || percent.get() aria-hidden="true"></progress>
        </div>
    }
}
