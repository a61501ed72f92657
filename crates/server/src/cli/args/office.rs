use super::super::office::OfficeWork;
use super::{Command, DATA, instant, only_tests_set_clocks};
use crate::named::Named;
use crate::settings::Settings;
use domain::wire::office::Role;
use lexopt::{Arg, Parser, ValueExt as _};

/// How long a token is good unless said.
const DAYS: u16 = 90;

#[derive(Default)]
struct Options {
    name: Option<String>,
    role: Option<Role>,
    days: Option<u16>,
    case: Option<String>,
    by: Option<String>,
    after: Option<i64>,
}

pub(super) fn office(mut parser: Parser) -> Result<Command, lexopt::Error> {
    let (mut settings, mut words, mut options) =
        (Settings::new(DATA), Vec::new(), Options::default());
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("data") => settings.data = parser.value()?.into(),
            Arg::Long("name") => options.name = Some(parser.value()?.string()?),
            Arg::Long("role") => options.role = Some(role(&parser.value()?.string()?)?),
            Arg::Long("days") => options.days = Some(parser.value()?.parse()?),
            Arg::Long("case") => options.case = Some(parser.value()?.string()?),
            Arg::Long("by") => options.by = Some(parser.value()?.string()?),
            Arg::Long("after") => options.after = Some(parser.value()?.parse()?),
            Arg::Long("test-doors") => settings.test_doors = true,
            Arg::Long("starts-at") => settings.starts_at = Some(instant(&mut parser)?),
            Arg::Value(word) => words.push(word.string()?),
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    only_tests_set_clocks(&settings)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Ok(Command::Office(settings, work(&words, options)?))
}

fn work(words: &[&str], options: Options) -> Result<OfficeWork, &'static str> {
    let is_issue = words == ["token", "issue"];
    let is_audit = words == ["audit"];
    if !is_issue && (options.name.is_some() || options.role.is_some() || options.days.is_some()) {
        return Err("only token issue takes --name, --role and --days");
    }
    if !is_audit && (options.case.is_some() || options.by.is_some() || options.after.is_some()) {
        return Err("only audit takes --case, --by and --after");
    }
    match words {
        ["token", "issue"] => match (options.name, options.role) {
            (Some(name), Some(role)) => {
                Ok(OfficeWork::Issue { name, role, days: options.days.unwrap_or(DAYS) })
            }
            _ => Err("token issue needs --name and --role"),
        },
        ["token", "list"] => Ok(OfficeWork::List),
        ["token", "revoke", name] => Ok(OfficeWork::Revoke((*name).to_owned())),
        ["audit"] => Ok(OfficeWork::Audit {
            case: options.case,
            by: options.by,
            after: options.after.unwrap_or(0),
        }),
        _ => Err("no such work for the office"),
    }
}

fn role(name: &str) -> Result<Role, &'static str> {
    let role = Named::read(name).map(|Named(role)| role);
    role.map_err(|_| "--role is intake, expert, support, management or analytics")
}
