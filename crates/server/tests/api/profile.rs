//! What a citizen says once, so that no form asks for it again (M-01, M-11).

use crate::registration::olga;
use crate::support::cases::SERVICE;
use crate::support::{Answer, Client, Server};
use serde_json::{Value, json};

const PROFILE: &str = "/api/v1/profile";

fn complete() -> Value {
    json!({
        "name": { "surname": "Смирнова", "given": "Ольга", "patronymic": "Ивановна" },
        "birth_date": "1968-03-21",
        "passport": {
            "number": "4509 123456", "issued": "2013-04-15", "department": "770-001",
            "issuer": "ОВД района Арбат города Москвы",
        },
        "snils": "112-233-445 95",
        "inn": "123456789047",
        "oms": "1234567890123452",
        "address": {
            "postcode": "620014", "region": "Свердловская область", "place": "Екатеринбург",
            "street": "ул. Мира, д. 5, кв. 12",
        },
    })
}

impl Client {
    async fn profile(&self) -> Value {
        self.get(PROFILE).send().await.expect_status(200).json()
    }

    async fn tell(&self, version: &Value, person: &Value) -> Answer {
        let version = format!("\"{}\"", version.as_str().unwrap());
        self.put(PROFILE).header("if-match", &version).json(person).send().await
    }

    /// Saves over whatever is there.
    async fn say(&self, person: &Value) -> Answer {
        self.tell(&self.profile().await["version"], person).await
    }
}

