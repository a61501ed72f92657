use super::print;
use crate::app::App;
use crate::audit::By;
use crate::bookings::{Proposal, propose};
use crate::fail::Fail;
use crate::named::Named;
use chrono::{DateTime, Utc};
use domain::wire::booking::TransferReason;
use domain::wire::problem::ProblemCode;
use domain::wire::time::parse_moment;
use std::path::PathBuf;

/// A proposal of another time, as given on the command line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Transfer {
    booking: String,
    to: DateTime<Utc>,
    reason: TransferReason,
    letter: Option<PathBuf>,
}

impl Transfer {
    pub(super) async fn propose(self, app: &App) -> Result<(), Fail> {
        let letter = self.letter.map(std::fs::read).transpose()?;
        let proposal = Proposal { starts_at: self.to, reason: self.reason, letter };
        let booking = propose(&app.bookings, &self.booking, proposal, By::CLERK).await?;
        let _ = print(&format!("{booking}\tproposed"));
        Ok(())
    }
}

#[derive(Default)]
pub(super) struct Options {
    to: Option<DateTime<Utc>>,
    reason: Option<TransferReason>,
    letter: Option<PathBuf>,
}

impl Options {
    pub(super) fn to(&mut self, text: &str) -> Result<(), &'static str> {
        self.to = Some(parse_moment(text).ok_or("--to needs a time like 2026-12-24T07:30:00Z")?);
        Ok(())
    }

    pub(super) fn reason(&mut self, code: String) -> Result<(), &'static str> {
        self.reason = Some(
            Named::read(&code)
                .map_err(
                    |_| "--reason is protocol_changed, equipment, surgeon_absent or emergency",
                )?
                .0,
        );
        Ok(())
    }

    pub(super) fn letter(&mut self, file: PathBuf) {
        self.letter = Some(file);
    }

    pub(super) fn any(&self) -> bool {
        self.to.is_some() || self.reason.is_some() || self.letter.is_some()
    }

    pub(super) fn end(self, booking: &str) -> Result<Transfer, &'static str> {
        let (Some(to), Some(reason)) = (self.to, self.reason) else {
            return Err("transfer needs --to and --reason");
        };
        Ok(Transfer { booking: booking.to_owned(), to, reason, letter: self.letter })
    }
}

pub(super) fn explain(fail: &Fail) -> String {
    match fail {
        Fail::Code(ProblemCode::NotFound) => "no such booking".to_owned(),
        Fail::Code(ProblemCode::NotAllowed) => {
            "the visit is over, cancelled, or at that time already".to_owned()
        }
        Fail::Code(ProblemCode::SlotTaken) => "the time is taken, or not offered".to_owned(),
        Fail::Code(ProblemCode::Conflict) => "the booking has just changed: try again".to_owned(),
        Fail::Issues(..) => "the letter is no whole PDF of 5 MiB at most".to_owned(),
        other => other.to_string(),
    }
}
