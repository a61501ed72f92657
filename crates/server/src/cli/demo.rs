//! Demo accounts, a readable outbox and test doors belong to one machine and to data that were never real.

use crate::settings::Settings;
use std::fs;
use std::net::SocketAddr;

/// A file in the data folder of a demo or of tests.
const MARK: &str = "not-real";

/// Refuses `--demo` and `--test-doors` at an address that others can reach, and over real data; and refuses to serve their
/// data for real. Marks a new data folder of theirs.
pub(super) fn check(listen: SocketAddr, settings: &Settings) -> Result<(), String> {
    let folder = settings.data.display();
    let mark = settings.data.join(MARK);
    let is_new = !settings.data.join("okno.db").exists();
    if !(settings.demo || settings.test_doors) {
        return match mark.exists() {
            true => Err(format!(
                "{folder} is data of --demo or --test-doors, whose accounts anybody can enter: use another --data"
            )),
            false => Ok(()),
        };
    }
    if !listen.ip().is_loopback() {
        return Err(format!(
            "--demo and --test-doors let anybody in: they serve this machine only, for example 127.0.0.1, not {listen}"
        ));
    }
    if !is_new && !mark.exists() {
        return Err(format!(
            "{folder} was not made with --demo or --test-doors: use another --data, or none of them"
        ));
    }
    let made = fs::create_dir_all(&settings.data).and_then(|()| fs::write(&mark, ""));
    made.map_err(|error| format!("{folder}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(folder: &tempfile::TempDir, demo: bool, test_doors: bool) -> Settings {
        Settings { demo, test_doors, ..Settings::new(folder.path().join("data")) }
    }

    fn at(listen: &str, settings: &Settings) -> Result<(), String> {
        check(listen.parse().unwrap(), settings)
    }

    #[test]
    fn demo_and_doors_serve_this_machine_only() {
        let folder = tempfile::tempdir().unwrap();
        for (demo, doors) in [(true, false), (false, true)] {
            for others in ["0.0.0.0:80", "[::]:80", "192.0.2.1:80"] {
                assert!(at(others, &settings(&folder, demo, doors)).is_err(), "{others}");
            }
            at("[::1]:80", &settings(&folder, demo, doors)).unwrap();
        }
        let real = tempfile::tempdir().unwrap();
        at("0.0.0.0:80", &settings(&real, false, false)).unwrap();
    }

    #[test]
    fn data_stay_what_they_were_born_as() {
        let (real, demo) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let listen = "127.0.0.1:80";
        at(listen, &settings(&real, false, false)).unwrap();
        fs::create_dir_all(real.path().join("data")).unwrap();
        fs::write(real.path().join("data/okno.db"), "").unwrap();
        assert!(at(listen, &settings(&real, true, false)).is_err());
        assert!(at(listen, &settings(&real, false, true)).is_err());
        at(listen, &settings(&demo, true, false)).unwrap();
        fs::write(demo.path().join("data/okno.db"), "").unwrap();
        at(listen, &settings(&demo, false, true)).unwrap();
        assert!(at(listen, &settings(&demo, false, false)).is_err());
    }
}
