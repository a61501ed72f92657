//! Starts a draft: empty, prefilled, or with the content of an earlier application.

use super::carry;
use super::filled::Fill;
use super::parts::DraftStore;
use super::prefill::{self, prefill};
use super::read::{read, response};
use super::store::{self, InitialDraft};
use crate::auth::Signed;
use crate::cases::{self, Case};
use crate::clock::office_day;
use crate::fail::{Fail, Result};
use crate::files::{self, Copies, Receipt};
use crate::http::{Json, Language};
use crate::idempotency::{Key, ResourceKind, unless_gone};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::case::CaseState;
use domain::form::{Answer, Answers, Kind, Office, Service, visible};
use domain::values::format_date;
use domain::wire::draft::{Draft, NewDraft};
use domain::wire::problem::ProblemCode;
use sqlx::SqliteConnection;
use std::sync::Arc;

/// Largest number of unsent drafts of a citizen. Nobody fills in so many forms.
const MAX_UNSENT: usize = 50;

/// Starts a draft. Prefills it from the profile or from an earlier application; `filled` lists the prefilled fields and the
/// source of each.
///
/// `from` is one of the citizen's own applications. It is either a refused or withdrawn one of the same service, whose
/// answers and files are copied without consents and signature, or one whose decision this service appeals against. 409
/// `not_allowed` when it is neither, when the service takes no applications today, and beyond 50 unsent drafts; 404 for
/// an unknown service or application.
///
/// A repeated request with the same `Idempotency-Key` returns the same draft in its current state, until it is deleted; 409
/// `key_reused` when the key belongs to another request.
#[utoipa::path(post, path = "/drafts", tag = "drafts", request_body = NewDraft,
    params(("Idempotency-Key" = Option<String>, Header,
        description = "1 to 255 characters, new for every draft that is wanted")),
    security(("session" = [])),
    responses((status = 201, body = Draft, headers(("Location" = String), ("ETag" = String)))))]
pub(super) async fn create(
    State(drafts): State<Arc<DraftStore>>,
    Signed { account }: Signed,
    language: Language,
    headers: HeaderMap,
    Json(NewDraft { service, from }): Json<NewDraft>,
) -> Result<Response> {
    let request = format!("{service} {}", from.as_deref().unwrap_or_default());
    let key = Key::optional(&drafts.base.keys, &headers, ResourceKind::Draft, &request)?;
    let existing =
        find_created(&drafts, &mut *drafts.base.db.read().acquire().await?, &account, &key).await?;
    if let Some(id) = existing {
        return created_response(&drafts, &account, &id, language).await;
    }
    let office = drafts.catalogue.office(&service).ok_or(ProblemCode::NotFound)?;
    let service = drafts.catalogue.get(&service).ok_or(ProblemCode::NotFound)?;
    if !office.is_open(drafts.base.clock.today()) {
        return Err(ProblemCode::NotAllowed.into());
    }
    let earlier = match from {
        Some(id) => Some(cases::find(&drafts.base.db, &account, &id).await?),
        None => None,
    };
    let start = start(&drafts, &account, service, office, earlier.as_ref()).await?;
    let files = match &start.files_of {
        Some(of) => carried_files(&drafts, service, of, &start.initial.answers).await?,
        None => Copies::default(),
    };
    match insert(&drafts, &account, &key, service, &start.initial, &files).await {
        Ok((id, true)) => created_response(&drafts, &account, &id, language).await,
        other => {
            files.discard(&drafts.files).await;
            // The same request, sent twice, has created the draft meanwhile.
            let (id, _) = other?;
            created_response(&drafts, &account, &id, language).await
        }
    }
}

pub(super) async fn created_response(
    drafts: &DraftStore,
    account: &str,
    id: &str,
    language: Language,
) -> Result<Response> {
    let location = HeaderValue::from_str(&format!("{}/drafts/{id}", crate::http::BASE))
        .map_err(|_| Fail::Internal("a location"))?;
    let draft = read(drafts, account, id, language).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], response(draft)).into_response())
}

struct Start<'a> {
    initial: InitialDraft,
    files_of: Option<&'a Case>,
}

