use super::parts::Visits;
use super::region::region_with_city;
use crate::cases::Case;
use crate::fail::Result;
use crate::institutions::EXAMINATION;
use crate::keys::Keys;
use domain::booking::{NotBookable, Visit};
use domain::form::{Answer, Answers, Kind, Service, VisitPlan};

/// What an application says about its visit.
pub(crate) struct VisitFacts {
    pub(crate) visit: Visit,
    /// The id of the line: which appointment books of the institutions count.
    pub(crate) line: String,
    /// The id of the operation; `None` for examinations.
    pub(crate) operation: Option<String>,
    /// The id of the region where the citizen lives, if the network has that region.
    pub(crate) region: Option<String>,
    /// `+7…`, or empty.
    pub(crate) phone: String,
    /// A keyed hash that tells patients apart without naming them.
    pub(crate) patient: Vec<u8>,
    /// Why no date can be chosen now.
    pub(crate) lock: Option<NotBookable>,
}

// Prints little: an operation reveals something about health, a phone about the person.
impl std::fmt::Debug for VisitFacts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VisitFacts").field("lock", &self.lock).finish_non_exhaustive()
    }
}

/// The visit of an application. `None` for a service without visits, and without an operation that the network knows.
pub(crate) fn facts_of(visits: &Visits, case: &Case) -> Result<Option<VisitFacts>> {
    let plan = visits.catalogue.office(&case.service).and_then(|office| office.visit.as_ref());
    let Some(plan) = plan else { return Ok(None) };
    let answers = case.answers(&visits.base.keys)?;
    let operation = plan.operation.iter().find_map(|field| answers.text(field));
    let line = match (plan.kind, operation) {
        (Visit::Examination, _) => EXAMINATION,
        (Visit::Operation, None) => return Ok(None),
        (Visit::Operation, Some(operation)) => {
            match visits.institutions.network.group_of(operation) {
                Some(group) => &group.id,
                None => return Ok(None),
            }
        }
    };
    let region = match &plan.region {
        Some(field) => {
            answers.text(field).filter(|id| visits.institutions.network.region(id).is_some())
        }
        None => region_of(visits, visits.catalogue.get(&case.service), &answers),
    };
    Ok(Some(VisitFacts {
        visit: plan.kind,
        line: line.to_owned(),
        operation: operation.filter(|_| plan.kind == Visit::Operation).map(str::to_owned),
        region: region.map(str::to_owned),
        phone: answers.text(&plan.phone).unwrap_or_default().to_owned(),
        patient: visits.base.keys.index("patient", &patient(plan, &answers, &case.id)),
        lock: plan.kind.may_book(case.state()).err(),
    }))
}

/// The region where the citizen lives: that of the first address which names a city with an institution.
fn region_of<'a>(
    visits: &'a Visits,
    service: Option<&Service>,
    answers: &Answers,
) -> Option<&'a str> {
    let fields = service?.fields().filter(|field| field.kind == Kind::Address);
    let mut addresses = fields.flat_map(|field| {
        // Only these parts, because streets are named after cities. A city that is a region of its own may be in
        // `region`.
        let parts = ["place", "region"];
        parts.into_iter().filter_map(|part| answers.text(&format!("{}.{part}", field.id)))
    });
    let cities = || {
        visits
            .institutions
            .network
            .institutions()
            .map(|one| (one.city.get("ru"), one.region.as_str()))
    };
    addresses.find_map(|address| region_with_city(address, cities()))
}

/// Identifies the patient: the first field of the plan that is answered, for a document its number. An application that
/// names no patient has one of its own.
fn patient(plan: &VisitPlan, answers: &Answers, application: &str) -> String {
    let named = plan.patient.iter().find_map(|field| identity(answers, field));
    named.unwrap_or_else(|| unnamed_patient(application))
}

/// [`VisitFacts::patient`] of an application that names no patient.
pub(crate) fn unnamed_patient_hash(keys: &Keys, application: &str) -> Vec<u8> {
    keys.index("patient", &unnamed_patient(application))
}

fn unnamed_patient(application: &str) -> String {
    format!("application {application}")
}

/// The field's answer in lower-case letters and digits. Of a document only the number counts, because people write its
/// issuer in many ways.
fn identity(answers: &Answers, field: &str) -> Option<String> {
    let plain = |text: &str| {
        let signs = text.chars().filter(|c| c.is_alphanumeric());
        signs.flat_map(char::to_lowercase).collect::<String>()
    };
    let number = answers.text(field).or_else(|| answers.text(&format!("{field}.number")));
    let inner = format!("{field}.");
    let parts = || {
        let parts = answers.iter().filter(|(path, _)| path.starts_with(&inner));
        let texts = parts.filter_map(|(_, answer)| match answer {
            Answer::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect::<Vec<_>>().concat()
    };
    let text = number.map_or_else(parts, str::to_owned);
    Some(plain(&text)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> VisitPlan {
        VisitPlan {
            kind: Visit::Examination,
            operation: Vec::new(),
            region: None,
            patient: vec!["snils".to_owned(), "passport".to_owned(), "name".to_owned()],
            phone: "phone".to_owned(),
        }
    }

    fn patient_of(answers: &[(&str, &str)]) -> String {
        let answers = answers
            .iter()
            .map(|(path, text)| ((*path).to_owned(), Answer::Text((*text).to_owned())));
        patient(&plan(), &answers.collect(), "7")
    }

    #[test]
    fn a_patient_is_the_same_however_the_number_is_written() {
        let one = patient_of(&[("snils", "112-233-445 95")]);
        assert_eq!(one, patient_of(&[("snils", "11223344595"), ("passport.number", "4510123456")]));
        assert_eq!(one, "11223344595");
    }

    #[test]
    fn the_first_answered_field_counts() {
        let passport =
            [("snils", " "), ("passport.number", "4510 123456"), ("passport.issuer", "ОВД")];
        assert_eq!(patient_of(&passport), "4510123456");
        assert_eq!(patient_of(&[("name.surname", "Ёлкина"), ("name.given", "Анна")]), "аннаёлкина");
        assert_eq!(patient_of(&[]), "application 7");
    }
}
