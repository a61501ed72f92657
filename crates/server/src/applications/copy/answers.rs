//! Answers under their questions, in the order of the form.

use crate::document::Block;
use crate::signing::is_test;
use domain::form::tidy::written;
use domain::form::{Answer, Answers, Choice, Field, Kind, Service};

/// What was answered, by steps. Without a definition the questions are the names of the inputs: nothing is kept back.
pub(super) fn blocks(service: Option<&Service>, answers: &Answers) -> Vec<Block> {
    let Some(service) = service else {
        let told = answers.iter().filter(|(_, answer)| !answer.is_blank());
        return told.map(|(path, answer)| Block::fact(path, plain(answer))).collect();
    };
    let steps = service.steps.iter().flat_map(|step| {
        let told: Vec<Block> = step.fields.iter().flat_map(|field| tell(field, answers)).collect();
        let heading = Block::Heading(step.title.get("ru").to_owned());
        (!told.is_empty()).then_some(std::iter::once(heading).chain(told)).into_iter().flatten()
    });
    steps.collect()
}

fn tell(field: &Field, answers: &Answers) -> Vec<Block> {
    let Kind::Group { item, .. } = &field.kind else {
        let told = answer(field, answers).filter(|told| !told.is_empty());
        return told.into_iter().map(|told| Block::fact(field.label.get("ru"), told)).collect();
    };
    let mut told = Vec::new();
    for (index, key) in answers.many(&field.id).iter().enumerate() {
        told.push(Block::Subheading(format!("{} {}", item.get("ru"), index + 1)));
        told.extend(field.entry(key).iter().flat_map(|inner| tell(inner, answers)));
    }
    told
}

fn answer(field: &Field, answers: &Answers) -> Option<String> {
    let text = |input: &str| Some(written(&field.kind, input, answers.text(&field.path(input))?));
    let lines = |parts: &[(&str, &str)]| {
        let parts =
            parts.iter().filter_map(|(input, label)| Some(format!("{label}: {}", text(input)?)));
        Some(parts.collect::<Vec<_>>().join("\n"))
    };
    match &field.kind {
        Kind::PersonName => {
            let none =
                answers.flag(&field.path("no_patronymic")).then(|| "(отчества нет)".to_owned());
            let parts = ["surname", "given", "patronymic"].into_iter().filter_map(text).chain(none);
            Some(parts.collect::<Vec<_>>().join(" "))
        }
        Kind::Passport { .. } => lines(&[
            ("number", "Серия и номер"),
            ("issued", "Дата выдачи"),
            ("department", "Код подразделения"),
            ("issuer", "Кем выдан"),
        ]),
        Kind::BirthCertificate => lines(&[
            ("number", "Серия и номер"),
            ("issued", "Дата выдачи"),
            ("issuer", "Кем выдано"),
        ]),
        Kind::Decision => lines(&[
            ("number", "Номер"),
            ("issued", "Дата решения"),
            ("received", "Дата получения"),
        ]),
        Kind::Address => {
            let parts = field.kind.inputs().iter().filter_map(|input| text(input));
            Some(parts.collect::<Vec<_>>().join(", "))
        }
        Kind::Choice { options } => Some(label(options, answers.text(&field.id)?)),
        Kind::Choices { options } => {
            let chosen = answers.many(&field.id).iter().map(|value| label(options, value));
            Some(chosen.collect::<Vec<_>>().join("\n"))
        }
        Kind::Consent { .. } => answers.flag(&field.id).then(|| "Согласие дано".to_owned()),
        Kind::Signature => answers.text(&field.id).map(|xml| {
            let test = "Приложена тестовая подпись, юридической силы она не имеет";
            if is_test(xml) { test } else { "Приложена" }.to_owned()
        }),
        _ => text(""),
    }
}

fn label(options: &[Choice], value: &str) -> String {
    let option = options.iter().find(|option| option.value == value);
    option.map_or(value, |option| option.label.get("ru")).to_owned()
}

fn plain(answer: &Answer) -> String {
    match answer {
        Answer::Text(text) => text.clone(),
        Answer::Many(values) => values.join("\n"),
        Answer::Flag(_) => "да".to_owned(),
    }
}