async fn start<'a>(
    drafts: &DraftStore,
    account: &str,
    service: &Service,
    office: &Office,
    earlier: Option<&'a Case>,
) -> Result<Start<'a>> {
    let mut fills = Vec::new();
    if let Some(earlier) = earlier {
        if can_repeat(earlier, service)? {
            return Ok(Start {
                initial: repeat(drafts, service, earlier)?,
                files_of: Some(earlier),
            });
        }
        let appeals = office.appeals.contains(&earlier.service);
        let decision = fill_decision(earlier, service).filter(|_| appeals);
        fills.push(decision.ok_or(ProblemCode::NotAllowed)?);
    }
    fills.extend(prefill(drafts, account, service, office).await?);
    let answers = prefill::answers(&fills);
    let service_version = service.version;
    let initial = InitialDraft { service_version, answers, filled: fills, corrects: None };
    Ok(Start { initial, files_of: None })
}

fn can_repeat(earlier: &Case, service: &Service) -> Result<bool> {
    let is_over = matches!(earlier.state(), CaseState::Rejected | CaseState::Withdrawn);
    Ok(is_over && earlier.service == service.id)
}

/// Starts with the answers as they were sent. The citizen has to consent and to sign again.
fn repeat(drafts: &DraftStore, service: &Service, earlier: &Case) -> Result<InitialDraft> {
    let answers = carry::to_screen(service, &earlier.answers(&drafts.base.keys)?);
    let answers = carry::without_agreements(service, answers, false);
    let service_version = earlier.service_version;
    Ok(InitialDraft { service_version, answers, ..InitialDraft::default() })
}

/// Fills in the field of `service` for a decision with the decision on `earlier`.
fn fill_decision(earlier: &Case, service: &Service) -> Option<Fill> {
    let field = service.fields().find(|field| matches!(field.kind, Kind::Decision))?;
    let decision = earlier.decision()?;
    // The citizen receives the decision in the account at the moment of its issue.
    let day = format_date(office_day(decision.issued_at));
    let inputs = [("number", decision.number), ("issued", day.clone()), ("received", day)];
    let answers =
        inputs.into_iter().map(|(input, text)| (field.path(input), Answer::Text(text))).collect();
    Some(Fill { field: field.id.clone(), application: Some(earlier.number.clone()), answers })
}

/// Copies those files of the application whose slots the present definition still shows and which these slots accept.
pub(super) async fn carried_files(
    drafts: &DraftStore,
    service: &Service,
    of: &Case,
    answers: &Answers,
) -> Result<Copies> {
    let visible = visible(service, answers, drafts.base.clock.today());
    let mut files = files::of_application(drafts.base.db.read(), &of.id).await?;
    files.retain(|file| visible.slots.contains(&file.slot));
    files::copy(&drafts.files, service, &files).await
}

/// Id of the draft that was created with this key, unless it is gone.
async fn find_created(
    drafts: &DraftStore,
    database: &mut SqliteConnection,
    account: &str,
    key: &Key,
) -> Result<Option<String>> {
    let Some(id) = key.find_created(&mut *database, account).await? else { return Ok(None) };
    let draft = unless_gone(store::find(&drafts.base, database, account, &id).await)?;
    Ok(draft.map(|draft| draft.id))
}

/// Returns the id of the draft, and whether it is new.
async fn insert(
    drafts: &DraftStore,
    account: &str,
    key: &Key,
    service: &Service,
    initial: &InitialDraft,
    files: &Copies,
) -> Result<(String, bool)> {
    let mut tx = drafts.base.db.begin().await?;
    if let Some(id) = find_created(drafts, &mut tx, account, key).await? {
        return Ok((id, false));
    }
    if store::sendable(&drafts.base, &mut *tx, account).await?.len() >= MAX_UNSENT {
        return Err(ProblemCode::NotAllowed.into());
    }
    let id = store::insert(&drafts.base, &mut tx, account, &service.id, initial).await?;
    files.record(&drafts.base, &mut tx, account, &id, &Receipt::Now).await?;
    key.remember(&mut tx, account, &id).await?;
    tx.commit().await?;
    Ok((id, true))
}
