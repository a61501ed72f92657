//! The form does not ask again for what is already known.

use crate::support::Server;
use crate::support::cases::{SERVICE, answers};
use serde_json::{Value, json};

fn places(draft: &Value) -> Vec<&str> {
    let filled = draft["filled"].as_array().map(Vec::as_slice).unwrap_or_default();
    filled.iter().map(|filled| filled["field"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_complete_profile_fills_in_everything_that_it_knows() {
    let server = Server::start().await;
    let maria = server.maria().await;
    let made = maria.begin(&json!({ "service": SERVICE })).await.expect_status(201).json();
    for (path, answer) in [
        ("name.surname", "Кузнецова"),
        ("name.patronymic", "Павловна"),
        ("birth_date", "21.03.1968"),
        ("snils", "112-233-445 95"),
        ("inn", "123456789047"),
        ("oms", "1234567890123452"),
        ("passport.number", "4509 123456"),
        ("passport.issued", "15.04.2013"),
        ("passport.department", "770-001"),
        ("phone", "+7 900 000-00-03"),
        ("email", "profile@okno.example"),
        ("address.postcode", "620014"),
        ("address.street", "ул. Мира, д. 5, кв. 12"),
    ] {
        assert_eq!(made["answers"][path], answer, "{path}");
    }
    let all =
        ["name", "birth_date", "snils", "inn", "oms", "passport", "phone", "email", "address"];
    assert_eq!(places(&made), all, "in the order of the form");
    assert!(made["filled"][0].get("application").is_none(), "from the profile");
    // What was filled in is right, so the check names only other fields.
    let mut answers = made["answers"].clone();
    answers["identity_kind"] = json!("passport");
    let id = made["id"].as_str().unwrap();
    maria.save(id, 1, &answers).await.expect_status(200);
    let check = maria.post(&format!("/api/v1/drafts/{id}/check")).send().await.json();
    for issue in check["issues"].as_array().unwrap() {
        let pointer = issue["pointer"].as_str().unwrap().trim_start_matches("/answers/");
        assert!(!all.contains(&pointer.split('.').next().unwrap()), "{issue}");
    }
}

#[tokio::test]
async fn a_changed_field_is_not_called_filled_any_more() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let made = anna.begin(&json!({ "service": SERVICE })).await.json();
    let (id, mut answers) = (made["id"].as_str().unwrap(), made["answers"].clone());
    assert_eq!(places(&made), ["name", "phone", "email"]);
    answers["description"] = json!("Здравствуйте");
    anna.save(id, 1, &answers).await.expect_status(200);
    assert_eq!(places(&anna.draft(id).await), ["name", "phone", "email"]);
    answers["name.given"] = json!("Анастасия");
    answers["phone"] = json!("");
    anna.save(id, 2, &answers).await.expect_status(200);
    assert_eq!(places(&anna.draft(id).await), ["email"]);
    answers["name.given"] = made["answers"]["name.given"].clone();
    anna.save(id, 3, &answers).await.expect_status(200);
    assert_eq!(places(&anna.draft(id).await), ["email"], "typed by the citizen now");
}

#[tokio::test]
async fn what_the_profile_lacks_comes_from_the_newest_application() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let number = anna.see(&id).await["summary"]["number"].clone();
    let made = anna.begin(&json!({ "service": SERVICE })).await.json();
    assert_eq!(made["answers"]["birth_date"], "21.03.1968", "as citizens write it");
    assert_eq!(made["answers"]["passport.issued"], "10.04.2013");
    assert_eq!(made["answers"]["snils"], "112-233-445 95");
    let of = |field: &str| {
        let filled = made["filled"].as_array().unwrap();
        filled.iter().find(|filled| filled["field"] == field).unwrap()["application"].clone()
    };
    assert_eq!((of("birth_date"), of("name")), (number, Value::Null));
    assert!(made["answers"]["description"].is_null(), "only what the agency wants filled in");
    // Answers are never taken from somebody else's applications.
    let pyotr = server.pyotr().await.begin(&json!({ "service": SERVICE })).await.json();
    assert!(pyotr["answers"]["birth_date"].is_null());
}

#[tokio::test]
async fn an_application_for_somebody_else_is_no_source() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.full_draft().await;
    let mut answers = answers();
    answers["name.given"] = json!("Вера");
    anna.save(&draft, 2, &answers).await.expect_status(200);
    anna.submit(&draft, 3, "k").await.expect_status(201);
    let made = anna.begin(&json!({ "service": SERVICE })).await.json();
    assert_eq!(made["answers"]["name.given"], "Анна");
    assert!(made["answers"]["birth_date"].is_null() && made["answers"]["snils"].is_null());
}
