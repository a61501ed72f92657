use super::App;
use crate::fail::{Fail, problem_response};
use crate::http::{BASE, body, headers, log, origin};
use crate::{
    applications, auth, bookings, doors, drafts, events, holds, institutions, messages, office,
    outbox, profile, questions, services, uploads, visits,
};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use domain::wire::problem::ProblemCode;
use std::any::Any;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use utoipa_axum::router::OpenApiRouter;

pub(super) fn router(app: &App) -> Router {
    let (api, _) = documented().split_for_parts();
    let api = api
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn(headers::no_store));
    let (for_office, _) = documented_office().split_for_parts();
    let for_office = for_office
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn(headers::no_store));
    let mut router = Router::new().nest(BASE, api).nest(office::BASE, for_office);
    if app.settings.shows_outbox() {
        router = router.merge(outbox::page::routes());
    }
    if app.settings.test_doors {
        router = router.nest("/_test", doors::routes().fallback(not_found));
    }
    let mut router = router
        .fallback(outside_api)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn(origin::refuse_foreign));
    if app.settings.test_doors {
        router = router.layer(from_fn_with_state(app.faults.clone(), doors::faults::inject));
    }
    router
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(body::watch))
        .layer(from_fn(headers::secure))
        .layer(from_fn_with_state(app.load.clone(), log::log))
        .with_state(app.clone())
}

/// API routes with their OpenAPI description. Responses are compressed, except those of uploads and event streams.
pub(crate) fn documented() -> OpenApiRouter<App> {
    let compressed = OpenApiRouter::new()
        .merge(applications::routes())
        .merge(auth::routes())
        .merge(bookings::routes())
        .merge(drafts::routes())
        .merge(holds::routes())
        .merge(institutions::routes())
        .merge(messages::routes())
        .merge(profile::routes())
        .merge(questions::routes())
        .merge(services::routes())
        .merge(visits::routes())
        .layer(CompressionLayer::new().no_deflate().no_zstd().compress_when(worth_it()));
    OpenApiRouter::new()
        .merge(compressed)
        .merge(uploads::routes())
        .merge(events::routes())
        .merge(visits::live_routes())
}

/// The same of the office's API. Contents of files are not compressed.
pub(crate) fn documented_office() -> OpenApiRouter<App> {
    let compressed = office::routes()
        .layer(CompressionLayer::new().no_deflate().no_zstd().compress_when(worth_it()));
    OpenApiRouter::new().merge(compressed).merge(office::file_routes())
}

/// Only responses that may not fit in one packet. PDF documents are already compressed inside.
fn worth_it() -> impl Predicate {
    SizeAbove::new(1024).and(NotForContentType::const_new("application/pdf"))
}

async fn not_found() -> Fail {
    ProblemCode::NotFound.into()
}

async fn method_not_allowed() -> Fail {
    ProblemCode::MethodNotAllowed.into()
}

/// Serves pages and assets of the app. 404 if the server has no `dist` folder.
async fn outside_api(
    State(app): State<App>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    match &app.site {
        _ if !matches!(method, Method::GET | Method::HEAD) => {
            method_not_allowed().await.into_response()
        }
        Some(site) => site.respond(uri.path(), &headers).await,
        None => not_found().await.into_response(),
    }
}

fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    problem_response(&Fail::Internal("a panic").problem())
}
