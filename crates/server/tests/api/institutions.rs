//! The network: its file, the list, the days of a calendar.

use crate::support::visits::{network, visiting, with_network};
use crate::support::{Server, now};
use chrono::{Datelike as _, NaiveDate, Weekday};
use domain::calendar::WorkingCalendar;
use serde_json::{Value, json};
use server::{App, Settings};
use std::time::Instant;

async fn list(server: &Server, language: &str) -> Value {
    let answer = server.client().get("/api/v1/institutions").header("accept-language", language);
    let answer = answer.send().await.expect_status(200);
    assert_eq!(
        (answer.header("content-language"), answer.header("vary")),
        (language, "accept-language")
    );
    answer.json()
}

fn day_of(day: &Value) -> NaiveDate {
    day["day"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn the_list_is_for_everybody_and_in_both_languages() {
    let server = Server::visiting().await;
    let list_ru = list(&server, "ru").await;
    let names = |list: &Value| {
        let all = list["institutions"].as_array().unwrap().iter();
        all.map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&list_ru), ["full", "hospital", "bureau"], "by region, then by name");
    assert_eq!(names(&list(&server, "en").await), ["full (en)", "hospital (en)", "bureau (en)"]);
    let regions =
        json!([{ "id": "east", "title": "Восток" }, { "id": "tatarstan", "title": "Татарстан" }]);
    assert_eq!(list_ru["regions"], regions);
    assert_eq!(
        list_ru["operations"][0]["operations"][1],
        json!({ "id": "valve", "title": "Клапан" })
    );
    assert_eq!(list_ru["equipment"], json!([{ "id": "ramp", "title": "Пандус" }]));
    let services = json!([
        { "id": "exam", "title": "exam", "visit": "examination" },
        { "id": "surgery", "title": "surgery", "visit": "operation" },
    ]);
    assert_eq!(list_ru["services"], services);
    let hospital = &list_ru["institutions"][1];
    assert_eq!((&hospital["utc_offset"], &hospital["week"][2]), (&json!(720), &Value::Null));
    assert_eq!(hospital["pause"], json!({ "opens": 720, "closes": 780 }));
    assert_eq!(hospital["lines"][0]["operations"], json!(["bypass"]));
}

#[tokio::test]
async fn the_nearest_day_is_the_first_with_a_free_slot() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let nearest = async |institution: usize| {
        list(&server, "ru").await["institutions"][institution]["lines"][0]["nearest"].clone()
    };
    assert_eq!(nearest(0).await, Value::Null, "full for good");
    let first = nearest(2).await;
    let days = anna.days(&exam, "bureau").await;
    assert_eq!(days.iter().find(|day| day["free"] != 0).unwrap()["day"], first);
    for slot in anna.slots(&exam, "bureau", first.as_str().unwrap()).await {
        let starts_at = slot["starts_at"].as_str().unwrap();
        server.register("bureau", "examination", starts_at, true).await.expect_status(204);
    }
    let next = nearest(2).await;
    assert!(next.as_str() > first.as_str(), "{first} {next}");
    assert_eq!(
        anna.days(&exam, "bureau").await.iter().find(|day| day["free"] != 0).unwrap()["day"],
        next
    );
}

#[tokio::test]
async fn a_calendar_tells_every_day_and_why_it_is_closed() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let calendar = anna.calendar(&exam, "bureau", "days").await.expect_status(200).json();
    assert_eq!(calendar["utc_offset"], 180);
    assert_eq!(calendar["first"], calendar["today"]);
    let days = calendar["days"].as_array().unwrap();
    assert_eq!(days.len(), 61, "today and sixty more");
    assert_eq!((&days[0]["day"], &days[60]["day"]), (&calendar["first"], &calendar["last"]));
    for pair in days.windows(2) {
        assert_eq!(day_of(&pair[0]).succ_opt().unwrap(), day_of(&pair[1]), "without a gap");
    }
    for day in days {
        let date = day_of(day);
        let slots = anna.slots(&exam, "bureau", &date.to_string()).await;
        let free = slots.iter().filter(|slot| slot["free"] == true).count();
        assert_eq!(day["free"], json!(free), "{date}");
        match (&day["closed"], date.weekday()) {
            (Value::Null, weekday) => {
                assert!(!matches!(weekday, Weekday::Wed | Weekday::Sun), "{date}");
                assert!((6..=7).contains(&slots.len()), "{date}: a short day ends an hour earlier");
            }
            (closed, weekday) if closed == "weekend" => {
                assert!(matches!(weekday, Weekday::Sat | Weekday::Sun), "{date}");
            }
            (closed, weekday) if closed == "no_reception" => {
                assert_eq!(weekday, Weekday::Wed, "{date}");
            }
            _ => {}
        }
        if day["closed"] != Value::Null {
            assert_eq!(slots, Vec::<Value>::new(), "{date}");
        }
    }
}

