use super::account::{Owner, Work};
use super::office::OfficeWork;
use super::remarks::Remarks;
use super::transfer::{Options, Transfer};
use crate::institutions::SlotKey;
use crate::settings::Settings;
use chrono::{DateTime, Utc};
use domain::values::Phone;
use domain::wire::application::Remark;
use domain::wire::office::Act;
use domain::wire::time::parse_moment;
use lexopt::{Arg, Parser, ValueExt as _};
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

pub(super) const USAGE: &str = "\
okno-server serve [--listen ADDRESS] [--data DIR] [--dist DIR] [--services DIR] [--institutions FILE]
                  [--signing-keys FILE] [--origin ORIGIN] [--support-phone PHONE] [--agency NAME]
                  [--identity-provider FILE] [--behind-proxy] [--connections NUMBER]
                  [--demo] [--test-doors [--starts-at INSTANT]]
    Serves the API, and the built app of --dist.
    --listen        127.0.0.1:8080 unless said
    --data          database, key and files; ./data unless said
    --services      service definitions instead of the embedded ones
    --institutions  where examinations and operations take place, instead of the embedded network
    --signing-keys  keys whose signatures count, one a line: the Ed25519 public key in hexadecimal, a space, and the
                    ИНН, СНИЛС, ОГРН or ОГРНИП of its owner, for whom alone it signs
    --origin        where citizens find the app, for links in letters, for example https://okno.example; the listening
                    address unless said
    --support-phone whom citizens call, for letters, for example '8 800 000-00-00'; letters do not say unless said
    --agency        who answers for what is decided, for the head of documents; they do not say unless said
    --identity-provider  where citizens can sign in by OpenID Connect; see docs/IDENTITY.md
    --behind-proxy  the proxy in front writes the citizen's address into X-Forwarded-For
    --connections   how many are served at once, 1024 unless said: each open page of a citizen is one. The machine has to allow
                    as many open files (ulimit -n)
    --demo          demo accounts, a readable outbox, a bureau that decides by itself
    --test-doors    doors that move time, states and faults; never on a real server
    --starts-at     the time at which the clock starts, in UTC, for example 2026-11-18T09:00:00Z; the machine's unless
                    said

okno-server clerk [--data DIR] list
okno-server clerk [--data DIR] [--by NAME] take|approve ID_OR_NUMBER
okno-server clerk [--data DIR] [--by NAME] ask ID_OR_NUMBER ([--at POINTER] --text TEXT [--text-en TEXT])...
okno-server clerk [--data DIR] [--by NAME] refuse ID_OR_NUMBER --code CODE
okno-server clerk [--data DIR] [--by NAME] act ID_OR_NUMBER [--json FILE|-]
okno-server clerk [--data DIR] [--by NAME] write ID_OR_NUMBER --text TEXT
okno-server clerk [--data DIR] [--institutions FILE] slot take|free INSTITUTION LINE INSTANT
okno-server clerk [--data DIR] transfer BOOKING_OR_NUMBER --to INSTANT --reason CODE [--letter FILE]
    Does the bureau's work, and the registry's of an institution, also while the server runs. Beside a server with
    --test-doors, the clerk's clock is set with the same words: --test-doors --starts-at INSTANT.
    --by       who of the office acts, «Дежурный специалист» unless said
               `write` writes to the citizen about an application, or answers a question
    --json     any act of the office's API, docs/OFFICE.md; from the standard input unless said
    --at       what a remark is about, for example /answers/phone or /files/medical; the application as a whole
               unless said
    --text     the remark, in Russian; the message
    --text-en  the same in English
    INSTANT    when the slot begins, in UTC, for example 2027-01-12T06:30:00Z
    --to       the time that the institution proposes, in UTC: 2026-12-24T07:30:00Z
    --reason   protocol_changed, equipment, surgeon_absent or emergency
    --letter   a PDF of 5 MiB at most; one is written unless said

