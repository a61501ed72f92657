//! Accounts that an operator makes, blocks and opens from the command line.

use crate::support::{ANNA, PASSWORD, Server};
use std::io::Write as _;
use std::process::{Output, Stdio};
use std::time::Duration;

const LOGIN: &str = "+7 900 000-00-77";
const OWNER: [&str; 9] = [
    "make",
    "--phone",
    LOGIN,
    "--email",
    "olga@okno.example",
    "--surname",
    "Смирнова",
    "--given",
    "Ольга",
];

/// Runs `account` with these words, and `input` on its standard input.
fn account(server: &Server, words: &[&str], input: &str) -> Output {
    let mut child = server
        .command("account")
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_gets_an_account_can_sign_in() {
    let server = Server::start().await;
    let mut olga = server.client();
    olga.log_in(LOGIN, PASSWORD).await.expect_problem(401, "wrong_credentials");
    let id = done(&account(&server, &OWNER, &format!("{PASSWORD}\nanother line\n")));
    olga.sign_in(LOGIN).await;
    let session = olga.get("/api/v1/session").send().await.json();
    assert_eq!(
        (session["citizen"]["id"].as_str(), &session["citizen"]["name"]),
        (Some(id.as_str()), &"Ольга".into())
    );
    olga.application().await;
    let list = done(&account(&server, &["list"], ""));
    assert!(list.lines().any(|line| line.starts_with("open\t") && line.ends_with(&id)), "{list}");
    assert!(!list.contains("Смирнова") && !list.contains("9000000077"));
    assert_eq!(
        refused(&account(&server, &OWNER, PASSWORD)),
        "another account has this phone or e-mail"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_account_is_out_at_once_and_keeps_its_applications() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let application = anna.application().await;
    let mut elsewhere = server.client();
    let challenge = elsewhere.log_in(ANNA, PASSWORD).await.expect_status(200).challenge();
    let code = elsewhere.last_code().await;
    let mut events = anna.events(None).await;
    events.event("hello").await;
    done(&account(&server, &["block", ANNA], ""));
    anna.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
    // The command is another process, whose lines of the journal the server finds.
    assert_eq!(events.next_within(Duration::from_secs(2)).await, None);
    let answer = elsewhere.answer_code(challenge["challenge"].as_str().unwrap(), &code).await;
    answer.expect_problem(410, "code_expired");
    elsewhere.log_in(ANNA, PASSWORD).await.expect_problem(403, "account_blocked");
    // Who does not know the password does not learn it.
    elsewhere.log_in(ANNA, "wrong").await.expect_problem(401, "wrong_credentials");
    assert!(done(&account(&server, &["list"], "")).contains("blocked\t"));
    server.bureau(&application, "check").await.expect_status(200);
    done(&account(&server, &["unblock", "demo@okno.example"], ""));
    elsewhere.sign_in(ANNA).await;
    elsewhere.get(&format!("/api/v1/applications/{application}")).send().await.expect_status(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_what_the_old_one_began() {
    let server = Server::start().await;
    let anna = server.anna().await;
    done(&account(&server, &["password", ANNA], "Новый пароль 17\n"));
    anna.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
    anna.log_in(ANNA, PASSWORD).await.expect_problem(401, "wrong_credentials");
    anna.log_in(ANNA, "Новый пароль 17").await.expect_status(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_lost_the_phone_gets_codes_on_the_new_one() {
    let server = Server::start().await;
    let anna = server.anna().await;
    done(&account(&server, &["phone", ANNA, "8 900 000-00-77"], ""));
    anna.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
    anna.log_in(ANNA, PASSWORD).await.expect_problem(401, "wrong_credentials");
    server.client().sign_in("+79000000077").await;
    let outbox = anna.outbox().await;
    let sms = outbox.iter().find(|message| message["channel"] == "sms").unwrap();
    assert_eq!(sms["to"], "+79000000077");
    for (phone, why) in [
        ("112", "the new phone is no mobile number of Russia"),
        ("+79000000002", "another account has this phone or e-mail"),
    ] {
        assert_eq!(refused(&account(&server, &["phone", "+79000000077", phone], "")), why);
    }
    server.client().log_in("+79000000077", PASSWORD).await.expect_status(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_says_why() {
    let server = Server::start().await;
    let made = |change: &[(&str, &str)], password: &str| {
        let mut words = OWNER.map(str::to_owned);
        for (name, value) in change {
            let at = words.iter().position(|word| word == name).unwrap();
            (*value).clone_into(&mut words[at + 1]);
        }
        refused(&account(&server, &words.each_ref().map(String::as_str), password))
    };
    assert_eq!(
        made(&[], "qwerty"),
        "the password, which is read from the standard input, needs eight characters, a capital letter, a digit, \
         a special character"
    );
    assert!(made(&[], "").contains("eight characters"));
    assert_eq!(made(&[("--phone", "112")], PASSWORD), "--phone is no mobile number of Russia");
    assert_eq!(made(&[("--email", "olga")], PASSWORD), "--email is no e-mail address");
    assert_eq!(made(&[("--given", "1")], PASSWORD), "--given is no name");
    assert_eq!(
        refused(&account(&server, &["block", "nobody@okno.example"], "")),
        "nobody has this login"
    );
}
