//! When a definition changes, no answer is lost.

use crate::support::services::alone;
use crate::support::{Client, Server};
use serde_json::{Value, json};
use server::{App, Settings};
use std::path::Path;

fn option(value: &str, ru: &str, en: &str) -> Value {
    json!({ "value": value, "label": { "ru": ru, "en": en } })
}

fn field(id: &str, ru: &str, en: &str, kind: Value) -> Value {
    json!({ "id": id, "label": { "ru": ru, "en": en }, "kind": kind })
}

fn publish(folder: &Path, version: u32, fields: &[Value]) {
    let text = |ru: &str, en: &str| json!({ "ru": ru, "en": en });
    let service = json!({
        "id": "parcel", "version": version, "section": "appeals", "number_prefix": "ПОЧ",
        "title": text("Посылка", "Parcel"), "summary": text("Отправить посылку.", "Send a parcel."),
        "terms": [{ "category": "standard", "working_days": 3 }],
        "steps": [{ "id": "what", "title": text("Что", "What"), "fields": fields }],
    });
    std::fs::write(folder.join("parcel.json"), service.to_string()).unwrap();
}

fn consent() -> Value {
    let body = json!({ "ru": "Я согласен.", "en": "I agree." });
    field("agree", "Согласие", "Consent", json!({ "consent": { "body": body } }))
}

fn first_edition() -> Vec<Value> {
    let ways = [option("air", "Самолётом", "By air"), option("sea", "Морем", "By sea")];
    let extras = [option("note", "Уведомление", "A note"), option("box", "Коробка", "A box")];
    let city = field("city", "Город", "City", json!({ "text": { "max": 50 } }));
    let flat = field("flat", "Квартира", "Flat", json!({ "text": { "max": 9 } }));
    vec![
        field("content", "Что внутри?", "What is inside?", json!({ "text": { "max": 100 } })),
        field("way", "Как везти?", "Which way?", json!({ "choice": { "options": ways } })),
        field("extras", "Что ещё?", "What else?", json!({ "choices": { "options": extras } })),
        field("ready", "Готово с", "Ready since", json!("past_date")),
        field(
            "homes",
            "Адреса",
            "Addresses",
            json!({ "group": { "item": { "ru": "Адрес", "en": "Address" }, "max": 3, "fields": [city, flat] } }),
        ),
        consent(),
    ]
}

fn second_edition() -> Vec<Value> {
    let ways = [option("air", "Самолётом", "By air"), option("rail", "Поездом", "By rail")];
    let extras = [option("note", "Уведомление", "A note"), option("tape", "Лента", "Tape")];
    let city = field("city", "Город", "City", json!({ "text": { "max": 50 } }));
    vec![
        field("content", "Содержимое", "Content", json!({ "text": { "max": 100 } })),
        field("way", "Как везти?", "Which way?", json!({ "choice": { "options": ways } })),
        field("extras", "Что ещё?", "What else?", json!({ "choices": { "options": extras } })),
        field(
            "homes",
            "Адреса",
            "Addresses",
            json!({ "group": { "item": { "ru": "Адрес", "en": "Address" }, "max": 3, "fields": [city] } }),
        ),
        consent(),
    ]
}

fn typed() -> Value {
    json!({
        "content": "Книги", "way": "sea", "extras": ["note", "box"], "ready": "01.10.2026", "agree": true,
        "homes": ["3", "1"], "homes.3.city": "Пермь", "homes.1.city": "Тверь", "homes.1.flat": "7",
    })
}

async fn start(folder: &Path) -> Server {
    let services = folder.to_owned();
    Server::start_with(|settings| {
        settings.test_doors = true;
        settings.services = Some(services);
    })
    .await
}

async fn restart(server: Server, anna: &mut Client) -> Server {
    let server = server.restart().await;
    anna.address = server.address;
    server
}

fn told(draft: &Value) -> Vec<(&str, &str)> {
    let rows = draft["left_over"].as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter()
        .map(|row| (row["label"].as_str().unwrap(), row["answer"].as_str().unwrap()))
        .collect()
}

#[tokio::test]
async fn answers_without_a_place_are_told_with_their_questions() {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path(), 1, &first_edition());
    let server = start(folder.path()).await;
    let mut anna = server.anna().await;
    let draft = anna.begin(&json!({ "service": "parcel" })).await.expect_status(201).json();
    let id = draft["id"].as_str().unwrap();
    anna.save(id, 1, &typed()).await.expect_status(200);
    assert!(told(&anna.draft(id).await).is_empty());
    publish(folder.path(), 2, &second_edition());
    let server = restart(server, &mut anna).await;
    let read = anna.draft(id).await;
    let fitting = json!({
        "content": "Книги", "extras": ["note"], "agree": true,
        "homes": ["3", "1"], "homes.3.city": "Пермь", "homes.1.city": "Тверь",
    });
    assert_eq!(read["answers"], fitting);
    let lost = [
        ("Как везти?", "Морем"),
        ("Что ещё?", "Коробка"),
        ("Готово с", "01.10.2026"),
        ("Адрес 2: Квартира", "7"),
    ];
    assert_eq!(told(&read), lost);
    let address = format!("/api/v1/drafts/{id}");
    let english = anna.get(&address).header("accept-language", "en").send().await.json();
    assert_eq!(told(&english)[0], ("Which way?", "By sea"));
    // Saving under the new definition keeps these answers visible, also after another restart.
    let mut answers = read["answers"].clone();
    answers["way"] = json!("rail");
    anna.save(id, 2, &answers).await.expect_status(200);
    assert_eq!(told(&anna.draft(id).await), lost);
    publish(folder.path(), 3, &second_edition()[1..]);
    let server = restart(server, &mut anna).await;
    let read = anna.draft(id).await;
    assert_eq!(told(&read), [&lost[..], &[("Содержимое", "Книги")]].concat());
    assert_eq!(read["answers"]["way"], "rail");
    let sent = anna.submit(id, 3, "k").await.expect_status(201).json();
    assert!(told(&anna.draft(id).await).is_empty(), "what was sent is what was sent");
    // The application stays readable under other definitions and without any.
    std::fs::remove_file(folder.path().join("parcel.json")).unwrap();
    let _server = restart(server, &mut anna).await;
    let case = anna.see(sent["id"].as_str().unwrap()).await;
    assert_eq!(case["summary"]["title"], "Посылка");
    assert_eq!(case["can_repeat"], false);
    let drafts = anna.get("/api/v1/drafts").send().await.expect_status(200).json();
    assert_eq!(drafts, json!({ "drafts": [] }));
}

