//! Tokens of the office and the audit, from the command line.

use super::print;
use crate::app::App;
use crate::audit::{self, Filter};
use crate::cases;
use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::settings::Settings;
use crate::staff::{self, Listed};
use domain::wire::office::{AuditLine, Role};
use domain::wire::problem::ProblemCode;
use domain::wire::time::print_moment;

/// How many lines of the audit are read at once.
const PAGE: u32 = 1000;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum OfficeWork {
    Issue {
        name: String,
        role: Role,
        days: u16,
    },
    List,
    /// The token with this name.
    Revoke(String),
    Audit {
        /// Id or number.
        case: Option<String>,
        /// Name of a person, `citizen` or `system`.
        by: Option<String>,
        after: i64,
    },
}

/// Does one piece of work on the database of a server, which may be running.
pub(super) async fn act(settings: Settings, work: OfficeWork) -> std::result::Result<(), String> {
    if !settings.data.join("okno.db").exists() {
        return Err(format!("{}: no database", settings.data.display()));
    }
    let app = App::open_beside(settings).await.map_err(|error| error.to_string())?;
    let done = match &work {
        OfficeWork::Issue { name, role, days } => issue(&app, name, *role, *days).await,
        OfficeWork::List => list(&app).await,
        OfficeWork::Revoke(name) => staff::revoke(&app.base, name).await,
        OfficeWork::Audit { case, by, after } => {
            audit(&app, case.as_deref(), by.as_deref(), *after).await
        }
    };
    app.close().await;
    done.map_err(|fail| explain(&work, &fail))
}

/// Prints the token, by itself: this is the only time that anybody sees it.
async fn issue(app: &App, name: &str, role: Role, days: u16) -> Result<()> {
    let given = staff::issue(&app.base, name, role, days).await?;
    let _ = print(&given.secret);
    Ok(())
}

async fn list(app: &App) -> Result<()> {
    for Listed { name, person, role, expires_at, revoked_at, used_on } in
        staff::list(&app.base).await?
    {
        let is_over = expires_at <= app.base.clock.now_ms();
        let state = match (revoked_at, is_over) {
            (Some(_), _) => "revoked",
            (None, true) => "expired",
            (None, false) => "good",
        };
        let ends = print_moment(from_ms(expires_at));
        let used = used_on.as_deref().unwrap_or("never");
        let _ = print(&format!("{name}\t{role}\t{person}\t{state}\t{ends}\t{used}"));
    }
    Ok(())
}

async fn audit(app: &App, case: Option<&str>, by: Option<&str>, mut after: i64) -> Result<()> {
    let case = match case {
        Some(case) => Some(cases::by_id(app.base.db.read(), case).await?.id),
        None => None,
    };
    let actor = match by {
        None => None,
        Some(by @ ("citizen" | "system")) => Some(by.to_owned()),
        Some(name) => {
            let everybody = staff::everybody(&app.base).await?;
            let person = everybody.into_iter().find(|person| person.name == name);
            Some(person.ok_or(ProblemCode::UnknownField)?.id)
        }
    };
    loop {
        let filter = Filter { application: case.as_deref(), actor: actor.as_deref(), after };
        let lines = audit::list(&app.base, filter, PAGE).await?;
        lines.iter().for_each(print_line);
        match lines.last() {
            Some(last) if lines.len() == PAGE as usize => after = last.id,
            _ => return Ok(()),
        }
    }
}

fn print_line(line: &AuditLine) {
    let actor = line.name.as_deref().unwrap_or(&line.actor);
    let [application, subject] =
        [&line.application, &line.subject].map(|id| id.as_deref().unwrap_or("-"));
    let at = print_moment(line.at);
    let _ = print(&format!("{}\t{at}\t{actor}\t{}\t{application}\t{subject}", line.id, line.act));
}

fn explain(work: &OfficeWork, fail: &Fail) -> String {
    match (work, fail) {
        (OfficeWork::Revoke(_), Fail::Code(ProblemCode::NotFound)) => "no such token".to_owned(),
        (OfficeWork::Audit { .. }, Fail::Code(ProblemCode::NotFound)) => {
            "no such application".to_owned()
        }
        (OfficeWork::Audit { .. }, Fail::Code(ProblemCode::UnknownField)) => {
            "nobody of the office has this name".to_owned()
        }
        (OfficeWork::Issue { .. }, Fail::Code(ProblemCode::Invalid)) => {
            "the name is none, or the days are not 1 to 366".to_owned()
        }
        (_, other) => other.to_string(),
    }
}
