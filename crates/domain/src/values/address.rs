//! Splits a Russian address in one line, as copied from a letter or a map, into the parts that a form asks for.

mod words;

use super::cyrillic::{composed, is_dash, is_invisible, is_space, lower};
use words::{has_digit, is_country, is_district, is_place, is_region, is_street, words};

/// The parts of an address. The postcode or the region is empty if the text does not name it.
#[derive(Clone, PartialEq, Eq)]
pub struct AddressParts {
    pub postcode: String,
    pub region: String,
    pub place: String,
    /// Street, house and flat.
    pub street: String,
}

// An address is personal data.
impl core::fmt::Debug for AddressParts {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("AddressParts(…)")
    }
}

/// Longest address, in characters. A longer text is a letter.
const LONGEST: usize = 300;

/// Cities that are regions by themselves.
const FEDERAL: [&str; 3] = ["москва", "санкт-петербург", "севастополь"];

/// Splits an address written in one line; `None` if the text does not look like a complete address.
#[must_use]
pub fn split(text: &str) -> Option<AddressParts> {
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let (postcode, parts) = parts(&plain(text));
    let mut parts = parts.into_iter().peekable();
    let mut place: Vec<String> = Vec::new();
    let mut named = !postcode.is_empty();

    let mut region = String::new();
    if let Some(first) = parts.next_if(|part| is_region(part) || is_federal(part)) {
        named = true;
        if is_federal(&first) {
            // The next part may be a town inside the federal city: Зеленоград.
            let town = parts.next_if(|part| is_place(part));
            place.push(without_city(town.as_ref().unwrap_or(&first)));
            region = without_city(&first);
        } else {
            region = first;
        }
    }
    while let Some(district) = parts.next_if(|part| is_district(part)) {
        place.push(district);
    }
    if place.iter().all(|part| is_district(part)) {
        let town = parts.next_if(|part| is_place(part) || !(has_digit(part) || is_street(part)))?;
        named |= is_place(&town);
        place.push(without_city(&town));
    }
    while let Some(village) = parts.next_if(|part| is_place(part)) {
        place.push(village);
    }
    let street = parts.collect::<Vec<_>>().join(", ");
    let whole = named && has_digit(&street);
    whole.then(|| AddressParts { postcode, region, place: place.join(", "), street })
}

/// Whether the address is a post-office box, where nobody lives (S-13).
#[must_use]
pub fn is_post_box(text: &str) -> bool {
    let plain = plain(text);
    let words = words(&plain);
    let number = |word: &str| word.chars().all(|c| c.is_ascii_digit() || c == '№');
    let boxed = |pair: &[String]| match pair {
        [one, two, ..] if two == "ящик" => one.starts_with("абон") || one.starts_with("почтов"),
        // «ул. А. Я. Петрова» is a street.
        [a, ya, third] => a == "а" && ya == "я" && number(third),
        _ => false,
    };
    // «а/я» and its digits may be written as one word.
    let short = |word: &String| {
        ["а/я", "a/я", "п/я"].iter().any(|mark| word.strip_prefix(mark).is_some_and(number))
    };
    words.iter().any(short) || words.windows(2).any(boxed) || words.windows(3).any(boxed)
}

/// The text in one line: line breaks and semicolons become commas, all spaces plain spaces, invisible characters go.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in composed(text).chars().filter(|c| !is_invisible(*c)) {
        match c {
            '\n' | '\r' | ';' => plain.push(','),
            c if is_space(c) => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}

/// The postcode, and the other parts between commas, without the country.
fn parts(text: &str) -> (String, Vec<String>) {
    let mut postcode = String::new();
    let mut parts = Vec::new();
    for part in text.split(',') {
        let mut part = part.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = postcode.is_empty().then(|| leading_postcode(&part)).flatten();
        if let Some((digits, rest)) = found {
            (postcode, part) = (digits, rest);
        }
        if !part.is_empty() && !is_country(&part) {
            parts.push(part.trim_end_matches('.').to_owned());
        }
    }
    (postcode, parts)
}

/// Six digits at the start of a part, and the rest of it.
fn leading_postcode(part: &str) -> Option<(String, String)> {
    let digits = part.split(' ').next().filter(|word| word.len() == 6)?;
    let rest = part.get(6..)?.trim_start();
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| (digits.to_owned(), rest.to_owned()))
}

/// The parts in one line. A city that is a region by itself is said once.
#[must_use]
pub fn joined(parts: [&str; 4]) -> String {
    let mut line = String::new();
    let mut before = "";
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        if !(is_federal(part) && is_federal(before) && same(part, before)) {
            if !line.is_empty() {
                line.push_str(", ");
            }
            line.push_str(part);
        }
        before = part;
    }
    line
}

/// Whether both name the same city: «Москва» and «г. Москва».
fn same(one: &str, other: &str) -> bool {
    let name = |part: &str| without_city(part).chars().map(lower).collect::<String>();
    name(one) == name(other)
}

fn is_federal(part: &str) -> bool {
    let name: String = without_city(part).chars().map(lower).collect();
    FEDERAL.contains(&name.as_str())
}

/// «г. Екатеринбург», «город Екатеринбург» and «Екатеринбург г» are «Екатеринбург».
fn without_city(part: &str) -> String {
    let city =
        |word: &str| matches!(words(word).first().map(String::as_str), Some("г" | "гор" | "город"));
    let (first, rest) = match part.split_once([' ', '.']) {
        Some((first, rest)) => (first, rest.trim_start_matches(['.', ' '])),
        None => return part.to_owned(),
    };
    if city(first) {
        return rest.to_owned();
    }
    match part.rsplit_once(' ') {
        Some((rest, last)) if city(last) => rest.to_owned(),
        _ => part.to_owned(),
    }
}

/// Makes a letter lower case, and any dash a hyphen.
fn hyphen(c: char) -> char {
    if is_dash(c) { '-' } else { lower(c) }
}

#[cfg(test)]
mod tests;
