//! Small services just for tests, so that an agency can change its own.

use super::Client;
use serde_json::{Value, json};
use server::Settings;

/// Makes the server offer only these services.
pub(crate) fn only(settings: &mut Settings, services: &[Value]) {
    let folder = settings.data.with_file_name("services");
    std::fs::create_dir_all(&folder).unwrap();
    for service in services {
        let file = folder.join(format!("{}.json", service["id"].as_str().unwrap()));
        std::fs::write(file, service.to_string()).unwrap();
    }
    settings.services = Some(folder);
}

/// `mse_application` where it is the only service: its decisions lead to no other.
pub(crate) fn alone() -> Value {
    let text = include_str!("../../../services/mse_application.json");
    let mut service: Value = serde_json::from_str(text).unwrap();
    service["office"]["result"]["entitles"] = json!([]);
    service
}

fn text(text: &str) -> Value {
    json!({ "ru": text, "en": format!("{text} (en)") })
}

/// A service with one of everything that documents show.
pub(crate) fn letter(office: Value) -> Value {
    json!({
        "id": "letter", "version": 3, "section": "appeals", "number_prefix": "ПИС",
        "title": text("Письмо в бюро"), "summary": text("Напишите нам."),
        "terms": [{ "category": "standard", "working_days": 1 }],
        "office": office,
        "steps": [
            {
                "id": "about", "title": text("Ваши данные"),
                "fields": [
                    { "id": "name", "kind": "person_name", "label": text("Кто вы") },
                    { "id": "born", "kind": "birth_date", "label": text("День рождения") },
                    { "id": "phone", "kind": "phone", "label": text("Ваш телефон") },
                    {
                        "id": "topic", "label": text("О чём письмо"),
                        "kind": { "choices": { "options": [
                            { "value": "help", "label": text("Нужна помощь") },
                            { "value": "thanks", "label": text("Благодарность") },
                        ] } },
                    },
                    {
                        "id": "homes", "label": text("Где вы жили"), "optional": true,
                        "kind": { "group": { "item": text("Дом"), "max": 3, "fields": [
                            { "id": "home", "kind": "address", "label": text("Адрес дома") },
                        ] } },
                    },
                    {
                        "id": "story", "label": text("Рассказ"), "optional": true,
                        "kind": { "text": { "max": 20_000, "long": true } },
                    },
                ],
                "documents": [
                    {
                        "id": "scans", "title": text("Снимки"), "optional": true,
                        "policy": { "types": ["pdf"], "max_bytes": 1_000_000, "max_count": 60 },
                    },
                ],
            },
            {
                "id": "consents", "title": text("Согласия"), "on_review": true,
                "fields": [
                    { "id": "sign", "kind": "signature", "optional": true, "label": text("Подпись") },
                    { "id": "agree", "kind": { "consent": { "body": text("Всё верно.") } }, "label": text("Я согласен") },
                ],
            },
        ],
    })
}

pub(crate) fn letter_answers() -> Value {
    json!({
        "name.surname": "Петрова", "name.given": "Анна", "name.no_patronymic": true,
        "born": "21.03.1968", "phone": "8 900 000-00-01",
        "topic": ["thanks", "help"],
        "homes": ["1", "2"],
        "homes.1.home.postcode": "101000", "homes.1.home.region": "Москва",
        "homes.1.home.place": "Москва", "homes.1.home.street": "улица Ленина, 1",
        "homes.2.home.postcode": "614000", "homes.2.home.region": "Пермский край",
        "homes.2.home.place": "Пермь", "homes.2.home.street": "улица Мира, 5",
        "agree": true,
    })
}

impl Client {
    /// Makes and saves a draft of this service; returns its id. Its version is 2.
    pub(crate) async fn draft_of(&self, service: &str, answers: &Value) -> String {
        let body = json!({ "service": service });
        let draft = self.post("/api/v1/drafts").json(&body).send().await.expect_status(201).json();
        let id = draft["id"].as_str().unwrap().to_owned();
        self.save(&id, 1, answers).await.expect_status(200);
        id
    }
}
