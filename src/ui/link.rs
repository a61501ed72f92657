use leptos::prelude::*;

/// A link within the app. A plain anchor is enough: the router listens for clicks on the whole document.
#[component]
pub(crate) fn Link(
    #[prop(into)] href: String,
    #[prop(optional)] class: &'static str,
    #[prop(into)] text: String,
    /// What a screen reader says instead of the text, where that alone would not tell links apart.
    #[prop(into, optional)]
    label: Option<String>,
    /// Told before the router follows the link.
    #[prop(into, optional)]
    on_follow: Option<Callback<()>>,
) -> AnyView {
    let class = (!class.is_empty()).then_some(class);
    let follow = move |_| on_follow.iter().for_each(|follow| follow.run(()));
    view! { <a href=href class=class aria-label=label on:click=follow>{text}</a> }.into_any()
}
