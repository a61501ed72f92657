//! The browser and the server give the same result for any answers to any service.

use super::folder::{Example, examples, publications, today};
use domain::form::{
    Answer, Answers, Attached, Checked, Field, FieldError, Issue, Kind, Service, check,
    check::check_step, shape, visible,
};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::sync::LazyLock;

/// A service and its sets of valid answers, from which the random ones are made.
struct Case {
    service: Service,
    inputs: Vec<(Field, String)>,
    right: Vec<Answers>,
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.service.id)
    }
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let examples = examples(today());
    let case = |(id, publication): (String, domain::form::Publication)| {
        let mine = examples.iter().filter(|(name, _)| name.split('.').next() == Some(&id));
        let right = mine.map(|(_, example)| example.answers.clone()).collect();
        let inputs = inputs(&publication.service);
        Case { service: publication.service, inputs, right }
    };
    publications().into_iter().map(case).collect()
});

/// Every input of a service, with the field that it belongs to; groups have two entries.
fn inputs(service: &Service) -> Vec<(Field, String)> {
    let mut inputs = Vec::new();
    let mut add = |field: &Field| {
        inputs.extend(field.paths().map(|path| (field.clone(), path)));
    };
    for field in service.fields() {
        add(field);
        if matches!(field.kind, Kind::Group { .. }) {
            ["1", "27"].iter().flat_map(|key| field.entry(key)).for_each(|inner| add(&inner));
        }
    }
    inputs
}

/// Texts that people, programs and attackers type.
const TYPED: &[&str] = &[
    "",
    " ",
    "Анна",
    " анна-мария ",
    "Anna",
    "И\u{306}осиф",
    "Йосиф",
    "21.03.1968",
    "21031968",
    "2022-05-12",
    "31.02.2020",
    "20.11.2026",
    "22.11.2026",
    "01.01.2099",
    "112-233-445 95",
    "11223344595",
    "112-233-445 96",
    "8 (912) 345-67-89",
    "+79123456789",
    "500100732259",
    "1234567894",
    "1177746123455",
    "7798500000123455",
    "4509 123456",
    "4509123456",
    "II-МЮ 123456",
    "620 014",
    "anna@Example.ru",
    "анна@пример.рф",
    "<Signature/>",
    "🪟👩‍🦽🇷🇺",
    "текст \u{202e}наоборот\u{202c}",
    "\u{200f}שלום",
    "a\u{0}b",
    "две\r\nстроки",
    "@-10",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "'; DROP TABLE drafts; --",
];

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        24 => select(TYPED).prop_map(str::to_owned),
        6 => "\\PC{0,40}",
        3 => ".{0,40}",
        1 => select(&["я", "🪟", "й", "и\u{306}"][..]).prop_map(|one| one.repeat(100_000 / one.chars().count())),
    ]
}

/// One change: the input, the option, and a flag and a text for inputs of other kinds.
fn change() -> impl Strategy<Value = (Index, Index, bool, String)> {
    (any::<Index>(), any::<Index>(), any::<bool>(), typed())
}

/// Sets an input to a value of its kind. If the kind has options, the value is mostly one of them.
fn put(answers: &mut Answers, field: &Field, path: &str, pick: Index, flag: bool, text: String) {
    let answer = match &field.kind {
        Kind::Choice { options } if flag => Answer::Text(pick.get(options).value.clone()),
        Kind::Choices { options } => {
            let mut chosen = vec![pick.get(options).value.clone()];
            if flag {
                chosen.push(options[0].value.clone());
            } else if text.len() < 3 {
                chosen.push(text);
            }
            Answer::Many(chosen)
        }
        Kind::Group { .. } => {
            let keys: [&[&str]; 5] =
                [&[], &["1"], &["27"], &["1", "27"], &["1", "2", "3", "4", "5", "6"]];
            Answer::Many(pick.get(&keys).iter().map(|&key| key.to_owned()).collect())
        }
        Kind::Consent { .. } => Answer::Flag(flag),
        Kind::PersonName if path.ends_with("no_patronymic") => Answer::Flag(flag),
        _ => Answer::Text(text),
    };
    answers.set(path, answer);
}

fn random() -> impl Strategy<Value = (&'static Case, Answers, Vec<Attached>)> {
    let start = (any::<Index>(), any::<Index>(), 0..4_u8);
    let changes = prop::collection::vec(change(), 0..30);
    let files = prop::collection::vec((any::<Index>(), 0..30_000_000_u64), 0..12);
    (start, changes, files).prop_map(|((case, set, from), changes, files)| {
        let case = case.get(&CASES);
        // A quarter of the cases start empty, the others from valid answers.
        let mut answers = if from == 0 { Answers::default() } else { set.get(&case.right).clone() };
        // Few changes leave most answers valid, many leave none.
        for (at, pick, flag, text) in changes.into_iter().take(if from == 1 { 2 } else { 30 }) {
            let (field, path) = at.get(&case.inputs);
            put(&mut answers, field, path, pick, flag, text);
        }
        let slots: Vec<&str> = case.service.slots().map(|slot| slot.id.as_str()).collect();
        // A service may ask for no documents.
        let files = files.into_iter().filter(|_| !slots.is_empty());
        let files =
            files.map(|(slot, bytes)| Attached { slot: (*slot.get(&slots)).to_owned(), bytes });
        (case, answers, files.collect())
    })
}

/// Checks the answers as the browser does: one screen after another.
fn by_screens(service: &Service, answers: &Answers, files: &[Attached]) -> Checked {
    let visible = visible(service, answers, today());
    let mut checked = Checked::default();
    for step in service.steps.iter().filter(|step| visible.steps.contains(&step.id)) {
        check_step(service, step, &visible, answers, files, today(), &mut checked);
    }
    checked
}

