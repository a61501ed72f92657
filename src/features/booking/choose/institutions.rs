//! First screen: the institutions where this visit is possible.

use super::super::catalogue::{CatalogueView, Filters, Picker};
use super::Choosing;
use crate::i18n::tr;
use crate::paths;
use crate::shell::page::Page;
use crate::ui::link::Link;
use leptos::prelude::*;

pub(super) fn institutions(choosing: Choosing) -> AnyView {
    let back = paths::application(&choosing.application());
    let list = choosing.institutions.view(tr::places::failed, move |all| {
        let view = choosing.catalogue.get_untracked().or_else(|| {
            let begin = || CatalogueView::new(choosing.visit.with_value(|v| Filters::of(v, &all)));
            // Created under the owner of the page, so that it survives this screen.
            let view = choosing.owner.get_value().map(|owner| owner.with(begin));
            choosing.catalogue.set(view);
            view
        });
        let href = Callback::new(move |institution: String| {
            paths::choose_time(&choosing.application(), &institution)
        });
        let picker = view.map(|view| view! { <Picker institutions=all view=view href=href/> });
        picker.into_any()
    });
    view! {
        <Page
            title=tr::choose::where_title()
            above=move || view! { <Link href=back.clone() class="back" text=tr::choose::back_to_case()/> }
        >
            {list}
        </Page>
    }
    .into_any()
}
