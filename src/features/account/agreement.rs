//! The user agreement. Consents to the processing of data are no part of it: each application asks for them by themselves (152-ФЗ).

use crate::i18n::tr;
use crate::platform::page;
use crate::shell::page::Page;
use domain::wire::auth::AGREEMENT;
use leptos::prelude::*;

#[component]
pub(super) fn Agreement() -> impl IntoView {
    let sections: [(String, Vec<String>); 7] = [
        (tr::agreement::does(), vec![tr::agreement::does_1(), tr::agreement::does_2()]),
        (tr::agreement::you(), vec![tr::agreement::you_1(), tr::agreement::you_2()]),
        (
            tr::agreement::data(),
            vec![tr::agreement::data_1(), tr::agreement::data_2(), tr::agreement::data_3()],
        ),
        (tr::agreement::consents(), vec![tr::agreement::consents_1()]),
        (tr::agreement::messages(), vec![tr::agreement::messages_1(), tr::agreement::messages_2()]),
        (tr::agreement::end(), vec![tr::agreement::end_1(), tr::agreement::end_2()]),
        (
            tr::agreement::contact(),
            vec![
                tr::agreement::ContactAt {
                    phone: &page::support_phone(),
                    email: &page::support_email(),
                }
                .text(),
            ],
        ),
    ];
    let sections = sections.map(|(title, texts)| {
        let texts: Vec<_> = texts.into_iter().map(|text| view! { <p>{text}</p> }).collect();
        view! { <h2>{title}</h2> {texts} }.into_any()
    });
    view! {
        <Page title=tr::agreement::title()>
            <p class="muted">{tr::agreement::version(AGREEMENT)}</p>
            <p>{tr::agreement::lead()}</p>
            {Vec::from(sections)}
            <p class="muted">{tr::agreement::of_whom()}</p>
        </Page>
    }
}
