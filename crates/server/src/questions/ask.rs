use super::announce::line;
use super::contact;
use super::letters;
use super::parts::QuestionStore;
use super::store::{self, NEW, NewQuestion};
use crate::attempts::{self, Limit, Subject};
use crate::audit::By;
use crate::auth::Signed;
use crate::cases;
use crate::fail::{Fail, Result};
use crate::http::precondition::idempotency_key;
use crate::http::{Json, Network, Peer};
use crate::messages::{self, Talk};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::form::{FieldError, Issue};
use domain::message::checked_text;
use domain::wire::problem::ProblemCode;
use domain::wire::question::{Ask, Asked};
use sqlx::{Sqlite, Transaction};
use std::sync::Arc;

/// Questions that a network asks signed out.
const NETWORK: [Limit; 2] = [Limit::per_minutes(5, 60), Limit::per_minutes(20, 24 * 60)];
/// Questions that are asked signed out with the same e-mail.
const EMAIL: Limit = Limit::per_minutes(3, 60);
const ACCOUNT: [Limit; 2] = [Limit::per_minutes(10, 60), Limit::per_minutes(30, 24 * 60)];

/// Asks the office something; a letter says that it has arrived. A session is not needed.
///
/// Signed out `name` and `email` are needed, and neither `application` nor `files` can be given. 422 `invalid` at `/text`, `/name`,
/// `/email`, `/phone`, `/application`, `/files`, `/files/0`; 401 with `as_citizen` and without a session. A repeated request with the same `Idempotency-Key` returns the same
/// answer; 409 `key_reused` when the key belongs to another request. 404 for somebody else's application. 429 `too_many_attempts`:
/// signed out after 5 questions of a network in an hour or 20 in a day, and 3 with an e-mail in an hour; signed in after 10 in an hour
/// or 30 in a day.
#[utoipa::path(post, path = "/questions", tag = "questions", request_body = Ask,
    params(("Idempotency-Key" = String, Header, description = "1 to 255 characters, new for every question")),
    security((), ("session" = [])),
    responses((status = 201, body = Asked)))]
pub(super) async fn ask(
    State(questions): State<Arc<QuestionStore>>,
    Peer(peer): Peer,
    signed: Option<Signed>,
    headers: HeaderMap,
    Json(ask): Json<Ask, { messages::LONGEST }>,
) -> Result<(StatusCode, axum::Json<Asked>)> {
    let base = &questions.base;
    let account = signed.as_ref().map(|signed| signed.account.as_str());
    if ask.as_citizen && account.is_none() {
        return Err(ProblemCode::SignInRequired.into());
    }
    let key = idempotency_key(&headers)?.ok_or(ProblemCode::PreconditionRequired)?;
    let whose = account.unwrap_or_default();
    let request = serde_json::to_string(&ask).map_err(|_| Fail::Internal("a request"))?;
    let request = base.keys.index("question request", &request);
    let request_key = base.keys.index("question key", &format!("{whose} {key}"));
    let mut issues = Vec::new();
    let contact = contact::of(base, account, &ask, &mut issues).await?;
    let mut tx = base.db.begin().await?;
    let id = match store::asked_with(&mut *tx, &request_key, &request).await? {
        Some(id) => {
            drop(tx);
            id
        }
        None => {
            check(&mut tx, account, &ask, &mut issues).await?;
            let network = Network::of(peer);
            let counted = subjects(&questions, account, network, &contact.email);
            // What is asked stays counted.
            let _ = attempts::reserve_in(base, &mut tx, &counted).await?;
            let new = NewQuestion {
                account,
                application: ask.application.as_deref(),
                category: ask.category,
                contact: &contact,
                key: &request_key,
                request: &request,
            };
            let id = store::insert(&questions, &mut tx, new).await?;
            let first = messages::New {
                talk: Talk::Question(&id),
                account,
                by: By::Citizen,
                text: &ask.text,
                files: &ask.files,
                waiting: Some(NEW),
                answers: None,
                action: None,
                key: Some(key),
            };
            messages::write(&questions.messages, &mut tx, first).await?;
            let row = store::by_id(&mut *tx, &id).await?;
            letters::received(&questions, &mut tx, &row, &contact).await?;
            line(&questions, &mut tx, &row, By::Citizen).await?;
            tx.commit().await?;
            questions.wakes.journal.wake();
            id
        }
    };
    let row = store::by_id(base.db.read(), &id).await?;
    let asked = Asked {
        id: row.account.is_some().then(|| row.id.clone()),
        due_by: row.due_by()?,
        letters_to: row.contact(&base.keys)?.email,
        number: row.number,
    };
    Ok((StatusCode::CREATED, axum::Json(asked)))
}

/// 422 with everything that is wrong; 404 for somebody else's application.
async fn check(
    tx: &mut Transaction<'_, Sqlite>,
    account: Option<&str>,
    ask: &Ask,
    issues: &mut Vec<Issue>,
) -> Result<()> {
    let mut wrong = |pointer: &str, error| {
        issues.push(Issue { pointer: pointer.to_owned(), error });
    };
    if let Err(error) = checked_text(&ask.text, false) {
        wrong("/text", error);
    }
    match (account, &ask.application) {
        (_, None) => {}
        (None, Some(_)) => wrong("/application", FieldError::NotOffered),
        (Some(account), Some(id)) => {
            let case = cases::by_id(&mut **tx, id).await?;
            if case.account != account || case.id != *id {
                return Err(ProblemCode::NotFound.into());
            }
        }
    }
    if account.is_none() && !ask.files.is_empty() {
        wrong("/files", FieldError::NotOffered);
    }
    match issues.is_empty() {
        true => Ok(()),
        false => Err(Fail::Issues(ProblemCode::Invalid, std::mem::take(issues))),
    }
}

fn subjects(
    questions: &QuestionStore,
    account: Option<&str>,
    network: Network,
    email: &str,
) -> Vec<Subject> {
    let base = &questions.base;
    match account {
        Some(account) => vec![
            Subject::new(base, "questions", account, ACCOUNT[0]),
            Subject::new(base, "questions-day", account, ACCOUNT[1]),
        ],
        None => vec![
            Subject::new(base, "network-questions", &network.to_string(), NETWORK[0]),
            Subject::new(base, "network-questions-day", &network.to_string(), NETWORK[1]),
            Subject::new(base, "email-questions", &email.to_lowercase(), EMAIL),
        ],
    }
}
