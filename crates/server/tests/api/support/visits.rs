//! A small network of institutions and services with visits, just for tests.

use super::services::only;
use super::{Answer, Client, Server};
use chrono::NaiveDate;
use serde_json::{Value, json};
use server::Settings;

/// Three institutions: a bureau whose books are empty, one whose books are full, and a hospital.
pub(crate) fn network() -> Value {
    let named = |id: &str, title: &str| json!({ "id": id, "title": text(title) });
    let mut tatarstan = named("tatarstan", "Татарстан");
    tatarstan["calendar"] = json!("tatarstan");
    let mut cardiac = named("cardiac", "Сердце");
    cardiac["operations"] = json!([named("bypass", "Шунтирование"), named("valve", "Клапан")]);
    let line = |taken: u8| json!({ "id": "examination", "minutes": 60, "notice_days": 1, "horizon_days": 60, "taken_percent": taken });
    let surgery = json!({
        "id": "cardiac", "operations": ["bypass"], "minutes": 120, "notice_days": 3, "horizon_days": 90,
    });
    json!({
        "regions": [named("east", "Восток"), tatarstan],
        "operations": [cardiac],
        "equipment": [named("ramp", "Пандус")],
        "institutions": [
            institution("bureau", "examination", "tatarstan", 180, &line(0)),
            institution("full", "examination", "east", 300, &line(100)),
            institution("hospital", "operation", "east", 720, &surgery),
        ],
    })
}

/// Open Monday to Friday from 9 to 17, with a pause from 12 to 13; closed on Wednesdays.
fn institution(id: &str, visit: &str, region: &str, utc_offset: i32, line: &Value) -> Value {
    let day = json!({ "opens": 540, "closes": 1020 });
    json!({
        "id": id, "visit": visit, "name": text(id), "region": region, "city": text(if region == "east" { "Новый Город" } else { "Казань" }),
        "address": text("улица Мира, 1"), "phone": "+73432000001", "utc_offset": utc_offset,
        "week": [day, day, null, day, day], "pause": { "opens": 720, "closes": 780 },
        "equipment": ["ramp"], "lines": [line],
    })
}

/// `exam` leads to an examination, `surgery` to an operation, `chat` to no visit.
fn services() -> [Value; 3] {
    let option = |value: &str| json!({ "value": value, "label": text(value) });
    let choice = |id: &str, options: &[&str]| {
        let options: Vec<_> = options.iter().map(|value| option(value)).collect();
        json!({ "id": id, "label": text(id), "kind": { "choice": { "options": options } } })
    };
    let snils = json!({ "id": "snils", "kind": "snils", "label": text("СНИЛС") });
    let phone = json!({ "id": "phone", "kind": "phone", "label": text("Телефон") });
    let person = [snils, phone];
    let address =
        json!({ "id": "address", "kind": "address", "optional": true, "label": text("Адрес") });
    let operation = choice("operation", &["bypass", "valve"]);
    let region = choice("region", &["east", "tatarstan"]);
    let exam = json!({ "kind": "examination", "patient": ["snils"], "phone": "phone" });
    let surgery = json!({
        "kind": "operation", "operation": ["operation"], "region": "region",
        "patient": ["snils"], "phone": "phone",
    });
    [
        service(
            "exam",
            &json!({ "visit": exam, "valid_months": 12 }),
            &[&person[..], &[address]].concat(),
        ),
        service(
            "surgery",
            &json!({ "visit": surgery, "report": report() }),
            &[&person[..], &[operation, region]].concat(),
        ),
        service("chat", &json!({}), &person),
    ]
}

/// What is told of an operation that is over.
fn report() -> Value {
    let completed = json!({ "ru": "успешно выполнено", "en": "completed successfully" });
    let clarify = json!({ "ru": "требуется уточнение", "en": "clarification needed" });
    let options = json!([{ "value": "completed", "label": completed }, { "value": "clarify", "label": clarify }]);
    json!({
        "title": { "ru": "Результат операции", "en": "Result of the operation" }, "outcome": "outcome", "gist": ["outcome"],
        "fields": [
            { "id": "outcome", "label": text("Результат"), "kind": { "choice": { "options": options } } },
            { "id": "summary", "label": text("Что сделано"), "kind": { "text": { "max": 99, "long": true } } },
        ]
    })
}

fn service(id: &str, office: &Value, fields: &[Value]) -> Value {
    json!({
        "id": id, "version": 1, "section": "mse", "number_prefix": "ТСТ",
        "title": text(id), "summary": text(id),
        "terms": [{ "category": "standard", "working_days": 30 }], "office": office,
        "steps": [{ "id": "about", "title": text("Вы"), "fields": fields }],
    })
}

fn text(text: &str) -> Value {
    json!({ "ru": text, "en": format!("{text} (en)") })
}

/// Makes the server use only this network and these services.
pub(crate) fn visiting(settings: &mut Settings) {
    settings.test_doors = true;
    only(settings, &services());
    with_network(settings, &network());
}

