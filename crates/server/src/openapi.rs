//! The contracts: OpenAPI 3.1, generated from the code. `openapi.json` and `openapi-office.json` are their snapshots.

use crate::app::{documented, documented_office};
use crate::http::BASE;
use crate::office;
use axum::http::StatusCode;
use domain::wire::problem::{MEDIA_TYPE, Problem};
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{
    Components, ContentBuilder, InfoBuilder, OpenApi, Ref, RefOr, ResponseBuilder, ServerBuilder,
};
use utoipa::{PartialSchema as _, ToSchema as _};

const DESCRIPTION: &str = "The API behind Okno. Times are RFC 3339 in UTC, days ISO 8601, sizes bytes. Every error is a \
    problem document (RFC 9457) with `code`. A session is an HttpOnly cookie; unsafe requests of other sites are \
    refused (403 `foreign_origin`). Any route may answer 400 `malformed`, 401 `sign_in_required`, 404 `not_found`, 405 \
    `method_not_allowed`, 413 `too_large`, 415 `unsupported_media_type`, 500 `internal` or 503 `unavailable`. \
    Somebody else's things are not found.";

const OFFICE: &str = "The API by which an agency's own systems work on the cases of Okno: the queue, answers and files, acts, the \
    audit. Times are RFC 3339 in UTC, days ISO 8601, sizes bytes. Every error is a problem document (RFC 9457) with `code`. Who calls \
    is known by a token of `okno-server office token issue`; what they may do follows from their role, otherwise 403 `forbidden`. \
    Cookies are not read. Any route may answer 400 `malformed`, 401 `sign_in_required`, 404 `not_found`, 405 `method_not_allowed`, \
    413 `too_large`, 415 `unsupported_media_type`, 500 `internal` or 503 `unavailable`.";

/// The contract of the app.
pub fn openapi() -> OpenApi {
    let cookie = ApiKey::Cookie(ApiKeyValue::new("__Host-okno"));
    let scheme = ("session", SecurityScheme::ApiKey(cookie));
    contract(documented().into_openapi(), "Okno", DESCRIPTION, BASE, scheme)
}

/// The contract of the office's systems.
pub fn office() -> OpenApi {
    let scheme = ("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    contract(documented_office().into_openapi(), "Okno, the office", OFFICE, office::BASE, scheme)
}

/// The contract of the app as JSON text; the same code gives the same text.
pub fn openapi_json() -> String {
    json(&openapi())
}

/// The contract of the office's systems as JSON text.
pub fn office_json() -> String {
    json(&office())
}

fn json(api: &OpenApi) -> String {
    let mut text = api.to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

fn contract(
    mut api: OpenApi,
    title: &str,
    description: &str,
    base: &str,
    (name, scheme): (&str, SecurityScheme),
) -> OpenApi {
    api.info = InfoBuilder::new()
        .title(title)
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(description))
        .build();
    api.servers = Some(vec![ServerBuilder::new().url(base).build()]);
    let components = api.components.get_or_insert_with(Components::new);
    add_problem(components);
    components.add_security_scheme(name, scheme);
    for (address, path) in &mut api.paths.paths {
        let operations = [
            ("get", &mut path.get),
            ("put", &mut path.put),
            ("post", &mut path.post),
            ("delete", &mut path.delete),
            ("options", &mut path.options),
            ("head", &mut path.head),
            ("patch", &mut path.patch),
        ];
        for (method, operation) in operations {
            operation.iter_mut().for_each(|operation| complete(operation, method, address));
        }
    }
    api
}

/// Adds what handlers do not say themselves: a unique operation id, missing descriptions of responses, and the problem.
fn complete(operation: &mut Operation, method: &str, address: &str) {
    let words = address.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    operation.operation_id =
        Some(std::iter::once(method).chain(words).collect::<Vec<_>>().join("_"));
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            let status = status.parse().ok().and_then(|code| StatusCode::from_u16(code).ok());
            let reason = status.and_then(|status| status.canonical_reason());
            reason.unwrap_or("Done").clone_into(&mut response.description);
        }
    }
    operation.responses.responses.insert("default".to_owned(), RefOr::T(problem()));
}

fn add_problem(components: &mut Components) {
    let mut schemas = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut schemas);
    components.schemas.extend(schemas);
}

fn problem() -> utoipa::openapi::Response {
    let content =
        ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build();
    ResponseBuilder::new().description("A problem").content(MEDIA_TYPE, content).build()
}
