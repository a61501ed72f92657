use crate::fail::Fail;
use crate::settings::Settings;
use axum::extract::{ConnectInfo, FromRef, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// The network address that a request comes from. Behind a proxy (`--behind-proxy`) it is the last entry of
/// `X-Forwarded-For`, which the proxy has added; earlier entries come from the client and may be forged.
pub(crate) struct Peer(pub(crate) IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for Peer
where
    Arc<Settings>: FromRef<S>,
{
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fail> {
        let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let ConnectInfo(connected) = connected.ok_or(Fail::Internal("no peer address"))?;
        let settings = Arc::<Settings>::from_ref(state);
        let forwarded = settings.behind_proxy.then(|| forwarded(&parts.headers)).flatten();
        Ok(Self(forwarded.unwrap_or(connected.ip())))
    }
}

fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}
