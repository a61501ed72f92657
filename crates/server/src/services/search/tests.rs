use super::*;

struct Sample {
    id: &'static str,
    title: Text,
    keywords: Text,
    summary: Text,
    section: Text,
}

fn sample(id: &'static str, texts: [(&str, &str); 4]) -> Sample {
    let [title, keywords, summary, section] =
        texts.map(|(ru, en)| Text::from([("ru", ru), ("en", en)]));
    Sample { id, title, keywords, summary, section }
}

fn index() -> Index {
    let mse = ("Медико-социальная экспертиза", "Medico-social examination");
    let so = ("Специальные операции", "Special operations");
    let samples = [
        sample(
            "examination",
            [
                mse,
                ("инвалидность, группа, ВТЭК", "disability, disabled"),
                (
                    "Установить инвалидность или пересмотреть решение.",
                    "Have a disability established.",
                ),
                mse,
            ],
        ),
        sample(
            "appeal",
            [
                ("Обжалование решения", "Appeal against a decision"),
                ("жалоба, не согласен", "complaint, disagree"),
                ("Попросите пересмотреть решение бюро.", "Ask for a review of the decision."),
                mse,
            ],
        ),
        sample(
            "copy",
            [
                ("Копия заключения", "Copy of the conclusion"),
                ("справка, дубликат", "certificate, duplicate"),
                ("Получите копию документа.", "Get a copy of the document."),
                mse,
            ],
        ),
        sample(
            "operation",
            [
                ("Запись на специальную операцию", "Book a special operation"),
                ("хирургия, шунтирование, приём", "surgery, bypass"),
                ("Выберите больницу и день.", "Choose a hospital and a day."),
                so,
            ],
        ),
    ];
    Index::new(samples.iter().map(|sample| Entry {
        id: sample.id,
        title: &sample.title,
        keywords: Some(&sample.keywords),
        summary: &sample.summary,
        section: Some(&sample.section),
    }))
}

#[test]
fn what_people_type_finds_what_they_mean() {
    let index = index();
    for (words, expected) in [
        // The title, and its words in another order.
        ("медико-социальная экспертиза", "examination"),
        ("экспертиза медико социальная", "examination"),
        ("медикосоциальная", "examination"),
        ("МСЭ инвалидность", "examination"),
        // Other forms of the words.
        ("экспертизу", "examination"),
        ("обжаловать решение", "appeal"),
        ("жалобы", "appeal"),
        ("копии заключений", "copy"),
        ("записаться на специальную операцию", "operation"),
        ("операциями", "operation"),
        // Unfinished words.
        ("инв", "examination"),
        ("обж", "appeal"),
        ("спец опер", "operation"),
        // Typing slips.
        ("эксперитза", "examination"),
        ("экспиртиза", "examination"),
        ("инвалидностть", "examination"),
        ("абжалование", "appeal"),
        ("справак", "copy"),
        ("опреацию", "operation"),
        ("шунтрование", "operation"),
        // е for ё, ё for е, capital letters.
        ("прием", "operation"),
        ("ПРИЁМ", "operation"),
        ("рёшение обжалование", "appeal"),
        // The keyboard in the other language.
        ("'rcgthnbpf", "examination"),
        ("\"RCGTHNBPF", "examination"),
        ("j,;fkjdfybt", "appeal"),
        ("jgthfwbz", "operation"),
    ] {
        let found = index.find(words, Language("ru"));
        assert_eq!(found.first(), Some(&expected), "{words}: {found:?}");
    }
}

#[test]
fn english_is_found_in_english_and_russian_all_the_same() {
    let index = index();
    for (words, expected) in [
        ("appeal decision", "appeal"),
        ("disabilty", "examination"),
        ("operations", "operation"),
        ("surg", "operation"),
        ("ыгкпукн", "operation"),
        ("обжалование", "appeal"),
    ] {
        let found = index.find(words, Language("en"));
        assert_eq!(found.first(), Some(&expected), "{words}: {found:?}");
    }
}

#[test]
fn nothing_is_found_where_nothing_fits() {
    let index = index();
    let long = "х".repeat(200);
    for words in [
        "",
        "   ",
        "— !",
        "😀",
        "😀👩‍👩‍👧",
        "ъ",
        "балет",
        "qqqq",
        "паспорт собаки",
        &long,
        "\u{0}\u{202e}",
        "\u{301}",
    ] {
        assert_eq!(index.find(words, Language("ru")), [""; 0], "{words}");
    }
}

#[test]
fn a_word_that_only_one_service_has_decides() {
    let found = index().find("решение жалоба", Language("ru")).first().copied().map(str::to_owned);
    assert_eq!(found.as_deref(), Some("appeal"));
    assert_eq!(index().find("пересмотреть решение", Language("ru")).len(), 2);
}
#[test]
fn slips_are_forgiven_only_where_nothing_fits_as_typed() {
    let index = index();
    assert_eq!(index.find("копия", Language("ru")), ["copy"]);
    // One slip from «копия».
    assert_eq!(index.find("копея", Language("ru")), ["copy"]);
    assert_eq!(index.find("операция", Language("ru")), ["operation"]);
}

#[test]
fn every_published_service_is_found_by_its_title() {
    use crate::http::language::LANGUAGES;
    let catalogue = crate::services::Catalogue::load(None).unwrap();
    for service in catalogue.services() {
        for language in LANGUAGES {
            let title = service.title.get(language);
            let opens = catalogue.office(&service.id).and_then(|office| office.opens);
            let found = catalogue.find(title, opens.unwrap_or_default(), Language(language));
            assert_eq!(found.services[0].id, service.id, "{title}");
        }
    }
}
