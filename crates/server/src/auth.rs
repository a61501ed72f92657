//! Signing in: password, then a code by SMS, then a session cookie. Getting an account, and getting back to it.

mod account;
mod challenge;
mod code;
mod cookie;
mod device;
mod email;
mod enter;
mod limits;
mod login;
mod news;
mod party;
mod passkeys;
mod proof;
mod proofs;
mod provider;
mod recovery;
mod recovery_link;
mod registration;
mod resend;
mod seal;
mod second_factor;
mod session;
mod visit;
mod wanted;

pub(crate) use challenge::sweep as sweep_challenges;
pub(crate) use party::{Party, PartyError};
pub(crate) use provider::{Config as ProviderConfig, ConfigError as ProviderConfigError, Provider};
pub(crate) use session::{Peek, Signed, start_without_sign_in, sweep as sweep_sessions};

use crate::base::Base;
use crate::settings::Settings;
use crate::wake::Wakes;
use axum::extract::FromRef;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<Settings>: FromRef<S>,
    Wakes: FromRef<S>,
    Option<Arc<Provider>>: FromRef<S>,
    Option<Arc<Party>>: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(login::login))
        .routes(routes!(code::code))
        .routes(routes!(resend::resend))
        .routes(routes!(registration::begin))
        .routes(routes!(recovery::begin))
        .routes(routes!(proof::by_code))
        .routes(routes!(proof::by_link))
        .routes(routes!(registration::finish))
        .routes(routes!(recovery::finish))
        .routes(routes!(email::confirm))
        .routes(routes!(visit::start::start))
        .routes(routes!(visit::callback::callback))
        .routes(routes!(session::show::show, session::end::end))
        .routes(routes!(session::activity::activity))
        .routes(routes!(session::list::list, session::list::end_others))
        .routes(routes!(session::list::end_one))
        .routes(routes!(seal::seal))
        .routes(routes!(passkeys::sign_in::begin))
        .routes(routes!(passkeys::sign_in::finish))
        .routes(routes!(account::show::show))
        .routes(routes!(account::access::access))
        .routes(routes!(account::password::change))
        .routes(routes!(account::email::change))
        .routes(routes!(account::email::again))
        .routes(routes!(account::phone::begin))
        .routes(routes!(account::phone::finish))
        .routes(routes!(account::factor::choose))
        .routes(routes!(account::notices::choose))
        .routes(routes!(account::authenticator::begin))
        .routes(routes!(account::authenticator::qr))
        .routes(routes!(account::authenticator::confirm))
        .routes(routes!(account::recovery_codes::renew))
        .routes(routes!(passkeys::add::begin))
        .routes(routes!(passkeys::add::finish, passkeys::delete::delete))
}