#[tokio::test]
async fn a_correction_follows_the_present_definition() {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path(), 1, &first_edition());
    let server = start(folder.path()).await;
    let mut anna = server.anna().await;
    let draft = anna.begin(&json!({ "service": "parcel" })).await.json();
    let mut typed = typed();
    typed["homes.3.flat"] = json!("1");
    typed["ready"] = json!("01.10.2020");
    anna.save(draft["id"].as_str().unwrap(), 1, &typed).await.expect_status(200);
    let sent = anna.submit(draft["id"].as_str().unwrap(), 2, "k").await.expect_status(201).json();
    let id = sent["id"].as_str().unwrap();
    server.bureau(id, "take").await.expect_status(200);
    publish(folder.path(), 2, &second_edition());
    let server = restart(server, &mut anna).await;
    // The bureau may still point to a field that only the old definition has.
    server.ask(id, &["/answers/ready", "/answers/content"]).await.expect_status(200);
    let address = format!("/api/v1/applications/{id}/correction");
    let correction = anna.post(&address).send().await.expect_status(201).json();
    assert_eq!(correction["answers"]["content"], "Книги");
    assert!(correction["answers"].get("agree").is_none(), "agreed to under other words");
    assert!(told(&correction).contains(&("Готово с", "01.10.2020")));
    assert!(told(&correction).contains(&("Как везти?", "Морем")));
}

#[tokio::test]
async fn the_automatic_check_asks_also_when_the_service_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let text = alone().to_string();
    std::fs::write(folder.path().join("mse_application.json"), text).unwrap();
    let server = start(folder.path()).await;
    let mut anna = server.anna().await;
    let id = anna.application().await;
    let file = anna.see(&id).await["files"][0]["id"].as_str().unwrap().to_owned();
    std::fs::remove_file(server.data().join("files").join(file)).unwrap();
    std::fs::remove_file(folder.path().join("mse_application.json")).unwrap();
    // Now neither the catalogue nor the stored definitions have the service.
    let mut database = server.database().await;
    sqlx::query("DELETE FROM definitions").execute(&mut database).await.unwrap();
    drop(database);
    let server = restart(server, &mut anna).await;
    let checked = server.bureau(&id, "check").await.expect_status(200).json();
    assert_eq!(checked["state"], "needs_info");
    assert_eq!(anna.see(&id).await["remarks"][0]["pointer"], "/files/identity_scan");
    let correction = anna.post(&format!("/api/v1/applications/{id}/correction")).send().await;
    correction.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn a_change_without_a_new_version_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let open = async || {
        let mut settings = Settings::new(folder.path().join("data"));
        settings.services = Some(folder.path().to_owned());
        let opened = App::open(settings).await;
        match opened {
            Ok(app) => {
                app.close().await;
                String::new()
            }
            Err(error) => error.to_string(),
        }
    };
    publish(folder.path(), 1, &first_edition());
    assert_eq!(open().await, "");
    publish(folder.path(), 1, &second_edition());
    let error = open().await;
    assert!(error.contains("«parcel»") && error.contains("raise `version`"), "{error}");
    publish(folder.path(), 2, &second_edition());
    assert_eq!(open().await, "");
    // These are no changes: other white space, another order, another `office`.
    let file = folder.path().join("parcel.json");
    let mut definition: Value =
        serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    definition["office"] = json!({ "closes": "2100-01-01" });
    let members = definition.as_object().unwrap().iter().rev();
    let members: Vec<String> =
        members.map(|(name, value)| format!("\"{name}\" :\n{value:#}")).collect();
    std::fs::write(&file, format!("{{{}}}", members.join(" ,\n"))).unwrap();
    assert_eq!(open().await, "");
    publish(folder.path(), 1, &first_edition());
    assert_eq!(open().await, "", "an older version is back");
}

#[tokio::test]
async fn a_kept_definition_may_be_written_in_another_way() {
    let server = Server::start().await;
    let mut database = server.database().await;
    let kept: Vec<(String, String)> = sqlx::query_as("SELECT service, definition FROM definitions")
        .fetch_all(&mut database)
        .await
        .unwrap();
    for (service, text) in kept {
        // The same definition with sorted members and indentation.
        let other = format!("{:#}", serde_json::from_str::<Value>(&text).unwrap());
        assert_ne!(other, text);
        sqlx::query("UPDATE definitions SET definition = ? WHERE service = ?")
            .bind(other)
            .bind(service)
            .execute(&mut database)
            .await
            .unwrap();
    }
    drop(database);
    server.restart().await.anna().await;
}
