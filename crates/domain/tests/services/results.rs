//! What decisions hold: right results pass, and whatever is wrong in them is found.

#[cfg(feature = "openapi")]
mod schema;

use super::folder::{publications, results, today};
use domain::form::{Answer, Answers, Choice, Kind, Outcome, Publication, ResultPlan, visible};
use std::collections::BTreeSet;

/// A plan with an outcome, and right results in their canonical form.
pub(super) struct Case {
    /// `<service>.approved`, `<service>.refused` or `<service>.report`.
    pub(super) name: String,
    pub(super) plan: ResultPlan,
    pub(super) outcome: Outcome,
    pub(super) right: Vec<Answers>,
}

/// Every result and report that the services ask for.
pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut right = results(today());
    for (id, Publication { office, .. }) in publications() {
        let mine = right.remove(&id);
        let (approved, refused, report) =
            mine.map(|mine| (mine.approved, mine.refused, mine.report)).unwrap_or_default();
        for (plan, outcome, what, right) in [
            (&office.result, Outcome::Approved, "approved", approved),
            (&office.result, Outcome::Refused, "refused", refused),
            (&office.report, Outcome::Approved, "report", report),
        ] {
            let name = format!("{id}.{what}");
            match plan.clone().filter(|plan| plan.holds(outcome)) {
                Some(plan) => cases.push(Case { name, plan, outcome, right }),
                None => assert!(right.is_empty(), "{name} is not asked for"),
            }
        }
    }
    assert!(right.is_empty(), "{:?}: no such service", right.keys());
    for case in &mut cases {
        for right in &mut case.right {
            let checked = case.plan.check(case.outcome, right, today());
            assert_eq!(checked.issues, [], "{}", case.name);
            *right = checked.canonical;
        }
    }
    cases
}

/// `right` with one thing wrong in it, each with what it is.
pub(super) fn misspellings(case: &Case, right: &Answers) -> Vec<(String, Answers)> {
    let form = case.plan.asked(case.outcome);
    let mut wrong = Vec::new();
    let mut put = |what: &str, path: &str, answer: Option<Answer>| {
        let mut answers = right.clone();
        answers.remove(path);
        if let Some(answer) = answer {
            answers.set(path, answer);
        }
        wrong.push((format!("{}: {path} {what}", case.name), answers));
    };
    let text = |text: &str| Some(Answer::Text(text.to_owned()));
    put("is not known", "nobody", text("x"));
    for (path, answer) in right.iter() {
        let field = form.field_at(path).expect("a field");
        put("is not known", &format!("{path}x"), Some(answer.clone()));
        put("is a flag", path, Some(Answer::Flag(true)));
        if !field.optional {
            put("is missing", path, None);
            put("is blank", path, text(" "));
        }
        match (&field.kind, answer) {
            (Kind::Text { max, .. }, _) => {
                put("is too long", path, text(&"я".repeat(*max as usize + 1)));
            }
            (_, Answer::Text(value)) => put("is not offered", path, text(&format!("{value}x"))),
            (_, Answer::Many(values)) => {
                let values = values.iter().cloned().chain(["x".to_owned()]);
                put("is not offered", path, Some(Answer::Many(values.collect())));
                put("is one text", path, text("x"));
            }
            (_, Answer::Flag(_)) => panic!("{path}"),
        }
    }
    let asked = visible(&form, right, today());
    for (path, answer) in case.right.iter().flat_map(Answers::iter) {
        let field = form.field_at(path).expect("a field");
        if !asked.fields.contains(&field.id) {
            put("is not asked for", path, Some(answer.clone()));
        }
    }
    wrong
}

/// Together they answer every field, and leave out each that is not always there.
#[test]
fn are_right_and_try_every_field() {
    for case in cases() {
        let form = case.plan.asked(case.outcome);
        for field in form.fields() {
            let answers = |right: &&Answers| right.get(&field.id).is_some();
            let (name, all) = (&case.name, case.right.len());
            let many = case.right.iter().filter(answers).count();
            let is_always = field.when.is_none() && !field.optional;
            assert!(many > 0 && (many == all) == is_always, "{name}: {} in {many}", field.id);
        }
    }
}

#[test]
fn that_are_wrong_are_found() {
    let mut many = 0;
    for case in cases() {
        for right in &case.right {
            for (what, wrong) in misspellings(&case, right) {
                let found = case.plan.check(case.outcome, &wrong, today()).issues;
                assert!(!found.is_empty(), "{what}");
                many += 1;
            }
        }
    }
    assert!(many > 500, "{many}");
}

/// What is said twice about one place says nothing more.
#[test]
fn have_one_issue_for_each_place() {
    for case in cases() {
        for right in &case.right {
            for (what, wrong) in misspellings(&case, right) {
                let found = case.plan.check(case.outcome, &wrong, today()).issues;
                let places: BTreeSet<_> = found.iter().map(|issue| &issue.pointer).collect();
                assert_eq!(places.len(), found.len(), "{what}: {found:?}");
            }
        }
    }
}

fn plan(service: &str, of: fn(Publication) -> Option<ResultPlan>) -> ResultPlan {
    publications().remove(service).and_then(of).unwrap_or_else(|| panic!("{service}"))
}

fn options<'p>(plan: &'p ResultPlan, id: &str) -> &'p [Choice] {
    match plan.fields.iter().find(|field| field.id == id).map(|field| &field.kind) {
        Some(Kind::Choice { options }) => options,
        _ => panic!("{id}"),
    }
}

/// M-27, M-30, C-16: an examination says when and how it was, what was found, and explains the group.
#[test]
fn of_an_examination_say_what_the_requirements_name() {
    for service in ["mse_application", "mse_reexamination"] {
        let plan = plan(service, |it| it.office.result);
        let labels: Vec<&str> = plan.fields.iter().map(|field| field.label.get("ru")).collect();
        for label in ["Рекомендации", "Ограничения", "Действует до"]
        {
            assert!(labels.contains(&label), "{service}: {label}");
        }
        let ways: Vec<&str> =
            options(&plan, "mode").iter().map(|one| one.label.get("ru")).collect();
        assert_eq!(ways, ["Очно", "Заочно", "Дистанционно"]);
        for group in options(&plan, "group").iter().take(3) {
            let hint = group.hint.as_ref().unwrap_or_else(|| panic!("{}", group.value));
            assert!(hint.get("ru").contains("трудоспособности"), "{service}: {}", group.value);
        }
    }
}

/// S-28: what lists say of an operation that is over.
#[test]
fn of_an_operation_are_one_of_three() {
    for service in ["so_medical", "so_administrative"] {
        let plan = plan(service, |it| it.office.report);
        let outcome = plan.outcome.as_deref().expect("an outcome");
        let labels: Vec<&str> =
            options(&plan, outcome).iter().map(|one| one.label.get("ru")).collect();
        assert_eq!(labels, ["успешно выполнено", "отклонено", "требуется уточнение"]);
    }
}

/// M-39: whoever is refused hears until when an additional examination is possible.
#[test]
fn of_a_refused_examination_name_the_day_of_another_one() {
    let plan = plan("mse_reexamination", |it| it.office.result);
    let asked = |outcome| plan.asked(outcome).fields().any(|field| field.id == "extra_until");
    assert!(asked(Outcome::Refused) && !asked(Outcome::Approved));
    let leads =
        plan.entitles.iter().filter(|one| one.service.as_deref() == Some("mse_reexamination"));
    assert_eq!(leads.count(), 1);
}
