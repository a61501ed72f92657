use crate::i18n::tr;
use crate::platform::focus;
use leptos::prelude::*;

/// One line of the summary: the words of the error and the id of the input it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) input: String,
    pub(crate) text: String,
}

/// All errors of the screen above its heading, focused when they appear (WCAG 3.3.1; the pattern of GOV.UK). A link
/// moves the focus without touching the address: the router must not see a hash.
#[component]
pub(crate) fn ErrorSummary(
    #[prop(into)] findings: Signal<Vec<Finding>>,
    /// Further lines, for what is wrong on other screens.
    #[prop(into, optional)]
    more: Option<Callback<(), Vec<AnyView>>>,
) -> impl IntoView {
    let more = move || more.map(|more| more.run(())).unwrap_or_default();
    let list = move || {
        findings
            .get()
            .into_iter()
            .map(|Finding { input, text }| {
                let href = format!("#{input}");
                view! {
                    <li>
                        <a
                            href=href
                            rel="external"
                            on:click=move |event| {
                                event.prevent_default();
                                event.stop_propagation();
                                focus::on_input(&input);
                            }
                        >
                            {text}
                        </a>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <Show when=move || findings.with(|findings| !findings.is_empty()) || !more().is_empty()>
            <div class="error-summary" role="alert" tabindex="-1" id=ERROR_SUMMARY aria-labelledby="error-summary-title">
                <h2 id="error-summary-title" class="error-summary__title">{tr::form::summary_title()}</h2>
                <ul class="error-summary__list">{list} {more}</ul>
            </div>
        </Show>
    }
}

/// The id of the summary, for moving the focus to it.
pub(crate) const ERROR_SUMMARY: &str = "error-summary";