#[tokio::test]
async fn times_are_those_of_the_institution() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let surgery = anna.surgery().await;
    let days = anna.days(&surgery, "hospital").await;
    let open = days.iter().find(|day| day["closed"].is_null()).unwrap();
    let slots = anna.slots(&surgery, "hospital", open["day"].as_str().unwrap()).await;
    let before = day_of(open).pred_opt().unwrap();
    // Nine o'clock in Kamchatka is the evening before in UTC.
    assert_eq!(slots[0]["starts_at"], format!("{before}T21:00:00.000Z"));
    // 9–11, then 13–15 and 15–17: nothing runs into the pause.
    let hours: Vec<&str> =
        slots.iter().map(|slot| &slot["starts_at"].as_str().unwrap()[11..13]).collect();
    assert!(hours == ["21", "01", "03"] || hours == ["21", "01"], "{hours:?}");
}

#[tokio::test]
async fn regions_have_holidays_of_their_own() {
    let server = Server::visiting().await;
    let year = async |address: &str| -> WorkingCalendar {
        let answer = server.client().get(address).send().await.expect_status(200);
        serde_json::from_slice(&answer.body).unwrap()
    };
    let day = NaiveDate::from_ymd_opt(2026, 11, 6).unwrap();
    let constitution = year("/api/v1/calendar/2026?region=tatarstan").await;
    assert_eq!(constitution.is_working(day), Some(false), "the Constitution of Tatarstan");
    for address in ["/api/v1/calendar/2026?region=east", "/api/v1/calendar/2026"] {
        assert_eq!(year(address).await.is_working(day), Some(true), "{address}");
    }
    let client = server.client();
    for region in ["mars", "", "%00", "tatarstan%2F"] {
        let answer = client.get(&format!("/api/v1/calendar/2026?region={region}")).send().await;
        answer.expect_problem(404, "not_found");
    }
    let twice = client.get("/api/v1/calendar/2026?region=east&region=east").send().await;
    twice.expect_problem(400, "malformed");
}

#[tokio::test]
async fn a_regional_holiday_closes_a_calendar() {
    let server = Server::visiting().await;
    // Go to 20 August 2027, ten days before the Day of the Republic, which is a Monday.
    let then = NaiveDate::from_ymd_opt(2027, 8, 20).unwrap();
    server.advance((then - now().date_naive()).num_seconds()).await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let closed = async |institution: &str| {
        let days = anna.days(&exam, institution).await;
        days.iter().find(|day| day["day"] == "2027-08-30").unwrap()["closed"].clone()
    };
    assert_eq!(closed("bureau").await, "regional_holiday");
    assert_eq!(closed("full").await, Value::Null, "a working day elsewhere");
}

#[tokio::test]
async fn a_fault_stops_the_start_and_names_its_place() {
    let change = |change: &dyn Fn(&mut Value)| {
        let mut changed = network();
        change(&mut changed);
        changed
    };
    let bureau = |changed: &mut Value, pointer: &str, value: Value| {
        *changed.pointer_mut(&format!("/institutions/0{pointer}")).unwrap() = value;
    };
    let faults: [(Value, &str); 16] = [
        (json!([]), "invalid"),
        (change(&|n| n["dance"] = json!(1)), "unknown field `dance`"),
        (
            change(&|n| bureau(n, "/region", json!("mars"))),
            "institutions/bureau/region: there is no such region",
        ),
        (
            change(&|n| n["regions"][1]["calendar"] = json!("mars")),
            "regions/tatarstan/calendar: there is no such",
        ),
        (change(&|n| bureau(n, "/id", json!("full"))), "institutions/full: is there twice"),
        (change(&|n| bureau(n, "/id", json!("a/b"))), "institutions/a/b: an id has"),
        (
            change(&|n| bureau(n, "/name", json!({ "ru": "Бюро" }))),
            "institutions/bureau/name: a language",
        ),
        (
            change(&|n| bureau(n, "/phone", json!("112"))),
            "institutions/bureau/phone: is no telephone",
        ),
        (change(&|n| bureau(n, "/week", json!([null]))), "institutions/bureau/week: has Monday"),
        (
            change(&|n| bureau(n, "/pause/closes", json!(700))),
            "institutions/bureau/pause: ends before",
        ),
        (
            change(&|n| bureau(n, "/equipment", json!(["wings"]))),
            "institutions/bureau/equipment/wings: ",
        ),
        (change(&|n| bureau(n, "/lines", json!([]))), "institutions/bureau/lines: there is none"),
        (
            change(&|n| bureau(n, "/lines/0/minutes", json!(0))),
            "lines/examination/minutes: no visit fits",
        ),
        (
            change(&|n| bureau(n, "/lines/0/notice_days", json!(61))),
            "lines/examination/notice_days: ",
        ),
        (change(&|n| bureau(n, "/lines/0/id", json!("cardiac"))), "the line `examination` only"),
        (
            change(&|n| {
                *n.pointer_mut("/institutions/2/lines/0/operations/0").unwrap() = json!("joint")
            }),
            "institutions/hospital/lines/cardiac/operations/joint: is not of the group",
        ),
    ];
    for (network, fault) in faults {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::new(folder.path().join("data"));
        with_network(&mut settings, &network);
        let error = App::open(settings).await.unwrap_err().to_string();
        assert!(error.contains("institutions.json: ") && error.contains(fault), "{fault}: {error}");
    }
}

