use super::*;
use domain::wire::office::Role;

fn parsed(line: &str) -> Result<Command, String> {
    parse(line.split_whitespace().map(OsString::from)).map_err(|error| error.to_string())
}

#[test]
fn serve_has_defaults() {
    let Ok(Command::Serve(listen, settings)) = parsed("serve") else { panic!("no serve") };
    assert_eq!((listen.port(), settings.demo, settings.test_doors), (8080, false, false));
    let line = "serve --listen 0.0.0.0:1 --data d --dist=x --services s --demo --test-doors";
    let Ok(Command::Serve(listen, settings)) = parsed(line) else { panic!("no serve") };
    assert_eq!(listen.to_string(), "0.0.0.0:1");
    assert_eq!(settings.dist, Some(PathBuf::from("x")));
    let Ok(Command::Serve(_, settings)) = parsed("serve --signing-keys k") else {
        panic!("no serve")
    };
    assert_eq!(settings.signing_keys, Some(PathBuf::from("k")));
    let Ok(Command::Serve(_, settings)) = parsed("serve --connections 12000") else {
        panic!("no serve")
    };
    assert_eq!((settings.connections, Settings::new("d").connections), (12_000, 1024));
    for number in ["0", "-1", "many"] {
        let error = parsed(&format!("serve --connections {number}")).unwrap_err();
        assert_eq!(error, "--connections is a number from 1");
    }
    let Ok(Command::Serve(_, settings)) = parsed("serve --support-phone 8-800-000-00-00") else {
        panic!("no serve")
    };
    assert_eq!(settings.support_phone.as_deref(), Some("8-800-000-00-00"));
    assert!(parsed("serve --support-phone police").is_err());
    let agency = |name: &str| parse(["serve", "--agency", name].map(OsString::from));
    let Ok(Command::Serve(_, settings)) = agency(" Бюро № 1 ") else { panic!("no serve") };
    assert_eq!(settings.agency.as_deref(), Some("Бюро № 1"));
    for name in ["", " ", "a\nb", &"я".repeat(201)] {
        assert!(agency(name).is_err(), "{name:?}");
    }
    let line = "serve --demo --test-doors";
    let Ok(Command::Serve(_, settings)) = parsed(line) else { panic!("no serve") };
    assert!(settings.demo && settings.test_doors);
}

#[test]
fn a_clerk_names_the_case() {
    let Ok(Command::Clerk(_, action)) = parsed("clerk refuse МСЭ-2026-000001 --code technical")
    else {
        panic!("no clerk")
    };
    let case = "МСЭ-2026-000001".to_owned();
    let refuse = Act::Refuse { code: "technical".to_owned(), words: None, result: None };
    assert_eq!(action, Action::Act(None, case.clone(), refuse));
    let Ok(Command::Clerk(_, action)) = parsed("clerk --by Ким act МСЭ-2026-000001 --json -")
    else {
        panic!("no clerk")
    };
    assert_eq!(action, Action::ActOf(Some("Ким".to_owned()), case, None));
    for (line, error) in [
        ("clerk --by Ким list", "only acts take --by"),
        ("clerk take x --json f", "only act takes --json"),
        ("clerk act", "no such work for a clerk"),
    ] {
        assert_eq!(parsed(line).unwrap_err(), error);
    }
}

#[test]
fn the_office_has_tokens_and_an_audit() {
    let Ok(Command::Office(_, work)) = parsed("office token issue --name Ким --role expert")
    else {
        panic!("no office")
    };
    assert_eq!(work, OfficeWork::Issue { name: "Ким".to_owned(), role: Role::Expert, days: 90 });
    let Ok(Command::Office(_, work)) = parsed("office audit --case n --after 7") else {
        panic!("no office")
    };
    assert_eq!(work, OfficeWork::Audit { case: Some("n".to_owned()), by: None, after: 7 });
    for (line, error) in [
        ("office token issue --name Ким", "token issue needs --name and --role"),
        (
            "office token issue --role boss",
            "--role is intake, expert, support, management or analytics",
        ),
        ("office token list --days 5", "only token issue takes --name, --role and --days"),
        ("office token list --case n", "only audit takes --case, --by and --after"),
        ("office", "no such work for the office"),
    ] {
        assert_eq!(parsed(line).unwrap_err(), error);
    }
    assert!(matches!(parsed("openapi office"), Ok(Command::OpenApi(Contract::Office))));
    assert!(matches!(parsed("openapi"), Ok(Command::OpenApi(Contract::App))));
}

