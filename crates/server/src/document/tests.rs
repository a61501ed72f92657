use super::*;

fn document(blocks: Vec<Block>) -> Document {
    let issuer = Issuer { is_demo: true, ..Issuer::default() };
    Document { issuer, title: "Копия".to_owned(), issued_at: DateTime::UNIX_EPOCH, blocks }
}

fn pages(blocks: Vec<Block>) -> usize {
    let pdf = render(&document(blocks)).unwrap();
    String::from_utf8_lossy(&pdf).matches("/Type/Page/").count()
        + String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count()
}

#[test]
fn a_cyrillic_name_survives() {
    let value = attachment("decision.pdf", "Решение 1.pdf").unwrap();
    let expected = "attachment; filename=\"decision.pdf\"; \
                    filename*=UTF-8''%D0%A0%D0%B5%D1%88%D0%B5%D0%BD%D0%B8%D0%B5%201.pdf";
    assert_eq!(value, expected);
}

#[test]
fn long_texts_go_on_over_pages() {
    let paragraph = || Block::Paragraph("Длинный рассказ о здоровье. ".repeat(60));
    assert_eq!(pages(vec![paragraph()]), 1);
    assert!(pages((0..10).map(|_| paragraph()).collect()) > 3);
    assert!(pages((0..300).map(|n| Block::fact(format!("Файл {n}"), "имя")).collect()) > 5);
    // A word without a place to break it.
    assert!(pages(vec![Block::fact("Хеш", "ж".repeat(20_000))]) > 3);
}

#[test]
fn nothing_that_is_typed_breaks_a_document() {
    for text in [
        "",
        " \n \n",
        "одна\nдве\r\n\n\tтри",
        "😀👩\u{200D}👩\u{200D}👧 🇷🇺",
        "\u{0}\u{7}\u{FEFF}\u{FFFE}\u{FFFF}\u{FFFD}",
        "שלום مرحبا 你好 \u{202E}обратно",
        "е\u{301}\u{301}\u{301}й ﬃ",
        "\u{10FFFF}\u{E000}",
    ] {
        let blocks = vec![
            Block::Heading(text.to_owned()),
            Block::Subheading(text.to_owned()),
            Block::Paragraph(text.to_owned()),
            Block::fact(text, text),
        ];
        assert!(render(&document(blocks)).is_ok(), "{text:?}");
        let title = format!("Письмо {text} {}", "о переносе визита ".repeat(20));
        assert!(render(&Document { title, ..document(Vec::new()) }).is_ok(), "{text:?}");
    }
}

#[test]
fn a_code_stands_beside_its_words() {
    let code = Qr::new("МСЭ-2026-000001").unwrap();
    let words = "QR-код: номер".to_owned();
    let blocks = vec![Block::Paragraph("Текст".to_owned()), Block::Qr { code, words }];
    let pdf = render(&document(blocks)).unwrap();
    assert!(String::from_utf8_lossy(&pdf).contains("/Figure"));
}
