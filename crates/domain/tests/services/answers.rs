//! Complete sets of answers. The end-to-end tests type them too.

use super::folder::{examples, publications, today};
use chrono::Months;
use domain::form::{check, shape, visible};
use std::collections::BTreeSet;

#[test]
fn are_complete_and_right() {
    let publications = publications();
    for (name, example) in examples(today()) {
        let id = name.split('.').next().expect("a name");
        let service = &publications.get(id).unwrap_or_else(|| panic!("no service {id}")).service;
        let visible = visible(service, &example.answers, today());
        let slots: Vec<&str> = service
            .slots()
            .map(|slot| slot.id.as_str())
            .filter(|slot| visible.slots.contains(*slot))
            .collect();
        assert_eq!(example.files, slots, "{name}: a file for each place that is open");
        let checked = check(service, &example.answers, &example.attached(), today());
        assert_eq!(checked.issues, [], "{name}");
        for (path, answer) in example.answers.iter() {
            assert!(shape::fits(service, path, answer), "{name}: {path}");
            assert!(checked.canonical.get(path).is_some(), "{name}: {path} is not asked for");
        }
    }
}

#[test]
fn stay_right_for_years() {
    let later = today().checked_add_months(Months::new(60)).expect("a day");
    let publications = publications();
    for (name, example) in examples(later) {
        let id = name.split('.').next().expect("a name");
        let service = &publications[id].service;
        assert_eq!(
            check(service, &example.answers, &example.attached(), later).issues,
            [],
            "{name}"
        );
    }
}

/// Each service has a set for its longest path and one for another branch.
#[test]
fn are_there_twice_for_every_service() {
    let names: BTreeSet<String> = examples(today()).into_keys().collect();
    for id in publications().into_keys() {
        assert!(names.contains(&id), "{id}.json");
        assert!(names.iter().any(|name| name.starts_with(&format!("{id}."))), "{id}.….json");
    }
}

/// Together, the sets open every step of every service.
#[test]
fn open_every_step() {
    let examples = examples(today());
    for (id, publication) in publications() {
        let service = publication.service;
        let mine = examples.iter().filter(|(name, _)| name.split('.').next() == Some(&id));
        let opened: BTreeSet<String> = mine
            .flat_map(|(_, example)| visible(&service, &example.answers, today()).steps)
            .collect();
        let all: BTreeSet<String> = service.steps.iter().map(|step| step.id.clone()).collect();
        assert_eq!(opened, all, "{id}");
    }
}
