//! Home page: the services that citizens can apply for.

use crate::i18n::tr;
use crate::paths;
use crate::shell::page::Page;
use crate::state::fetched::Fetched;
use crate::ui::link::Link;
use domain::wire::service::{Section, ServiceCard, Services};
use leptos::prelude::*;

#[component]
pub(crate) fn Home(services: Fetched<Services>) -> impl IntoView {
    view! {
        <Page title=tr::home::title()>
            <p class="lead">{tr::home::lead()}</p>
            // For everybody, because the static shell cannot know who is signed in.
            <p><Link href=paths::APPLICATIONS text=tr::home::to_applications()/></p>
            {services.view(tr::home::failed, catalogue)}
            // Below the content of the static shell, so that nothing jumps.
            <p class="home__more"><Link href=paths::INSTITUTIONS text=tr::home::places()/></p>
        </Page>
    }
}

/// The services by section, in the order of the catalogue.
fn catalogue(catalogue: Services) -> AnyView {
    let Services { sections, services } = catalogue;
    if services.is_empty() {
        return view! { <p>{tr::home::no_services()}</p> }.into_any();
    }
    let section = |Section { id, title }| {
        let cards: Vec<_> =
            services.iter().filter(|service| service.section == id).cloned().map(card).collect();
        view! {
            <h2>{title}</h2>
            <ul class="cards">{cards}</ul>
        }
        .into_any()
    };
    sections.into_iter().map(section).collect::<Vec<_>>().into_any()
}

fn card(service: ServiceCard) -> impl IntoView {
    view! {
        <li class="surface card">
            <Link href=paths::of_card(&service) class="card__link" text=service.title/>
            <p class="card__text">{service.summary}</p>
            <p class="card__note">{tr::services::term(u32::from(service.working_days))}</p>
        </li>
    }
}
