//! Checks one field by its kind. Collects the issues and the canonical form.

use super::Checked;
use crate::form::{Answer, Answers, Choice, Field, FieldError, Issue, Kind, SignatureError};
use crate::values::address::is_post_box;
use crate::values::{
    BirthCertificate, BirthDate, DateError, DepartmentCode, Email, NameError, NamePart, Ogrn,
    OmsPolicy, OrganisationInn, PassportNumber, PersonInn, Phone, Snils, check_issue, parse_date,
    russian,
};
use chrono::{Days, NaiveDate};

/// Longest short text inside a compound field (an issuer, a street), in characters.
const SHORT_TEXT: u32 = 250;

/// Longest number of a decision, in characters.
const NUMBER: u32 = 60;

/// Largest signature, in bytes. A detached signature with its certificates is far smaller.
const SIGNATURE_BYTES: usize = 64 * 1024;

/// Checks `field` and adds the result to `checked`. `asked` says whether the form asks for another field.
pub(in crate::form) fn check(
    field: &Field,
    answers: &Answers,
    asked: &dyn Fn(&str) -> bool,
    today: NaiveDate,
    checked: &mut Checked,
) {
    let mut at = Inputs { field, answers, checked };
    match &field.kind {
        Kind::PersonName => person_name(&mut at),
        Kind::BirthDate => at.parse("", |text| BirthDate::parse(text, today).map_err(Into::into)),
        Kind::PastDate => at.parse("", |text| past_date(text, today)),
        Kind::IssueDate { valid_days } => at.parse("", |text| issue_date(text, *valid_days, today)),
        Kind::ValidUntil => at.parse("", |text| valid_until(text, today)),
        Kind::Phone => at.parse("", |text| Phone::parse(text).map_err(Into::into)),
        Kind::Email => at.parse("", |text| Email::parse(text).map_err(Into::into)),
        Kind::PersonInn => at.parse("", |text| PersonInn::parse(text).map_err(Into::into)),
        Kind::OrganisationInn => {
            at.parse("", |text| OrganisationInn::parse(text).map_err(Into::into));
        }
        Kind::Ogrn => at.parse("", |text| Ogrn::parse(text).map_err(Into::into)),
        Kind::Snils => at.parse("", |text| Snils::parse(text).map_err(Into::into)),
        Kind::OmsPolicy => at.parse("", |text| OmsPolicy::parse(text).map_err(Into::into)),
        Kind::Passport { born } => {
            let born = born.as_deref().filter(|born| asked(born));
            passport(&mut at, born, today);
        }
        Kind::BirthCertificate => birth_certificate(&mut at, today),
        Kind::Address => address(&mut at),
        Kind::Choice { options } => choice(&mut at, options),
        Kind::Choices { options } => choices(&mut at, options),
        Kind::Text { max, .. } => at.parse("", |text| plain(text, *max)),
        Kind::Consent { .. } => consent(&mut at),
        Kind::Decision => decision(&mut at, today),
        Kind::Signature => at.parse("", signature),
        // `check_entries` checks the entries.
        Kind::Group { .. } => {}
    }
}

fn person_name(at: &mut Inputs<'_>) {
    at.parse("surname", name_part);
    at.parse("given", name_part);
    let none = at.answers.flag(&at.field.path("no_patronymic"));
    if none {
        at.keep("no_patronymic", Answer::Flag(true));
    } else {
        at.parse("patronymic", name_part);
    }
}

fn name_part(text: &str) -> Result<NamePart, FieldError> {
    Ok(NamePart::parse(text)?)
}

fn passport(at: &mut Inputs<'_>, born: Option<&str>, today: NaiveDate) {
    at.parse("number", |text| PassportNumber::parse(text).map_err(Into::into));
    let born = born
        .and_then(|field| at.answers.text(field))
        .and_then(|text| BirthDate::parse(text, today).ok());
    at.parse("issued", |text| {
        let issued = past_date(text, today)?;
        if let Some(born) = &born {
            check_issue(born.date(), issued, today)?;
        }
        Ok(issued)
    });
    at.parse("department", |text| DepartmentCode::parse(text).map_err(Into::into));
    at.parse("issuer", russian_issuer);
}

fn birth_certificate(at: &mut Inputs<'_>, today: NaiveDate) {
    at.parse("number", |text| BirthCertificate::parse(text).map_err(Into::into));
    at.parse("issued", |text| past_date(text, today));
    at.parse("issuer", |text| plain(&russian(text), SHORT_TEXT));
}

/// The internal passport is written in Russian letters and Roman numerals.
fn russian_issuer(text: &str) -> Result<String, FieldError> {
    let issuer = plain(&russian(text), SHORT_TEXT)?;
    let is_latin = |c: char| c.is_ascii_alphabetic() && !matches!(c, 'I' | 'V' | 'X');
    if issuer.contains(is_latin) { Err(NameError::Latin.into()) } else { Ok(issuer) }
}

