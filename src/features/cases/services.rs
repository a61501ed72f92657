//! «Мои услуги»: the services that the citizen has asked for, with the electronic referral where there is one (S-10, C-14).

use super::list::applications;
use super::status::StatusTag;
use crate::api;
use crate::i18n::tr;
use crate::paths;
use crate::shell::live_pause::LivePause;
use crate::shell::page::Page;
use crate::ui::link::Link;
use domain::wire::application::Summary;
use leptos::prelude::*;

#[component]
pub(super) fn Services() -> impl IntoView {
    let applications = applications();
    view! {
        <Page title=tr::mine::title()>
            <LivePause/>
            <p>{tr::mine::lead()}</p>
            {applications.view(tr::cases::failed, |list| services(list.applications))}
            <p class="actions"><Link href=paths::HOME text=tr::cases::new()/></p>
        </Page>
    }
}

fn services(applications: Vec<Summary>) -> AnyView {
    if applications.is_empty() {
        return view! { <p>{tr::cases::empty()}</p> }.into_any();
    }
    let items: Vec<_> = applications.into_iter().map(item).collect();
    view! { <ul class="cards files">{items}</ul> }.into_any()
}

fn item(case: Summary) -> AnyView {
    let referral = case.has_referral.then(|| {
        let href = api::applications::document(&case.id, "referral.pdf");
        view! { <p><a href=href target="_blank" rel="external noopener">{tr::referral::title()}</a></p> }
    });
    view! {
        <li class="surface file">
            <p class="file__name"><Link href=paths::application(&case.id) text=case.title/></p>
            <p class="file__state">{case.number} " " <StatusTag state=case.state section=case.section/></p>
            {referral}
        </li>
    }
    .into_any()
}
