//! What is done to a case: state, columns, journal, decision and letter in one transaction. Everybody who does something calls
//! [`act`]: the office's API, the clerk's command, the demonstration, the test doors, the automatic check, and the citizen who
//! withdraws.

mod assign;
mod decide;
mod moves;
mod news;
mod plan;
mod term;
mod words;

use super::parts::Bureau;
use crate::audit::By;
use crate::bookings;
use crate::cases::{self, Case, letter, letters};
use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::http::precondition::check_tag;
use crate::idempotency::Key;
use crate::journal::{self, Entry};
use crate::outbox::Letter;
use crate::staff::Person;
use axum::http::HeaderMap;
use chrono::{DateTime, Utc};
use domain::case::{Action, CaseState};
use domain::form::Text;
use domain::wire::application::Remark;
use domain::wire::event::Change;
use domain::wire::office::Act;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// Who does it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Actor<'a> {
    Citizen,
    System,
    Staff(&'a Person),
}

/// What is done.
#[derive(Debug)]
pub(crate) enum Deed {
    Office(Act),
    /// The automatic check found no fault in the package: the case goes to review.
    PassCheck,
    /// The automatic check found something that the citizen can correct.
    FailCheck(Vec<Remark>),
    Withdraw,
}

#[derive(Debug)]
pub(crate) struct Order<'a> {
    pub(crate) by: Actor<'a>,
    /// Id or number.
    pub(crate) case: &'a str,
    pub(crate) deed: Deed,
    /// For clients that may repeat a request, or may have seen an older version. A person at the command line looks and acts.
    pub(crate) terms: Option<Terms<'a>>,
}

/// The key of the request, and the version of the case that it is for.
#[derive(Debug)]
pub(crate) struct Terms<'a> {
    pub(crate) key: Key,
    /// With `If-Match`.
    pub(crate) headers: &'a HeaderMap,
}

/// The case after the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Applied {
    /// The newest line of its journal.
    pub(crate) journal_id: i64,
    pub(crate) state: CaseState,
    pub(crate) at: DateTime<Utc>,
}

/// What the journal and a letter say about an act. The first line of a letter is visible on lock screens: it says that something has changed, but
/// nothing of anybody's health. A letter that does not say what to do names the day of a visit if that is to be chosen.
struct Told {
    kind: Change,
    subject: Option<String>,
    comment: Option<Text>,
    letter: Option<Letter>,
}

impl<'a> Actor<'a> {
    fn by(self) -> By<'a> {
        match self {
            Self::Citizen => By::Citizen,
            Self::System => By::System,
            Self::Staff(person) => By::Staff(&person.id),
        }
    }

    fn person(self) -> Option<&'a Person> {
        if let Self::Staff(person) = self { Some(person) } else { None }
    }
}

impl Deed {
    fn after(&self, state: CaseState) -> Option<CaseState> {
        let actions: &[Action] = match self {
            Self::Office(act) => return act.kind().after(state),
            Self::PassCheck => &[Action::AutoCheckPassed, Action::Take],
            Self::FailCheck(_) => &[Action::AutoCheckFailed],
            Self::Withdraw => &[Action::Withdraw],
        };
        actions.iter().try_fold(state, |state, action| state.after(*action).ok())
    }
}

/// Does it once. 403 if the role does not include it; 404; 409 `key_reused`; 412 when the case has changed since the version of the
/// terms; 409 `not_allowed` when its state does not allow it; 422 with what is wrong.
pub(crate) async fn act(bureau: &Bureau, order: Order<'_>) -> Result<Applied> {
    let Order { by, case, deed, terms } = order;
    if let (Actor::Staff(person), Deed::Office(act)) = (by, &deed)
        && !person.role().may(act.kind().ability())
    {
        return Err(ProblemCode::Forbidden.into());
    }
    let mut tx = bureau.base.db.begin().await?;
    let case = cases::by_id(&mut *tx, case).await?;
    let version = journal::version(&mut *tx, &case.id).await?;
    let unchanged =
        Applied { journal_id: version, state: case.state(), at: from_ms(case.changed_at) };
    if let Some(terms) = &terms {
        if terms.key.find_created(&mut *tx, &case.account).await?.is_some() {
            return Ok(unchanged);
        }
        check_tag(terms.headers, &version.to_string())?;
    }
    let state = deed.after(case.state()).ok_or(ProblemCode::NotAllowed)?;
    let at = bureau.base.clock.now_ms();
    let told = make(bureau, &mut tx, (&case, state), by, deed, at).await?;
    let applied = match told {
        None => unchanged,
        Some(told) => {
            let journal_id = tell(bureau, &mut tx, (&case, state), by, told, at).await?;
            Applied { journal_id, state, at: from_ms(at) }
        }
    };
    if let Some(terms) = &terms {
        terms.key.remember(&mut tx, &case.account, &applied.journal_id.to_string()).await?;
    }
    if state != case.state() {
        bookings::close(&bureau.bookings, &mut tx, &case, state).await?;
    }
    tx.commit().await?;
    bureau.wakes.journal.wake();
    bureau.wakes.slots.wake();
    Ok(applied)
}

/// Changes the case. `None` if it is as wanted already.
async fn make(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    (case, state): (&Case, CaseState),
    by: Actor<'_>,
    deed: Deed,
    at: i64,
) -> Result<Option<Told>> {
    let told = match deed {
        Deed::Office(Act::Assign { executor }) => {
            let caller = by.person().ok_or(Fail::Internal("an act of nobody"))?;
            return assign::assign(tx, case, caller, executor, at).await;
        }
        Deed::Office(Act::Wait { whom, text }) => return news::wait(tx, case, whom, text).await,
        Deed::Office(Act::Extend { until, reason }) => {
            term::extend(bureau, tx, case, (until, &reason), at).await?
        }
        Deed::Office(Act::Categorise { category, reason }) => {
            return term::categorise(bureau, tx, case, (&category, &reason), at).await;
        }
        Deed::Office(Act::Plan { plan }) => return plan::plan(bureau, tx, case, plan, at).await,
        Deed::Office(Act::Refer { agency, reason }) => news::refer(case, &agency, &reason)?,
        Deed::Office(Act::Report { result }) => {
            let comment = decide::report(bureau, tx, case, by, &result, at).await?;
            news::reported(case, comment)
        }
        moving => moves::make(bureau, tx, (case, state), by, moving, at).await?,
    };
    Ok(Some(told))
}

async fn tell(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    (case, state): (&Case, CaseState),
    by: Actor<'_>,
    told: Told,
    at: i64,
) -> Result<i64> {
    let entry = Entry {
        kind: told.kind,
        subject: told.subject.as_deref(),
        comment: told.comment.as_ref(),
        ..Entry::of((&case.account, &case.id), state, by.by(), at)
    };
    let id = journal::write(&bureau.base.keys, tx, entry).await?;
    if let Some(mut letter) = told.letter {
        if !letter.says_what_to_do() {
            let waits = bookings::waits_for_date(&bureau.bookings, tx, case, state).await?;
            letter = letter.todo(letter::todo(waits));
        }
        letters::send(&bureau.cases, tx, &case.id, letter).await?;
    }
    Ok(id)
}
