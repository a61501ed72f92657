//! Moves of a case to another state.

use super::super::parts::Bureau;
use super::super::remarks;
use super::decide::Verdict;
use super::{Actor, Deed, Told, assign, decide, plan};
use crate::bookings;
use crate::cases::{self, Case, letter, refusals};
use crate::fail::{Fail, Result};
use crate::named::Named;
use domain::case::CaseState;
use domain::form::{FieldError, Outcome, Text};
use domain::wire::application::Remark;
use domain::wire::event::Change;
use domain::wire::office::Act;
use sqlx::{Sqlite, Transaction};

/// Moves the case to `state`. The term stands still while the citizen has to answer; whatever the office waited for is over.
pub(super) async fn make(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    (case, state): (&Case, CaseState),
    by: Actor<'_>,
    deed: Deed,
    at: i64,
) -> Result<Told> {
    let (mut comment, mut asked) = (None, None);
    match deed {
        Deed::PassCheck => comment = Some(passed()),
        Deed::FailCheck(remarks) => asked = Some(remarks),
        Deed::Office(Act::Ask { remarks }) => {
            asked = Some(remarks::resolve(bureau, case, remarks).await?);
        }
        Deed::Office(Act::Take {}) => {
            if let (None, Some(person)) = (&case.executor, by.person()) {
                assign::set(tx, &case.id, Some(&person.id), at).await?;
            }
        }
        Deed::Office(Act::Approve { words, result }) => {
            let verdict = Verdict { outcome: Outcome::Approved, refusal: None, words, result };
            comment = decide::decide(bureau, tx, case, by, verdict, at).await?;
            plan::begin(bureau, tx, case).await?;
        }
        Deed::Office(Act::Refuse { code, words, result }) => {
            let refusal = refusals::find(&code);
            let refusal = refusal.ok_or_else(|| Fail::at("/code", FieldError::NotOffered))?;
            let outcome = Outcome::Refused;
            let verdict = Verdict { outcome, refusal: Some(&code), words, result };
            let own = decide::decide(bureau, tx, case, by, verdict, at).await?;
            comment = Some(own.unwrap_or(refusal.reason));
        }
        Deed::Withdraw => {}
        Deed::Office(_) => return Err(Fail::Internal("not a move")),
    }
    if let Some(remarks) = &asked {
        comment = Some(remarks::summary(remarks));
    }
    set(bureau, tx, (case, state), asked.as_ref(), at).await?;
    let chooses_date = bookings::waits_for_date(&bureau.bookings, tx, case, state).await?;
    Ok(Told {
        kind: Change::State,
        subject: None,
        comment,
        letter: Some(letter::moved(&case.number, state, chooses_date)),
    })
}

async fn set(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    (case, state): (&Case, CaseState),
    remarks: Option<&Vec<Remark>>,
    at: i64,
) -> Result<()> {
    let context = cases::remarks_context(&case.id);
    let remarks =
        remarks.map(|remarks| bureau.base.keys.seal_json(&context, remarks)).transpose()?;
    sqlx::query(
        "UPDATE applications SET state = ?, changed_at = ?, remarks = ?, paused_at = ?, waits_for = NULL WHERE id = ?",
    )
    .bind(Named(state))
    .bind(at)
    .bind(remarks)
    .bind((state == CaseState::NeedsInfo).then_some(at))
    .bind(&case.id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn passed() -> Text {
    Text::from([
        ("ru", "Документы проверены автоматически: все приложены, файлы целы."),
        (
            "en",
            "The documents have been checked automatically: all are there, and no file is damaged.",
        ),
    ])
}
