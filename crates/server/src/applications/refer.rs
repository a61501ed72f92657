//! Sending the electronic referral to the institution (S-10).

use super::parts::ApplicationStore;
use super::referral::{addressee, exists};
use super::show;
use crate::audit::By;
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::{Id, Language};
use crate::institutions::Institution;
use crate::journal::{self, Entry};
use crate::outbox::{self, Letter};
use crate::{accounts, bookings, cases};
use axum::extract::State;
use domain::form::Text;
use domain::wire::application::Application;
use domain::wire::event::Change;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Sends the electronic referral to the institution where the operation is booked: a letter with its number, once for each booking.
/// Sending twice has the same effect as once. 404 as for the document; 409 `not_allowed` without a booking that is ahead, and when the
/// institution takes no referrals by e-mail; 403 `account_not_confirmed` (M-02).
#[utoipa::path(post, path = "/applications/{id}/referral", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Application)))]
pub(super) async fn send_referral(
    State(applications): State<Arc<ApplicationStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<axum::Json<Application>> {
    let base = &applications.base;
    accounts::check_confirmed(base, &account).await?;
    let case = cases::find(&base.db, &account, &id).await?;
    if !exists(&applications, &case)? {
        return Err(ProblemCode::NotFound.into());
    }
    let mut tx = base.db.begin().await?;
    let expected = bookings::expected(&applications.bookings, &mut *tx, &case).await?;
    let found = expected.and_then(|at| addressee(&applications, at));
    let (expected, hospital, email) = found.ok_or(ProblemCode::NotAllowed)?;
    let booking = expected.booking.as_str();
    if journal::last_done(&mut *tx, &case.id, Change::Document, booking).await?.is_none() {
        outbox::write(base, &mut tx, email, None, &letter(&case.number, &expected.when)).await?;
        let comment = comment(hospital);
        let now = base.clock.now_ms();
        let entry = Entry {
            kind: Change::Document,
            subject: Some(booking),
            comment: Some(&comment),
            ..Entry::of((&account, &case.id), case.state(), By::Citizen, now)
        };
        journal::write(&base.keys, &mut tx, entry).await?;
        tx.commit().await?;
        applications.bureau.wakes.journal.wake();
    } else {
        drop(tx);
    }
    Ok(axum::Json(show::read(&applications, &account, &id, language).await?))
}

/// Names neither the patient nor the operation: letters are not encrypted. The institution finds both by the number.
fn letter(number: &str, when: &str) -> Letter {
    Letter::new(
        format!("Электронное направление № {number}."),
        format!(
            "Пациент, который записан к вам на {when} по местному времени, отправил электронное направление № {number}."
        ),
    )
    .todo(
        "Откройте заявку по этому номеру в своей системе: в ней пациент, полис ОМС и вид операции.",
    )
}

fn comment(hospital: &Institution) -> Text {
    let (ru, en) = (hospital.name.get("ru"), hospital.name.get("en"));
    Text::from([
        ("ru", format!("Электронное направление отправлено: {ru}.").as_str()),
        ("en", format!("The electronic referral is sent: {en}.").as_str()),
    ])
}