#[tokio::test]
async fn only_demonstrations_and_tests_have_full_books_from_the_start() {
    let nearest = async |server: &Server| {
        list(server, "ru").await["institutions"][0]["lines"][0]["nearest"].clone()
    };
    let server = Server::visiting().await;
    assert_eq!(nearest(&server).await, Value::Null);
    let server = server.restart_with(|settings| settings.test_doors = false).await;
    assert_ne!(nearest(&server).await, Value::Null, "empty books");
    let server = server.restart_with(|settings| settings.demo = true).await;
    assert_eq!(nearest(&server).await, Value::Null);
}

#[tokio::test]
async fn books_are_full_from_the_first_start_on() {
    let mut server = Server::start_with(|settings| {
        visiting(settings);
        let mut network = network();
        network["institutions"][0]["lines"][0]["full_days"] = json!(30);
        with_network(settings, &network);
    })
    .await;
    let today: NaiveDate = now().date_naive();
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let first = async |server: &Server| -> NaiveDate {
        let days = server.anna().await.days(&exam, "bureau").await;
        day_of(days.iter().find(|day| day["free"] != 0).unwrap())
    };
    let before = first(&server).await;
    assert!((29..=50).contains(&(before - today).num_days()), "{before}");
    server = server.restart().await;
    assert_eq!(first(&server).await, before);
    server.advance(35 * 24 * 60 * 60).await;
    assert!(first(&server).await >= today + chrono::Days::new(35), "the opening does not move on");
}

#[tokio::test]
async fn strangers_and_nonsense_get_clear_answers() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (exam, surgery) = (anna.exam().await, anna.surgery().await);
    let answers = json!({ "snils": "112-233-445 95", "phone": "8 900 000-00-01" });
    let chat = anna.sent("chat", &answers).await;
    let far = "x".repeat(65);
    for rest in ["days", "days/2026-12-01", "events"] {
        let nobody = server.client();
        nobody.calendar(&exam, "bureau", rest).await.expect_problem(401, "sign_in_required");
        pyotr.calendar(&exam, "bureau", rest).await.expect_problem(404, "not_found");
        for (application, institution) in [
            (exam.as_str(), "hospital"),
            (exam.as_str(), "mars"),
            (exam.as_str(), "%2e%2e"),
            (exam.as_str(), "%00"),
            (exam.as_str(), far.as_str()),
            (surgery.as_str(), "bureau"),
            (chat.as_str(), "bureau"),
            ("mars", "bureau"),
            (far.as_str(), "bureau"),
        ] {
            let answer = anna.calendar(application, institution, rest).await;
            answer.expect_problem(404, "not_found");
        }
    }
    for day in ["2026-02-30", "today", "2026-1-1", "99999-01-01", "-001-01-01", "%F0%9F%92%A9"] {
        anna.calendar(&exam, "bureau", &format!("days/{day}"))
            .await
            .expect_problem(404, "not_found");
    }
    for day in ["0000-01-01", "0001-01-01", "1812-06-24", "2099-12-31", "2101-01-04", "9999-12-31"]
    {
        assert_eq!(anna.slots(&exam, "bureau", day).await, Vec::<Value>::new(), "{day}");
    }
    let valve = json!({
        "snils": "112-233-445 95", "phone": "8 900 000-00-01", "operation": "valve", "region": "east",
    });
    let valve = anna.sent("surgery", &valve).await;
    anna.visit(&valve).await.expect_status(200);
    let nobody_does = anna.calendar(&valve, "hospital", "days").await;
    nobody_does.expect_problem(404, "not_found");
}

/// The whole embedded network.
#[tokio::test]
async fn the_real_network_answers_quickly() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let exam = anna.application().await;
    let started = Instant::now();
    let list = list(&server, "ru").await;
    let listed = started.elapsed();
    let institutions = list["institutions"].as_array().unwrap();
    assert!(institutions.len() >= 40);
    let offsets: std::collections::BTreeSet<i64> =
        institutions.iter().map(|one| one["utc_offset"].as_i64().unwrap()).collect();
    assert_eq!(offsets.len(), 11, "time zones");
    for bureau in institutions.iter().filter(|one| one["visit"] == "examination") {
        let days = anna.days(&exam, bureau["id"].as_str().unwrap()).await;
        let first = days.iter().find(|day| day["free"] != 0).map(|day| day["day"].clone());
        assert_eq!(bureau["lines"][0].get("nearest"), first.as_ref(), "{bureau}");
    }
    println!("list {listed:?}, everything {:?}", started.elapsed());
}
