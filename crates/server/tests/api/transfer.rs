use crate::support::bookings::{BUREAU, seconds_until};
use crate::support::files::pdf;
use crate::support::{Client, Server};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

const SNILS: &str = "112-233-445 95";
const OTHER_SNILS: &str = "123-456-789 64";

/// Books a visit for Anna, and lets the institution propose another slot. Returns the booking, its id and the slot.
async fn proposed(server: &Server, anna: &Client) -> (Value, String, String) {
    let (booking, id) = anna.booked(SNILS, 0).await;
    let slot = anna.far_slots(booking["application"].as_str().unwrap()).await[4].clone();
    server.transfer(&id, &slot).await.expect_status(200);
    (booking, id, slot)
}

#[tokio::test]
async fn the_institution_proposes_and_the_citizen_accepts() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (booking, id, slot) = proposed(&server, &anna).await;
    let shown = anna.booking(&id).await;
    let transfer = &shown["transfer"];
    assert_eq!(transfer["starts_at"], slot.as_str());
    assert_eq!(
        (&transfer["reason"], &transfer["state"]),
        (&json!("surgeon_absent"), &json!("proposed"))
    );
    let left = seconds_until(&anna, transfer["answer_by"].as_str().unwrap()).await;
    assert!((24 * 3600 - 60..=24 * 3600).contains(&left), "{left}");
    assert_eq!(shown["starts_at"], booking["starts_at"], "nothing has moved yet");
    let of_case = async || {
        let case = anna.see(booking["application"].as_str().unwrap()).await;
        case["visit"]["booking"].clone()
    };
    assert_eq!(&of_case().await["transfer"], transfer);
    let theirs = pyotr.exam_of(OTHER_SNILS).await;
    pyotr.book(&theirs, &slot).await.expect_problem(409, "slot_taken");
    let letter = anna.last_letter().await;
    assert!(!letter.contains("врач") && !letter.contains("bureau"), "{letter}");
    anna.act(&id, "transfer/accept", &json!({})).await.expect_problem(400, "malformed");
    let moved = anna.answer(&id, "accept", &slot).await.expect_status(200).json();
    assert_eq!(moved["starts_at"], slot.as_str());
    assert!(moved["transfer"].is_null());
    assert_eq!(
        (&of_case().await["starts_at"], &of_case().await["transfer"]),
        (&json!(slot), &Value::Null)
    );
    pyotr.book(&theirs, booking["starts_at"].as_str().unwrap()).await.expect_status(201);
    // A citizen whose response was lost sends the answer again.
    let again = anna.answer(&id, "accept", &slot).await.expect_status(200).json();
    assert_eq!(again["version"], moved["version"]);
    anna.answer(&id, "decline", &slot).await.expect_problem(412, "conflict");
    let holds: i64 = sqlx::query_scalar("SELECT count(*) FROM holds")
        .fetch_one(&mut server.database().await)
        .await
        .unwrap();
    assert_eq!(holds, 0);
}

#[tokio::test]
async fn who_declines_chooses_another_time_until_the_visit() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (booking, id, slot) = proposed(&server, &anna).await;
    for _ in 0..2 {
        let declined = anna.answer(&id, "decline", &slot).await.expect_status(200).json();
        assert_eq!(declined["transfer"]["state"], "declined");
        assert_eq!(declined["version"], 3);
    }
    let case = anna.see(booking["application"].as_str().unwrap()).await;
    assert_eq!(case["visit"]["booking"]["transfer"]["state"], "declined");
    anna.answer(&id, "accept", &slot).await.expect_problem(412, "conflict");
    let theirs = pyotr.exam_of(OTHER_SNILS).await;
    pyotr.book(&theirs, &slot).await.expect_status(201);
    let starts_at = booking["starts_at"].as_str().unwrap();
    server.advance(seconds_until(&anna, starts_at).await - 3600).await;
    let anna = server.anna().await;
    let other = anna.far_slots(booking["application"].as_str().unwrap()).await[0].clone();
    let moved = anna.relocate(&id, 3, &other).await.expect_status(200).json();
    assert!(moved["transfer"].is_null());
    assert_eq!(moved["starts_at"], other.as_str());
}

#[tokio::test]
async fn no_answer_in_a_day_is_a_refusal() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (booking, id, slot) = proposed(&server, &anna).await;
    server.advance(24 * 3600 + 1).await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    anna.answer(&id, "accept", &slot).await.expect_problem(412, "conflict");
    let shown = anna.booking(&id).await;
    assert_eq!(
        (&shown["transfer"]["state"], &shown["state"]),
        (&json!("declined"), &json!("booked"))
    );
    assert_eq!(shown["starts_at"], booking["starts_at"]);
    assert!(anna.last_letter().await.contains("не ответили вовремя"));
    let theirs = pyotr.exam_of(OTHER_SNILS).await;
    pyotr.book(&theirs, &slot).await.expect_status(201);
    // Needs no confirmation although it is late, because the institution could not keep the time.
    server.advance(seconds_until(&anna, booking["starts_at"].as_str().unwrap()).await - 3600).await;
    let anna = server.anna().await;
    let cancelled = anna.cancel(&id, false).await.expect_status(200).json();
    assert_eq!(cancelled["cancelled_late"], false);
}

