//! Finds what no answers can open. For each condition it tries all answers that can change the result.

mod candidates;

use crate::form::{
    Answer, Answers, Condition, Contradiction, Field, Kind, Service, Slot, Step, visible,
};
use candidates::{Candidates, TODAY};
use std::collections::BTreeSet;

/// Most combinations tried for one condition. If there are more, it counts as reachable.
const LIMIT: usize = 100_000;

/// Id of the slot that stands for a contradiction here: `visible` reports slots, but not contradictions.
const PROBE: &str = "contradiction?";

/// The steps, fields, slots and contradictions that can never appear.
pub(super) fn unreachable(service: &Service) -> Vec<String> {
    let mut faults = Vec::new();
    let mut judge = |path: String, target: &Target<'_>| {
        let reached = can_be(service, target);
        if !reached {
            faults.push(format!("{path}: no answers can open it"));
        }
        reached
    };
    for step in &service.steps {
        let path = format!("steps/{}", step.id);
        if step.when.is_some() && !judge(path.clone(), &Target::Step(step)) {
            continue;
        }
        for field in &step.fields {
            let path = format!("{path}/fields/{}", field.id);
            if field.when.is_some() && !judge(path.clone(), &Target::Field(&field.id)) {
                continue;
            }
            for inner in inside(field).iter().filter(|inner| inner.when.is_some()) {
                judge(format!("{path}/fields/{}", inner.id), &Target::Field(&inner.id));
            }
        }
        for slot in step.documents.iter().filter(|slot| slot.when.is_some()) {
            judge(format!("{path}/documents/{}", slot.id), &Target::Slot(step, slot));
        }
    }
    for contradiction in &service.contradictions {
        let path = format!("contradictions/{}", contradiction.id);
        judge(path, &Target::Contradiction(contradiction));
    }
    faults
}

enum Target<'a> {
    Step(&'a Step),
    Field(&'a str),
    Slot(&'a Step, &'a Slot),
    Contradiction(&'a Contradiction),
}

fn inside(field: &Field) -> &[Field] {
    if let Kind::Group { fields, .. } = &field.kind { fields } else { &[] }
}

/// Where a field is in the service.
struct Found<'a> {
    step: &'a Step,
    group: Option<&'a Field>,
    field: &'a Field,
}

fn find<'a>(service: &'a Service, id: &str) -> Option<Found<'a>> {
    let (steps, is) = (&service.steps, |field: &&Field| field.id == id);
    steps.iter().find_map(|step| {
        let outside = step.fields.iter().find(is).map(|field| (None, field));
        let found = outside.or_else(|| {
            let within = |group| Some((Some(group), inside(group).iter().find(is)?));
            step.fields.iter().find_map(within)
        });
        found.map(|(group, field)| Found { step, group, field })
    })
}

/// What a target depends on: the ids of fields, and the conditions of all of them.
#[derive(Default)]
struct Needs<'a> {
    fields: BTreeSet<&'a str>,
    conditions: Vec<&'a Condition>,
}

impl<'a> Needs<'a> {
    fn condition(&mut self, service: &'a Service, condition: Option<&'a Condition>) {
        let Some(condition) = condition else { return };
        self.conditions.push(condition);
        for name in condition.fields() {
            self.field(service, name.split('.').next().unwrap_or_default());
        }
    }

    fn field(&mut self, service: &'a Service, id: &'a str) {
        let Some(found) = find(service, id) else { return };
        if self.fields.insert(id) {
            self.condition(service, found.step.when.as_ref());
            self.condition(service, found.group.and_then(|group| group.when.as_ref()));
            self.condition(service, found.field.when.as_ref());
        }
    }
}

fn can_be(service: &Service, target: &Target<'_>) -> bool {
    let mut needs = Needs::default();
    match target {
        Target::Step(step) => needs.condition(service, step.when.as_ref()),
        Target::Field(id) => needs.field(service, id),
        Target::Slot(step, slot) => {
            needs.condition(service, step.when.as_ref());
            needs.condition(service, slot.when.as_ref());
        }
        Target::Contradiction(contradiction) => {
            needs.condition(service, Some(&contradiction.when));
            needs.field(service, contradiction.at.split('.').next().unwrap_or_default());
        }
    }
    let reduced = reduce(service, target, &needs.fields);
    let mut candidates = Candidates::default();
    for condition in &needs.conditions {
        candidates.read(condition, &|name| resolve(service, name));
    }
    let mut groups = Answers::default();
    for group in reduced.fields().filter(|field| matches!(field.kind, Kind::Group { .. })) {
        groups.set(&group.id, Answer::Many(vec!["1".to_owned()]));
    }
    candidates
        .combinations(groups, LIMIT)
        .is_none_or(|mut all| all.any(|answers| is_open(&reduced, target, &answers)))
}

/// The path at which a condition finds `name`, and its field. A group has one entry here, with the key 1.
fn resolve<'a>(service: &'a Service, name: &str) -> Option<(String, &'a Field)> {
    let found = find(service, name.split('.').next()?)?;
    let path = match found.group {
        Some(group) => format!("{}.1.{name}", group.id),
        None => name.to_owned(),
    };
    Some((path, found.field))
}

/// The service without anything that the target does not depend on.
fn reduce(service: &Service, target: &Target<'_>, fields: &BTreeSet<&str>) -> Service {
    let needed = |field: &Field| fields.contains(field.id.as_str());
    let keep = |field: &Field| {
        let mut field = field.clone();
        let mut any_inside = false;
        if let Kind::Group { fields, .. } = &mut field.kind {
            fields.retain(needed);
            any_inside = !fields.is_empty();
        }
        (any_inside || needed(&field)).then_some(field)
    };
    let mut reduced = Service { contradictions: Vec::new(), ..service.clone() };
    for step in &mut reduced.steps {
        step.fields = step.fields.iter().filter_map(keep).collect();
        step.documents
            .retain(|slot| matches!(target, Target::Slot(_, wanted) if wanted.id == slot.id));
    }
    if let (Target::Contradiction(contradiction), Some(last)) = (target, service.steps.last()) {
        let probe = Slot {
            id: PROBE.to_owned(),
            title: contradiction.text.clone(),
            hint: None,
            optional: true,
            when: Some(contradiction.when.clone()),
            policy: crate::file::FilePolicy::new(&[]),
        };
        let (fields, documents) = (Vec::new(), vec![probe]);
        reduced.steps.push(Step { when: None, fields, documents, ..last.clone() });
    }
    reduced
}

fn is_open(reduced: &Service, target: &Target<'_>, answers: &Answers) -> bool {
    let visible = visible(reduced, answers, TODAY);
    match target {
        Target::Step(step) => visible.steps.contains(&step.id),
        Target::Field(id) => visible.fields.iter().any(|path| path.rsplit('.').next() == Some(id)),
        Target::Slot(_, slot) => visible.slots.contains(&slot.id),
        Target::Contradiction(contradiction) => {
            let at = contradiction.at.split('.').next().unwrap_or_default();
            visible.slots.contains(PROBE) && visible.fields.contains(at)
        }
    }
}
