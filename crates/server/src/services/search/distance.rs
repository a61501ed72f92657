//! Counts the typing slips between two words.

/// The least number of letters added, left out, replaced or swapped with their neighbour that turn `typed` into a
/// beginning of `word`; `None` if it is more than `most`.
pub(super) fn to_beginning(typed: &[char], word: &[char], most: usize) -> Option<usize> {
    if typed.len() > word.len() + most {
        return None;
    }
    // Three rows of the table are enough (optimal string alignment).
    let (mut before, mut above): (Vec<usize>, Vec<usize>) =
        (Vec::new(), (0..=word.len()).collect());
    for (row, letter) in typed.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in word.iter().enumerate() {
            let at = |cells: &[usize], at: usize| cells.get(at).copied().unwrap_or(usize::MAX / 2);
            let replaced = at(&above, column) + usize::from(letter != other);
            let added = at(&above, column + 1) + 1;
            let left_out = at(&current, column) + 1;
            let mut least = replaced.min(added).min(left_out);
            let earlier = |letters: &[char], at: usize| letters.get(at.checked_sub(1)?).copied();
            if earlier(typed, row) == Some(*other) && earlier(word, column) == Some(*letter) {
                least = least.min(at(&before, column - 1) + 1);
            }
            current.push(least);
        }
        before = std::mem::replace(&mut above, current);
    }
    above.into_iter().min().filter(|least| *least <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(typed: &str, word: &str) -> Option<usize> {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        to_beginning(&letters(typed), &letters(word), 2)
    }

    #[test]
    fn slips_are_counted() {
        for (typed, word, slips) in [
            ("операция", "операция", Some(0)),
            ("опер", "операция", Some(0)),
            ("оперция", "операция", Some(1)),
            ("операаця", "операция", Some(2)),
            ("опреация", "операция", Some(1)),
            ("оберация", "операция", Some(1)),
            ("ооперация", "операция", Some(1)),
            ("балет", "операция", None),
            ("операция", "опер", None),
            ("", "", Some(0)),
            ("аб", "", Some(2)),
        ] {
            assert_eq!(distance(typed, word), slips, "{typed} {word}");
        }
    }
}
