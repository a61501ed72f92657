//! Random values: opaque ids for addresses, secrets for cookies, codes for messages.

/// An id of 128 random bits, hexadecimal: it cannot be guessed and reveals nothing.
pub(crate) fn new_id() -> String {
    hex(&random::<16>())
}

/// A secret of 256 random bits, hexadecimal.
pub(crate) fn new_secret() -> String {
    hex(&random::<32>())
}

/// Six decimal digits, evenly distributed.
pub(crate) fn new_code() -> String {
    const CODES: u32 = 1_000_000;
    // Draw again above this limit; otherwise the first 967296 codes would be slightly more likely than the others.
    let fair = u32::MAX - u32::MAX % CODES;
    loop {
        let drawn = u32::from_le_bytes(random());
        if drawn < fair {
            return format!("{:06}", drawn % CODES);
        }
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Random bytes from the operating system.
///
/// # Panics
///
/// When the operating system has no random numbers: nothing would be safe without them.
#[expect(clippy::expect_used, reason = "no safe way on without random numbers")]
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random numbers");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_long_and_differ() {
        assert_eq!(new_id().len(), 32);
        assert_eq!(new_secret().len(), 64);
        assert_ne!(new_id(), new_id());
    }

    #[test]
    fn a_code_has_six_digits() {
        for _ in 0..1000 {
            let code = new_code();
            assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
        }
    }
}