fn address(at: &mut Inputs<'_>) {
    at.parse("postcode", |text| {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let right = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
        if right { Ok(digits) } else { Err(FieldError::Postcode) }
    });
    for part in ["region", "place"] {
        at.parse(part, |text| plain(text, SHORT_TEXT));
    }
    at.parse("street", |text| {
        if is_post_box(text) { Err(FieldError::PostBox) } else { plain(text, SHORT_TEXT) }
    });
}

/// A decision cannot be received before it is issued.
fn decision(at: &mut Inputs<'_>, today: NaiveDate) {
    at.parse("number", |text| plain(text, NUMBER));
    at.parse("issued", |text| past_date(text, today));
    let issued = at.answers.text(&at.field.path("issued")).map(parse_date);
    at.parse("received", |text| {
        let received = past_date(text, today)?;
        match issued {
            Some(Ok(earliest)) if received < earliest => {
                Err(DateError::TooEarly { earliest }.into())
            }
            _ => Ok(received),
        }
    });
}

/// Checks what is possible without the statement: that it is an XML document of a plausible size. The server verifies it.
fn signature(text: &str) -> Result<String, FieldError> {
    let is_xml = text.starts_with('<') && text.ends_with('>') && text.len() <= SIGNATURE_BYTES;
    if is_xml { Ok(text.to_owned()) } else { Err(SignatureError::Unreadable.into()) }
}

fn choice(at: &mut Inputs<'_>, options: &[Choice]) {
    at.parse("", |text| {
        let offered = options.iter().any(|option| option.value == text);
        if offered { Ok(text.to_owned()) } else { Err(FieldError::NotOffered) }
    });
}

fn choices(at: &mut Inputs<'_>, options: &[Choice]) {
    let chosen = at.answers.many(&at.field.id);
    let offered = |value: &String| options.iter().any(|option| option.value == *value);
    if chosen.is_empty() {
        at.missing("", FieldError::Missing);
    } else if chosen.iter().all(offered) {
        let chosen = options
            .iter()
            .map(|option| &option.value)
            .filter(|value| chosen.contains(value))
            .cloned()
            .collect();
        at.keep("", Answer::Many(chosen));
    } else {
        at.wrong("", FieldError::NotOffered);
    }
}

fn consent(at: &mut Inputs<'_>) {
    if at.answers.flag(&at.field.id) {
        at.keep("", Answer::Flag(true));
    } else {
        at.missing("", FieldError::NotAgreed);
    }
}

fn past_date(text: &str, today: NaiveDate) -> Result<NaiveDate, FieldError> {
    let day = parse_date(text)?;
    if day > today { Err(DateError::Future.into()) } else { Ok(day) }
}

fn issue_date(text: &str, valid_days: u32, today: NaiveDate) -> Result<NaiveDate, FieldError> {
    let issued = past_date(text, today)?;
    let last = issued.checked_add_days(Days::new(valid_days.into()));
    if last.is_some_and(|last| last < today) { Err(FieldError::Expired) } else { Ok(issued) }
}

fn valid_until(text: &str, today: NaiveDate) -> Result<NaiveDate, FieldError> {
    let last = parse_date(text)?;
    if last < today { Err(FieldError::Expired) } else { Ok(last) }
}

/// Accepts a printable text of at most `max` characters.
///
/// # Errors
/// It is longer, or has characters that cannot be printed.
pub fn plain(text: &str, max: u32) -> Result<String, FieldError> {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if length > max {
        return Err(FieldError::TooLong { limit: max, by: length - max });
    }
    let unprintable = |c: char| {
        (c.is_control() && c != '\n' && c != '\r' && c != '\t')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if text.chars().any(unprintable) { Err(FieldError::Unprintable) } else { Ok(text.to_owned()) }
}

/// The inputs of one field, read from the answers and written to the result.
struct Inputs<'a> {
    field: &'a Field,
    answers: &'a Answers,
    checked: &'a mut Checked,
}

impl Inputs<'_> {
    fn parse<V: ToString>(
        &mut self,
        input: &str,
        parse: impl FnOnce(&str) -> Result<V, FieldError>,
    ) {
        let path = self.field.path(input);
        match self.answers.text(&path).map(parse) {
            None => self.missing(input, FieldError::Missing),
            Some(Ok(value)) => self.keep(input, Answer::Text(value.to_string())),
            Some(Err(error)) => self.wrong(input, error),
        }
    }

    fn keep(&mut self, input: &str, answer: Answer) {
        self.checked.canonical.set(self.field.path(input), answer);
    }

    fn wrong(&mut self, input: &str, error: FieldError) {
        self.checked.issues.push(Issue::answer(&self.field.path(input), error));
    }

    /// Reports a blank input, unless the field is optional and all its inputs are blank: half a passport is an error.
    fn missing(&mut self, input: &str, error: FieldError) {
        let blank = |path: String| self.answers.get(&path).is_none_or(Answer::is_blank);
        if !(self.field.optional && self.field.paths().all(blank)) {
            self.wrong(input, error);
        }
    }
}
