use leptos::ev;
use leptos::prelude::*;

/// A link within the app. A plain anchor is enough, since the router listens for clicks on the whole document.
#[component]
pub(crate) fn Link(
    #[prop(into)] href: String,
    #[prop(optional)] class: &'static str,
    #[prop(into)] text: String,
    /// Text for screen readers, if several links on a page have the same text.
    #[prop(into, optional)]
    label: Option<String>,
    /// Id of what is said about it besides.
    #[prop(optional_no_strip)]
    described_by: Option<String>,
    /// Called before the router follows the link, but not when the link opens in another tab or window.
    #[prop(into, optional)]
    on_follow: Option<Callback<()>>,
) -> AnyView {
    let class = (!class.is_empty()).then_some(class);
    let follow = move |event: ev::MouseEvent| {
        let stays = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if let (false, Some(follow)) = (stays, on_follow) {
            follow.run(());
        }
    };
    view! { <a href=href class=class aria-label=label aria-describedby=described_by on:click=follow>{text}</a> }.into_any()
}