pub(crate) fn with_network(settings: &mut Settings, network: &Value) {
    let file = settings.data.with_file_name("institutions.json");
    std::fs::write(&file, network.to_string()).unwrap();
    settings.institutions = Some(file);
}

impl Server {
    pub(crate) async fn visiting() -> Self {
        Self::start_with(visiting).await
    }

    /// An institution's registry gives a slot away, or takes it back.
    pub(crate) async fn register(
        &self,
        institution: &str,
        line: &str,
        starts_at: &str,
        taken: bool,
    ) -> Answer {
        let body = json!({ "institution": institution, "line": line, "starts_at": starts_at, "taken": taken });
        self.client().post("/_test/slots").json(&body).send().await
    }
}

impl Client {
    /// Sends an application for an examination, whose date can be chosen; returns its id.
    pub(crate) async fn exam(&self) -> String {
        self.sent("exam", &json!({ "snils": "112-233-445 95", "phone": "8 900 000-00-01" })).await
    }

    /// Sends an application for an operation, whose date can be chosen once it is approved; returns its id.
    pub(crate) async fn surgery(&self) -> String {
        let answers = json!({
            "snils": "112-233-445 95", "phone": "8 900 000-00-01", "operation": "bypass", "region": "east",
        });
        self.sent("surgery", &answers).await
    }

    pub(crate) async fn sent(&self, service: &str, answers: &Value) -> String {
        let draft = self.draft_of(service, answers).await;
        let sent = self.submit(&draft, 2, &draft).await.expect_status(201).json();
        sent["id"].as_str().unwrap().to_owned()
    }

    /// Gets `/applications/{id}/institutions/{institution}/{rest}`.
    pub(crate) async fn calendar(
        &self,
        application: &str,
        institution: &str,
        rest: &str,
    ) -> Answer {
        let address =
            format!("/api/v1/applications/{application}/institutions/{institution}/{rest}");
        self.get(&address).send().await
    }

    /// Every day of the calendar.
    pub(crate) async fn days(&self, application: &str, institution: &str) -> Vec<Value> {
        let days = self.calendar(application, institution, "days").await.expect_status(200).json();
        days["days"].as_array().unwrap().clone()
    }

    /// Starts of the free slots on the first day after tomorrow that has one: a booking there can still be moved.
    pub(crate) async fn free_slots(&self, application: &str, institution: &str) -> Vec<String> {
        let days = self.days(application, institution).await;
        let day = days.iter().skip(2).find(|day| day["free"] != 0).expect("a free day");
        let slots = self.slots(application, institution, day["day"].as_str().unwrap()).await;
        let free = slots.iter().filter(|slot| slot["free"] == true);
        free.map(|slot| slot["starts_at"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) async fn slots(
        &self,
        application: &str,
        institution: &str,
        day: &str,
    ) -> Vec<Value> {
        let slots = self.calendar(application, institution, &format!("days/{day}")).await;
        slots.expect_status(200).json()["slots"].as_array().unwrap().clone()
    }

    /// Whether the slot is free for the application.
    pub(crate) async fn is_free(
        &self,
        application: &str,
        institution: &str,
        starts_at: &str,
    ) -> bool {
        // At these institutions the local day is the day in UTC or the next one.
        let day: NaiveDate = starts_at[..10].parse().unwrap();
        for day in day.iter_days().take(2) {
            let slots = self.slots(application, institution, &day.to_string()).await;
            if let Some(slot) = slots.iter().find(|slot| slot["starts_at"] == starts_at) {
                return slot["free"] == true;
            }
        }
        panic!("no such slot: {starts_at}")
    }

    pub(crate) async fn hold(
        &self,
        application: &str,
        institution: &str,
        starts_at: &str,
    ) -> Answer {
        let body = json!({ "institution": institution, "starts_at": starts_at });
        self.put(&format!("/api/v1/applications/{application}/hold")).json(&body).send().await
    }

    /// Prolongs a hold at the bureau.
    pub(crate) async fn prolong(&self, application: &str, starts_at: &str) -> Answer {
        self.of_hold(application, "prolong", starts_at).await
    }

    /// Releases a hold at the bureau.
    pub(crate) async fn release(&self, application: &str, starts_at: &str) -> Answer {
        self.of_hold(application, "release", starts_at).await
    }

    /// Releases `hold` like a page that is closed or reloaded.
    pub(crate) async fn leave(&self, application: &str, hold: &Value) -> Answer {
        let body = json!({
            "institution": hold["institution"],
            "starts_at": hold["starts_at"],
            "ends_at": hold["ends_at"],
        });
        let address = format!("/api/v1/applications/{application}/hold/release");
        self.post(&address).json(&body).send().await
    }

    async fn of_hold(&self, application: &str, what: &str, starts_at: &str) -> Answer {
        let body = json!({ "institution": "bureau", "starts_at": starts_at });
        let address = format!("/api/v1/applications/{application}/hold/{what}");
        self.post(&address).json(&body).send().await
    }

    pub(crate) async fn visit(&self, application: &str) -> Answer {
        self.get(&format!("/api/v1/applications/{application}/visit")).send().await
    }
}
