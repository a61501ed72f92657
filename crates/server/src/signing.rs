//! Electronic signatures of a statement (M-20): what is signed, how a signature is written, and whose signatures are
//! trusted.
//!
//! A signature is an XML document of its own in the namespace `urn:okno:signature:1`. It has the SHA-256 of the statement
//! in hexadecimal, and the Ed25519 public key (RFC 8032) and the signature of the statement's bytes in Base64. A key is
//! trusted for statements that identify its owner, by ИНН, СНИЛС, ОГРН or ОГРНИП.

mod document;
mod keys;
mod owner;
mod statement;
mod unhex;
mod verify;

pub(crate) use document::{Signature, is_test};
pub(crate) use keys::{SigningKeys, SigningKeysError};
pub(crate) use statement::statement;
pub(crate) use verify::issues;

#[cfg(test)]
mod tests;
