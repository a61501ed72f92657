//! Checks that the agency's `office` settings fit the definition.

use super::Lint;
use crate::form::{Attribute, CategoryPlan, Field, Kind, Office, Service};

impl Lint<'_> {
    pub(super) fn office(&mut self, service: &Service, office: &Office) {
        self.optional_text("office/keywords", office.keywords.as_ref());
        self.optional_text("office/copy_title", office.copy_title.as_ref());
        if let (Some(opens), Some(closes)) = (office.opens, office.closes)
            && closes < opens
        {
            self.fault("office/closes", "lies before `opens`");
        }
        for (field, attribute) in &office.prefill {
            let path = format!("office/prefill/{field}");
            match service.fields().find(|known| known.id == *field) {
                None => self.fault(&path, "there is no such field"),
                Some(known) if !holds(known, *attribute) => {
                    self.fault(&path, "the field is of another kind");
                }
                Some(_) => {}
            }
        }
        self.appeals(service, office);
        if let Some(plan) = &office.visit {
            self.visit(service, plan);
        }
        if let Some(plan) = &office.category {
            self.category(service, plan);
        }
        self.renewal(office);
        self.results(office);
    }

    fn category(&mut self, service: &Service, plan: &CategoryPlan) {
        let path = "office/category";
        let field = service.fields().find(|field| field.id == plan.field);
        let Some(Kind::Choice { options, .. }) = field.map(|field| &field.kind) else {
            self.fault(&format!("{path}/field"), "there is no such choice field");
            return;
        };
        for (value, category) in &plan.values {
            let path = format!("{path}/values/{value}");
            if !options.iter().any(|option| option.value == *value) {
                self.fault(&path, "the field does not offer this");
            }
            if !service.terms.iter().any(|term| term.category == *category) {
                self.fault(&path, "`terms` has no such category");
            }
        }
    }

    fn appeals(&mut self, service: &Service, office: &Office) {
        let refers = service.fields().any(|field| matches!(field.kind, Kind::Decision));
        if !office.appeals.is_empty() && !refers {
            self.fault("office/appeals", "there is no field of the kind `decision`");
        }
        if office.appeals.contains(&service.id) {
            self.fault("office/appeals", "names the service itself");
        }
        match office.appeal_days {
            None if !office.appeals.is_empty() => {
                self.fault("office/appeals", "needs `appeal_days`");
            }
            Some(0) => self.fault("office/appeal_days", "leaves no day"),
            Some(_) if office.appeals.is_empty() => {
                self.fault("office/appeal_days", "there is nothing to appeal against");
            }
            _ => {}
        }
    }
}

/// Whether the field is of the kind that holds the attribute.
fn holds(field: &Field, attribute: Attribute) -> bool {
    matches!(
        (attribute, &field.kind),
        (Attribute::Name, Kind::PersonName)
            | (Attribute::BirthDate, Kind::BirthDate)
            | (Attribute::Snils, Kind::Snils)
            | (Attribute::Inn, Kind::PersonInn)
            | (Attribute::Oms, Kind::OmsPolicy)
            | (Attribute::Passport, Kind::Passport { .. })
            | (Attribute::Address, Kind::Address)
            | (Attribute::Phone, Kind::Phone)
            | (Attribute::Email, Kind::Email)
    )
}
