//! Words that mark the parts of an address. They come before or after the name: «ул. Мира», «Мира ул».

use super::hyphen;

/// Republics that are often named without the word «республика».
const REPUBLICS: [&str; 22] = [
    "адыгея",
    "алтай",
    "башкортостан",
    "бурятия",
    "дагестан",
    "ингушетия",
    "кабардино-балкария",
    "калмыкия",
    "карачаево-черкесия",
    "карелия",
    "коми",
    "крым",
    "марий эл",
    "мордовия",
    "якутия",
    "северная осетия",
    "татарстан",
    "тыва",
    "удмуртия",
    "хакасия",
    "чечня",
    "чувашия",
];

const STREETS: [&str; 33] = [
    "ул",
    "улица",
    "пр",
    "пр-т",
    "пр-кт",
    "просп",
    "проспект",
    "пер",
    "переулок",
    "ш",
    "шоссе",
    "б-р",
    "бул",
    "бульвар",
    "наб",
    "набережная",
    "пл",
    "площадь",
    "проезд",
    "пр-д",
    "туп",
    "тупик",
    "мкр",
    "мкр-н",
    "микрорайон",
    "квартал",
    "тер",
    "снт",
    "аллея",
    "линия",
    "тракт",
    "дом",
    "кв-л",
];

const DISTRICTS: [&str; 7] = ["район", "р-н", "улус", "м-р", "муниципальный", "округ", "го"];

const PLACES: [&str; 24] = [
    "г",
    "гор",
    "город",
    "с",
    "село",
    "п",
    "пос",
    "посёлок",
    "поселок",
    "пгт",
    "рп",
    "д",
    "дер",
    "деревня",
    "ст-ца",
    "станица",
    "х",
    "хутор",
    "аул",
    "слобода",
    "поселение",
    "починок",
    "кп",
    "дп",
];

/// The words of `part` in lower case. Spaces, dots and parentheses end a word.
pub(super) fn words(part: &str) -> Vec<String> {
    let ends = |c: char| c == ' ' || c == '.' || c == '(' || c == ')';
    let words = part.split(ends).filter(|word| !word.is_empty());
    words.map(|word| word.chars().map(hyphen).collect()).collect()
}

pub(super) fn has_digit(part: &str) -> bool {
    part.chars().any(|c| c.is_ascii_digit())
}

pub(super) fn is_country(part: &str) -> bool {
    matches!(words(part).join(" ").as_str(), "россия" | "рф" | "российская федерация")
}

pub(super) fn is_region(part: &str) -> bool {
    let words = words(part);
    let kind = |word: &String| {
        matches!(word.as_str(), "область" | "обл" | "край" | "республика" | "респ" | "ао")
            || word.starts_with("автономн")
    };
    let named = words.len() > 1 && words.iter().any(kind);
    !has_digit(part) && !is_street(part) && (named || REPUBLICS.contains(&words.join(" ").as_str()))
}

pub(super) fn is_district(part: &str) -> bool {
    let words = words(part);
    // «г.о. Химки»
    let urban = matches!(words.as_slice(), [g, o, ..] if g == "г" && o == "о");
    !has_digit(part) && (urban || (words.len() > 1 && marked(&words, &DISTRICTS)))
}

/// Whether the part is marked as a town or a village; «д. 5» is a house.
pub(super) fn is_place(part: &str) -> bool {
    let words = words(part);
    words.len() > 1 && !has_digit(part) && !is_district(part) && marked(&words, &PLACES)
}

pub(super) fn is_street(part: &str) -> bool {
    let words = words(part);
    words.len() > 1 && marked(&words, &STREETS)
}

fn marked(words: &[String], marks: &[&str]) -> bool {
    let ends = [words.first(), words.last()];
    ends.into_iter().flatten().any(|word| marks.contains(&word.as_str()))
}
