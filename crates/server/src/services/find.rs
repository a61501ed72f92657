use super::catalogue::Catalogue;
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::http::{Json, Language};
use axum::extract::State;
use domain::wire::problem::ProblemCode;
use domain::wire::service::{Found, Search};
use std::sync::Arc;

/// Most characters of a query; two or three words are enough.
const LONGEST: usize = 200;

/// Finds open services by words, the best match first. Tolerates typing mistakes, word forms and the wrong keyboard
/// layout. Blank words find nothing; 413 `too_large` for more than 200 characters.
#[utoipa::path(post, path = "/services/search", tag = "services", request_body = Search,
    responses((status = 200, body = Found)))]
pub(super) async fn find(
    State(base): State<Base>,
    State(catalogue): State<Arc<Catalogue>>,
    language: Language,
    Json(Search { words }): Json<Search>,
) -> Result<axum::Json<Found>> {
    if words.chars().count() > LONGEST {
        return Err(ProblemCode::TooLarge.into());
    }
    let today = base.clock.today();
    // Comparing every word with every other takes long enough to hold up other requests.
    let found = tokio::task::spawn_blocking(move || catalogue.find(&words, today, language)).await;
    found.map(axum::Json).map_err(|_| Fail::Internal("a search"))
}
