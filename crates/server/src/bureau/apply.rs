//! Moves a case on: state, journal, decision and letter in one transaction.

use super::parts::Bureau;
use super::remarks;
use crate::audit::By;
use crate::cases::{self, Case, letters, refusals};
use crate::clock::from_ms;
use crate::fail::Result;
use crate::journal::{self, Entry};
use crate::named::Named;
use crate::{bookings, clock};
use chrono::{DateTime, Datelike as _, Utc};
use domain::case::{Action, CaseState};
use domain::form::Text;
use domain::wire::application::Remark;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Move {
    /// The automatic check found no fault in the package: the case goes to review.
    PassCheck,
    /// A clerk starts the review.
    Take,
    Approve,
    /// The automatic check found something that the citizen can correct.
    FailCheck(Vec<Remark>),
    /// A clerk asks the citizen for something.
    Ask(Vec<Remark>),
    /// The bureau refuses the case; the code is one of [`refusals`].
    Refuse(String),
    Withdraw,
}

impl Move {
    fn actions(&self) -> &'static [Action] {
        match self {
            Self::PassCheck => &[Action::AutoCheckPassed, Action::Take],
            Self::Take => &[Action::Take],
            Self::Approve => &[Action::Approve],
            Self::FailCheck(_) => &[Action::AutoCheckFailed],
            Self::Ask(_) => &[Action::Ask],
            Self::Refuse(_) => &[Action::Reject],
            Self::Withdraw => &[Action::Withdraw],
        }
    }

    fn by(&self) -> By<'static> {
        match self {
            Self::PassCheck | Self::FailCheck(_) => By::System,
            Self::Withdraw => By::Citizen,
            Self::Take | Self::Approve | Self::Ask(_) | Self::Refuse(_) => By::CLERK,
        }
    }

    fn remarks(&self) -> Option<&Vec<Remark>> {
        match self {
            Self::FailCheck(remarks) | Self::Ask(remarks) => Some(remarks),
            _ => None,
        }
    }

    fn comment(&self) -> Option<Text> {
        match self {
            Self::PassCheck => Some(Text::from([
                ("ru", "Документы проверены автоматически: всё на месте."),
                ("en", "The documents have been checked automatically: nothing is missing."),
            ])),
            Self::Refuse(code) => refusals::find(code).map(|refusal| refusal.reason),
            Self::FailCheck(remarks) | Self::Ask(remarks) => Some(remarks::summary(remarks)),
            Self::Take | Self::Approve | Self::Withdraw => None,
        }
    }
}

/// The journal entry that a move has written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Applied {
    pub(crate) journal_id: i64,
    pub(crate) state: CaseState,
    pub(crate) at: DateTime<Utc>,
}

/// Moves the case with this id or number. 409 when its state does not allow it; 422 for an unknown refusal code, and for
/// invalid remarks.
pub(crate) async fn apply(bureau: &Bureau, id_or_number: &str, how: Move) -> Result<Applied> {
    if let Move::Refuse(code) = &how {
        refusals::find(code).ok_or(ProblemCode::Invalid)?;
    }
    // A clerk can mistype a pointer. The automatic check points only to slots with files.
    let how = match how {
        Move::Ask(remarks) => {
            let case = cases::by_id(bureau.base.db.read(), id_or_number).await?;
            Move::Ask(remarks::resolve(bureau, &case, remarks).await?)
        }
        other => other,
    };
    let mut tx = bureau.base.db.begin().await?;
    let case = cases::by_id(&mut *tx, id_or_number).await?;
    let mut state = case.state();
    for action in how.actions() {
        state = state.after(*action).map_err(|_| ProblemCode::NotAllowed)?;
    }
    let at = bureau.base.clock.now_ms();
    let context = cases::remarks_context(&case.id);
    let remarks =
        how.remarks().map(|remarks| bureau.base.keys.seal_json(&context, remarks)).transpose()?;
    sqlx::query("UPDATE applications SET state = ?, changed_at = ?, remarks = ? WHERE id = ?")
        .bind(Named(state))
        .bind(at)
        .bind(remarks)
        .bind(&case.id)
        .execute(&mut *tx)
        .await?;
    if matches!(how, Move::Approve | Move::Refuse(_)) {
        decide(&mut tx, &case, &how, at).await?;
    }
    let comment = how.comment();
    let entry = Entry {
        comment: comment.as_ref(),
        ..Entry::of((&case.account, &case.id), state, how.by(), at)
    };
    let journal_id = journal::write(&bureau.base.keys, &mut tx, entry).await?;
    send_letter(bureau, &mut tx, &case, state).await?;
    bookings::close(&bureau.bookings, &mut tx, &case, state).await?;
    tx.commit().await?;
    bureau.wakes.journal.wake();
    bureau.wakes.slots.wake();
    Ok(Applied { journal_id, state, at: from_ms(at) })
}

/// Stores the decision's number, time and refusal code.
async fn decide(tx: &mut Transaction<'_, Sqlite>, case: &Case, how: &Move, at: i64) -> Result<()> {
    let series = format!("решение-{}", clock::office_day(from_ms(at)).year());
    let number: i64 = sqlx::query_scalar(
        "INSERT INTO numbers (series, last) VALUES (?, 1)
         ON CONFLICT (series) DO UPDATE SET last = numbers.last + 1 RETURNING last",
    )
    .bind(&series)
    .fetch_one(&mut **tx)
    .await?;
    let refusal = if let Move::Refuse(code) = how { Some(code) } else { None };
    sqlx::query(
        "UPDATE applications SET decision_number = ?, decided_at = ?, refusal = ? WHERE id = ?",
    )
    .bind(format!("Р-{}-{number:06}", clock::office_day(from_ms(at)).year()))
    .bind(at)
    .bind(refusal)
    .bind(&case.id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A letter is visible on lock screens: it says that the state has changed, but not what was decided.
async fn send_letter(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    state: CaseState,
) -> Result<()> {
    let what = match state {
        CaseState::Submitted => "принято",
        CaseState::InReview => "на проверке",
        CaseState::NeedsInfo => "ждёт ваших исправлений: что исправить, написано в личном кабинете",
        CaseState::Approved | CaseState::Rejected => "рассмотрено: решение ждёт в личном кабинете",
        CaseState::Withdrawn => "отозвано",
    };
    letters::send(&bureau.cases, tx, &case.id, &format!("Заявление {} {what}.", case.number)).await
}
