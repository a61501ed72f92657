use super::needs::needs;
use super::parts::ApplicationStore;
use super::stages::{is_ready_to_plan, stages};
use super::{appeal, copy, referral};
use crate::auth::Signed;
use crate::bookings;
use crate::cases::{self, Case, letters};
use crate::fail::Result;
use crate::files;
use crate::http::{Id, Language};
use crate::journal;
use crate::keys::Keys;
use crate::messages::{self, Talk};
use axum::extract::State;
use domain::booking::local;
use domain::case::Work;
use domain::wire::application::{Application, CaseVisit, Plan, Summary};
use domain::wire::message::Author;
use std::sync::Arc;

/// An application with its journal, files and decision, and with the corrections that the citizen is asked for.
#[utoipa::path(get, path = "/applications/{id}", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Application)))]
pub(super) async fn show(
    State(applications): State<Arc<ApplicationStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<axum::Json<Application>> {
    Ok(axum::Json(read(&applications, &account, &id, language).await?))
}

pub(super) async fn read(
    applications: &ApplicationStore,
    account: &str,
    id: &str,
    language: Language,
) -> Result<Application> {
    let as_of = *journal::position(&applications.base.db).await?.end();
    let case = cases::find(&applications.base.db, account, id).await?;
    let files = files::of_application(applications.base.db.read(), id).await?;
    let office = applications.catalogue.office(&case.service);
    let mut decision = case.whole_decision(&applications.base.keys, language)?;
    if let Some(decision) = &mut decision {
        decision.appeal = appeal::appeal(applications, &case, decision, language)?;
    }
    let now = applications.base.clock.now();
    let talk = Talk::Case(id);
    let unread = messages::unread(applications.base.db.read(), talk, Author::Office).await?;
    let visit = bookings::of_case(&applications.bookings, &case).await?;
    let journal = cases::journal(&applications.base, id).await?;
    let mut summary = case.summary(&applications.cases, language)?;
    let has_date = visit.as_ref().is_some_and(|visit| visit.booking.is_some());
    let kind = visit.as_ref().map(|visit| visit.visit);
    summary.ready_to_plan = is_ready_to_plan(case.state(), kind, has_date);
    summary.has_referral = referral::exists(applications, &case)?;
    Ok(Application {
        stages: stages(case.state(), visit.as_ref(), &journal, now),
        needs: needs(applications, &case, visit.as_ref(), now).await?,
        summary: Summary { unread, ..summary },
        journal,
        files: files
            .iter()
            .map(|file| file.info(&applications.base.keys))
            .collect::<Result<_>>()?,
        decision,
        report: case.report(&applications.base.keys, language)?,
        remarks: case.remarks(&applications.base.keys)?,
        can_repeat: case.can_repeat(&applications.cases)?,
        copy_title: copy::title(office, language),
        has_qr: office.is_some_and(|office| office.qr),
        letters_to: letters::address(&applications.cases, &case).await?,
        term: cases::term::term(&applications.cases, &case)?,
        executor: case.executor(),
        queue: cases::place(&applications.base.db, &case).await?,
        waits_for: case.waits_for(),
        plan: plan(&applications.base.keys, &case, visit.as_ref())?,
        office: bookings::office(&applications.bookings, visit.as_ref(), language).await?,
        visit,
        referral: referral::state(applications, &case).await?,
        unread,
        seen: cases::seen(&applications.base.db, id).await?,
        as_of,
    })
}

/// The plan of the operation. Once the citizen has booked a day, that day counts.
pub(super) fn plan(keys: &Keys, case: &Case, visit: Option<&CaseVisit>) -> Result<Option<Plan>> {
    if !case.state().permits(Work::Plan) {
        return Ok(None);
    }
    let booking = visit.and_then(|visit| visit.booking.as_ref());
    let booked = booking.map(|booking| local(booking.starts_at, booking.utc_offset).date());
    let plan = case.plan(keys)?;
    Ok(plan.map(|plan| Plan { planned_on: booked.or(plan.planned_on), ..plan }))
}
