//! Signing in: password, then a code by SMS, then a session cookie.

mod attempts;
mod challenge;
mod code;
mod cookie;
mod device;
mod limits;
mod login;
mod network;
mod resend;
mod seal;
mod session;

pub(crate) use challenge::sweep as sweep_challenges;
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
{
    OpenApiRouter::new()
        .routes(routes!(login::login))
        .routes(routes!(code::code))
        .routes(routes!(resend::resend))
        .routes(routes!(session::show::show, session::end::end))
        .routes(routes!(session::activity::activity))
        .routes(routes!(seal::seal))
}
