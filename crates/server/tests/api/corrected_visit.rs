//! A correction can name another patient: the visit stays, and then belongs to that patient.

use crate::support::bookings::{BUREAU, details};
use crate::support::{Answer, Client, Server};
use serde_json::json;

const SNILS: &str = "112-233-445 95";
const OTHER_SNILS: &str = "123-456-789 64";

/// The bureau asks for a correction, and the citizen sends another number.
async fn correct(server: &Server, client: &Client, application: &str, snils: &str) {
    server.bureau(application, "check").await.expect_status(200);
    server.ask(application, &["/answers/snils"]).await.expect_status(200);
    let address = format!("/api/v1/applications/{application}/correction");
    let draft = client.post(&address).send().await.expect_status(201).json();
    let (id, mut answers) = (draft["id"].as_str().unwrap(), draft["answers"].clone());
    answers["snils"] = json!(snils);
    client.save(id, 1, &answers).await.expect_status(200);
    client.submit(id, 2, id).await.expect_status(201);
}

async fn replace(client: &Client, application: &str, starts_at: &str, booking: &str) -> Answer {
    let body = json!({
        "institution": BUREAU, "starts_at": starts_at, "details": details(), "replaces": booking,
    });
    client.book_with(application, &format!("{booking} {starts_at}"), &body).await
}

async fn active(server: &Server, application: &str) -> i64 {
    let count = "SELECT count(*) FROM bookings WHERE application = ? AND state = 'booked'";
    let count = sqlx::query_scalar(count).bind(application);
    count.fetch_one(&mut server.database().await).await.unwrap()
}

#[tokio::test]
async fn the_visit_follows_the_corrected_number() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (booking, id) = anna.booked(OTHER_SNILS, 0).await;
    let application = booking["application"].as_str().unwrap();
    let theirs = pyotr.exam_of(OTHER_SNILS).await;
    let slots = anna.far_slots(application).await;
    pyotr.book(&theirs, &slots[1]).await.expect_problem(409, "already_booked");
    correct(&server, &anna, application, SNILS).await;
    assert_eq!(anna.visit(application).await.json()["booking"]["id"], id.as_str());
    anna.book(application, &slots[2]).await.expect_problem(409, "already_booked");
    pyotr.book(&theirs, &slots[1]).await.expect_status(201);
    // A patient has only one visit, whichever application it belongs to.
    let again = anna.exam_of(SNILS).await;
    anna.book(&again, &slots[2]).await.expect_problem(409, "already_booked");
    let moved = replace(&anna, application, &slots[2], &id).await.expect_status(201).json();
    assert_eq!(moved["starts_at"], slots[2].as_str());
    assert_eq!(active(&server, application).await, 1);
    server.transfer(moved["number"].as_str().unwrap(), &slots[4]).await.expect_status(200);
    assert_eq!(anna.booking(moved["id"].as_str().unwrap()).await["transfer"]["state"], "proposed");
}

#[tokio::test]
async fn a_patient_who_has_a_visit_already_keeps_both_until_one_is_cancelled() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (first, first_id) = anna.booked(SNILS, 0).await;
    let (mistyped, mistyped_id) = anna.booked(OTHER_SNILS, 0).await;
    let application = mistyped["application"].as_str().unwrap();
    let slots = anna.far_slots(application).await;
    correct(&server, &anna, application, SNILS).await;
    assert_eq!(anna.visit(application).await.json()["booking"]["id"], mistyped_id.as_str());
    let other = first["application"].as_str().unwrap();
    assert_eq!(anna.visit(other).await.json()["booking"]["id"], first_id.as_str());
    let theirs = pyotr.exam_of(OTHER_SNILS).await;
    pyotr.book(&theirs, &slots[0]).await.expect_status(201);
    anna.book(application, &slots[1]).await.expect_problem(409, "already_booked");
    for booking in [&mistyped_id, &first_id] {
        let replaced = replace(&anna, application, &slots[1], booking).await;
        replaced.expect_problem(409, "already_booked");
    }
    assert_eq!((active(&server, application).await, active(&server, other).await), (1, 1));
    anna.cancel(&first_id, false).await.expect_status(200);
    let moved = replace(&anna, application, &slots[1], &mistyped_id).await.expect_status(201);
    assert_eq!(moved.json()["starts_at"], slots[1].as_str());
    anna.book(other, &slots[2]).await.expect_problem(409, "already_booked");
}

#[tokio::test]
async fn the_index_holds_where_the_question_did_not() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    anna.booked(SNILS, 0).await;
    let copy = "INSERT INTO bookings (id, account, application, service, patient, institution, line, starts_at, minutes,
                    state, details, booked_at, changed_at)
                SELECT 'copy', account, application, service, x'00', institution, line, starts_at + 1, minutes, state,
                    details, booked_at, changed_at FROM bookings";
    let error = sqlx::query(copy).execute(&mut server.database().await).await.unwrap_err();
    assert!(error.to_string().contains("bookings.application"), "{error}");
}
