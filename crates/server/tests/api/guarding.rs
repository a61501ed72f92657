//! How often anybody may try, and that no stranger can keep a citizen out.

use super::support::{ANNA, Client, PASSWORD, PYOTR, Server};
use futures_util::future::join_all;
use serde_json::json;

const ANNA_BY_MAIL: &str = "demo@okno.example";

/// Behind a proxy, so that clients can come from anywhere.
async fn start() -> Server {
    Server::start_with(|settings| {
        settings.test_doors = true;
        settings.behind_proxy = true;
    })
    .await
}

fn other(code: &str, n: usize) -> String {
    let wrong = (code.parse::<usize>().unwrap() + 1 + n) % 1_000_000;
    format!("{wrong:06}")
}

fn address(n: usize) -> String {
    format!("198.51.100.{n}")
}

async fn messages(client: &Client) -> usize {
    client.outbox().await.iter().filter(|message| message["channel"] == "sms").count()
}

async fn challenge(client: &Client, login: &str) -> String {
    let challenge = client.log_in(login, PASSWORD).await.expect_status(200).challenge();
    challenge["challenge"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn ten_wrong_passwords_close_an_account_for_the_network_that_tried() {
    let server = start().await;
    let stranger = server.client().from("192.0.2.1");
    // Phone and e-mail are two names of one account.
    let logins = (0..20).map(|n| if n % 2 == 0 { ANNA } else { ANNA_BY_MAIL });
    let answers = join_all(logins.map(|login| stranger.log_in(login, "wrong"))).await;
    let refused = answers.iter().filter(|answer| answer.status == 401).count();
    assert_eq!(refused, 10, "as many at once as one after the other");
    let closed = stranger.log_in(ANNA, PASSWORD).await;
    let wait: u32 = closed.header("retry-after").parse().unwrap();
    assert!((890..=901).contains(&wait), "{wait}");
    assert_eq!(closed.expect_problem(429, "too_many_attempts")["retry_after"], wait);
    stranger.log_in(PYOTR, PASSWORD).await.expect_status(200);
    server.client().from("192.0.2.2").log_in(ANNA, PASSWORD).await.expect_status(200);
    server.advance(i64::from(wait)).await;
    stranger.log_in(ANNA, PASSWORD).await.expect_status(200);
}

#[tokio::test]
async fn a_login_that_nobody_has_answers_like_any_other() {
    let server = start().await;
    for login in [ANNA, "nobody@okno.example"] {
        let client = server.client().from("192.0.2.1");
        let mut statuses = Vec::new();
        for _ in 0..11 {
            statuses.push(client.log_in(login, "wrong").await.status);
        }
        assert_eq!(statuses, [[401; 10].as_slice(), &[429]].concat(), "{login}");
    }
}

#[tokio::test]
async fn addresses_of_one_ipv6_network_count_together() {
    let server = start().await;
    for n in 0..10 {
        let stranger = server.client().from(&format!("2001:db8:1:2::{n}"));
        stranger.log_in(ANNA, "wrong").await.expect_status(401);
    }
    let neighbour = server.client().from("2001:db8:1:2:ffff::1");
    neighbour.log_in(ANNA, PASSWORD).await.expect_problem(429, "too_many_attempts");
    let elsewhere = server.client().from("2001:db8:1:3::1");
    elsewhere.log_in(ANNA, PASSWORD).await.expect_status(200);
}

#[tokio::test]
async fn what_the_client_says_of_its_address_does_not_count() {
    let server = start().await;
    for n in 0..10 {
        let stranger = server.client().from(&format!("203.0.113.{n}, 192.0.2.1"));
        stranger.log_in(ANNA, "wrong").await.expect_status(401);
    }
    let again = server.client().from("203.0.113.99, 192.0.2.1").log_in(ANNA, PASSWORD).await;
    again.expect_problem(429, "too_many_attempts");
}

#[tokio::test]
async fn a_network_has_a_limit_for_all_accounts_also_after_a_restart() {
    let server = start().await;
    let stranger = server.client().from("192.0.2.1");
    for n in 0..200 {
        stranger.log_in(&format!("{n}@okno.example"), "wrong").await.expect_status(401);
    }
    stranger.log_in(ANNA, PASSWORD).await.expect_problem(429, "too_many_attempts");
    let server = server.restart().await;
    let again = server.client().from("192.0.2.1").log_in(ANNA, PASSWORD).await;
    again.expect_problem(429, "too_many_attempts");
}

/// The stranger knows Anna's phone and has fifty addresses, one of which is Anna's own.
#[tokio::test]
async fn a_stranger_cannot_keep_the_owner_out() {
    let server = start().await;
    let mut anna = server.client().from(&address(0));
    anna.sign_in(ANNA).await;
    let mut guesses = 0;
    for n in 0..1_000 {
        let stranger = server.client().from(&address(n % 50));
        let answer = stranger.log_in(ANNA, &format!("wrong {n}")).await;
        match answer.status {
            401 => guesses += 1,
            _ => {
                answer.expect_problem(429, "too_many_attempts");
            }
        }
    }
    // Fifty before the account counts as under attack, then two at each address.
    assert!(guesses <= 150, "{guesses}");
    anna.cookie = None;
    anna.log_in(ANNA, PASSWORD).await.expect_status(200);
    // With a new phone, in a network that has not tried.
    let mut elsewhere = server.client().from("203.0.113.1");
    server.advance(31).await;
    elsewhere.log_in(ANNA, "mistyped").await.expect_status(401);
    elsewhere.sign_in(ANNA).await;
}

#[tokio::test]
async fn a_known_browser_counts_by_itself_and_lets_nobody_in() {
    let server = start().await;
    let mut anna = server.client().from("192.0.2.1");
    anna.sign_in(ANNA).await;
    let stolen = Client { cookie: None, ..anna.clone() };
    stolen.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
    for _ in 0..10 {
        stolen.log_in(ANNA, "wrong").await.expect_status(401);
    }
    stolen.log_in(ANNA, PASSWORD).await.expect_problem(429, "too_many_attempts");
    // Known for Anna only.
    let planted =
        Client { device: Some("__Host-okno-device=planted".to_owned()), ..server.client() };
    let mut planted = planted.from("192.0.2.2");
    planted.sign_in(PYOTR).await;
    assert_ne!(planted.device.as_deref(), Some("__Host-okno-device=planted"));
}

#[tokio::test]
async fn the_owner_reads_of_a_new_device() {
    let server = start().await;
    let mails = |client: Client| async move {
        let outbox = client.outbox().await;
        outbox.into_iter().filter(|message| message["channel"] == "email").collect::<Vec<_>>()
    };
    let mut first = server.client().from("192.0.2.1");
    first.sign_in(ANNA).await;
    first.sign_in(ANNA).await;
    assert!(mails(first.clone()).await.is_empty(), "the first one, and once more");
    let mut second = server.client().from("192.0.2.2");
    second.sign_in(ANNA).await;
    let told = mails(second.clone()).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["to"], ANNA_BY_MAIL);
    assert!(told[0]["text"].as_str().unwrap().contains("нового устройства: 18.11.2026 в 12:"));
    second.sign_in(PYOTR).await;
    second.sign_in(ANNA).await;
    assert_eq!(mails(second).await.len(), 1);
}

/// Somebody who knows the password, with fifty addresses and as many challenges as they can get.
#[tokio::test]
async fn a_thousand_wrong_codes_from_fifty_addresses_never_get_in() {
    for order in [by_challenge, by_address, wrong_ones_first] {
        let server = start().await;
        let mut challenges = Vec::new();
        for _ in 0..4 {
            challenges.push(challenge(&server.client().from(&address(0)), ANNA).await);
            server.advance(31).await;
        }
        challenges.dedup();
        let code = server.client().last_code().await;
        let mut tried = 0;
        for (n, (challenge, from)) in order(&challenges).enumerate() {
            let mut stranger = server.client().from(&address(from));
            let answer = stranger.answer_code(challenge, &other(&code, n)).await;
            assert_ne!(answer.status, 200);
            tried += usize::from(answer.status == 401);
        }
        assert!(tried <= 10, "{tried} codes were compared");
        for challenge in &challenges {
            let mut stranger = server.client().from(&address(1));
            let answer = stranger.answer_code(challenge, &code).await;
            assert!(matches!(answer.status, 410 | 429), "the right code: {}", answer.status);
        }
        // A quarter of an hour later there are ten more, and fifty in a day.
        for _ in 0..20 {
            server.advance(15 * 60 + 1).await;
            let answer = server.client().from(&address(2)).log_in(ANNA, PASSWORD).await;
            if answer.status != 200 {
                continue;
            }
            let body = answer.json();
            for n in 0..10 {
                let code = server.client().last_code().await;
                let mut stranger = server.client().from(&address(n));
                let id = body["challenge"]["challenge"].as_str().unwrap();
                tried +=
                    usize::from(stranger.answer_code(id, &other(&code, n)).await.status == 401);
            }
        }
        assert!(tried <= 50, "{tried} in a day");
    }
}

fn by_challenge(challenges: &[String]) -> Box<dyn Iterator<Item = (&String, usize)> + '_> {
    let each = 1_000 / challenges.len();
    Box::new(
        challenges.iter().flat_map(move |challenge| (0..each).map(move |n| (challenge, n % 50))),
    )
}