#[tokio::test]
async fn a_proposal_outlives_a_restart_but_not_the_visit() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (booking, id) = anna.booked(SNILS, 0).await;
    let starts_at = booking["starts_at"].as_str().unwrap().to_owned();
    server.advance(seconds_until(&anna, &starts_at).await - 3600).await;
    let anna = server.anna().await;
    let slot = anna.far_slots(booking["application"].as_str().unwrap()).await[0].clone();
    server.transfer(&id, &slot).await.expect_status(200);
    assert_eq!(anna.booking(&id).await["transfer"]["answer_by"], starts_at.as_str());
    // The restart sets the test clock back; stored times stay.
    let server = server.restart().await;
    let mut anna = server.anna().await;
    assert_eq!(anna.booking(&id).await["transfer"]["state"], "proposed");
    server.advance(seconds_until(&anna, &starts_at).await + 1).await;
    anna = server.anna().await;
    let shown = anna.booking(&id).await;
    assert_eq!((&shown["state"], &shown["transfer"]), (&json!("past"), &Value::Null));
    anna.answer(&id, "accept", &slot).await.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn a_new_proposal_takes_the_place_of_the_old_one() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (booking, id, first) = proposed(&server, &anna).await;
    let slots = anna.far_slots(booking["application"].as_str().unwrap()).await;
    let (theirs, _) = pyotr.booked(OTHER_SNILS, 7).await;
    let taken = theirs["starts_at"].as_str().unwrap();
    server.transfer(&id, taken).await.expect_problem(409, "slot_taken");
    assert_eq!(anna.booking(&id).await["transfer"]["starts_at"], first.as_str());
    let number = booking["number"].as_str().unwrap();
    server.transfer(number, &slots[6]).await.expect_status(200);
    assert_eq!(anna.booking(&id).await["transfer"]["starts_at"], slots[6].as_str());
    // The citizen has only read about the first proposal.
    for what in ["accept", "decline"] {
        anna.answer(&id, what, &first).await.expect_problem(412, "conflict");
    }
    let shown = anna.booking(&id).await;
    assert_eq!(shown["starts_at"], booking["starts_at"]);
    assert_eq!(shown["transfer"]["state"], "proposed");
    let third = pyotr.exam_of("087-654-303 00").await;
    assert!(pyotr.is_free(&third, BUREAU, &first).await);
    server
        .transfer(&id, booking["starts_at"].as_str().unwrap())
        .await
        .expect_problem(409, "not_allowed");
    server.transfer("nobody", &slots[6]).await.expect_problem(404, "not_found");
    anna.cancel(&id, false).await.expect_status(200);
    assert!(pyotr.is_free(&third, BUREAU, &slots[6]).await, "what was kept is given back");
    server.transfer(&id, &slots[5]).await.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn the_letter_is_written_or_the_institutions_own() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (booking, id) = anna.booked(SNILS, 0).await;
    let address = format!("/api/v1/bookings/{id}/transfer/letter.pdf");
    anna.get(&address).send().await.expect_problem(404, "not_found");
    let slot = anna.far_slots(booking["application"].as_str().unwrap()).await[4].clone();
    server.transfer(&id, &slot).await.expect_status(200);
    let letter = anna.get(&address).send().await.expect_status(200);
    assert_eq!(letter.header("content-type"), "application/pdf");
    assert!(
        letter.header("content-disposition").starts_with("attachment; filename=\"letter.pdf\"")
    );
    assert!(letter.body.starts_with(b"%PDF-") && letter.body.len() > 5000);
    let propose = |letter: String| {
        let body =
            json!({ "booking": id, "starts_at": slot, "reason": "equipment", "letter": letter });
        server.client().post("/_test/transfer").json(&body).send()
    };
    let own = pdf(4000);
    propose(STANDARD.encode(&own)).await.expect_status(200);
    assert_eq!(anna.get(&address).send().await.expect_status(200).body, own);
    for (wrong, error) in [
        (b"a letter".to_vec(), "type"),
        (pdf(5 * 1024 * 1024 + 1), "too_big"),
        (pdf(4000)[..3000].to_vec(), "truncated"),
    ] {
        let problem = propose(STANDARD.encode(wrong)).await.expect_problem(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], "/letter");
        let told = problem["errors"][0]["error"].to_string();
        assert!(told.contains(error), "{told}");
    }
    propose("not Base64".to_owned()).await.expect_problem(400, "malformed");
    let sealed: Vec<u8> = sqlx::query_scalar("SELECT letter FROM bookings WHERE id = ?")
        .bind(&id)
        .fetch_one(&mut server.database().await)
        .await
        .unwrap();
    assert!(!sealed.windows(5).any(|window| window == b"%PDF-"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_transfers_on_a_running_server() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (booking, id) = anna.booked(SNILS, 0).await;
    let slot = anna.far_slots(booking["application"].as_str().unwrap()).await[4].clone();
    let clerk = |more: &[&str]| {
        let network = server.folder().join("institutions.json");
        let mut clerk = server.clerk();
        clerk.arg("--institutions").arg(network).args(["transfer", &id, "--to"]).args(more);
        clerk.output().unwrap()
    };
    let file = server.folder().join("letter.pdf");
    std::fs::write(&file, pdf(3000)).unwrap();
    let done = clerk(&[&slot, "--reason", "emergency", "--letter", file.to_str().unwrap()]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(anna.booking(&id).await["transfer"]["reason"], "emergency");
    for (to, words) in [
        (booking["starts_at"].as_str().unwrap(), "at that time already"),
        ("2020-01-01T06:00:00Z", "not offered"),
        ("tomorrow", "--to needs a time"),
    ] {
        let refused = clerk(&[to, "--reason", "emergency"]);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.contains(words), "{said}");
    }
    std::fs::write(&file, "a letter").unwrap();
    let refused = clerk(&[&slot, "--reason", "emergency", "--letter", file.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no whole PDF"));
}
