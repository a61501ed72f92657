//! The page with the results.

use super::Search;
use crate::api;
use crate::i18n::tr;
use crate::paths;
use crate::shell::page::Page;
use crate::state::fetched::Fetched;
use crate::ui::link::Link;
use domain::wire::service::ServiceCard;
use leptos::prelude::*;

#[component]
pub(super) fn Results() -> impl IntoView {
    let search = Search::current();
    move || results(search.map(|search| search.asked.get()).unwrap_or_default())
}

fn results(words: String) -> AnyView {
    if words.trim().is_empty() {
        return view! {
            <Page title=tr::search::title()>
                <p>{tr::search::blank()}</p>
                <All/>
            </Page>
        }
        .into_any();
    }
    let asked = tr::search::words(&words);
    let found = Fetched::new(move || api::services::search(words.clone()));
    view! {
        <Page title=tr::search::title()>
            <p>{asked}</p>
            {found.view(tr::search::failed, |found| cards(found.services))}
            <All/>
        </Page>
    }
    .into_any()
}

fn cards(found: Vec<ServiceCard>) -> AnyView {
    if found.is_empty() {
        return view! {
            <p><b>{tr::search::none()}</b></p>
            <p>{tr::search::none_text()}</p>
        }
        .into_any();
    }
    let cards: Vec<_> = found
        .into_iter()
        .map(|service| {
            view! {
                <li class="surface card">
                    <Link href=paths::of_card(&service) class="card__link" text=service.title/>
                    <p class="card__text">{service.summary}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="cards">{cards}</ul> }.into_any()
}

#[component]
fn All() -> impl IntoView {
    view! { <p class="actions"><Link href=paths::HOME text=tr::search::all()/></p> }
}