fn by_address(challenges: &[String]) -> Box<dyn Iterator<Item = (&String, usize)> + '_> {
    Box::new((0..1_000).map(|n| (&challenges[n % challenges.len()], n / 20)))
}

/// The newest challenge is kept for last.
fn wrong_ones_first(challenges: &[String]) -> Box<dyn Iterator<Item = (&String, usize)> + '_> {
    let (last, first) = challenges.split_last().unwrap();
    let before = (0..900).filter(|_| !first.is_empty()).map(|n| (&first[n % first.len()], n % 50));
    Box::new(before.chain((0..100).map(move |n| (last, n % 50))))
}

#[tokio::test]
async fn a_right_code_forgives_the_wrong_ones_before_it() {
    let server = start().await;
    for _ in 0..8 {
        let mut anna = server.client().from("192.0.2.1");
        let id = challenge(&anna, ANNA).await;
        let code = anna.last_code().await;
        anna.answer_code(&id, &code).await.expect_status(200);
    }
}

#[tokio::test]
async fn a_thousand_right_passwords_send_no_more_messages_than_allowed() {
    let server = start().await;
    for n in 0..1_000 {
        let stranger = server.client().from(&address(n % 50));
        let answer = stranger.log_in(ANNA, PASSWORD).await;
        if answer.status != 200 {
            answer.expect_problem(429, "too_many_messages");
        }
        // Twenty in ten minutes and more, so that the pause of 30 seconds hides nothing.
        if n % 20 == 0 {
            server.advance(31).await;
        }
    }
    assert_eq!(messages(&server.client()).await, 5, "in the first hour");
    for _ in 0..72 {
        server.advance(20 * 60).await;
        server.client().from("203.0.113.1").log_in(ANNA, PASSWORD).await;
    }
    assert!(messages(&server.client()).await <= 35, "in a day, and in the hours after it");
    server.client().from("203.0.113.1").log_in(PYOTR, PASSWORD).await.expect_status(200);
}

