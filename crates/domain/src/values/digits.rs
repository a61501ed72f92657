//! Numbers as people type them: digits with spaces and dashes anywhere.

use super::cyrillic::{is_dash, is_invisible, is_space};

/// The digits of `text` as numbers 0–9; `None` if it has anything other than digits, spaces and dashes.
pub(super) fn digits(text: &str) -> Option<Vec<u8>> {
    let mut found = Vec::with_capacity(16);
    for c in text.chars() {
        match c {
            '0'..='9' => found.push(c as u8 - b'0'),
            _ if is_space(c) || is_dash(c) || is_invisible(c) => {}
            _ => return None,
        }
    }
    Some(found)
}

/// How many items there are, for an error; 255 means «255 or more».
pub(super) fn count<T>(items: &[T]) -> u8 {
    u8::try_from(items.len()).unwrap_or(u8::MAX)
}

pub(super) fn text(digits: &[u8]) -> String {
    digits.iter().map(|&d| char::from(b'0' + d % 10)).collect()
}

pub(super) fn all_zero(digits: &[u8]) -> bool {
    digits.iter().all(|&d| d == 0)
}

/// Sum of digit × weight over the shorter of the two.
pub(super) fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(&d, w)| u32::from(d) * w).sum()
}

/// The number `digits` modulo `modulus`, also for numbers longer than a machine word.
pub(super) fn remainder(digits: &[u8], modulus: u32) -> u32 {
    digits.iter().fold(0, |rest, &d| (rest * 10 + u32::from(d)) % modulus)
}

/// Whether swapping two neighbouring digits makes the number right. After one wrong digit this is the most common typo. It is
/// good enough for a hint, but no proof: with one check digit it is often true by chance.
pub(super) fn swapped(digits: &[u8], is_right: impl Fn(&[u8]) -> bool) -> bool {
    let mut trial = digits.to_vec();
    (1..trial.len()).any(|i| {
        if trial.get(i) == trial.get(i - 1) {
            return false;
        }
        trial.swap(i - 1, i);
        let right = is_right(&trial);
        trial.swap(i - 1, i);
        right
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgives_spaces_and_dashes_only() {
        assert_eq!(digits(" 1\u{A0}2–3\u{2009}4\u{AD}-\t5 "), Some(vec![1, 2, 3, 4, 5]));
        assert_eq!(digits(""), Some(vec![]));
        assert_eq!(digits("12a"), None);
        assert_eq!(digits("١٢"), None);
    }

    #[test]
    fn remainder_of_a_long_number() {
        assert_eq!(remainder(&[1, 2, 3, 4, 5], 11), 12_345 % 11);
        assert_eq!(remainder(&[9; 40], 9), 0);
    }

    #[test]
    fn a_swap_of_neighbours_is_seen() {
        let right = |d: &[u8]| d == [1, 2, 3];
        assert!(swapped(&[2, 1, 3], right));
        assert!(swapped(&[1, 3, 2], right));
        assert!(!swapped(&[3, 2, 1], right));
        assert!(!swapped(&[1, 2, 3], right));
        assert!(!swapped(&[], right));
    }
}
