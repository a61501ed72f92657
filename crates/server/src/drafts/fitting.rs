//! Fits answers to an earlier definition into the present one.

use domain::form::{Answer, Answers, Choice, Kind, Service, shape};

/// Splits answers to an earlier definition into those that fit `service` and the others: answers to inputs that no longer
/// exist or have another shape, and options that are no longer offered.
pub(super) fn split(service: &Service, answers: Answers) -> (Answers, Answers) {
    let (mut fitting, mut others) = shape::split(service, answers);
    for (path, offered, gone) in withdrawn(service, &fitting) {
        match offered {
            Some(offered) => fitting.set(path.clone(), offered),
            None => drop(fitting.remove(&path)),
        }
        others.set(path, gone);
    }
    let others: Answers = others
        .iter()
        .filter(|(_, answer)| !answer.is_blank())
        .map(|(path, answer)| (path.to_owned(), answer.clone()))
        .collect();
    let others = with_entries(others, &fitting);
    (fitting, others)
}

/// Answers with options that are no longer offered: the path, the rest of the answer, and the removed options.
fn withdrawn(service: &Service, answers: &Answers) -> Vec<(String, Option<Answer>, Answer)> {
    let find = |(path, answer): (&str, &Answer)| {
        let field = service.field_at(path)?;
        match (&field.kind, answer) {
            (Kind::Choice { options }, Answer::Text(value)) => {
                let gone = !answer.is_blank() && !offers(options, value);
                gone.then(|| (path.to_owned(), None, answer.clone()))
            }
            (Kind::Choices { options }, Answer::Many(values)) => {
                let (offered, gone): (Vec<_>, Vec<_>) =
                    values.iter().cloned().partition(|value| offers(options, value));
                let rest = (!offered.is_empty()).then_some(Answer::Many(offered));
                (!gone.is_empty()).then(|| (path.to_owned(), rest, Answer::Many(gone)))
            }
            _ => None,
        }
    };
    answers.iter().filter_map(find).collect()
}

fn offers(options: &[Choice], value: &str) -> bool {
    options.iter().any(|option| option.value == value.trim())
}

/// Adds the list of a group's entries to the leftover answers of these entries: it tells which entry each belongs to.
fn with_entries(mut others: Answers, fitting: &Answers) -> Answers {
    let groups: Vec<String> = others
        .paths()
        .filter_map(|path| path.split_once('.'))
        .map(|(group, _)| group.to_owned())
        .collect();
    for group in groups {
        if let (None, Some(entries @ Answer::Many(_))) = (others.get(&group), fitting.get(&group)) {
            others.set(group, entries.clone());
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::form::Publication;

    fn service() -> Service {
        let json = serde_json::json!({
            "id": "s", "version": 2, "section": "x", "number_prefix": "X",
            "title": { "ru": "У" }, "summary": { "ru": "У" }, "terms": [],
            "steps": [{ "id": "a", "title": { "ru": "А" }, "fields": [
                { "id": "way", "label": { "ru": "Как" }, "kind": { "choice": { "options": [
                    { "value": "post", "label": { "ru": "Почтой" } } ] } } },
                { "id": "days", "label": { "ru": "Дни" }, "kind": { "choices": { "options": [
                    { "value": "mon", "label": { "ru": "Пн" } }, { "value": "tue", "label": { "ru": "Вт" } } ] } } },
                { "id": "homes", "label": { "ru": "Адреса" }, "kind": { "group": { "item": { "ru": "Адрес" }, "max": 3,
                    "fields": [{ "id": "city", "label": { "ru": "Город" }, "kind": { "text": { "max": 9 } } }] } } }
            ] }]
        });
        Publication::read(&json.to_string()).unwrap().service
    }

    fn split_json(answers: serde_json::Value) -> (serde_json::Value, serde_json::Value) {
        let (fitting, others) = split(&service(), serde_json::from_value(answers).unwrap());
        (serde_json::to_value(fitting).unwrap(), serde_json::to_value(others).unwrap())
    }

    #[test]
    fn what_fits_stays_and_the_rest_is_left_over() {
        let (fitting, others) = split_json(serde_json::json!({
            "way": "fax", "days": ["mon", "sun"], "gone": "x", "blank": " ",
            "homes": ["2", "1"], "homes.1.city": "Пермь", "homes.1.flat": "7",
        }));
        let expected =
            serde_json::json!({ "days": ["mon"], "homes": ["2", "1"], "homes.1.city": "Пермь" });
        assert_eq!(fitting, expected);
        let expected = serde_json::json!({
            "way": "fax", "days": ["sun"], "gone": "x", "homes": ["2", "1"], "homes.1.flat": "7",
        });
        assert_eq!(others, expected);
    }

    #[test]
    fn answers_to_the_present_definition_stay_whole() {
        let answers = serde_json::json!({ "way": "post", "days": ["tue"], "homes": ["1"] });
        assert_eq!(split_json(answers.clone()), (answers, serde_json::json!({})));
    }
}
