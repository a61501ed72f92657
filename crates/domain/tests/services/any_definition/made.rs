//! Random definitions.

use domain::form::{
    Choice, Condition, Contradiction, Field, Kind, Service, Slot, Step, Term, Text,
};
use proptest::prelude::*;
use proptest::sample::{Index, select};

fn text() -> Text {
    Text::from([("ru", "текст"), ("en", "text")])
}

fn options() -> Vec<Choice> {
    ["a", "b", "c"]
        .map(|value| Choice { value: value.to_owned(), label: text(), hint: None })
        .into()
}

fn simple_kind() -> impl Strategy<Value = Kind> {
    select(vec![
        Kind::PersonName,
        Kind::BirthDate,
        Kind::PastDate,
        Kind::IssueDate { valid_days: 30 },
        Kind::ValidUntil,
        Kind::Phone,
        Kind::Snils,
        Kind::Passport { born: None },
        Kind::Passport { born: Some("f0".to_owned()) },
        Kind::BirthCertificate,
        Kind::Address,
        Kind::Choice { options: options() },
        Kind::Choice { options: options() },
        Kind::Choices { options: options() },
        Kind::Choices { options: options() },
        Kind::Text { max: 5, long: false },
        Kind::Consent { body: text() },
        Kind::Decision,
        Kind::Signature,
    ])
}

/// Random parts of a field, a step or a slot. The fields that a condition reads are chosen later, when the ids are known.
#[derive(Debug, Clone)]
struct Seed {
    kind: Kind,
    inside: Option<(u16, Vec<Seed>)>,
    optional: bool,
    when: Option<Rule>,
}

#[derive(Debug, Clone)]
enum Rule {
    Leaf { form: u8, reads: Index, other: Index, value: u8, wild: bool },
    Not(Box<Rule>),
    All(Vec<Rule>),
    Any(Vec<Rule>),
}

fn rule() -> impl Strategy<Value = Rule> {
    let leaf =
        (0..7_u8, any::<Index>(), any::<Index>(), 0..4_u8, prop::bool::weighted(0.02)).prop_map(
            |(form, reads, other, value, wild)| Rule::Leaf { form, reads, other, value, wild },
        );
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|rule| Rule::Not(Box::new(rule))),
            prop::collection::vec(inner.clone(), 1..3).prop_map(Rule::All),
            prop::collection::vec(inner, 1..3).prop_map(Rule::Any),
        ]
    })
}

fn seed() -> impl Strategy<Value = Seed> {
    let when = || prop::option::weighted(0.5, rule());
    let simple = || {
        (simple_kind(), any::<bool>(), when()).prop_map(|(kind, optional, when)| Seed {
            kind,
            inside: None,
            optional,
            when,
        })
    };
    let group = (1..4_u16, prop::collection::vec(simple(), 1..4), any::<bool>(), when()).prop_map(
        |(max, inside, optional, when)| Seed {
            kind: Kind::Phone,
            inside: Some((max, inside)),
            optional,
            when,
        },
    );
    prop_oneof![5 => simple(), 1 => group]
}

/// The inputs that a condition can read, each with the kind of its field.
type Readable = Vec<(String, Kind)>;

fn condition(rule: &Rule, readable: &Readable) -> Option<Condition> {
    let parts = |rules: &[Rule]| {
        rules.iter().filter_map(|rule| condition(rule, readable)).collect::<Vec<_>>()
    };
    Some(match rule {
        Rule::Not(inner) => Condition::Not(Box::new(condition(inner, readable)?)),
        Rule::All(rules) => Condition::All(some(parts(rules))?),
        Rule::Any(rules) => Condition::Any(some(parts(rules))?),
        Rule::Leaf { wild: true, value, .. } => Condition::Is {
            field: ["nobody", "f0", "f1.2.g", ""][usize::from(*value)].to_owned(),
            value: "z".to_owned(),
        },
        Rule::Leaf { form, reads, other, value, .. } => {
            leaf(*form, reads, other, *value, readable)?
        }
    })
}

