use domain::form::{Answers, Kind, Service};
use domain::values::{Ogrn, OrganisationInn, PersonInn, Snils};

/// The owner of a key: an ИНН, СНИЛС, ОГРН or ОГРНИП in the form that its check writes. Each kind has another length, so
/// one is never taken for another.
#[derive(PartialEq, Eq)]
pub(super) struct Owner(String);

impl Owner {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let snils = || Snils::parse(text).map(|number| number.to_string());
        let person = || PersonInn::parse(text).map(|number| number.to_string());
        let organisation = || OrganisationInn::parse(text).map(|number| number.to_string());
        let ogrn = || Ogrn::parse(text).map(|number| number.to_string());
        let number = snils().ok().or_else(|| person().ok());
        number.or_else(|| organisation().ok()).or_else(|| ogrn().ok()).map(Self)
    }
}

/// Everybody whom the checked answers identify by a number; the signer must be one of them.
pub(super) fn identified(service: &Service, answers: &Answers) -> Vec<Owner> {
    let identifies = |path: &str| {
        let kind = service.field_at(path).map(|field| field.kind);
        matches!(kind, Some(Kind::Snils | Kind::PersonInn | Kind::OrganisationInn | Kind::Ogrn))
    };
    let paths = answers.paths().filter(|path| identifies(path));
    paths.filter_map(|path| answers.text(path)).map(|text| Owner(text.to_owned())).collect()
}
