use super::document::Signature;
use super::keys::SigningKeys;
use super::owner::{Owner, identified};
use super::statement::{is_signature, statement};
use crate::base::Base;
use crate::fail::Result;
use crate::files::FileRow;
use crate::keys::sha256;
use domain::form::{Answers, FieldError, Issue, Service, SignatureError};

/// The issues of the signatures among the checked answers of a draft.
pub(crate) fn issues(
    base: &Base,
    signing: &SigningKeys,
    draft: &str,
    service: &Service,
    answers: &Answers,
    files: &[FileRow],
) -> Result<Vec<Issue>> {
    let paths = answers.paths().filter(|path| is_signature(service, path));
    let signed: Vec<(&str, &str)> =
        paths.filter_map(|path| Some((path, answers.text(path)?))).collect();
    if signed.is_empty() {
        return Ok(Vec::new());
    }
    let statement = statement(base, draft, service, answers, files)?;
    let signers = identified(service, answers);
    let wrong = |(path, xml): (&str, &str)| {
        let error = verify(signing, &signers, &statement, xml).err()?;
        Some(Issue::answer(path, FieldError::Signature(error)))
    };
    Ok(signed.into_iter().filter_map(wrong).collect())
}

/// Checks that `xml` is a signature of `statement` by one of `signers`, with a key that is trusted.
pub(super) fn verify(
    keys: &SigningKeys,
    signers: &[Owner],
    statement: &str,
    xml: &str,
) -> std::result::Result<(), SignatureError> {
    let signature = Signature::read(xml).ok_or(SignatureError::Unreadable)?;
    if signature.digest != sha256(statement.as_bytes()) {
        return Err(SignatureError::OtherStatement);
    }
    if keys.is_trusted(&signature.key, signers, statement.as_bytes(), &signature.value) {
        Ok(())
    } else {
        Err(SignatureError::Untrusted)
    }
}
