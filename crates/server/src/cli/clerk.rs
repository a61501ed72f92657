use super::args::Action;
use super::{print, transfer};
use crate::app::App;
use crate::bookings;
use crate::bureau::{Move, apply};
use crate::cases::refusals;
use crate::clock::from_ms;
use crate::fail::Fail;
use crate::institutions::SlotKey;
use crate::named::Named;
use crate::settings::Settings;
use domain::wire::problem::ProblemCode;

/// Largest number of cases that `list` shows.
const LISTED: u32 = 50;

/// Runs one command of a clerk on the database of a server, which may be running.
pub(super) async fn act(settings: Settings, action: Action) -> Result<(), String> {
    if !settings.data.join("okno.db").exists() {
        return Err(format!("{}: no database", settings.data.display()));
    }
    let app = App::open_beside(settings).await.map_err(|error| error.to_string())?;
    let explanation = match action {
        Action::Slot(..) => explain_slot,
        Action::Ask(..) => explain_ask,
        Action::Transfer(_) => transfer::explain,
        _ => explain,
    };
    let done = match action {
        Action::List => list(&app).await,
        Action::Take(case) => move_case(&app, &case, Move::Take).await,
        Action::Ask(case, remarks) => move_case(&app, &case, Move::Ask(remarks)).await,
        Action::Approve(case) => move_case(&app, &case, Move::Approve).await,
        Action::Refuse(case, code) => move_case(&app, &case, Move::Refuse(code)).await,
        Action::Slot(slot, taken) => slots(&app, &slot, taken).await,
        Action::Transfer(transfer) => transfer.propose(&app).await,
    };
    app.close().await;
    done.map_err(|fail| explanation(&fail))
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

async fn move_case(app: &App, case: &str, how: Move) -> Result<(), Fail> {
    let applied = apply(&app.bureau, case, how).await?;
    let state = Named(applied.state);
    let _ = print(&format!("{case}\t{state}"));
    Ok(())
}

async fn slots(app: &App, slot: &SlotKey, taken: bool) -> Result<(), Fail> {
    bookings::register(&app.bookings, slot, taken).await?;
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

fn explain_ask(fail: &Fail) -> String {
    match fail {
        Fail::Code(ProblemCode::UnknownField) => {
            "no such place; there are /answers/INPUT and /files/SLOT of the application".to_owned()
        }
        Fail::Code(ProblemCode::Invalid) => {
            "too many remarks, or one without a text or with a very long one".to_owned()
        }
        other => explain(other),
    }
}

fn explain(fail: &Fail) -> String {
    match fail {
        Fail::Code(ProblemCode::NotFound) => "no such application".to_owned(),
        Fail::Code(ProblemCode::NotAllowed) => "its state does not allow that".to_owned(),
        Fail::Code(ProblemCode::Invalid) => {
            format!("no such code; there are: {}", refusals::codes().collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}
