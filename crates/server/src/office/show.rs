use super::caller::Caller;
use super::parts::OfficeStore;
use crate::cases::{self, letters};
use crate::fail::{Fail, Result};
use crate::http::{Id, Language};
use crate::messages::{self, Talk};
use crate::staff::Person;
use crate::{accounts, bookings, files, journal};
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use domain::wire::message::Author;
use domain::wire::office::{Ability, ActKind, Contact, OfficeCase};
use std::sync::Arc;

/// A case with its version.
pub(super) type Shown = ([(HeaderName, HeaderValue); 1], axum::Json<OfficeCase>);

/// A case, by id or number: answers, files, journal, and the acts that are allowed now.
#[utoipa::path(get, path = "/cases/{id}", tag = "cases",
    params(("id" = String, Path)), security(("token" = [])),
    responses((status = 200, body = OfficeCase, headers(("ETag" = String)))))]
pub(super) async fn show(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Id(id): Id,
) -> Result<Shown> {
    caller.may(Ability::Read)?;
    let case = cases::by_id(office.base.db.read(), &id).await?;
    caller.has_read(&office.base, "read_case", Some((&case.account, &case.id)), None).await?;
    read(&office, &caller.0, &case.id).await
}

/// The case as this person sees it.
pub(super) async fn read(office: &OfficeStore, person: &Person, id: &str) -> Result<Shown> {
    let keys = &office.base.keys;
    // Before all else: what changes meanwhile makes this version an old one.
    let version = journal::version(office.base.db.read(), id).await?;
    let case = cases::by_id(office.base.db.read(), id).await?;
    let files = files::of_application(office.base.db.read(), &case.id).await?;
    let profile = accounts::profile(&office.base, &case.account).await?;
    let body = case.decision_body(keys)?;
    let is_allowed =
        |act: &ActKind| act.after(case.state()).is_some() && person.role().may(act.ability());
    let name = [Some(profile.surname), Some(profile.given), profile.patronymic];
    let shown = OfficeCase {
        summary: case.office_summary()?,
        citizen: Contact {
            name: name.into_iter().flatten().collect::<Vec<_>>().join(" "),
            phone: profile.phone,
            email: letters::address(&office.cases, &case).await?,
        },
        answers: case.answers(keys)?,
        service_version: case.service_version,
        files: files.iter().map(|file| file.info(keys)).collect::<Result<_>>()?,
        journal: cases::journal(&office.base, &case.id).await?,
        remarks: case.remarks(keys)?,
        plan: case.plan(keys)?,
        term: cases::term::term(&office.cases, &case)?,
        decision: case.decision().map(|decision| body.tell(decision, Language("ru"))),
        result: body.result,
        report: case.report(keys, Language("ru"))?,
        visit: bookings::of_case(&office.bookings, &case).await?,
        unread: messages::unread(office.base.db.read(), Talk::Case(&case.id), Author::Citizen)
            .await?,
        allowed: ActKind::ALL.into_iter().filter(is_allowed).collect(),
    };
    Ok(([(header::ETAG, tag(version)?)], axum::Json(shown)))
}

fn tag(version: i64) -> Result<HeaderValue> {
    HeaderValue::from_str(&format!("\"{version}\"")).map_err(|_| Fail::Internal("a version"))
}