#[tokio::test]
async fn whoever_signs_in_again_gets_the_code_that_they_have() {
    let server = start().await;
    let mut anna = server.client();
    let first = anna.log_in(ANNA, PASSWORD).await.expect_status(200).challenge();
    server.advance(10).await;
    let again = anna.log_in(ANNA, PASSWORD).await.expect_status(200).challenge();
    assert_eq!(again["challenge"], first["challenge"]);
    assert!(again["resend_after"].as_u64().unwrap() <= 20, "{again}");
    assert!(again["expires_in"].as_u64().unwrap() <= 290, "{again}");
    assert_eq!(messages(&anna).await, 1);
    let code = anna.last_code().await;
    anna.answer_code(first["challenge"].as_str().unwrap(), &code).await.expect_status(200);
    // A used one is no good to anybody.
    let next = anna.log_in(ANNA, PASSWORD).await.expect_status(200).challenge();
    assert_ne!(next["challenge"], first["challenge"]);
}

#[tokio::test]
async fn without_another_message_the_last_code_stays_good() {
    let server = start().await;
    let mut anna = server.client();
    for _ in 0..5 {
        challenge(&anna, ANNA).await;
        server.advance(31).await;
    }
    let last = anna.log_in(ANNA, PASSWORD).await.expect_status(200).challenge();
    assert!(last["resend_after"].as_u64().unwrap() > 60, "{last}");
    assert_eq!(messages(&anna).await, 5);
    let body = json!({ "challenge": last["challenge"] });
    let resent = anna.post("/api/v1/auth/resend").json(&body).send().await;
    resent.expect_problem(429, "too_many_messages");
    let code = anna.last_code().await;
    anna.answer_code(last["challenge"].as_str().unwrap(), &code).await.expect_status(200);
    // A right code shows that they arrive.
    challenge(&anna, ANNA).await;
}

#[tokio::test]
async fn a_hash_of_another_cost_is_renewed_at_the_next_sign_in() {
    // PASSWORD at a lower cost.
    const CHEAP: &str = "$argon2id$v=19$m=256,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$caXOptIuxBGe4WQlNL8cS9fChNFVqABiBFczg91+amM";
    let server = start().await;
    let mut database = server.database().await;
    sqlx::query("UPDATE accounts SET password = ?")
        .bind(CHEAP)
        .execute(&mut database)
        .await
        .unwrap();
    let hashes = async || -> Vec<String> {
        let mut database = server.database().await;
        sqlx::query_scalar("SELECT password FROM accounts").fetch_all(&mut database).await.unwrap()
    };
    challenge(&server.client(), ANNA).await;
    let renewed: Vec<_> = hashes().await.into_iter().filter(|hash| hash != CHEAP).collect();
    assert!(
        matches!(&renewed[..], [hash] if hash.starts_with("$argon2id$") && !hash.contains("$m=256,")),
        "{renewed:?}"
    );
    challenge(&server.client(), ANNA).await;
    assert!(hashes().await.contains(&renewed[0]), "an up-to-date hash stays");
}
