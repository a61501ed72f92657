use super::announcements::Announcements;
use super::banner::ConnectionBanner;
use super::header::{Header, MAIN, SkipLink};
use crate::i18n::tr;
use crate::paths;
use crate::platform::page;
use crate::state::announcer::Announcer;
use crate::state::connection::Connection;
use crate::ui::link::Link;
use leptos::prelude::*;

/// Header, banner, main part and footer, the same on every page. Help is always in the footer (WCAG 3.2.6).
#[component]
pub(crate) fn Frame(
    announcer: Announcer,
    connection: Connection,
    /// The search box.
    #[prop(into)]
    search: ViewFn,
    children: Children,
) -> impl IntoView {
    let (phone, email) = (page::support_phone(), page::support_email());
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    view! {
        <SkipLink/>
        <Header search=search/>
        <ConnectionBanner connection=connection/>
        <main class="main" id=MAIN tabindex="-1">{children()}</main>
        <div id=page::ASIDE></div>
        <footer class="footer">
            <div class="footer__inner">
                <p>{tr::shell::help()} " " <a href=format!("tel:{digits}")>{phone}</a> ", " <a href=format!("mailto:{email}")>{email.clone()}</a></p>
                <p><Link href=paths::FEEDBACK text=tr::shell::feedback()/></p>
                <p class="footer__note">{tr::shell::legal()}</p>
            </div>
        </footer>
        <Announcements announcer=announcer/>
    }
}
