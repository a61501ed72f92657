//! The part of Unicode that Russian text needs, written by hand: full tables would add kilobytes to the app.

/// Spaces of every width, and line ends.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r' | '\u{85}' | '\u{A0}' | '\u{1680}')
        || matches!(c, '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}')
        || c == '\u{3000}'
}

/// Invisible marks that come with copied text: soft hyphen, zero-width and direction marks, the byte order mark.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The hyphen and every dash that keyboards and word processors put in its place.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}')
}

/// The text with Latin letters that look like Russian ones made Russian, but for Roman numerals and words that are Latin
/// altogether.
pub(crate) fn russian(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !(c.is_ascii_alphabetic() || is_russian(c))) {
        let is_numeral = word.chars().filter(char::is_ascii_alphabetic).all(|c| "IVX".contains(c))
            && !word.contains(is_russian);
        match word.chars().map(twin).collect::<String>() {
            twins if !is_numeral && !twins.contains(|c: char| c.is_ascii_alphabetic()) => {
                mended.push_str(&twins);
            }
            _ => mended.push_str(word),
        }
    }
    mended
}

/// The Russian letter that looks the same.
fn twin(c: char) -> char {
    let at = "ABCEHKMOPTXaceopxy".find(c);
    at.and_then(|at| "АВСЕНКМОРТХасеорху".chars().nth(at)).unwrap_or(c)
}

/// А–Я, а–я, Ё and ё.
pub(super) fn is_russian(c: char) -> bool {
    matches!(c, 'А'..='я' | 'Ё' | 'ё')
}

/// Upper case for ASCII and Russian letters; other characters do not change.
pub(super) fn upper(c: char) -> char {
    match c {
        'а'..='я' => shifted(c, -32),
        'ѐ'..='џ' => shifted(c, -80),
        _ => c.to_ascii_uppercase(),
    }
}

/// Lower case for ASCII and Cyrillic letters up to Џ; other characters do not change.
pub(crate) fn lower(c: char) -> char {
    match c {
        'А'..='Я' => shifted(c, 32),
        'Ѐ'..='Џ' => shifted(c, 80),
        _ => c.to_ascii_lowercase(),
    }
}

/// The text with й and ё as single characters. macOS and some keyboards send a letter and a combining mark (NFD).
pub(crate) fn composed(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for c in text.chars() {
        let joined = match (whole.chars().next_back(), c) {
            (Some('и'), '\u{306}') => 'й',
            (Some('И'), '\u{306}') => 'Й',
            (Some('е'), '\u{308}') => 'ё',
            (Some('Е'), '\u{308}') => 'Ё',
            _ => {
                whole.push(c);
                continue;
            }
        };
        whole.pop();
        whole.push(joined);
    }
    whole
}

fn shifted(c: char, by: i32) -> char {
    u32::from(c).checked_add_signed(by).and_then(char::from_u32).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_goes_both_ways() {
        let (small, large) =
            ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ");
        assert_eq!(small.chars().map(upper).collect::<String>(), large);
        assert_eq!(large.chars().map(lower).collect::<String>(), small);
        assert_eq!((upper('z'), lower('Z'), upper('ß'), lower('Ω')), ('Z', 'z', 'ß', 'Ω'));
    }

    #[test]
    fn latin_letters_that_look_russian_become_so() {
        for (typed, mended) in [
            ("OBД Apбaт", "ОВД Арбат"),
            ("ТП OM г. Mocквы", "ТП ОМ г. Москвы"),
            ("MBД", "МВД"),
            ("отдел № IV, XX", "отдел № IV, XX"),
            ("X-й отдел", "X-й отдел"),
            ("OVD Arbat", "OVD Arbat"),
            ("Отдeл Q", "Отдел Q"),
            ("", ""),
        ] {
            assert_eq!(russian(typed), mended);
        }
    }

    #[test]
    fn decomposed_letters_join() {
        assert_eq!(
            composed("Андреи\u{306} Королe\u{308}в Соловье\u{308}в"),
            "Андрей Королe\u{308}в Соловьёв"
        );
        assert_eq!(composed("И\u{306}Е\u{308}"), "ЙЁ");
        assert_eq!(composed("\u{306}"), "\u{306}");
    }
}
