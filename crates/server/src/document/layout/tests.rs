use super::super::{Issuer, font};
use super::*;
use chrono::DateTime;

fn document(blocks: Vec<Block>) -> Document {
    let issuer = Issuer { agency: Some("Ведомство".to_owned()), ..Issuer::default() };
    Document { issuer, title: "Решение".to_owned(), issued_at: DateTime::UNIX_EPOCH, blocks }
}

/// Where each line is: role, text, x, y, page; in reading order.
fn lines(blocks: Vec<Block>) -> Vec<(Role, String, f32, f32, usize)> {
    let document = document(blocks);
    let [regular, bold] = font::faces().unwrap();
    let placed = lay_out(&document, &regular, &bold);
    let lines = placed.into_iter().flat_map(|block| {
        let role = block.role;
        block.lines.into_iter().map(move |line| (role, line.text, line.x, line.y, line.page))
    });
    lines.collect()
}

fn paragraph(words: usize) -> Block {
    Block::Paragraph("слово ".repeat(words))
}

#[test]
fn a_paragraph_leaves_no_line_alone() {
    for words in 600..720 {
        let lines = lines(vec![paragraph(words)]);
        let on =
            |page| lines.iter().filter(|line| line.0 == Role::Paragraph && line.4 == page).count();
        assert!(on(0) >= 2 && on(1) != 1 && on(2) == 0, "{words}: {} and {}", on(0), on(1));
    }
}

#[test]
fn a_heading_stays_with_what_it_is_about() {
    for words in 500..700 {
        let blocks = vec![
            paragraph(words),
            Block::Heading("Что решено".to_owned()),
            Block::Subheading("Группа".to_owned()),
            Block::fact("Почему", "слово ".repeat(40)),
        ];
        let lines = lines(blocks);
        let page = |role| lines.iter().find(|line| line.0 == role).unwrap().4;
        assert_eq!(page(Role::Heading), page(Role::Subheading), "{words}");
        assert_eq!(page(Role::Subheading), page(Role::Value), "{words}");
    }
}

#[test]
fn what_is_kept_together_stands_on_one_page() {
    for words in 300..700 {
        let kept =
            vec![Block::Heading("Подпись".to_owned()), Block::fact("Кто", "Соколова"), Block::Seal];
        let lines = lines(vec![paragraph(words), Block::Kept(kept)]);
        let kept = lines.iter().filter(|line| {
            matches!(line.0, Role::Heading | Role::Label | Role::Value | Role::Seal)
        });
        let pages: Vec<usize> = kept.map(|line| line.4).collect();
        assert_eq!(pages.len(), 4);
        assert!(pages.iter().all(|page| Some(page) == pages.first()), "{words}: {pages:?}");
    }
}

#[test]
fn what_fills_more_than_a_page_goes_on() {
    let kept = (0..200).map(|number| Block::fact(number.to_string(), "ответ")).collect();
    let lines = lines(vec![Block::Kept(kept)]);
    assert_eq!(lines.iter().filter(|line| line.0 == Role::Value).count(), 200);
    assert!(lines.iter().all(|line| line.3 <= HEIGHT - MARGIN + 0.1));
}

#[test]
fn a_value_stands_beside_its_label_where_its_words_fit() {
    let of = |label: &str, value: &str| {
        let lines = lines(vec![Block::fact(label, value)]);
        let at = |role| {
            let line = lines.iter().find(|line| line.0 == role).unwrap();
            (line.2, line.3)
        };
        (at(Role::Label), at(Role::Value))
    };
    let (label, value) = of("Дата рождения", "21.03.1968");
    assert_eq!((label.1, value.0), (value.1, MARGIN + VALUES));
    for (label, value) in [("SHA-256", "0".repeat(64)), ("Ж".repeat(30).as_str(), "да".to_owned())]
    {
        let (label, value) = of(label, &value);
        assert!(label.1 < value.1);
        assert_eq!(value.0, MARGIN);
    }
}

#[test]
fn a_label_over_its_value_stays_with_it() {
    for words in 500..700 {
        let label = "Длинный вопрос ".repeat(12);
        let blocks = vec![paragraph(words), Block::fact(label, "0".repeat(1_000))];
        let lines = lines(blocks);
        let last = lines.iter().rfind(|line| line.0 == Role::Label).unwrap();
        let value = lines.iter().find(|line| line.0 == Role::Value).unwrap();
        assert_eq!((last.4, last.2), (value.4, value.2), "{words}");
    }
}

#[test]
fn the_foot_of_a_page_is_one_line_within_the_margins() {
    let [regular, _] = font::faces().unwrap();
    let line = one_line(&"Письмо 😀\nо переносе ".repeat(20), &regular, 9.0);
    assert!(line.starts_with("Письмо ? о переносе"), "{line}");
    assert!(widest(&line.replace(' ', "\u{A0}"), &regular, 9.0) <= ROOM);
}

#[test]
fn lines_end_before_the_margin() {
    let [regular, _] = font::faces().unwrap();
    let name = "Константинопольский-Задунайский ".repeat(4);
    let blocks = vec![Block::fact("Имя", name.as_str()), Block::Paragraph("ж".repeat(2_000))];
    for (_, text, x, ..) in lines(blocks) {
        let wide = widest(&text.replace(' ', "\u{A0}"), &regular, BODY);
        assert!(x + wide <= WIDTH - MARGIN + 0.1, "{text}");
    }
}
