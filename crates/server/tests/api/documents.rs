use crate::support::services::{letter, letter_answers, only};
use crate::support::{
    Client, Server,
    files::pdf,
    paper::{Paper, read},
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

async fn server(office: Value) -> Server {
    Server::start_with(|settings| {
        settings.test_doors = true;
        let mut complaint = letter(json!({ "appeals": ["letter"], "appeal_days": 30 }));
        complaint["id"] = json!("complaint");
        complaint["title"] = json!({ "ru": "Жалоба", "en": "Complaint" });
        let decision = json!({ "ru": "Какое решение?", "en": "Which decision?" });
        let decision = json!({ "id": "decision", "kind": "decision", "label": decision });
        complaint["steps"][0]["fields"].as_array_mut().unwrap().push(decision);
        only(settings, &[letter(office), complaint]);
    })
    .await
}

/// Sends a letter with this many files and returns the address of the application.
async fn send(client: &Client, answers: &Value, files: usize) -> String {
    let draft = client.draft_of("letter", answers).await;
    for number in 0..files {
        client.upload(&draft, "scans", &format!("снимок {number}.pdf"), &pdf(2000 + number)).await;
    }
    let sent = client.submit(&draft, 2, &draft).await.expect_status(201).json();
    format!("/api/v1/applications/{}", sent["id"].as_str().unwrap())
}

#[tokio::test]
async fn the_copy_has_every_answer_under_its_question() {
    let server = server(json!({})).await;
    let anna = server.anna().await;
    let address = send(&anna, &letter_answers(), 1).await;
    let copy = anna.get(&format!("{address}/copy.pdf")).send().await.expect_status(200);
    assert_eq!(copy.header("content-type"), "application/pdf");
    assert_eq!(copy.header("cache-control"), "no-store");
    let disposition = copy.header("content-disposition");
    assert!(disposition.starts_with("attachment; filename=\"copy.pdf\"; filename*=UTF-8''%D0%9A"));
    let Paper { text, info, .. } = read(&server, &copy.body);
    assert!(
        info.contains("Tagged:          yes") && info.contains("Копия заявления ПИС-20"),
        "{info}"
    );
    let sum = Sha256::digest(pdf(2000))
        .iter()
        .fold(String::new(), |sum, byte| format!("{sum}{byte:02x}"));
    let mut at = 0;
    for part in [
        "Копия заявления ПИС-20",
        "Письмо в бюро",
        "Отправлено",
        "Ваши данные",
        "Кто вы",
        "Петрова Анна (отчества нет)",
        "День рождения",
        "21.03.1968",
        "Ваш телефон",
        "+7 900 000-00-01",
        "О чём письмо",
        "Нужна помощь",
        "Благодарность",
        "Дом 1",
        "Адрес дома",
        "101000, Москва, улица Ленина, 1",
        "Дом 2",
        "614000, Пермский край, Пермь, улица Мира, 5",
        "Согласия",
        "Я согласен",
        "Согласие дано",
        "Снимки",
        "снимок 0.pdf",
        "2,0 КБ",
        &sum,
    ] {
        let found = text[at..].find(part);
        at += found.unwrap_or_else(|| panic!("{part} is not there after {at}:\n{text}"));
    }
    assert!(!text.contains("Рассказ") && !text.contains("QR"), "nothing that was not answered");
}

#[tokio::test]
async fn the_copy_keeps_the_questions_that_were_answered() {
    let server = server(json!({})).await;
    let mut anna = server.anna().await;
    let address = send(&anna, &letter_answers(), 0).await;
    let server = server
        .restart_with(|settings| {
            let text = letter(json!({})).to_string().replace("Ваш телефон", "Куда звонить");
            let mut newer: Value = serde_json::from_str(&text).unwrap();
            newer["version"] = json!(4);
            only(settings, &[newer]);
        })
        .await;
    anna.address = server.address;
    let copy = anna.get(&format!("{address}/copy.pdf")).send().await.expect_status(200);
    let text = read(&server, &copy.body).text;
    assert!(text.contains("Ваш телефон") && !text.contains("Куда звонить"), "{text}");
}

#[tokio::test]
async fn a_long_story_and_odd_signs_fill_pages() {
    let server = server(json!({})).await;
    let anna = server.anna().await;
    let mut answers = letter_answers();
    let word = "ѣ".repeat(1500);
    let story = format!("{word}\n\n😀 שלום <b>\n{}", "Длинный рассказ. ".repeat(900));
    answers["story"] = json!(story);
    let address = send(&anna, &answers, 0).await;
    let copy = anna.get(&format!("{address}/copy.pdf")).send().await.expect_status(200);
    let Paper { text, info, .. } = read(&server, &copy.body);
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
    let pages: usize = pages.trim().parse().unwrap();
    assert!(pages > 4, "{pages}");
    assert!(text.contains(&format!("Страница {pages} из {pages}")));
    assert_eq!(text.matches("рассказ.").count(), 900);
    assert_eq!(text.matches('ѣ').count(), 1500, "a word without an end is all there");
}

#[tokio::test]
async fn the_act_names_every_file_and_when_it_came() {
    let server = server(json!({})).await;
    let anna = server.anna().await;
    let address = send(&anna, &letter_answers(), 30).await;
    let act = anna.get(&format!("{address}/act.pdf")).send().await.expect_status(200);
    assert!(act.header("content-disposition").starts_with("attachment; filename=\"act.pdf\""));
    let Paper { text, info, .. } = read(&server, &act.body);
    assert!(info.contains("Электронный акт ПИС-20"), "{info}");
    for number in 0..30 {
        assert!(text.contains(&format!("снимок {number}.pdf")), "{number}\n{text}");
    }
    assert_eq!(text.matches("SHA-256:").count(), 30);
    assert_eq!(text.matches("Получен: ").count(), 30);
    assert!(!text.contains("Петрова"), "the act is about files");
    let empty = send(&anna, &letter_answers(), 0).await;
    let act = anna.get(&format!("{empty}/act.pdf")).send().await.expect_status(200);
    let text = read(&server, &act.body).text;
    assert!(text.contains("не приложено ни одного документа"), "{text}");
}

#[tokio::test]
async fn a_correction_says_when_it_came_and_keeps_when_the_files_came() {
    let server = server(json!({})).await;
    let mut anna = server.anna().await;
    let address = send(&anna, &letter_answers(), 2).await;
    let id = address.rsplit('/').next().unwrap();
    let documents = ["copy.pdf", "act.pdf"].map(|name| format!("{address}/{name}"));
    for document in &documents {
        let pdf = anna.get(document).send().await.expect_status(200).body;
        let text = read(&server, &pdf).text;
        assert!(!text.contains("Исправлено"), "{text}");
    }
    let received = |text: &str, file: &str| {
        let rest = text.split(file).nth(1).unwrap();
        rest.split("Получен: ").nth(1).unwrap()[..20].to_owned()
    };
    let act = anna.get(&documents[1]).send().await.body;
    let before = read(&server, &act).text;
    server.bureau(id, "take").await.expect_status(200);
    server.advance(2 * 24 * 60 * 60).await;
    anna.sign_in(crate::support::ANNA).await;
    server.ask(id, &["/files/scans"]).await.expect_status(200);
    let draft = anna.post(&format!("{address}/correction")).send().await.expect_status(201).json();
    let draft_id = draft["id"].as_str().unwrap();
    let first = draft["files"][0]["id"].as_str().unwrap();
    anna.delete(&format!("/api/v1/uploads/{first}")).send().await.expect_status(204);
    anna.upload(draft_id, "scans", "новый.pdf", &pdf(4000)).await;
    anna.submit(draft_id, 1, "c").await.expect_status(201);
    server.advance(24 * 60 * 60).await;
    anna.sign_in(crate::support::ANNA).await;
    let see = anna.see(id).await;
    let lines = see["journal"].as_array().unwrap();
    let day = |line: &Value| {
        let at: chrono::DateTime<chrono::Utc> = line["at"].as_str().unwrap().parse().unwrap();
        (at + chrono::Duration::hours(3)).format("%d.%m.%Y, %H:%M:%S").to_string()
    };
    let (sent, corrected) = (day(&lines[0]), day(&lines[lines.len() - 1]));
    for document in &documents {
        let pdf = anna.get(document).send().await.expect_status(200).body;
        let text = read(&server, &pdf).text;
        let head = text.split("SHA-256").next().unwrap();
        for part in ["Отправлено", &sent, "Исправлено", &corrected] {
            assert!(head.contains(part), "{part}: {text}");
        }
    }
    let act = anna.get(&documents[1]).send().await.body;
    let after = read(&server, &act).text;
    assert_eq!(received(&after, "снимок 1.pdf"), received(&before, "снимок 1.pdf"));
    assert_eq!(received(&after, "новый.pdf")[..10], corrected[..10]);
}

#[tokio::test]
async fn a_petition_form_has_its_own_name_and_a_code() {
    let title = json!({ "ru": "Форма обращения", "en": "Petition form" });
    let server = server(json!({ "copy_title": title, "qr": true })).await;
    let anna = server.anna().await;
    let address = send(&anna, &letter_answers(), 0).await;
    let see = anna.get(&address).header("accept-language", "en").send().await.json();
    assert_eq!((&see["copy_title"], &see["has_qr"]), (&json!("Petition form"), &json!(true)));
    let code = anna.get(&format!("{address}/qr.svg")).send().await.expect_status(200);
    assert_eq!(code.header("content-type"), "image/svg+xml");
    let svg = String::from_utf8(code.body.to_vec()).unwrap();
    assert!(svg.starts_with("<svg ") && svg.len() > 2000, "{svg}");
    let copy = anna.get(&format!("{address}/copy.pdf")).send().await.expect_status(200);
    assert!(String::from_utf8_lossy(&copy.body).contains("/Figure"));
    let info = read(&server, &copy.body).info;
    assert!(info.contains("Форма обращения ПИС-20"), "{info}");
}

#[tokio::test]
async fn a_usual_application_has_a_copy_and_no_code() {
    let server = server(json!({})).await;
    let anna = server.anna().await;
    let address = send(&anna, &letter_answers(), 0).await;
    let see = anna.get(&address).send().await.json();
    assert_eq!((&see["copy_title"], &see["has_qr"]), (&json!("Копия заявления"), &json!(false)));
    anna.get(&format!("{address}/qr.svg")).send().await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_stranger_gets_no_document() {
    let server = server(json!({ "qr": true })).await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let address = send(&anna, &letter_answers(), 0).await;
    for document in ["copy.pdf", "act.pdf", "qr.svg"] {
        let address = format!("{address}/{document}");
        pyotr.get(&address).send().await.expect_problem(404, "not_found");
        server.client().get(&address).send().await.expect_problem(401, "sign_in_required");
    }
}

#[tokio::test]
async fn a_decision_says_how_long_it_can_be_appealed_against() {
    let server = server(json!({})).await;
    let mut anna = server.anna().await;
    let address = send(&anna, &letter_answers(), 0).await;
    let id = address.rsplit('/').next().unwrap();
    assert!(anna.see(id).await["decision"].is_null());
    server.bureau(id, "check").await.expect_status(200);
    server.bureau(id, "refuse").await.expect_status(200);
    let see = anna.get(&address).header("accept-language", "en").send().await.json();
    let appeal = &see["decision"]["appeal"];
    assert_eq!((&appeal["service"], &appeal["title"]), (&json!("complaint"), &json!("Complaint")));
    let left = appeal["days_left"].as_i64().unwrap();
    assert!((30..=42).contains(&left), "{left}");
    let days = left + 1;
    server.advance(days * 24 * 60 * 60).await;
    anna.sign_in(crate::support::ANNA).await;
    let later = anna.see(id).await;
    assert_eq!(later["decision"]["appeal"]["until"], appeal["until"]);
    assert_eq!(later["decision"]["appeal"]["days_left"], -1);
}
