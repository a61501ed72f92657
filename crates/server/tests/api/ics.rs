use crate::support::{Answer, Client, Server};

const SNILS: &str = "112-233-445 95";

async fn visit(client: &Client, id: &str) -> Answer {
    client.get(&format!("/api/v1/bookings/{id}/visit.ics")).send().await.expect_status(200)
}

/// Lines of a calendar file, unfolded (RFC 5545, 3.1).
fn lines(answer: &Answer) -> Vec<String> {
    let text = std::str::from_utf8(&answer.body).unwrap();
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains('\n'));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

fn value<'a>(lines: &'a [String], name: &str) -> &'a str {
    let found = lines.iter().find_map(|line| line.strip_prefix(&format!("{name}:")));
    found.unwrap_or_else(|| panic!("no {name}: {lines:?}"))
}

#[tokio::test]
async fn a_visit_goes_into_the_calendar_and_out_again() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (booking, id) = anna.booked(SNILS, 0).await;
    let file = visit(&anna, &id).await;
    assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8; method=PUBLISH");
    let name =
        "attachment; filename=\"visit.ics\"; filename*=UTF-8''%D0%92%D0%B8%D0%B7%D0%B8%D1%82.ics";
    assert_eq!(file.header("content-disposition"), name, "the number would name the service");
    let first = lines(&file);
    let basic = |text: &str| text.replace(['-', ':'], "").replace(".000", "");
    assert_eq!(value(&first, "DTSTART"), basic(booking["starts_at"].as_str().unwrap()));
    assert_eq!(value(&first, "SUMMARY"), "Окно: визит");
    assert_eq!(value(&first, "LOCATION"), "Казань\\, улица Мира\\, 1");
    assert_eq!((value(&first, "STATUS"), value(&first, "SEQUENCE")), ("CONFIRMED", "0"));
    assert_eq!(value(&first, "CLASS"), "PRIVATE");
    let alarms: Vec<_> = first.iter().filter(|line| line.starts_with("TRIGGER:")).collect();
    assert_eq!(alarms, ["TRIGGER:-P1D", "TRIGGER:-PT2H"]);
    let whole = first.join("\n");
    for word in ["bureau", "обслед", "эксперт", "Приду", "9000000001"] {
        assert!(!whole.contains(word), "{word}");
    }
    assert_eq!(lines(&visit(&anna, &id).await), first, "the same until something changes");
    let slot = anna.far_slots(booking["application"].as_str().unwrap()).await[2].clone();
    anna.relocate(&id, 1, &slot).await.expect_status(200);
    let second = lines(&visit(&anna, &id).await);
    assert_eq!(value(&second, "UID"), value(&first, "UID"));
    assert_eq!(
        (value(&second, "SEQUENCE"), value(&second, "DTSTART")),
        ("1", basic(&slot).as_str())
    );
    anna.cancel(&id, false).await.expect_status(200);
    let gone = visit(&anna, &id).await;
    assert!(gone.header("content-type").ends_with("method=CANCEL"));
    let third = lines(&gone);
    assert_eq!((value(&third, "METHOD"), value(&third, "STATUS")), ("CANCEL", "CANCELLED"));
    assert_eq!((value(&third, "UID"), value(&third, "SEQUENCE")), (value(&first, "UID"), "2"));
    assert!(!third.iter().any(|line| line == "BEGIN:VALARM"));
}

#[tokio::test]
async fn the_calendar_speaks_the_language_of_the_citizen() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (_, id) = anna.booked(SNILS, 0).await;
    let request = anna.get(&format!("/api/v1/bookings/{id}/visit.ics"));
    let english = lines(&request.header("accept-language", "en").send().await);
    assert_eq!(value(&english, "SUMMARY"), "Okno: visit");
    assert!(value(&english, "DESCRIPTION").starts_with("Phone: "));
}

#[tokio::test]
async fn a_decision_reminds_of_its_last_day() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let application = anna.exam().await;
    let address = format!("/api/v1/applications/{application}/renewal.ics");
    anna.get(&address).send().await.expect_problem(404, "not_found");
    assert_eq!(anna.bookings().await["renewals"].as_array().unwrap().len(), 0);
    server.bureau(&application, "take").await.expect_status(200);
    server.bureau(&application, "approve").await.expect_status(200);
    let renewal = anna.bookings().await["renewals"][0].clone();
    assert_eq!(
        (&renewal["application"], &renewal["service"]),
        (&application.as_str().into(), &"exam".into())
    );
    let decided = anna.see(&application).await["decision"]["issued_at"].clone();
    let decided = crate::support::bookings::time(&decided) + chrono::TimeDelta::hours(3);
    let until = decided.date_naive().checked_add_months(chrono::Months::new(12)).unwrap();
    assert_eq!(renewal["until"], until.to_string());
    let file = anna.get(&address).send().await.expect_status(200);
    let lines = lines(&file);
    let day = format!("DTSTART;VALUE=DATE:{}", until.format("%Y%m%d"));
    assert!(lines.contains(&day), "{lines:?}");
    assert_eq!(value(&lines, "SUMMARY"), "Окно: продлить решение");
    let alarms: Vec<_> = lines.iter().filter(|line| line.starts_with("TRIGGER:")).collect();
    assert_eq!(alarms, ["TRIGGER:-P59DT15H", "TRIGGER:-P29DT15H", "TRIGGER:-P6DT15H"]);
    // A later decision about the same patient replaces this one.
    server.advance(60).await;
    let again = anna.exam().await;
    server.bureau(&again, "take").await.expect_status(200);
    server.bureau(&again, "approve").await.expect_status(200);
    let renewals = anna.bookings().await["renewals"].clone();
    assert_eq!(
        (renewals.as_array().unwrap().len(), &renewals[0]["application"]),
        (1, &again.as_str().into())
    );
}
