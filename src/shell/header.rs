use super::navigation::{self, Navigation};
use crate::i18n::{self, tr};
use crate::paths;
use crate::platform::effect::watch;
use crate::platform::{focus, page};
use crate::state::session::{SessionState, Who};
use crate::ui::link::Link;
use leptos::ev;
use leptos::prelude::*;

/// Id of the main part, the target of the skip link.
pub(crate) const MAIN: &str = "main";

/// The first Tab stop (WCAG 2.4.1). The router does not move the focus for a hash, so the link does it itself.
#[component]
pub(crate) fn SkipLink() -> impl IntoView {
    view! {
        <a
            class="skip-link"
            href=format!("#{MAIN}")
            rel="external"
            on:click=move |event| {
                event.prevent_default();
                event.stop_propagation();
                focus::on_id(MAIN);
            }
        >
            {tr::shell::skip()}
        </a>
    }
}

#[component]
pub(crate) fn Header(search: ViewFn) -> impl IntoView {
    let session = SessionState::current();
    let is_signed_in = Memo::new(move |_| session.is_signed_in());
    let is_open = RwSignal::new(false);
    // Close the menu after a choice in it: the citizen wants to see the chosen page.
    if let Some(navigation) = Navigation::current() {
        let path = navigation.path();
        watch(move || path.get(), move |_, _| is_open.set(false));
    }
    let key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            is_open.set(false);
            focus::on_id(MENU);
        }
    };
    let is_folded = move || is_signed_in.get() && !is_open.get();
    view! {
        <header class="header" on:keydown=key>
            <div class="header__inner">
                <Link href=paths::HOME class="header__brand" text=tr::shell::brand()/>
                {move || is_signed_in.get().then(|| view! { <Menu is_open=is_open/> })}
                <nav
                    id=SECTIONS
                    class="header__nav"
                    class:header__nav--folded=is_folded
                    aria-label=tr::shell::navigation()
                >
                    {move || match session.who() {
                        Who::Citizen => view! {
                            <Section href=paths::BOOKINGS text=tr::shell::bookings()/>
                            <Section href=paths::OPERATIONS text=tr::shell::operations()/>
                            <Section href=paths::APPLICATIONS text=tr::shell::applications()/>
                            <Section href=paths::REQUESTS text=tr::shell::requests()/>
                            <Section href=paths::ACCOUNT text=tr::shell::account() class="header__link header__link--narrow"/>
                            <SignOut/>
                        }.into_any(),
                        Who::Unknown => ().into_any(),
                        Who::Anonymous | Who::Expired => {
                            view! { <Section href=paths::SIGN_IN text=tr::shell::sign_in()/> }.into_any()
                        }
                    }}
                    <Language/>
                </nav>
                {search.run()}
            </div>
        </header>
    }
}

/// Opens and closes the list of sections on narrow screens; the style sheet decides which are narrow.
#[component]
fn Menu(is_open: RwSignal<bool>) -> AnyView {
    let toggle = move |_| is_open.update(|is_open| *is_open = !*is_open);
    view! {
        <button
            id=MENU
            class="button button--tool header__menu"
            type="button"
            aria-expanded=move || if is_open.get() { "true" } else { "false" }
            aria-controls=SECTIONS
            on:click=toggle
        >
            {tr::shell::menu()}
        </button>
    }
    .into_any()
}

const MENU: &str = "menu";
const SECTIONS: &str = "sections";

/// A link to a section, marked with `aria-current` on that section's page.
#[component]
fn Section(
    href: &'static str,
    text: String,
    #[prop(default = "header__link")] class: &'static str,
) -> AnyView {
    let path = Navigation::current().map(Navigation::path);
    let is_here = move || path.is_some_and(|path| path.with(|path| path == href));
    let current = Signal::derive(move || is_here().then_some("page"));
    view! { <a href=href class=class aria-current=current>{text}</a> }.into_any()
}

#[component]
fn SignOut() -> impl IntoView {
    let session = SessionState::current();
    let go = navigation::go();
    let sign_out = move |_| session.sign_out(|| go(paths::HOME));
    view! { <button class="header__link" type="button" on:click=sign_out>{tr::shell::sign_out()}</button> }
}

/// Switches to the other language, and names it in that language (`lang`, WCAG 3.1.2).
#[component]
fn Language() -> impl IntoView {
    let (other, name) =
        if i18n::language() == "ru" { ("en", "English") } else { ("ru", "Русский") };
    let switch = move |_| {
        i18n::choose(other);
        page::reload();
    };
    view! { <button class="header__link" type="button" lang=other on:click=switch>{name}</button> }
}
