use crate::support::{Client, Server};
use serde_json::{Value, json};

async fn find(client: &Client, words: &str, language: &str) -> Vec<String> {
    let search = client.post("/api/v1/services/search").header("accept-language", language);
    let found = search.json(&json!({ "words": words })).send().await.expect_status(200).json();
    let cards = found["services"].as_array().unwrap().iter();
    cards.map(|card| card["id"].as_str().unwrap().to_owned()).collect()
}

/// Writes services that differ only in id, section and opening days.
fn services(folder: &std::path::Path, services: &[(&str, &str, Value)]) {
    let text = include_str!("../../services/mse_application.json");
    std::fs::create_dir_all(folder).unwrap();
    for (id, section, office) in services {
        let mut service: Value = serde_json::from_str(text).unwrap();
        service["id"] = json!(id);
        service["section"] = json!(section);
        service["office"] = office.clone();
        std::fs::write(folder.join(format!("{id}.json")), service.to_string()).unwrap();
    }
}

#[tokio::test]
async fn words_find_a_service_in_the_language_of_the_citizen() {
    let server = Server::start().await;
    let nobody = server.client();
    for words in ["медико-социальная экспертиза", "эксперитзу", "'rcgthnbpf", "ЭКСПЕРТ"]
    {
        assert!(
            find(&nobody, words, "ru").await.contains(&"mse_application".to_owned()),
            "{words}"
        );
    }
    let search = nobody.post("/api/v1/services/search").header("accept-language", "en");
    let found = search.json(&json!({ "words": "examination medico" })).send().await.json();
    assert_eq!(found["services"][0]["title"], "Medico-social examination");
    assert_eq!(found["services"][0]["section"], "mse");
}

#[tokio::test]
async fn odd_words_find_nothing_and_break_nothing() {
    let server = Server::start().await;
    let nobody = server.client();
    let longest = "ж".repeat(200);
    for words in ["", " \n\t", "😀👩‍👩‍👧 🇷🇺", "\u{0}\u{202e}%_'--", "e\u{301}\u{301}", &longest]
    {
        assert_eq!(find(&nobody, words, "ru").await, [""; 0], "{words:?}");
    }
    let search = |body: Value| nobody.post("/api/v1/services/search").json(&body).send();
    search(json!({ "words": "ж".repeat(201) })).await.expect_problem(413, "too_large");
    search(json!({ "words": "x".repeat(20_000) })).await.expect_problem(413, "too_large");
    search(json!({})).await.expect_problem(400, "malformed");
    search(json!({ "words": 1 })).await.expect_problem(400, "malformed");
    search(json!({ "words": "", "page": 2 })).await.expect_problem(400, "malformed");
}

#[tokio::test]
async fn only_what_takes_applications_today_is_offered() {
    let far = |years: i32| format!("{}-01-01", 2026 + years);
    let server = Server::start_with(|settings| {
        settings.test_doors = true;
        let folder = settings.data.with_file_name("services");
        services(
            &folder,
            &[
                ("open", "so", json!({})),
                ("also_open", "so", json!({ "opens": far(-20), "closes": far(70) })),
                ("over", "mse", json!({ "closes": far(-20) })),
                ("early", "appeals", json!({ "opens": far(70) })),
            ],
        );
        settings.services = Some(folder);
    })
    .await;
    let nobody = server.client();
    let list = nobody.get("/api/v1/services").send().await.expect_status(200).json();
    let ids: Vec<&Value> =
        list["services"].as_array().unwrap().iter().map(|card| &card["id"]).collect();
    // A page takes no applications and has no days.
    assert_eq!(ids, ["also_open", "open", "feedback"]);
    let sections = json!([
        { "id": "so", "title": "Специальные операции" },
        { "id": "appeals", "title": "Обращения" }
    ]);
    assert_eq!(list["sections"], sections);
    let mut found = find(&nobody, "медико-социальная экспертиза", "ru").await;
    found.sort();
    assert_eq!(found, ["also_open", "open"]);
    // A draft that was begun while the service was open still needs the definition.
    nobody.get("/api/v1/services/over").send().await.expect_status(200);
}

#[tokio::test]
async fn ten_services_are_shown_at_most() {
    let server = Server::start_with(|settings| {
        let folder = settings.data.with_file_name("services");
        let names: Vec<String> = (0..12).map(|number| format!("service_{number}")).collect();
        let many: Vec<_> = names.iter().map(|name| (name.as_str(), "mse", json!({}))).collect();
        services(&folder, &many);
        settings.services = Some(folder);
    })
    .await;
    assert_eq!(find(&server.client(), "экспертиза", "ru").await.len(), 10);
}

#[tokio::test]
async fn the_catalogue_names_its_sections_in_their_order() {
    let server = Server::start().await;
    let list = server.client().get("/api/v1/services").header("accept-language", "en").send().await;
    let list = list.json();
    let sections = list["sections"].as_array().unwrap();
    assert_eq!(sections[0], json!({ "id": "mse", "title": "Medico-social examination" }));
    let order: Vec<&Value> = sections.iter().map(|section| &section["id"]).collect();
    let mut seen: Vec<&Value> =
        list["services"].as_array().unwrap().iter().map(|card| &card["section"]).collect();
    seen.dedup();
    assert_eq!(seen, order, "services stand together by section, and no section is empty");
}
