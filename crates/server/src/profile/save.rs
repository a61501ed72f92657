use super::version::{response, shown};
use crate::accounts;
use crate::audit::{self, Note};
use crate::auth::Signed;
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::http::Json;
use crate::http::precondition::check_tag;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::form::Attribute;
use domain::profile;
use domain::wire::problem::ProblemCode;
use domain::wire::profile::{Person, Profile};

/// Replaces the profile. Empty texts and nulls clear what is optional: all but surname and given name.
///
/// 412 `conflict` when it has changed since, for example in another tab; 422 `invalid` with pointers such as
/// `/answers/name.surname` or `/answers/passport.issued`, by the rules of forms; 409 `not_allowed` for another value of what is
/// `fixed`. Drafts that are there already do not change.
#[utoipa::path(put, path = "/profile", tag = "account", request_body = Person,
    params(("If-Match" = String, Header, description = "The profile's `ETag`")),
    security(("session" = [])),
    responses((status = 200, body = Profile, headers(("ETag" = String)))))]
pub(super) async fn save(
    State(base): State<Base>,
    Signed { account }: Signed,
    headers: HeaderMap,
    Json(wanted): Json<Person>,
) -> Result<Response> {
    let mut tx = base.db.begin().await?;
    let before = accounts::profile_in(&base, &mut tx, &account).await?;
    let is_confirmed = accounts::is_confirmed(&base, &account).await?;
    let now = shown(&base, &account, &before, is_confirmed)?;
    check_tag(&headers, &now.version)?;
    let person = read(&wanted, &now)?;
    let after = before.saying(person);
    accounts::put_profile(&base, &mut *tx, &account, &after).await?;
    audit::note(&mut *tx, Note::of_citizen(&account, "profile_changed", base.clock.now_ms()))
        .await?;
    tx.commit().await?;
    response(shown(&base, &account, &after, is_confirmed)?)
}

/// The canonical form of what the owner wants the profile to say.
fn read(wanted: &Person, now: &Profile) -> Result<Person> {
    let Profile { person: before, fixed, today, .. } = now;
    let differs = |attribute: &Attribute| {
        profile::inputs(wanted, *attribute) != profile::inputs(before, *attribute)
    };
    if fixed.iter().any(differs) {
        return Err(ProblemCode::NotAllowed.into());
    }
    let checked = profile::check(&profile::answers(wanted), fixed, *today);
    match checked.issues.is_empty() {
        true => Ok(profile::person(&checked.canonical, fixed, before)),
        false => Err(Fail::Issues(ProblemCode::Invalid, checked.issues)),
    }
}
