//! The command line.

mod account;
mod args;
mod clerk;
mod demo;
mod office;
mod remarks;
mod serve;
mod transfer;

use args::{Command, Contract};
use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

/// Runs a command; errors go to stderr.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let command = match args::parse(args) {
        Ok(command) => command,
        Err(error) => return fail(&format!("{error}\n\n{}", args::USAGE)),
    };
    let done = match command {
        Command::Help => print(args::USAGE),
        Command::OpenApi(Contract::App) => print(&crate::openapi::openapi_json()),
        Command::OpenApi(Contract::Office) => print(&crate::openapi::office_json()),
        Command::Serve(listen, settings) => in_runtime(serve::serve(listen, settings)),
        Command::Account(data, work) => in_runtime(account::act(data, work)),
        Command::Office(data, work) => in_runtime(office::act(data, work)),
        Command::Clerk(data, action) => in_runtime(clerk::act(*data, action)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn in_runtime(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.enable_all().build().map_err(|error| error.to_string())?.block_on(work)
}

/// Prints to stdout. A closed pipe is no error.
fn print(text: &str) -> Result<(), String> {
    let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
    Ok(())
}

fn fail(error: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "{error}");
    ExitCode::FAILURE
}
