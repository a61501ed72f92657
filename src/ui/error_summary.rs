use crate::i18n::tr;
use crate::platform::focus;
use leptos::prelude::*;

/// One line of the summary: the text of an error and the id of its input, empty if it concerns no input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) input: String,
    pub(crate) text: String,
}

/// All errors of the screen, above its heading (WCAG 3.3.1; the pattern of GOV.UK). The caller focuses it when errors
/// appear. Its links move the focus without changing the address, since the router must not see a hash.
#[component]
pub(crate) fn ErrorSummary(
    #[prop(into)] findings: Signal<Vec<Finding>>,
    /// Heading; «Нужно исправить» by default.
    #[prop(into, optional)]
    title: Option<ViewFn>,
    /// Id of the summary. A dialog over a page needs one of its own.
    #[prop(default = ERROR_SUMMARY)]
    id: &'static str,
    /// Further lines, for errors on other screens.
    #[prop(into, optional)]
    more: Option<Callback<(), Vec<AnyView>>>,
) -> impl IntoView {
    let more = move || more.map(|more| more.run(())).unwrap_or_default();
    let list = move || findings.get().into_iter().map(line).collect::<Vec<_>>();
    let title =
        move || title.as_ref().map_or_else(|| tr::form::summary_title().into_any(), ViewFn::run);
    let title_id = format!("{id}-title");
    view! {
        <Show when=move || findings.with(|findings| !findings.is_empty()) || !more().is_empty()>
            <div class="error-summary" role="alert" tabindex="-1" id=id aria-labelledby=title_id.clone()>
                <h2 id=title_id.clone() class="error-summary__title">{title.clone()}</h2>
                <ul class="error-summary__list">{list} {more}</ul>
            </div>
        </Show>
    }
}

fn line(Finding { input, text }: Finding) -> AnyView {
    if input.is_empty() {
        return view! { <li>{text}</li> }.into_any();
    }
    let href = format!("#{input}");
    let follow = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        event.stop_propagation();
        focus::on_input(&input);
    };
    view! { <li><a href=href rel="external" on:click=follow>{text}</a></li> }.into_any()
}

/// Id of a page's summary, for moving the focus to it.
pub(crate) const ERROR_SUMMARY: &str = "error-summary";
