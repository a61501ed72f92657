//! Checks that the form asks for everything that the visit plan needs, and that the renewal settings fit together.

use super::Lint;
use crate::booking::Visit;
use crate::form::{Field, Kind, Office, Service, VisitPlan};

const PATH: &str = "office/visit";

impl Lint<'_> {
    pub(super) fn visit(&mut self, service: &Service, plan: &VisitPlan) {
        match plan.kind {
            Visit::Operation if plan.operation.is_empty() => {
                self.fault("office/visit/operation", "names no field that tells the operation");
            }
            Visit::Examination if !plan.operation.is_empty() => {
                self.fault("office/visit/operation", "is for operations only");
            }
            Visit::Operation | Visit::Examination => {}
        }
        for id in plan.operation.iter().chain(&plan.region) {
            self.planned(service, id, |field| matches!(field.kind, Kind::Choice { .. }));
        }
        for id in &plan.patient {
            self.planned(service, id, tells_apart);
        }
        self.planned(service, &plan.phone, |field| matches!(field.kind, Kind::Phone));
        let is_asked =
            |id: &String| service.fields().any(|field| field.id == *id && !field.optional);
        if !plan.patient.iter().any(is_asked) {
            self.fault("office/visit/patient", "names no field that has to be answered");
        }
    }

    fn planned(&mut self, service: &Service, id: &str, fits: impl Fn(&Field) -> bool) {
        let path = format!("{PATH}/{id}");
        match service.fields().find(|field| field.id == id) {
            None => self.fault(&path, "there is no such field"),
            Some(field) if !fits(field) => self.fault(&path, "the field is of another kind"),
            Some(_) => {}
        }
    }

    pub(super) fn renewal(&mut self, office: &Office) {
        match (office.valid_months, &office.renews) {
            (Some(0), _) => self.fault("office/valid_months", "leaves no month"),
            (None, Some(_)) => self.fault("office/renews", "needs `valid_months`"),
            _ => {}
        }
    }
}

/// Whether the answer identifies one person: a number does, a name or a date does not.
fn tells_apart(field: &Field) -> bool {
    matches!(
        field.kind,
        Kind::Snils
            | Kind::PersonInn
            | Kind::OmsPolicy
            | Kind::Passport { .. }
            | Kind::BirthCertificate
            | Kind::Text { long: false, .. }
    )
}
