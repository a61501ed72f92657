//! `okno-server`: see `okno-server --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::run(std::env::args_os().skip(1))
}
