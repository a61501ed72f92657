use super::args::Action;
use super::{print, transfer};
use crate::app::App;
use crate::audit::By;
use crate::bookings;
use crate::bureau::{self, Actor, Deed, Order};
use crate::cases::refusals;
use crate::clock::from_ms;
use crate::fail::Fail;
use crate::institutions::SlotKey;
use crate::messages::{self, Written};
use crate::named::Named;
use crate::questions::{self, Answer};
use crate::settings::Settings;
use crate::staff;
use domain::message::TEXT_CHARACTERS;
use domain::wire::office::{Act, Role};
use domain::wire::problem::ProblemCode;
use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;

/// Largest number of cases that `list` shows.
const LISTED: u32 = 50;

/// Who acts unless it is said.
const ON_DUTY: &str = "Дежурный специалист";

/// Larger acts than the office's API takes are a file by mistake.
const LONGEST: u64 = 256 * 1024;

/// Runs one command of a clerk on the database of a server, which may be running.
pub(super) async fn act(settings: Settings, action: Action) -> Result<(), String> {
    if !settings.data.join("okno.db").exists() {
        return Err(format!("{}: no database", settings.data.display()));
    }
    // Read before the database is opened: somebody may be typing.
    let action = match action {
        Action::ActOf(by, case, file) => Action::Act(by, case, read(file)?),
        other => other,
    };
    let app = App::open_beside(settings).await.map_err(|error| error.to_string())?;
    let explanation = match &action {
        Action::Slot(..) => explain_slot,
        Action::Act(_, _, Act::Ask { .. }) => explain_ask,
        Action::Transfer(_) => transfer::explain,
        Action::Write(..) => explain_write,
        _ => explain,
    };
    let done = match action {
        Action::List => list(&app).await,
        Action::Act(by, case, act) => do_act(&app, by.as_deref(), &case, act).await,
        Action::Write(by, id, text) => write(&app, by.as_deref(), &id, &text).await,
        Action::ActOf(..) => Err(Fail::Internal("an act that is not read")),
        Action::Slot(slot, taken) => slots(&app, &slot, taken).await,
        Action::Transfer(transfer) => transfer.propose(&app).await,
    };
    app.close().await;
    done.map_err(|fail| explanation(&fail))
}

fn read(file: Option<PathBuf>) -> Result<Act, String> {
    let mut text = String::new();
    let done = match file {
        Some(file) => {
            File::open(file).and_then(|file| file.take(LONGEST).read_to_string(&mut text))
        }
        None => std::io::stdin().take(LONGEST).read_to_string(&mut text),
    };
    done.map_err(|error| format!("the act: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("no act: {error}"))
}

/// Prints number, state, time and id, but no names: a terminal keeps its history.
async fn list(app: &App) -> Result<(), Fail> {
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "SELECT id, number, state, changed_at FROM applications ORDER BY changed_at DESC LIMIT ?",
    )
    .bind(LISTED)
    .fetch_all(app.base.db.read())
    .await?;
    for (id, number, state, changed_at) in rows {
        let time = from_ms(changed_at).format("%Y-%m-%dT%H:%M:%SZ");
        let _ = print(&format!("{number}\t{state}\t{time}\t{id}"));
    }
    Ok(())
}

/// Without terms: a person looks, and acts.
async fn do_act(app: &App, by: Option<&str>, case: &str, act: Act) -> Result<(), Fail> {
    let person = staff::person(&app.base, by.unwrap_or(ON_DUTY), Role::Management).await?;
    let order = Order { by: Actor::Staff(&person), case, deed: Deed::Office(act), terms: None };
    let applied = bureau::act(&app.bureau, order).await?;
    let state = Named(applied.state);
    let _ = print(&format!("{case}\t{state}"));
    Ok(())
}

/// About an application or, if there is none with this id or number, to a question.
async fn write(app: &App, by: Option<&str>, id: &str, text: &str) -> Result<(), Fail> {
    let person = staff::person(&app.base, by.unwrap_or(ON_DUTY), Role::Management).await?;
    let by = By::Staff(&person.id);
    let written = Written { text, files: &[], action: None };
    match messages::write_by_office(&app.messages, id, by, None, written).await {
        Err(Fail::Code(ProblemCode::NotFound)) => {
            let answer = Answer { text, files: &[], key: None };
            questions::answer(&app.questions, id, by, answer).await?;
        }
        done => drop(done?),
    }
    let _ = print(&format!("{id}\twritten"));
    Ok(())
}

async fn slots(app: &App, slot: &SlotKey, taken: bool) -> Result<(), Fail> {
    bookings::register(&app.bookings, slot, taken, By::CLERK).await?;
    let _ = print(if taken { "taken" } else { "free" });
    Ok(())
}

fn explain_slot(fail: &Fail) -> String {
    match fail {
        Fail::Code(ProblemCode::NotFound) => "no such institution or line".to_owned(),
        Fail::Code(ProblemCode::Invalid) => "its schedule has no such time".to_owned(),
        Fail::Code(ProblemCode::SlotTaken) => {
            "somebody has booked it: propose another time with a transfer".to_owned()
        }
        other => other.to_string(),
    }
}

fn explain_write(fail: &Fail) -> String {
    match fail {
        Fail::Code(ProblemCode::NotFound) => "no such application or question".to_owned(),
        Fail::Code(ProblemCode::NotAllowed) => "the application is withdrawn".to_owned(),
        Fail::Issues(..) => {
            format!("the text is empty, or longer than {TEXT_CHARACTERS} characters")
        }
        other => other.to_string(),
    }
}

fn explain_ask(fail: &Fail) -> String {
    match fail {
        Fail::Issues(ProblemCode::UnknownField, _) => {
            "no such place; there are /answers/INPUT and /files/SLOT of the application".to_owned()
        }
        Fail::Issues(..) => {
            "too many remarks, or one without a text or with a very long one".to_owned()
        }
        other => explain(other),
    }
}

fn explain(fail: &Fail) -> String {
    match fail {
        Fail::Code(ProblemCode::NotFound) => "no such application".to_owned(),
        Fail::Code(ProblemCode::NotAllowed) => "its state does not allow that".to_owned(),
        Fail::Code(ProblemCode::Forbidden) => {
            "the role of this person does not include that".to_owned()
        }
        Fail::Code(ProblemCode::Invalid) => "--by is no name".to_owned(),
        Fail::Issues(_, issues) if issues.iter().any(|issue| issue.pointer == "/code") => {
            format!("no such code; there are: {}", refusals::codes().collect::<Vec<_>>().join(", "))
        }
        Fail::Issues(_, issues) if issues.iter().any(|issue| issue.pointer == "/result") => {
            "this decision says what was decided: send it with `act` and --json, docs/OFFICE.md"
                .to_owned()
        }
        Fail::Issues(_, issues) => {
            let wrong = issues.iter().map(|issue| format!("{}: {:?}", issue.pointer, issue.error));
            wrong.collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}
