//! What a case tells of its stages, its needs, and of what its citizen has not seen.

use crate::support::bookings::details;
use crate::support::stream::field;
use crate::support::{Client, Server};
use serde_json::{Value, json};

/// Kinds and progress of the stages, in order.
fn way(case: &Value) -> String {
    let stages = case["stages"].as_array().unwrap().iter();
    let words = stages.map(|stage| {
        let [kind, progress] = ["kind", "progress"].map(|name| stage[name].as_str().unwrap());
        format!("{kind} {progress}")
    });
    words.collect::<Vec<_>>().join(", ")
}

fn needs(case: &Value) -> Vec<&str> {
    let needs = case["needs"].as_array().into_iter().flatten();
    needs.map(|need| need["kind"].as_str().unwrap()).collect()
}

async fn ask(server: &Server, id: &str) {
    let remarks = json!([{ "pointer": "", "text": { "ru": "Приложите справку." } }]);
    let body = json!({ "application": id, "action": "ask", "remarks": remarks });
    server.client().post("/_test/bureau").json(&body).send().await.expect_status(200);
}

async fn see(client: &Client, id: &str, line: i64) -> crate::support::Answer {
    client
        .put(&format!("/api/v1/applications/{id}/seen"))
        .json(&json!({ "line": line }))
        .send()
        .await
}

fn newest(case: &Value) -> i64 {
    case["journal"].as_array().unwrap().last().unwrap()["id"].as_i64().unwrap()
}

#[tokio::test]
async fn an_examination_goes_from_stage_to_stage() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let id = anna.exam().await;
    let sent = anna.see(&id).await;
    assert_eq!(way(&sent), "sent done, check current, review ahead, visit ahead, decision ahead");
    assert_eq!(needs(&sent), ["choose_date"]);
    assert!(sent["as_of"].as_i64().unwrap() >= newest(&sent));
    server.bureau(&id, "take").await.expect_status(200);
    let slot = anna.free_slots(&id, "bureau").await[0].clone();
    anna.book(&id, &slot).await.expect_status(201);
    let booked = anna.see(&id).await;
    assert_eq!(way(&booked), "sent done, check done, review current, visit ahead, decision ahead");
    assert!(needs(&booked).is_empty());
    assert_eq!(booked["stages"][3]["at"], slot.as_str());
    let line = &booked["journal"][2];
    assert_eq!((&line["kind"], &line["by"]), (&json!("visit"), &json!("citizen")));
    assert_eq!(line["subject"], booked["visit"]["booking"]["id"]);
    assert_eq!(booked["stages"][3]["lines"], json!([line["id"]]));
    assert_eq!(sent["office"], Value::Null);
    let office = ["name", "address", "phone"].map(|part| booked["office"][part].as_str().unwrap());
    assert!(office.iter().all(|part| !part.is_empty()), "{office:?}");
    ask(&server, &id).await;
    let asked = anna.see(&id).await;
    assert_eq!(needs(&asked), ["correct"]);
    assert_eq!(asked["stages"][2]["returned"], newest(&asked));
    assert_eq!(asked["journal"][3]["by"], "office");
}

#[tokio::test]
async fn an_operation_is_ready_to_be_planned_until_it_is_booked() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let id = anna.surgery().await;
    assert!(needs(&anna.see(&id).await).is_empty());
    server.bureau(&id, "take").await.expect_status(200);
    server.bureau(&id, "approve").await.expect_status(200);
    let ready = anna.see(&id).await;
    assert_eq!(
        way(&ready),
        "sent done, check done, review done, decision done, planning current, operation ahead"
    );
    assert_eq!(
        (needs(&ready), &ready["summary"]["ready_to_plan"]),
        (vec!["choose_date"], &json!(true))
    );
    let listed = || async {
        let list = anna.get("/api/v1/applications").send().await.expect_status(200).json();
        list["applications"][0]["ready_to_plan"].clone()
    };
    assert_eq!(listed().await, true);
    let slot = anna.free_slots(&id, "hospital").await[0].clone();
    let body = json!({ "institution": "hospital", "starts_at": slot, "details": details() });
    anna.book_with(&id, "key", &body).await.expect_status(201);
    let booked = anna.see(&id).await;
    assert_eq!(
        (&booked["stages"][5]["progress"], listed().await),
        (&json!("current"), Value::Null)
    );
    let booking = booked["visit"]["booking"]["id"].as_str().unwrap();
    anna.cancel(booking, false).await.expect_status(200);
    let again = anna.see(&id).await;
    assert_eq!((&again["stages"][4]["progress"], listed().await), (&json!("current"), json!(true)));
    assert_eq!(again["stages"][4]["returned"], newest(&again));
}

