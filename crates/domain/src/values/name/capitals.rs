//! Capitals in names, where Caps Lock has turned them round or nobody has pressed Shift.

use super::super::cyrillic::{is_russian, lower, upper};

/// Words that stay small inside a name.
const SMALL: [&str; 22] = [
    "оглы", "кызы", "гызы", "оол", "уулу", "улы", "ибн", "бен", "бин", "де", "да", "ди", "дю",
    "дер", "ден", "ла", "ле", "фон", "цу", "ван", "аф", "и",
];

/// The name with «ИВАНОВ», «иВАНОВ» and «иванов» written «Иванов». Whoever has mixed capitals otherwise has meant them.
pub(super) fn tidied(name: &str) -> String {
    let has_capital = name.chars().any(is_capital);
    let mut tidy = String::with_capacity(name.len());
    for word in name.split_inclusive(|c| !(is_russian(c) || is_numeral(c))) {
        let is_first = tidy.is_empty();
        let plain: String = word.chars().map(lower).collect();
        let is_small = !is_first && SMALL.contains(&plain.trim_end_matches(|c| !is_russian(c)));
        let is_typed_small = !word.chars().any(is_capital);
        let is_wrong = is_turned_round(word) || is_typed_small && !has_capital;
        if !is_wrong || word.contains(is_numeral) {
            tidy.push_str(word);
        } else if is_small {
            tidy.push_str(&plain);
        } else {
            let mut letters = plain.chars();
            tidy.extend(letters.next().map(upper));
            tidy.extend(letters);
        }
    }
    tidy
}

/// Whether all letters after the first are capitals, and there are some.
fn is_turned_round(word: &str) -> bool {
    let mut rest = word.chars().skip(1).filter(|c| is_russian(*c)).peekable();
    rest.peek().is_some() && rest.all(is_capital)
}

/// «Пётр IV»
fn is_numeral(c: char) -> bool {
    c == 'I' || c == 'V'
}

fn is_capital(c: char) -> bool {
    lower(c) != c
}
