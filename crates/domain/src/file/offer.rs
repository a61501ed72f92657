use super::whole::{is_encrypted, is_truncated};
use super::{FilePolicy, FileType, name, sniff};
use serde::{Deserialize, Serialize};

/// Files that the slot and the package already have, without the file that is checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Files in the slot.
    pub count: u8,
    /// Bytes of all files that count towards `total_limit`.
    pub total_bytes: u64,
    /// Limit for the bytes of all files together, if the service has one (requirement C-03).
    pub total_limit: Option<u64>,
}

/// Why a file is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FileError {
    Empty,
    /// `by` bytes over `limit`.
    TooBig {
        by: u64,
        limit: u64,
    },
    /// All files together are `by` bytes over `limit`.
    TooBigTogether {
        by: u64,
        limit: u64,
    },
    /// The slot is full.
    TooMany {
        limit: u8,
    },
    /// Not one of the types that the slot accepts.
    Type {
        allowed: Vec<FileType>,
    },
    /// The extension says one type, the content is another.
    Mismatch {
        claimed: FileType,
        actual: FileType,
    },
    /// The end of the file is missing: an interrupted copy or download.
    Truncated,
    /// An encrypted PDF, even if its password is empty.
    Encrypted,
}

/// Checks a file by its name, size, first and last bytes. In the browser `head` is the first 132 KiB and `tail` the last 16 KiB
/// (the whole file if it is shorter).
///
/// Of several errors it returns the most useful one: a full slot first, then an empty file, a wrong type, size and damage. If
/// the name has no extension, only the content decides the type.
pub fn check_offer(
    name: &str,
    size: u64,
    head: &[u8],
    tail: &[u8],
    policy: &FilePolicy,
    already: Usage,
) -> Result<FileType, FileError> {
    if already.count >= policy.max_count {
        return Err(FileError::TooMany { limit: policy.max_count });
    }
    if size == 0 {
        return Err(FileError::Empty);
    }
    let actual = real_type(name, head, policy)?;
    if let Some(by) = over(size, policy.max_bytes) {
        return Err(FileError::TooBig { by, limit: policy.max_bytes });
    }
    if let Some(limit) = already.total_limit
        && let Some(by) = over(already.total_bytes.saturating_add(size), limit)
    {
        return Err(FileError::TooBigTogether { by, limit });
    }
    if is_truncated(actual, head, tail) {
        return Err(FileError::Truncated);
    }
    if is_encrypted(actual, head, tail) {
        return Err(FileError::Encrypted);
    }
    Ok(actual)
}

/// [`check_offer`] for a caller that has the whole content.
pub fn check_content(
    name: &str,
    content: &[u8],
    policy: &FilePolicy,
    already: Usage,
) -> Result<FileType, FileError> {
    check_offer(name, content.len() as u64, content, content, policy, already)
}

fn real_type(name: &str, head: &[u8], policy: &FilePolicy) -> Result<FileType, FileError> {
    let no_such_type = || FileError::Type { allowed: policy.types.clone() };
    let actual = sniff(head).ok_or_else(no_such_type)?;
    let takes = |kind: FileType| policy.types.contains(&kind);
    let claimed = match name::extension(name) {
        None => actual,
        Some(extension) => FileType::from_extension(extension).ok_or_else(no_such_type)?,
    };
    match claimed == actual {
        true if takes(actual) => Ok(actual),
        false if takes(actual) || takes(claimed) => Err(FileError::Mismatch { claimed, actual }),
        _ => Err(no_such_type()),
    }
}

fn over(bytes: u64, limit: u64) -> Option<u64> {
    bytes.checked_sub(limit).filter(|&by| by > 0)
}

#[cfg(test)]
mod tests;