okno-server account [--data DIR] list
okno-server account [--data DIR] make --phone PHONE --email EMAIL --surname TEXT --given TEXT [--patronymic TEXT]
okno-server account [--data DIR] password|confirm|block|unblock PHONE_OR_EMAIL
okno-server account [--data DIR] phone PHONE_OR_EMAIL NEW_PHONE
    Makes, confirms, blocks and lists accounts, also while the server runs. Confirm whom you have seen with their passport: only
    then can they send applications. The password of `make` and `password` is the first line of
    the standard input. A blocked citizen is signed out everywhere; their applications go on. `phone` is for who has lost
    the old one and shows their passport: it gets the codes from then on, and everybody is signed out.

okno-server office [--data DIR] token issue --name NAME --role ROLE [--days DAYS]
okno-server office [--data DIR] token list
okno-server office [--data DIR] token revoke TOKEN_NAME
okno-server office [--data DIR] audit [--case ID_OR_NUMBER] [--by NAME] [--after ID]
    Tokens for the office's API, docs/OFFICE.md, and who did or read what, also while the server runs.
    --name   who it is for, as citizens see it: «Соколова Ирина Викторовна»
    --role   intake, expert, support, management or analytics
    --days   how long the token is good, 90 unless said, 366 at most. The token is printed once, by itself
    --case   only lines about this application
    --by     only lines by this person, or by `citizen` or `system`
    --after  only lines after this one

okno-server openapi [office]
    Prints the contract of the app, or that of the office's systems.";

#[derive(Debug)]
pub(super) enum Command {
    Help,
    OpenApi(Contract),
    Serve(SocketAddr, Settings),
    Clerk(Box<Settings>, Action),
    Account(Settings, Work),
    Office(Settings, OfficeWork),
}

#[derive(Debug)]
pub(super) enum Contract {
    App,
    Office,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Action {
    List,
    /// An act on a case; by whom, if it is said.
    Act(Option<String>, String, Act),
    /// An act on a case that is read from a file or, without one, from the standard input.
    ActOf(Option<String>, String, Option<PathBuf>),
    /// A message about an application, or an answer to a question; by whom, if it is said.
    Write(Option<String>, String, String),
    /// The institution gives the slot away (`true`), or has it free again.
    Slot(SlotKey, bool),
    Transfer(Transfer),
}

const LISTEN: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);
const DATA: &str = "data";
const NO_INSTANT: &str = "the instant is no time in UTC";

pub(super) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command, lexopt::Error> {
    let mut parser = Parser::from_args(args);
    match parser.next()? {
        Some(Arg::Value(command)) if command == "serve" => serve(parser),
        Some(Arg::Value(command)) if command == "clerk" => clerk(parser),
        Some(Arg::Value(command)) if command == "account" => account(parser),
        Some(Arg::Value(command)) if command == "office" => office::office(parser),
        Some(Arg::Value(command)) if command == "openapi" => openapi(parser),
        Some(Arg::Long("help") | Arg::Short('h')) => Ok(Command::Help),
        Some(other) => Err(other.unexpected()),
        None => Err("a command is missing".into()),
    }
}

fn serve(mut parser: Parser) -> Result<Command, lexopt::Error> {
    let (mut listen, mut settings) = (LISTEN, Settings::new(DATA));
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("listen") => listen = parser.value()?.parse()?,
            Arg::Long("data") => settings.data = parser.value()?.into(),
            Arg::Long("dist") => settings.dist = Some(parser.value()?.into()),
            Arg::Long("services") => settings.services = Some(parser.value()?.into()),
            Arg::Long("institutions") => settings.institutions = Some(parser.value()?.into()),
            Arg::Long("signing-keys") => settings.signing_keys = Some(parser.value()?.into()),
            Arg::Long("origin") => settings.origin = origin(parser.value()?.string()?)?,
            Arg::Long("support-phone") => {
                settings.support_phone = Some(phone(parser.value()?.string()?)?)
            }
            Arg::Long("agency") => settings.agency = Some(agency(parser.value()?.string()?)?),
            Arg::Long("identity-provider") => {
                settings.identity_provider = Some(parser.value()?.into())
            }
            Arg::Long("behind-proxy") => settings.behind_proxy = true,
            Arg::Long("connections") => settings.connections = connections(&mut parser)?,
            Arg::Long("demo") => settings.demo = true,
            Arg::Long("test-doors") => settings.test_doors = true,
            Arg::Long("starts-at") => settings.starts_at = Some(instant(&mut parser)?),
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    only_tests_set_clocks(&settings)?;
    Ok(Command::Serve(listen, settings))
}

