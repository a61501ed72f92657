//! Checks what a decision and a report hold. Their ids are their own: they may be called like fields of the form.

use super::{Lint, reach};
use crate::booking::Visit;
use crate::form::result::STEP;
use crate::form::{Condition, Field, Kind, Office, Outcome, ResultPlan};
use std::collections::BTreeSet;

/// Most fields on the page of a case.
const GIST: usize = 4;

/// Most entries of a group: its schema spells out every one.
const ENTRIES: u16 = 20;

impl Lint<'_> {
    pub(super) fn results(&mut self, office: &Office) {
        if let Some(plan) = &office.result {
            self.plan("office/result", plan);
        }
        if let Some(plan) = &office.report {
            self.plan("office/report", plan);
            self.report(office, plan);
        }
    }

    fn plan(&mut self, path: &str, plan: &ResultPlan) {
        let mut lint = Lint::new(self.languages);
        lint.fields(path, plan);
        lint.outcomes(path, plan);
        lint.gist(path, plan);
        lint.outcome(path, plan);
        lint.entitles(path, plan);
        // As with a service, the search needs correct names.
        if lint.faults.is_empty() {
            let unreachable = reach::unreachable(&plan.form(|_| true)).into_iter();
            let step = format!("steps/{STEP}");
            lint.faults = unreachable.map(|fault| fault.replacen(&step, path, 1)).collect();
        }
        self.faults.append(&mut lint.faults);
    }

    fn fields(&mut self, path: &str, plan: &ResultPlan) {
        self.text(&format!("{path}/title"), &plan.title);
        for (index, text) in plan.ground.iter().enumerate() {
            self.text(&format!("{path}/ground/{index}"), text);
        }
        if plan.fields.is_empty() {
            self.fault(path, "holds nothing");
        }
        for field in &plan.fields {
            self.field(path, field);
            self.known.add(field);
            self.held(path, field);
        }
    }

    /// Whether a result can hold the field: what its schema and its page can tell.
    fn held(&mut self, parent: &str, field: &Field) {
        let path = format!("{parent}/fields/{}", field.id);
        match &field.kind {
            Kind::Choice { .. }
            | Kind::Choices { .. }
            | Kind::Text { .. }
            | Kind::PastDate
            | Kind::ValidUntil => {}
            Kind::Group { max, fields, .. } => {
                if *max > ENTRIES {
                    self.fault(&path, "has room for more than 20 entries");
                }
                fields.iter().for_each(|inner| self.held(&path, inner));
            }
            _ => self.fault(&path, "no result has fields of this kind"),
        }
        if field.when.as_ref().is_some_and(compares) {
            self.fault(&path, "its condition compares answers, which no schema can say");
        }
    }

    /// Checks that each outcome asks for fields that exist, with everything that their conditions read, and that no field is left out.
    fn outcomes(&mut self, path: &str, plan: &ResultPlan) {
        for (name, outcome, ids) in [
            ("approved", Outcome::Approved, &plan.approved),
            ("refused", Outcome::Refused, &plan.refused),
        ] {
            let path = format!("{path}/{name}");
            self.listed(&path, plan, ids);
            for field in plan.fields.iter().filter(|field| plan.asks(outcome, &field.id)) {
                for read in read(field).filter(|id| !plan.asks(outcome, id)) {
                    let id = &field.id;
                    self.fault(
                        &path,
                        &format!("asks for «{id}» without «{read}», on which it depends"),
                    );
                }
            }
        }
        for field in &plan.fields {
            if !Outcome::ALL.iter().any(|outcome| plan.asks(*outcome, &field.id)) {
                self.fault(&format!("{path}/fields/{}", field.id), "no outcome asks for it");
            }
        }
    }

    fn gist(&mut self, path: &str, plan: &ResultPlan) {
        let path = format!("{path}/gist");
        self.listed(&path, plan, &plan.gist);
        if plan.gist.len() > GIST {
            self.fault(&path, "has more than four fields");
        }
        for id in &plan.gist {
            if let Some(Kind::Text { long: true, .. } | Kind::Group { .. }) =
                find(plan, id).map(|field| &field.kind)
            {
                self.fault(&format!("{path}/{id}"), "is too long for the page of the case");
            }
        }
    }

    fn listed(&mut self, path: &str, plan: &ResultPlan, ids: &[String]) {
        let mut seen = BTreeSet::new();
        for id in ids {
            let path = format!("{path}/{id}");
            if find(plan, id).is_none() {
                self.fault(&path, "there is no such field");
            } else if !seen.insert(id) {
                self.fault(&path, "stands there twice");
            }
        }
    }

    fn outcome(&mut self, path: &str, plan: &ResultPlan) {
        let Some(id) = &plan.outcome else { return };
        let path = format!("{path}/outcome");
        match find(plan, id) {
            Some(Field { kind: Kind::Choice { .. }, optional: false, when: None, .. })
                if plan.asks(Outcome::Approved, id) => {}
            Some(Field { kind: Kind::Choice { .. }, .. }) => {
                self.fault(&path, "is not always answered");
            }
            _ => self.fault(&path, "there is no such choice field"),
        }
    }

    fn entitles(&mut self, path: &str, plan: &ResultPlan) {
        for (index, entitlement) in plan.entitles.iter().enumerate() {
            let path = format!("{path}/entitles/{index}");
            self.text(&format!("{path}/text"), &entitlement.text);
            self.condition(&path, entitlement.when.as_ref());
        }
    }

    fn report(&mut self, office: &Office, plan: &ResultPlan) {
        let path = "office/report";
        if office.visit.as_ref().is_none_or(|visit| visit.kind != Visit::Operation) {
            self.fault(path, "is told of operations, and the service has none");
        }
        if plan.outcome.is_none() {
            self.fault(path, "needs an `outcome`, which lists show");
        }
        if !plan.approved.is_empty() || !plan.refused.is_empty() {
            self.fault(path, "has no `approved` and `refused`: it is no decision");
        }
    }
}

fn find<'p>(plan: &'p ResultPlan, id: &str) -> Option<&'p Field> {
    plan.fields.iter().find(|field| field.id == id)
}

/// Ids of the fields that the conditions of a field read, those inside a group left out.
fn read(field: &Field) -> impl Iterator<Item = &str> {
    let inside: &[Field] = if let Kind::Group { fields, .. } = &field.kind { fields } else { &[] };
    let conditions = std::iter::once(field).chain(inside).filter_map(|field| field.when.as_ref());
    let names = conditions.flat_map(Condition::fields);
    let ids = names.map(|name| name.split('.').next().unwrap_or_default());
    ids.filter(|id| inside.iter().all(|field| field.id != *id))
}

fn compares(condition: &Condition) -> bool {
    match condition {
        Condition::Is { .. } | Condition::Includes { .. } | Condition::Answered { .. } => false,
        Condition::YoungerThan { .. }
        | Condition::Within { .. }
        | Condition::Same { .. }
        | Condition::Before { .. } => true,
        Condition::Not(inner) => compares(inner),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(compares),
    }
}