/// Whether the issue is about a file. The files are random, so such issues say nothing about the answers.
fn is_file(issue: &Issue) -> bool {
    issue.is_file()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_browser_accepts_what_the_server_accepts((case, answers, files) in random()) {
        let service = &case.service;
        let screens = by_screens(service, &answers, &files);
        // The browser sends JSON, and the server parses it into its own types.
        let json = serde_json::to_string(&answers).expect("json");
        let received: Answers = serde_json::from_str(&json).expect("answers");
        prop_assert_eq!(&received, &answers);
        let (fitting, others) = shape::split(service, received);
        prop_assert_eq!(others.paths().count(), 0, "all of it was typed on the screen");
        let whole = check(service, &fitting, &files, today());

        prop_assert_eq!(&screens.canonical, &whole.canonical);
        // No screen checks the limit of all files together.
        let total = service.max_total_bytes.is_some_and(|most| {
            files.iter().map(|file| file.bytes).sum::<u64>() > most
        });
        let (screens, together) = (screens.issues, usize::from(total));
        prop_assert_eq!(&whole.issues[..whole.issues.len() - together], &screens[..]);
        prop_assert!(whole.issues[screens.len()..].iter().all(is_file));
    }

    /// The server checks sent answers again when they are corrected, repeated or read. The result must not change.
    #[test]
    fn canonical_answers_are_accepted_again((case, answers, files) in random()) {
        let service = &case.service;
        let once = check(service, &answers, &files, today());
        for (path, answer) in once.canonical.iter() {
            prop_assert!(shape::fits(service, path, answer), "{path}");
        }
        if once.issues.iter().all(is_file) {
            let again = check(service, &once.canonical, &files, today());
            prop_assert_eq!(&again.canonical, &once.canonical);
            prop_assert_eq!(&again.issues, &once.issues);
        }
    }

    /// Nothing that is hidden or not offered reaches the agency (M-12).
    #[test]
    fn only_what_is_asked_for_and_offered_is_sent((case, answers, files) in random()) {
        let service = &case.service;
        let visible = visible(service, &answers, today());
        for (path, answer) in check(service, &answers, &files, today()).canonical.iter() {
            let field = service.field_at(path).expect("a field of the service");
            prop_assert!(visible.fields.contains(&field.id), "{path} is hidden");
            let offered = |value: &str| match &field.kind {
                Kind::Choice { options } | Kind::Choices { options } => {
                    options.iter().any(|option| option.value == value)
                }
                _ => true,
            };
            match answer {
                Answer::Text(value) => prop_assert!(offered(value), "{path}"),
                Answer::Many(values) => prop_assert!(values.iter().all(|value| offered(value)), "{path}"),
                Answer::Flag(_) => {}
            }
        }
    }

    /// Inputs that the service does not have and answers of the wrong type do not get into a draft; no check panics.
    #[test]
    fn strangers_are_refused(
        case in any::<Index>(),
        path in "[a-z_]{1,12}(\\.[a-z0-9_]{0,6}){0,4}",
        at in any::<Index>(),
        answer in prop_oneof![
            any::<bool>().prop_map(Answer::Flag),
            typed().prop_map(Answer::Text),
            prop::collection::vec(typed(), 0..3).prop_map(Answer::Many),
        ],
    ) {
        let Case { service, inputs, .. } = case.get(&CASES);
        let known = inputs.iter().any(|(_, known)| *known == path);
        let in_group = service.field_at(&path).is_some_and(|field| field.id.contains('.'));
        prop_assert_eq!(shape::knows(service, &path) && !in_group, known && !in_group);

        let (_, input) = at.get(inputs);
        let mut answers = Answers::default();
        answers.set(path, answer.clone());
        answers.set(input, answer);
        let checked = check(service, &answers, &[], today());
        for (path, answer) in checked.canonical.iter() {
            prop_assert!(shape::fits(service, path, answer), "{path}");
        }
    }
}

/// The random tests start from these sets, so both ways of checking must accept every one of them.
#[test]
fn right_answers_pass_screen_by_screen() {
    for case in CASES.iter() {
        for answers in &case.right {
            let visible = visible(&case.service, answers, today());
            let slots = case.service.slots().filter(|slot| visible.slots.contains(&slot.id));
            let files: Vec<Attached> =
                slots.map(|slot| Attached { slot: slot.id.clone(), bytes: 1_000 }).collect();
            assert_eq!(
                by_screens(&case.service, answers, &files).issues,
                [],
                "{}",
                case.service.id
            );
        }
    }
}

/// Two spellings of one number count as the same, both as typed and in canonical form.
#[test]
fn one_number_in_two_forms_contradicts_itself() {
    for (path, typed) in
        [("representative_snils", "087 654 303 00"), ("representative_snils", "08765430300")]
    {
        let Example { mut answers, .. } =
            examples(today()).remove("mse_application.minor").expect("a set");
        let service = &CASES.iter().find(|case| case.service.id == "mse_application");
        let service = &service.expect("a service").service;
        answers.set(path, Answer::Text(typed.to_owned()));
        let found = |answers: &Answers| -> Vec<Issue> {
            let checked = check(service, answers, &[], today());
            checked.issues.into_iter().filter(|issue| !issue.is_file()).collect()
        };
        let error = FieldError::Contradiction { id: "representative_same_snils".to_owned() };
        assert_eq!(found(&answers), [Issue::answer(path, error)], "{typed}");
        let canonical = check(service, &answers, &[], today()).canonical;
        assert_eq!(found(&canonical), found(&answers), "{typed}");
    }
}
