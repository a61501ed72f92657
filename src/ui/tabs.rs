use super::link::Link;
use leptos::prelude::*;

/// Links between pages that belong together. They are addresses, so they are no ARIA tabs.
#[component]
pub(crate) fn Tabs(
    #[prop(into)] label: String,
    /// Address and text of each page.
    links: Vec<(&'static str, String)>,
    /// Address of the page that shows them.
    here: &'static str,
) -> AnyView {
    let items: Vec<_> = links
        .into_iter()
        .map(|(href, text)| match href == here {
            true => {
                view! { <li><a class="tabs__link" href=href aria-current="page">{text}</a></li> }
                    .into_any()
            }
            false => view! { <li><Link href=href class="tabs__link" text=text/></li> }.into_any(),
        })
        .collect();
    view! { <nav aria-label=label><ul class="tabs">{items}</ul></nav> }.into_any()
}