fn clerk(mut parser: Parser) -> Result<Command, lexopt::Error> {
    let (mut settings, mut words, mut code) = (Settings::new(DATA), Vec::new(), None);
    let (mut remarks, mut options) = (Remarks::default(), Options::default());
    let (mut by, mut json) = (None, None);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("data") => settings.data = parser.value()?.into(),
            Arg::Long("institutions") => settings.institutions = Some(parser.value()?.into()),
            Arg::Long("by") => by = Some(parser.value()?.string()?),
            Arg::Long("json") => json = Some(PathBuf::from(parser.value()?)),
            Arg::Long("code") => code = Some(parser.value()?.string()?),
            Arg::Long("at") => remarks.at(parser.value()?.string()?)?,
            Arg::Long("text") => remarks.text(parser.value()?.string()?),
            Arg::Long("text-en") => remarks.english(parser.value()?.string()?)?,
            Arg::Long("to") => options.to(&parser.value()?.string()?)?,
            Arg::Long("reason") => options.reason(parser.value()?.string()?)?,
            Arg::Long("letter") => options.letter(parser.value()?.into()),
            Arg::Long("test-doors") => settings.test_doors = true,
            Arg::Long("starts-at") => settings.starts_at = Some(instant(&mut parser)?),
            Arg::Value(word) => words.push(word.string()?),
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    only_tests_set_clocks(&settings)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let remarks = remarks.end()?;
    let acts = ["act", "ask", "take", "approve", "refuse", "write"];
    let what = words.first().copied().unwrap_or_default();
    if by.is_some() && !acts.contains(&what) {
        return Err("only acts take --by".into());
    }
    if json.is_some() && what != "act" {
        return Err("only act takes --json".into());
    }
    let act = |case: &&str, act| Action::Act(by.clone(), (*case).to_owned(), act);
    let action = match (words.as_slice(), code) {
        (["ask", case], None) if !remarks.is_empty() => act(case, Act::Ask { remarks }),
        (["ask", _], None) => return Err("ask needs --text".into()),
        (["write", id], None) => match remarks.as_slice() {
            [Remark { pointer, text }] if pointer.is_empty() => {
                Action::Write(by.clone(), (*id).to_owned(), text.get("ru").to_owned())
            }
            _ => return Err("write needs one --text".into()),
        },
        _ if !remarks.is_empty() => return Err("only ask takes remarks".into()),
        (["transfer", booking], None) => Action::Transfer(options.end(booking)?),
        _ if options.any() => return Err("only transfer takes --to, --reason and --letter".into()),
        (["list"], None) => Action::List,
        (["act", case], None) => {
            let file = json.filter(|file| file.as_os_str() != "-");
            Action::ActOf(by.clone(), (*case).to_owned(), file)
        }
        (["take", case], None) => act(case, Act::Take {}),
        (["approve", case], None) => act(case, Act::Approve { words: None, result: None }),
        (["refuse", case], Some(code)) => {
            act(case, Act::Refuse { code, words: None, result: None })
        }
        (["refuse", _], None) => return Err("refuse needs --code".into()),
        (["slot", what @ ("take" | "free"), institution, line, instant], None) => {
            Action::Slot(slot(institution, line, instant)?, *what == "take")
        }
        _ => return Err("no such work for a clerk".into()),
    };
    Ok(Command::Clerk(Box::new(settings), action))
}

