use super::announce::line;
use super::list::{closed, one};
use super::parts::MessageStore;
use super::row::Wanted;
use super::store::{self, Talk};
use crate::audit::By;
use crate::auth::Signed;
use crate::cases::{self, Case};
use crate::fail::Result;
use crate::http::{Ids, Language};
use crate::keys::sha256;
use axum::extract::State;
use domain::form::Text;
use domain::wire::message::{ActionKind, Author, Message};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};
use std::sync::Arc;

/// Consents to what a message of the office asks for (S-20), also after declining. Twice is once.
///
/// 409 `not_allowed` when the message asks for something else, or when the conversation is closed.
#[utoipa::path(post, path = "/applications/{id}/messages/{message}/confirm", tag = "messages",
    params(("id" = String, Path), ("message" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Message)))]
pub(super) async fn confirm(
    State(messages): State<Arc<MessageStore>>,
    Signed { account }: Signed,
    ids: Ids<2>,
    language: Language,
) -> Result<axum::Json<Message>> {
    decide(&messages, &account, ids, Some(language)).await
}

/// Does not consent to what a message of the office asks for. Twice is once.
///
/// 409 `not_allowed` when the message asks for something else, when the citizen has consented, or when the conversation is closed.
#[utoipa::path(post, path = "/applications/{id}/messages/{message}/decline", tag = "messages",
    params(("id" = String, Path), ("message" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Message)))]
pub(super) async fn decline(
    State(messages): State<Arc<MessageStore>>,
    Signed { account }: Signed,
    ids: Ids<2>,
) -> Result<axum::Json<Message>> {
    decide(&messages, &account, ids, None).await
}

/// `consents_in`: the language of the text that the citizen agrees to.
async fn decide(
    messages: &MessageStore,
    account: &str,
    Ids([id, message]): Ids<2>,
    consents_in: Option<Language>,
) -> Result<axum::Json<Message>> {
    let mut tx = messages.base.db.begin().await?;
    let case = cases::by_id(&mut *tx, &id).await?;
    if case.account != account || case.id != id {
        return Err(ProblemCode::NotFound.into());
    }
    let row = store::find(&mut *tx, Talk::Case(&id), &message).await?;
    let action = row.body(&messages.base.keys)?.action;
    let Some(Wanted { kind: ActionKind::Confirm, document }) = action else {
        return Err(ProblemCode::NotAllowed.into());
    };
    let is_said = row.is_done() && row.is_declined() == consents_in.is_none();
    if !is_said {
        let has_consented = row.is_done() && !row.is_declined();
        if has_consented || closed(&case).is_some() {
            return Err(ProblemCode::NotAllowed.into());
        }
        if let Some(language) = consents_in {
            record(messages, &mut tx, &case, &row.id, &document.unwrap_or_default(), language)
                .await?;
        }
        store::mark_done(&messages.base, &mut tx, &row.id, consents_in.is_none()).await?;
        line(messages, &mut tx, &case, By::Citizen, &row.id, None).await?;
        tx.commit().await?;
        messages.wakes.journal.wake();
    } else {
        drop(tx);
    }
    Ok(axum::Json(one(messages, Talk::Case(&id), &message, Author::Citizen).await?))
}

/// Records which text the citizen agreed to, in which language, and when (152-ФЗ).
async fn record(
    messages: &MessageStore,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    message: &str,
    document: &Text,
    language: Language,
) -> Result<()> {
    // A text without a translation is shown in Russian.
    let language = if document.has(language.0) { language.0 } else { "ru" };
    sqlx::query(
        "INSERT INTO consents (id, account, application, field, body_sha256, language, service, service_version, given_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(crate::ids::new_id())
    .bind(&case.account)
    .bind(&case.id)
    .bind(format!("message:{message}"))
    .bind(crate::ids::hex(&sha256(document.get(language).as_bytes())))
    .bind(language)
    .bind(&case.service)
    .bind(case.service_version)
    .bind(messages.base.clock.now_ms())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