fn pointers(problem: &Value) -> Vec<&str> {
    let errors = problem["errors"].as_array().unwrap();
    errors.iter().map(|error| error["pointer"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_new_citizen_fills_it_in_and_new_drafts_have_it() {
    let server = Server::start().await;
    let olga = olga(&server).await;
    let first = olga.get(PROFILE).send().await.expect_status(200);
    let shown = first.json();
    assert_eq!(first.header("etag"), format!("\"{}\"", shown["version"].as_str().unwrap()));
    assert_eq!(first.header("cache-control"), "no-store");
    let name = json!({ "surname": "Смирнова", "given": "Ольга", "patronymic": null });
    assert_eq!(shown["person"]["name"], name);
    for empty in ["birth_date", "passport", "snils", "inn", "oms", "address"] {
        assert!(shown["person"][empty].is_null(), "{empty}");
    }
    assert_eq!(shown["fixed"], json!([]));
    // As people type it.
    let mut typed = complete();
    typed["name"]["surname"] = json!("  Смирнова ");
    typed["birth_date"] = json!("21.03.1968");
    typed["passport"]["number"] = json!("45 09 № 123456");
    typed["passport"]["department"] = json!("770001");
    typed["snils"] = json!("11223344595");
    typed["address"]["postcode"] = json!("620 014");
    let saved = olga.tell(&shown["version"], &typed).await.expect_status(200);
    assert_eq!(saved.json()["person"], complete());
    assert_eq!(saved.header("etag"), format!("\"{}\"", saved.json()["version"].as_str().unwrap()));
    assert_eq!(olga.profile().await, saved.json());
    let draft = olga.begin(&json!({ "service": SERVICE })).await.expect_status(201).json();
    for (path, answer) in [
        ("name.surname", "Смирнова"),
        ("name.patronymic", "Ивановна"),
        ("birth_date", "21.03.1968"),
        ("passport.number", "4509 123456"),
        ("passport.issued", "15.04.2013"),
        ("passport.department", "770-001"),
        ("snils", "112-233-445 95"),
        ("inn", "123456789047"),
        ("oms", "1234567890123452"),
        ("address.postcode", "620014"),
        ("phone", "+7 900 000-00-55"),
    ] {
        assert_eq!(draft["answers"][path], answer, "{path}");
    }
    let session = olga.get("/api/v1/session").send().await.json();
    assert_eq!(session["citizen"]["name"], "Ольга Ивановна");
}

#[tokio::test]
async fn empty_texts_clear_and_the_way_in_stays() {
    let server = Server::start().await;
    let olga = olga(&server).await;
    olga.say(&complete()).await.expect_status(200);
    let blank = json!({ "number": "", "issued": " ", "department": "", "issuer": "" });
    let emptied = json!({
        "name": { "surname": "Смирнова", "given": "Ольга", "patronymic": null },
        "birth_date": "", "passport": blank, "snils": "  ", "inn": null,
    });
    let saved = olga.say(&emptied).await.expect_status(200).json();
    for empty in ["birth_date", "passport", "snils", "inn", "oms", "address"] {
        assert!(saved["person"][empty].is_null(), "{empty}");
    }
    let mut elsewhere = server.client();
    let login = elsewhere.log_in("+79000000055", "Ромашка-17").await.expect_status(200).challenge();
    let code = elsewhere.last_code().await;
    elsewhere.answer_code(login["challenge"].as_str().unwrap(), &code).await.expect_status(200);
    assert_eq!(elsewhere.profile().await["person"], saved["person"]);
}

#[tokio::test]
async fn an_expired_passport_is_kept() {
    let server = Server::start().await;
    let olga = olga(&server).await;
    let mut person = complete();
    person["passport"]["issued"] = json!("2000-01-01");
    let saved = olga.say(&person).await.expect_status(200);
    assert_eq!(saved.json()["person"]["passport"]["issued"], "2000-01-01");
}

#[tokio::test]
async fn what_is_wrong_is_named_and_nothing_is_saved() {
    let server = Server::start().await;
    let olga = olga(&server).await;
    olga.say(&complete()).await.expect_status(200);
    let before = olga.profile().await;
    let wrong = [
        ("/name/surname", "Smirnova", "/answers/name.surname"),
        ("/name/surname", " ", "/answers/name.surname"),
        ("/name/given", "Ольга7", "/answers/name.given"),
        ("/name/patronymic", "", "/answers/name.patronymic"),
        ("/birth_date", "1968-02-31", "/answers/birth_date"),
        ("/birth_date", "1899-12-31", "/answers/birth_date"),
        ("/birth_date", "2100-01-01", "/answers/birth_date"),
        ("/birth_date", "вчера", "/answers/birth_date"),
        ("/passport/number", "4509 12345", "/answers/passport.number"),
        ("/passport/number", "0000 000000", "/answers/passport.number"),
        ("/passport/number", "", "/answers/passport.number"),
        ("/passport/issued", "2100-01-01", "/answers/passport.issued"),
        ("/passport/issued", "1980-01-01", "/answers/passport.issued"),
        ("/passport/department", "770", "/answers/passport.department"),
        ("/passport/issuer", "\u{202E}ОВД", "/answers/passport.issuer"),
        ("/passport/issuer", "OVD Arbat", "/answers/passport.issuer"),
        ("/snils", "112-233-445 96", "/answers/snils"),
        ("/inn", "7707083893", "/answers/inn"),
        ("/inn", "123456789048", "/answers/inn"),
        ("/oms", "1234567890123453", "/answers/oms"),
        ("/address/postcode", "62001", "/answers/address.postcode"),
        ("/address/region", "", "/answers/address.region"),
        ("/address/street", "а/я 17", "/answers/address.street"),
    ];
    for (member, value, pointer) in wrong {
        let mut person = complete();
        *person.pointer_mut(member).unwrap() = json!(value);
        let problem = olga.say(&person).await.expect_problem(422, "invalid");
        assert_eq!(pointers(&problem), [pointer], "{member} {value}");
    }
    let mut long = complete();
    long["passport"]["issuer"] = json!("й".repeat(251));
    let problem = olga.say(&long).await.expect_problem(422, "invalid");
    assert_eq!(pointers(&problem), ["/answers/passport.issuer"]);
    let several = json!({
        "name": { "surname": "", "given": "", "patronymic": null },
        "passport": { "number": "4509 123456", "issued": "", "department": "", "issuer": "" },
    });
    let problem = olga.say(&several).await.expect_problem(422, "invalid");
    let all =
        ["name.surname", "name.given", "passport.issued", "passport.department", "passport.issuer"];
    assert_eq!(pointers(&problem), all.map(|path| format!("/answers/{path}")));
    assert_eq!(olga.profile().await, before);
}

#[tokio::test]
async fn two_tabs_do_not_overwrite_each_other() {
    let server = Server::start().await;
    let olga = olga(&server).await;
    let first = olga.profile().await["version"].clone();
    olga.put(PROFILE).json(&complete()).send().await.expect_problem(428, "precondition_required");
    let saved = olga.tell(&first, &complete()).await.expect_status(200).json();
    assert_ne!(saved["version"], first);
    let mut other = complete();
    other["inn"] = json!(null);
    olga.tell(&first, &other).await.expect_problem(412, "conflict");
    olga.tell(&json!("*"), &other).await.expect_problem(412, "conflict");
    assert_eq!(olga.profile().await, saved);
    // Whoever has seen the newer one may replace it. The same once more changes nothing.
    let second = olga.tell(&saved["version"], &other).await.expect_status(200).json();
    let again = olga.tell(&second["version"], &other).await.expect_status(200).json();
    assert_eq!(again["version"], second["version"]);
    // Of two at once one wins.
    let (all, little) = (complete(), json!({ "name": complete()["name"] }));
    let version = &again["version"];
    let (one, two) = tokio::join!(olga.tell(version, &all), olga.tell(version, &little));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[tokio::test]
async fn what_was_checked_with_the_passport_stays() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let shown = anna.profile().await;
    assert_eq!(shown["fixed"], json!(["name"]));
    let mut person = complete();
    person["name"] = shown["person"]["name"].clone();
    // What is not there yet can be added, once.
    let saved = anna.say(&person).await.expect_status(200).json();
    assert_eq!(saved["fixed"], json!(["name", "birth_date", "snils"]));
    for (member, value) in [
        ("/name/surname", json!("Иванова")),
        ("/name/given", json!("анна")),
        ("/name/patronymic", json!(null)),
        ("/birth_date", json!("1969-03-21")),
        ("/birth_date", json!(null)),
        ("/snils", json!("")),
        ("/snils", json!("087-654-303 00")),
    ] {
        let mut other = person.clone();
        *other.pointer_mut(member).unwrap() = value;
        anna.say(&other).await.expect_problem(409, "not_allowed");
    }
    assert_eq!(anna.profile().await, saved);
    // Passports, addresses and numbers of policies change in a life.
    person["passport"]["number"] = json!("6520 654321");
    person["passport"]["issued"] = json!("2020-02-03");
    person["address"] = json!(null);
    person["inn"] = json!(null);
    person["oms"] = json!(null);
    let saved = anna.say(&person).await.expect_status(200).json();
    assert_eq!(saved["person"]["passport"]["number"], "6520 654321");
    assert!(saved["person"]["address"].is_null());
    // A passport is judged by the birth date that stays.
    person["passport"]["issued"] = json!("1981-01-01");
    let problem = anna.say(&person).await.expect_problem(422, "invalid");
    assert_eq!(pointers(&problem), ["/answers/passport.issued"]);
}

#[tokio::test]
async fn everybody_sees_and_changes_their_own() {
    let server = Server::start().await;
    let (anna, maria) = (server.anna().await, server.maria().await);
    let hers = maria.profile().await;
    assert_eq!(hers["fixed"], json!(["name", "birth_date", "snils"]));
    assert_eq!(hers["person"]["inn"], "123456789047");
    let mine = anna.profile().await;
    assert_ne!(mine["person"], hers["person"]);
    // The other one's version opens nothing.
    anna.tell(&hers["version"], &mine["person"]).await.expect_problem(412, "conflict");
    anna.say(&json!({ "name": mine["person"]["name"], "inn": "500100732259" }))
        .await
        .expect_status(200);
    assert_eq!(maria.profile().await, hers);
}

#[tokio::test]
async fn whatever_comes_is_answered() {
    let server = Server::start().await;
    let olga = olga(&server).await;
    let before = olga.profile().await;
    let name = json!({ "surname": "Смирнова", "given": "Ольга", "patronymic": null });
    for malformed in [
        json!(null),
        json!([]),
        json!({}),
        json!({ "name": null }),
        json!({ "name": "Смирнова" }),
        json!({ "name": name, "inn": 123456789047_i64 }),
        json!({ "name": name, "passport": "4509 123456" }),
        json!({ "name": name, "passport": { "number": "4509 123456" } }),
        json!({ "name": name, "phone": "+79000000001" }),
        json!({ "name": name, "is_confirmed": true }),
        json!({ "name": name, "version": "1" }),
    ] {
        olga.say(&malformed).await.expect_problem(400, "malformed");
    }
    for odd in ["\u{0}", "💣", "'; DROP TABLE accounts; --", "<script>", "й".repeat(5_000).as_str()]
    {
        let with = |member: &str| {
            let mut person = complete();
            *person.pointer_mut(member).unwrap() = json!(odd);
            person
        };
        for member in
            ["/name/given", "/birth_date", "/passport/number", "/snils", "/address/postcode"]
        {
            olga.say(&with(member)).await.expect_problem(422, "invalid");
        }
    }
    let huge = json!({ "name": name, "inn": "1".repeat(20_000) });
    olga.say(&huge).await.expect_problem(413, "too_large");
    let version = format!("\"{}\"", before["version"].as_str().unwrap());
    let put = || olga.put(PROFILE).header("if-match", &version);
    put()
        .body("{")
        .header("content-type", "application/json")
        .send()
        .await
        .expect_problem(400, "malformed");
    put()
        .body("name=1")
        .header("content-type", "text/plain")
        .send()
        .await
        .expect_problem(415, "unsupported_media_type");
    assert_eq!(olga.profile().await, before);
}
