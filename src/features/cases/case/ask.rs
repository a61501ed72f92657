//! «Вопросы по заявке»: whom to ask, and where the office of the case is (M-28).

use super::facts::Fact;
use crate::i18n::tr;
use crate::platform::page;
use domain::wire::application::Application;
use leptos::prelude::*;

pub(super) fn ask(case: Memo<Application>) -> AnyView {
    let office = Memo::new(move |_| case.with(|case| case.office.clone()));
    let list = move || {
        let office = office.get();
        let phone = office.as_ref().and_then(|office| office.phone.clone());
        let phone = phone.unwrap_or_else(page::support_phone);
        let email = page::support_email();
        let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        let more = office.map(|office| {
            let address = Some(office.name).into_iter().chain(office.address);
            let address = Fact::new(tr::ask::office(), address.collect::<Vec<_>>().join("\n"));
            let hours = office.hours.map(|hours| Fact::new(tr::ask::hours(), hours));
            hours.into_iter().chain([address]).map(row).collect::<Vec<_>>()
        });
        view! {
            <dl class="ask">
                <dt>{tr::ask::operator()}</dt>
                <dd><a href=format!("tel:{digits}")>{phone}</a></dd>
                <dd><a href=format!("mailto:{email}")>{email.clone()}</a></dd>
                {more}
            </dl>
        }
    };
    view! {
        <h2>{tr::ask::title()}</h2>
        {list}
    }
    .into_any()
}

fn row(fact: Fact) -> AnyView {
    view! { <dt>{fact.name}</dt> <dd>{fact.value}</dd> }.into_any()
}