/// A condition that fits the kind of the input that it reads.
fn leaf(
    form: u8,
    reads: &Index,
    other: &Index,
    value: u8,
    readable: &Readable,
) -> Option<Condition> {
    let pick = |index: &Index, fits: &dyn Fn(&str, &Kind) -> bool| {
        let fitting: Vec<&String> =
            readable.iter().filter(|(path, kind)| fits(path, kind)).map(|(path, _)| path).collect();
        (!fitting.is_empty()).then(|| (*index.get(&fitting)).clone())
    };
    let date =
        |path: &str, kind: &Kind| kind.is_date(path.split_once('.').map_or("", |(_, input)| input));
    let text = |path: &str, kind: &Kind| {
        !matches!(kind, Kind::Choices { .. } | Kind::Consent { .. })
            && !path.ends_with("no_patronymic")
    };
    let value = ["a", "b", "c", "a"][usize::from(value % 4)].to_owned();
    Some(match form {
        0 => Condition::YoungerThan { field: pick(reads, &date)?, years: 18 },
        1 => Condition::Within { field: pick(reads, &date)?, months: 1, days: 2 },
        2 => Condition::Before { field: pick(reads, &date)?, other: pick(other, &date)? },
        3 => Condition::Same { field: pick(reads, &text)?, other: pick(other, &text)? },
        4 => Condition::Is {
            field: pick(reads, &|_, kind| matches!(kind, Kind::Choice { .. }))?,
            value,
        },
        5 => Condition::Includes {
            field: pick(reads, &|_, kind| matches!(kind, Kind::Choices { .. }))?,
            value,
        },
        _ => Condition::Answered { field: pick(reads, &|_, _| true)? },
    })
}

fn some<T>(parts: Vec<T>) -> Option<Vec<T>> {
    if parts.is_empty() { None } else { Some(parts) }
}

fn is_readable(input: &str) -> bool {
    input != "patronymic"
}

fn service(seeds: &[Seed], per_step: usize, contradictions: &[(Rule, Index)]) -> Service {
    // The birth date that passports refer to.
    let born = Seed { kind: Kind::BirthDate, inside: None, optional: false, when: None };
    let seeds: Vec<Seed> = std::iter::once(born).chain(seeds.iter().cloned()).collect();
    let mut readable: Readable = Vec::new();
    let mut steps = Vec::new();
    let mut next = 0;
    let mut field = |seed: &Seed, readable: &Readable| {
        let id = format!("f{next}");
        next += 1;
        let when = seed.when.as_ref().and_then(|rule| condition(rule, readable));
        let (label, optional) = (text(), seed.optional);
        Field { id, kind: seed.kind.clone(), label, hint: None, optional, when }
    };
    for (number, seeds) in seeds.chunks(per_step).enumerate() {
        let mut fields = Vec::new();
        for seed in seeds {
            let mut outer = field(seed, &readable);
            if let Some((max, inside)) = &seed.inside {
                let mut known = readable.clone();
                let mut inner = Vec::new();
                for seed in inside {
                    let one = field(seed, &known);
                    add(&one, &mut known);
                    inner.push(one);
                }
                outer.kind = Kind::Group { item: text(), max: *max, fields: inner };
            } else {
                add(&outer, &mut readable);
            }
            fields.push(outer);
        }
        let slot = Slot {
            id: format!("d{number}"),
            title: text(),
            hint: None,
            optional: true,
            when: seeds[0].when.as_ref().and_then(|rule| condition(rule, &readable)),
            policy: domain::file::FilePolicy::new(&[domain::file::FileType::Pdf]),
        };
        steps.push(Step {
            id: format!("s{number}"),
            title: text(),
            lead: None,
            when: None,
            on_review: fields.iter().any(|field| field.kind == Kind::Signature),
            fields,
            documents: vec![slot],
        });
    }
    let contradiction = |(number, (rule, at)): (usize, &(Rule, Index))| {
        let when = condition(rule, &readable).filter(|_| !readable.is_empty())?;
        // Usually at the last input that it reads, as the lint demands.
        let last = readable.iter().rev().find(|(path, _)| when.fields().contains(&path.as_str()));
        let at = last.unwrap_or_else(|| at.get(&readable)).0.clone();
        Some(Contradiction { id: format!("c{number}"), when, at, text: text() })
    };
    Service {
        id: "any".to_owned(),
        version: 1,
        section: "any".to_owned(),
        number_prefix: "A".to_owned(),
        title: text(),
        summary: text(),
        prepare: Vec::new(),
        contradictions: contradictions.iter().enumerate().filter_map(contradiction).collect(),
        steps,
        terms: vec![Term { category: "standard".to_owned(), working_days: 1 }],
        max_total_bytes: None,
    }
}

fn add(field: &Field, readable: &mut Readable) {
    let inputs = field.kind.inputs().iter().filter(|input| is_readable(input));
    readable.extend(inputs.map(|input| (field.path(input), field.kind.clone())));
}

pub(super) fn any_service() -> impl Strategy<Value = Service> {
    let seeds = prop::collection::vec(seed(), 1..9);
    let contradictions = prop::collection::vec((rule(), any::<Index>()), 0..3);
    (seeds, 1..4_usize, contradictions)
        .prop_map(|(seeds, per_step, contradictions)| service(&seeds, per_step, &contradictions))
}
