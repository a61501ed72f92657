//! Prefills what is already known (M-11), from the profile or else from the newest earlier application.

use super::carry;
use super::filled::Fill;
use super::parts::DraftStore;
use crate::accounts::{self, Profile};
use crate::cases;
use crate::fail::Result;
use domain::form::{Answer, Answers, Attribute, Field, Office, Service, shape};

/// Only so many applications are searched, the newest first. Older ones seldom know more.
const EARLIER: usize = 20;

/// Fills in every field that the agency wants prefilled and that has a known answer.
pub(super) async fn prefill(
    drafts: &DraftStore,
    account: &str,
    service: &Service,
    office: &Office,
) -> Result<Vec<Fill>> {
    if office.prefill.is_empty() {
        return Ok(Vec::new());
    }
    let profile = accounts::profile(&drafts.base, account).await?;
    let earlier = earlier(drafts, account, &profile).await?;
    let fill = |(id, attribute): (&String, &Attribute)| {
        let field = service.fields().find(|field| field.id == *id)?;
        let answers = fitting(service, field, &profile.inputs(*attribute));
        if let Some(answers) = answers {
            return Some(Fill { field: id.clone(), application: None, answers });
        }
        earlier.iter().find_map(|source| {
            let answers = fitting(service, field, &source.inputs(field, *attribute))?;
            Some(Fill { field: id.clone(), application: Some(source.number.clone()), answers })
        })
    };
    Ok(office.prefill.iter().filter_map(fill).collect())
}

/// Merges the answers of all fills.
pub(super) fn answers(fills: &[Fill]) -> Answers {
    let all = fills.iter().flat_map(|fill| fill.answers.iter());
    all.map(|(path, answer)| (path.to_owned(), answer.clone())).collect()
}

/// Turns the inputs into answers of `field`. `None` if all of them are blank, or one does not fit the field.
fn fitting(service: &Service, field: &Field, inputs: &[(&str, Answer)]) -> Option<Answers> {
    let has_answer = inputs.iter().any(|(_, answer)| !answer.is_blank());
    let answers: Answers =
        inputs.iter().map(|(input, answer)| (field.path(input), answer.clone())).collect();
    let fits = answers.iter().all(|(path, answer)| shape::fits(service, path, answer));
    (has_answer && fits).then_some(answers)
}

/// An earlier application, with its answers as people write them.
struct Source<'a> {
    number: String,
    office: &'a Office,
    answers: Answers,
}

impl Source<'_> {
    fn field(&self, attribute: Attribute) -> Option<&String> {
        self.office.prefill.iter().find(|(_, prefilled)| **prefilled == attribute).map(|(id, _)| id)
    }

    /// The application's answers about the citizen, for the inputs of `field`.
    fn inputs<'f>(&self, field: &'f Field, attribute: Attribute) -> Vec<(&'f str, Answer)> {
        let Some(id) = self.field(attribute) else { return Vec::new() };
        let earlier_field = Field { id: id.clone(), ..field.clone() };
        let answer = |input: &&'static str| {
            Some((*input, self.answers.get(&earlier_field.path(input))?.clone()))
        };
        field.kind.inputs().iter().filter_map(answer).collect()
    }

    /// Whether the application is about the citizen, judged by the name. It may be for a child or for somebody in care.
    fn is_about(&self, profile: &Profile) -> bool {
        let Some(name) = self.field(Attribute::Name) else { return true };
        let part = |part: &str| {
            let text = self.answers.text(&format!("{name}.{part}")).unwrap_or_default();
            text.to_lowercase()
        };
        part("surname") == profile.surname.to_lowercase()
            && part("given") == profile.given.to_lowercase()
            && part("patronymic")
                == profile.patronymic.as_deref().unwrap_or_default().to_lowercase()
    }
}

/// Earlier applications about the citizen, the newest first.
async fn earlier<'a>(
    drafts: &'a DraftStore,
    account: &str,
    profile: &Profile,
) -> Result<Vec<Source<'a>>> {
    let mut sources = Vec::new();
    for case in cases::of_account(&drafts.base.db, account).await?.into_iter().take(EARLIER) {
        let Some(service) = drafts.catalogue.get(&case.service) else { continue };
        let Some(office) = drafts.catalogue.office(&case.service) else { continue };
        let answers = carry::to_screen(service, &case.answers(&drafts.base.keys)?);
        sources.push(Source { number: case.number, office, answers });
    }
    sources.retain(|source| source.is_about(profile));
    Ok(sources)
}
