use super::catalogue::Catalogue;
use crate::base::Base;
use crate::fail::Result;
use crate::http::{Json, Language};
use axum::extract::State;
use domain::wire::problem::ProblemCode;
use domain::wire::service::{Found, Search};
use std::sync::Arc;

/// Characters at most: two or three words are asked for.
const LONGEST: usize = 200;

/// Open services by words, the best first; forgives slips, word forms and the wrong keyboard layout. Nothing for blank
/// words; 413 `too_large` beyond 200 characters.
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
    Ok(axum::Json(catalogue.find(&words, base.clock.today(), language)))
}
