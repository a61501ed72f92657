use leptos::prelude::*;

/// A progress bar. The caller passes what the server has received, so `percent` never goes backwards.
#[component]
pub(crate) fn Progress(
    #[prop(into)] percent: Signal<u32>,
    /// Text that screen readers read instead of the bare number.
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
            // CSP forbids inline styles, so a `<progress>` inside draws the bar.
            <progress class="progress__bar" max="100" prop:value=move || percent.get() aria-hidden="true"></progress>
        </div>
    }
}