#[tokio::test]
async fn another_time_is_answered_or_chosen() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (booking, id) = anna.booked("112-233-445 95", 0).await;
    let case = booking["application"].as_str().unwrap();
    let other = anna.far_slots(case).await[3].clone();
    server.transfer(&id, &other).await.expect_status(200);
    let asked = anna.see(case).await;
    assert_eq!(needs(&asked), ["answer_transfer"]);
    let until = &asked["visit"]["booking"]["transfer"]["answer_by"];
    assert_eq!((&asked["needs"][0]["until"], &asked["needs"][0]["id"]), (until, &json!(id)));
    anna.answer(&id, "decline", &other).await.expect_status(200);
    assert_eq!(needs(&anna.see(case).await), ["other_time"]);
}

#[tokio::test]
async fn what_others_have_written_is_unseen_until_it_is_seen() {
    let server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let id = anna.application().await;
    let unseen = || async {
        let list = anna.get("/api/v1/applications").send().await.expect_status(200).json();
        list["applications"][0]["unseen"].clone()
    };
    let sent = anna.see(&id).await;
    assert_eq!((&sent["seen"], unseen().await), (&json!(newest(&sent)), Value::Null));
    server.bureau(&id, "check").await.expect_status(200);
    ask(&server, &id).await;
    assert_eq!(unseen().await, 2);
    let mut events = anna.events(None).await;
    events.event("hello").await;
    let case = anna.see(&id).await;
    see(&pyotr, &id, newest(&case)).await.expect_problem(404, "not_found");
    see(&anna, &id, newest(&case)).await.expect_status(204);
    let told: Value = serde_json::from_str(field(&events.event("case").await, "data")).unwrap();
    assert_eq!((&told["application"], &told["kind"]), (&json!(id), &json!("seen")));
    let seen = anna.see(&id).await;
    assert_eq!((&seen["seen"], unseen().await), (&json!(newest(&case)), Value::Null));
    assert_eq!(seen["journal"], case["journal"], "that it was seen is no news");
    assert!(seen["as_of"].as_i64() > case["as_of"].as_i64());
    // Neither back nor beyond what there is, and the same again is no news.
    for line in [0, i64::MIN, newest(&case), i64::MAX] {
        see(&anna, &id, line).await.expect_status(204);
        let again = anna.see(&id).await;
        assert_eq!((&again["seen"], &again["as_of"]), (&seen["seen"], &seen["as_of"]));
    }
    anna.post(&format!("/api/v1/applications/{id}/withdraw")).send().await.expect_status(200);
    assert_eq!(unseen().await, Value::Null, "one's own acts are no news");
}

#[tokio::test]
async fn a_page_that_tells_what_is_seen_does_not_extend_the_session() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let ends = || async {
        let session = anna.get("/api/v1/session").send().await.json();
        session["citizen"]["idle_ends_at"].as_str().map(str::to_owned)
    };
    server.bureau(&id, "check").await.expect_status(200);
    let before = ends().await;
    server.advance(60).await;
    see(&anna, &id, newest(&anna.see(&id).await)).await.expect_status(204);
    assert_eq!(ends().await, before);
}

#[tokio::test]
async fn who_chooses_a_day_knows_which_days_are_in_time() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let due = anna.see(&exam).await["summary"]["expected_by"].clone();
    let visit = anna.visit(&exam).await.expect_status(200).json();
    assert_eq!((&visit["decision_by"], due.is_string()), (&due, true));
    server.bureau(&exam, "refuse").await.expect_status(200);
    assert!(anna.visit(&exam).await.json()["decision_by"].is_null());
    let surgery = anna.surgery().await;
    let visit = anna.visit(&surgery).await.expect_status(200).json();
    assert!(visit["decision_by"].is_null(), "its decision is before the operation");
}
