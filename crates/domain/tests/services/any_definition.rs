//! Random definitions: the lint and the interpreter never panic or loop on them, and definitions without faults behave as the
//! real ones do.

mod answered;
mod made;

use super::folder::today;
use answered::{answers, any_answer};
use domain::form::check::check_step;
use domain::form::lint::lint;
use domain::form::{Answers, Checked, Service, check, shape, visible};
use made::any_service;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;
use std::cell::Cell;

fn keeps_its_promises(service: &Service, answers: &Answers) -> Result<bool, TestCaseError> {
    let whole = check(service, answers, &[], today());
    let seen = visible(service, answers, today());
    let mut screens = Checked::default();
    for step in service.steps.iter().filter(|step| seen.steps.contains(&step.id)) {
        check_step(service, step, &seen, answers, &[], today(), &mut screens);
    }
    prop_assert_eq!(&screens, &whole);
    for (path, answer) in whole.canonical.iter() {
        prop_assert!(shape::fits(service, path, answer), "{}", path);
        let field = service.field_at(path);
        prop_assert!(field.is_some_and(|field| seen.fields.contains(&field.id)), "{} hidden", path);
    }
    let accepted = whole.issues.is_empty();
    if accepted {
        let again = check(service, &whole.canonical, &[], today());
        prop_assert_eq!(again, whole);
    }
    Ok(accepted)
}

/// Also checks that enough definitions have no faults and enough answers are valid for this test to mean something.
#[test]
fn is_judged_and_keeps_the_promises_of_one_without_faults() {
    let config =
        ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() };
    let (clean, accepted) = (Cell::new(0), Cell::new(0));
    let values = prop::collection::vec(any_answer(), 1..8);
    let judged = TestRunner::new(config).run(&(any_service(), values), |(service, values)| {
        let answers = answers(&service, &values);
        check(&service, &answers, &[], today());
        check(&service, &Answers::default(), &[], today());
        if lint(&service, &["ru", "en"]).is_empty() {
            clean.set(clean.get() + 1);
            accepted.set(accepted.get() + u32::from(keeps_its_promises(&service, &answers)?));
        }
        Ok(())
    });
    judged.unwrap_or_else(|error| panic!("{error}"));
    assert!(clean.get() > 300, "{} without faults", clean.get());
    assert!(accepted.get() > 40, "{} accepted", accepted.get());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Random text, and a real definition that is cut off.
    #[test]
    fn that_is_none_is_refused(text in "\\PC{0,200}", cut in any::<Index>()) {
        prop_assert!(domain::form::Publication::read(&text).is_err());
        let right = include_str!("../../../server/services/so_complaint.json");
        let mut end = cut.index(right.len() - 2);
        while !right.is_char_boundary(end) {
            end -= 1;
        }
        prop_assert!(domain::form::Publication::read(&right[..end]).is_err());
    }
}