fn account(mut parser: Parser) -> Result<Command, lexopt::Error> {
    let (mut settings, mut words, mut owner) = (Settings::new(DATA), Vec::new(), None);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("data") => settings.data = parser.value()?.into(),
            Arg::Long("test-doors") => settings.test_doors = true,
            Arg::Long("starts-at") => settings.starts_at = Some(instant(&mut parser)?),
            Arg::Long(name @ ("phone" | "email" | "surname" | "given" | "patronymic")) => {
                let name = name.to_owned();
                let value = parser.value()?.string()?;
                let owner = owner.get_or_insert_with(Owner::default);
                match name.as_str() {
                    "phone" => owner.phone = value,
                    "email" => owner.email = value,
                    "surname" => owner.surname = value,
                    "given" => owner.given = value,
                    _ => owner.patronymic = Some(value),
                }
            }
            Arg::Value(word) => words.push(word.string()?),
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    only_tests_set_clocks(&settings)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let work = match (words.as_slice(), owner) {
        (["make"], Some(owner)) => Work::Make(Box::new(owner)),
        (["make"], None) => return Err("make needs --phone, --email, --surname and --given".into()),
        (_, Some(_)) => return Err("only make takes the owner of an account".into()),
        (["list"], None) => Work::List,
        (["password", login], None) => Work::Password((*login).to_owned()),
        (["block", login], None) => Work::Block((*login).to_owned()),
        (["phone", login, phone], None) => {
            Work::Phone { login: (*login).to_owned(), phone: (*phone).to_owned() }
        }
        (["confirm", login], None) => Work::Confirm((*login).to_owned()),
        (["unblock", login], None) => Work::Unblock((*login).to_owned()),
        _ => return Err("no such work with accounts".into()),
    };
    Ok(Command::Account(settings, work))
}

fn openapi(mut parser: Parser) -> Result<Command, lexopt::Error> {
    match parser.next()? {
        None => Ok(Command::OpenApi(Contract::App)),
        Some(Arg::Value(which)) if which == "office" => {
            end(parser, Command::OpenApi(Contract::Office))
        }
        Some(other) => Err(other.unexpected()),
    }
}

/// Without a slash at its end.
fn origin(text: String) -> Result<String, lexopt::Error> {
    let text = text.trim_end_matches('/');
    match text.split_once("://") {
        Some(("http" | "https", host)) if !host.is_empty() && !host.contains('/') => {
            Ok(text.to_owned())
        }
        _ => Err("--origin is no origin like https://okno.example".into()),
    }
}

fn phone(text: String) -> Result<String, lexopt::Error> {
    match Phone::parse(&text) {
        Ok(_) => Ok(text.trim().to_owned()),
        Err(_) => Err("--support-phone is no phone like 8 800 000-00-00".into()),
    }
}

fn agency(text: String) -> Result<String, lexopt::Error> {
    const LONGEST: usize = 200;
    let name = text.trim();
    if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        return Err("--agency is no name, or longer than 200 letters".into());
    }
    Ok(name.to_owned())
}

fn connections(parser: &mut Parser) -> Result<usize, lexopt::Error> {
    match parser.value()?.string()?.parse() {
        Ok(number @ 1..) => Ok(number),
        _ => Err("--connections is a number from 1".into()),
    }
}

fn instant(parser: &mut Parser) -> Result<DateTime<Utc>, lexopt::Error> {
    Ok(parse_moment(&parser.value()?.string()?).ok_or(NO_INSTANT)?)
}

fn only_tests_set_clocks(settings: &Settings) -> Result<(), lexopt::Error> {
    match settings.starts_at {
        Some(_) if !settings.test_doors => Err("--starts-at needs --test-doors".into()),
        _ => Ok(()),
    }
}

fn slot(institution: &str, line: &str, instant: &str) -> Result<SlotKey, lexopt::Error> {
    let starts_at = parse_moment(instant).ok_or(NO_INSTANT)?;
    Ok(SlotKey { institution: institution.to_owned(), line: line.to_owned(), starts_at })
}

fn end(mut parser: Parser, command: Command) -> Result<Command, lexopt::Error> {
    match parser.next()? {
        None => Ok(command),
        Some(other) => Err(other.unexpected()),
    }
}

mod office;
#[cfg(test)]
mod tests;
