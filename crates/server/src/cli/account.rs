//! Accounts from the command line.

use super::print;
use crate::accounts::manage::{self, NotSet};
use crate::accounts::{Login, Profile};
use crate::app::App;
use crate::clock::from_ms;
use crate::fail::Fail;
use crate::settings::Settings;
use domain::values::{Email, NamePart, PasswordNeed, Phone};
use domain::wire::problem::ProblemCode;
use std::io::Read as _;

/// Largest number of accounts that `list` shows.
const LISTED: u32 = 50;

/// A password longer than this is a file by mistake.
const LONGEST: u64 = 1024;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Work {
    List,
    Make(Box<Owner>),
    Password(String),
    Block(String),
    Unblock(String),
    Confirm(String),
    /// Both as typed.
    Phone {
        login: String,
        phone: String,
    },
}

/// Whose account is made; as typed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) phone: String,
    pub(super) email: String,
    pub(super) surname: String,
    pub(super) given: String,
    pub(super) patronymic: Option<String>,
}

/// Does one piece of work on the database of a server, which may be running.
pub(super) async fn act(settings: Settings, work: Work) -> Result<(), String> {
    // Read before the database is opened: somebody may be typing.
    let password = match work {
        Work::Make(_) | Work::Password(_) => read_password()?,
        _ => String::new(),
    };
    let app = App::open_beside(settings).await.map_err(|error| error.to_string())?;
    let done = match work {
        Work::List => list(&app).await,
        Work::Make(owner) => make(&app, &owner, password).await,
        Work::Password(login) => {
            manage::set_password(&app.base, &Login::parse(&login), password).await.map_err(explain)
        }
        Work::Block(login) => set_blocked(&app, &login, true).await,
        Work::Unblock(login) => set_blocked(&app, &login, false).await,
        Work::Phone { login, phone } => set_phone(&app, &login, &phone).await,
        Work::Confirm(login) => {
            let done = manage::confirm(&app.base, &Login::parse(&login)).await;
            done.map_err(|fail| explain(fail.into()))
        }
    };
    app.close().await;
    done
}

/// Prints id, time and state, but no names: a terminal keeps its history.
async fn list(app: &App) -> Result<(), String> {
    for account in manage::newest(&app.base, LISTED).await.map_err(|fail| fail.to_string())? {
        let time = from_ms(account.created_at).format("%Y-%m-%dT%H:%M:%SZ");
        let state = match (account.blocked_at, account.confirmed_at) {
            (Some(_), _) => "blocked",
            (None, None) => "unconfirmed",
            (None, Some(_)) => "open",
        };
        print(&format!("{state}\t{time}\t{}", account.id))?;
    }
    Ok(())
}

async fn make(app: &App, owner: &Owner, password: String) -> Result<(), String> {
    let profile = profile(owner)?;
    let made = manage::make(&app.base, &profile, password).await;
    print(&made.map_err(explain)?)
}

fn profile(owner: &Owner) -> Result<Profile, String> {
    let name = |what: &str, text: &str| {
        NamePart::parse(text).map(|name| name.to_string()).map_err(|_| format!("{what} is no name"))
    };
    let names = [name("--surname", &owner.surname)?, name("--given", &owner.given)?];
    let patronymic = owner.patronymic.as_deref().map(|text| name("--patronymic", text));
    let phone = Phone::parse(&owner.phone).map_err(|_| "--phone is no mobile number of Russia")?;
    let email = Email::parse(&owner.email).map_err(|_| "--email is no e-mail address")?;
    Ok(Profile::new(names, patronymic.transpose()?, [phone.to_string(), email.to_string()]))
}

async fn set_blocked(app: &App, login: &str, is_blocked: bool) -> Result<(), String> {
    let done = manage::set_blocked(&app.base, &Login::parse(login), is_blocked).await;
    done.map_err(|fail| explain(fail.into()))
}

async fn set_phone(app: &App, login: &str, phone: &str) -> Result<(), String> {
    let phone = Phone::parse(phone).ok().filter(Phone::takes_sms);
    let phone = phone.ok_or("the new phone is no mobile number of Russia")?;
    let done = manage::set_phone(&app.base, &Login::parse(login), &phone.to_string()).await;
    done.map_err(|fail| explain(fail.into()))
}

/// The first line of the standard input: an argument would stay in the history of the shell, and other users could see it.
fn read_password() -> Result<String, String> {
    let mut text = String::new();
    let read = std::io::stdin().take(LONGEST).read_to_string(&mut text);
    read.map_err(|_| "no password on the standard input".to_owned())?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

fn explain(why: NotSet) -> String {
    match why {
        NotSet::Weak(needs) => {
            let needs: Vec<_> = needs.into_iter().map(name_of).collect();
            format!(
                "the password, which is read from the standard input, needs {}",
                needs.join(", ")
            )
        }
        NotSet::Fail(Fail::Code(ProblemCode::NotFound)) => "nobody has this login".to_owned(),
        NotSet::Fail(Fail::Code(ProblemCode::NotAllowed)) => {
            "another account has this phone or e-mail".to_owned()
        }
        NotSet::Fail(fail) => fail.to_string(),
    }
}

fn name_of(need: PasswordNeed) -> &'static str {
    match need {
        PasswordNeed::Length => "eight characters",
        PasswordNeed::Small => "a small letter",
        PasswordNeed::Capital => "a capital letter",
        PasswordNeed::Digit => "a digit",
        PasswordNeed::Special => "a special character",
    }
}