#[test]
fn only_tests_set_clocks() {
    let at = "--starts-at 2026-11-18T09:00:00Z";
    let (Ok(Command::Serve(_, settings)), Ok(Command::Clerk(clerk, _))) = (
        parsed(&format!("serve {at} --test-doors")),
        parsed(&format!("clerk --test-doors {at} list")),
    ) else {
        panic!("no commands")
    };
    assert_eq!(settings.starts_at, parse_moment("2026-11-18T09:00:00Z"));
    assert_eq!(clerk.starts_at, settings.starts_at);
    for line in [format!("serve {at}"), format!("serve --demo {at}"), format!("clerk {at} list")] {
        assert_eq!(parsed(&line).unwrap_err(), "--starts-at needs --test-doors");
    }
}

#[test]
fn a_clerk_gives_slots_away() {
    let line = "clerk --institutions f slot take ekb-1 cardiac 2027-01-12T06:30:00Z";
    let Ok(Command::Clerk(settings, Action::Slot(slot, true))) = parsed(line) else {
        panic!("no slot")
    };
    assert_eq!(settings.institutions, Some(PathBuf::from("f")));
    assert_eq!((slot.institution.as_str(), slot.line.as_str()), ("ekb-1", "cardiac"));
    assert_eq!(slot.starts_at.to_rfc3339(), "2027-01-12T06:30:00+00:00");
    let line = "clerk slot free ekb-1 cardiac 2027-01-12T06:30:00Z";
    assert!(matches!(parsed(line), Ok(Command::Clerk(_, Action::Slot(_, false)))));
}

#[test]
fn a_clerk_asks_in_both_languages() {
    let remarks = |line: &str| match parsed(line) {
        Ok(Command::Clerk(_, Action::Act(None, case, Act::Ask { remarks }))) if case == "a" => {
            remarks
        }
        other => panic!("{other:?}"),
    };
    let two = remarks("clerk ask a --at /answers/phone --text Номер --text-en Number --text Ещё");
    assert_eq!((two[0].pointer.as_str(), two[1].pointer.as_str()), ("/answers/phone", ""));
    assert_eq!((two[0].text.get("ru"), two[0].text.get("en")), ("Номер", "Number"));
    assert_eq!(two[1].text.get("en"), "Ещё", "the binding language stands in");
}

#[test]
fn an_account_has_an_owner() {
    let line = "account make --phone 9 --email e --surname s --given g --patronymic p --data d";
    let Ok(Command::Account(settings, Work::Make(owner))) = parsed(line) else {
        panic!("no account")
    };
    assert_eq!((owner.phone.as_str(), owner.patronymic.as_deref()), ("9", Some("p")));
    assert_eq!(settings.data, PathBuf::from("d"));
    let Ok(Command::Account(_, work)) = parsed("account block +7900") else { panic!("no work") };
    assert_eq!(work, Work::Block("+7900".to_owned()));
}

#[test]
fn nonsense_is_refused() {
    for line in [
        "account",
        "account make",
        "account block",
        "account block a --phone b",
        "account dance a",
        "",
        "dance",
        "serve --lisen x",
        "serve --listen x",
        "serve --test-doors --starts-at tomorrow",
        "clerk",
        "clerk refuse a",
        "clerk ask a",
        "clerk ask a --at /answers/phone",
        "clerk ask a --text-en x",
        "clerk ask a --at x --at y --text z",
        "clerk take a --text x",
        "clerk slot take a b",
        "clerk slot take a b soon",
        "clerk slot dance a b 2027-01-12T06:30:00Z",
        "clerk transfer a",
        "clerk transfer a --to 2026-12-24T07:30:00Z",
        "clerk transfer a --to tomorrow --reason equipment",
        "clerk transfer a --to 2026-12-24T07:30:00Z --reason weather",
        "clerk take a --reason equipment",
        "openapi x",
    ] {
        assert!(parsed(line).is_err(), "{line}");
    }
}
