//! Series and number of a birth certificate: a Roman numeral, two Cyrillic letters, six digits.

use super::cyrillic::{composed, is_dash, is_invisible, is_space, upper};
use serde::{Deserialize, Serialize};

/// Longest Roman numeral of a series.
const ROMAN_LIMIT: usize = 6;
const NUMBER_LENGTH: usize = 6;

/// `II-МЮ 123456`: the numeral in Latin capitals, the letters in Cyrillic ones.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BirthCertificate(String);

/// Which part of a birth certificate's number is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BirthCertificateError {
    /// The numeral is missing, or has letters other than I, V, X, L and C.
    Roman,
    /// The two Cyrillic letters after the numeral.
    Letters,
    /// The six digits at the end; all zeros are invalid.
    Number,
    /// Not of the shape «II-МЮ 123456» at all.
    Format,
}

text_value!(BirthCertificate);

impl BirthCertificate {
    /// Accepts lower case, look-alikes from the other alphabet (`ХІ-МЮ`, `II-MЮ`) and any spaces, dashes and «№».
    pub fn parse(text: &str) -> Result<Self, BirthCertificateError> {
        use BirthCertificateError as Error;
        let significant =
            |c: &char| !is_space(*c) && !is_dash(*c) && !is_invisible(*c) && *c != '№';
        let all: Vec<char> = composed(text).chars().filter(significant).map(upper).collect();
        let number_length = all.iter().rev().take_while(|c| c.is_ascii_digit()).count();
        let (series, number) =
            all.split_at_checked(all.len() - number_length).ok_or(Error::Format)?;
        if series.is_empty() || series.len() > ROMAN_LIMIT + 2 {
            return Err(Error::Format);
        }
        let (numeral, letters) =
            series.split_at_checked(series.len().saturating_sub(2)).ok_or(Error::Format)?;
        let letters: String =
            letters.iter().copied().map(cyrillic).collect::<Option<_>>().ok_or(Error::Letters)?;
        let numeral: String =
            numeral.iter().copied().map(roman).collect::<Option<_>>().ok_or(Error::Roman)?;
        if numeral.is_empty() {
            return Err(Error::Roman);
        }
        if number.len() != NUMBER_LENGTH || number.iter().all(|&c| c == '0') {
            return Err(Error::Number);
        }
        Ok(Self(format!("{numeral}-{letters} {}", number.iter().collect::<String>())))
    }
}

/// A Roman digit, or what people type for one on a Russian keyboard, which has neither I nor V.
fn roman(c: char) -> Option<char> {
    Some(match c {
        'I' | 'V' | 'X' | 'L' | 'C' => c,
        'І' | 'Ӏ' | '1' | '|' => 'I',
        'У' => 'V',
        'Х' => 'X',
        'С' => 'C',
        _ => return None,
    })
}

/// А–Я, or the Latin capital that looks the same.
fn cyrillic(c: char) -> Option<char> {
    Some(match c {
        'А'..='Я' => c,
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        'Y' => 'У',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use BirthCertificateError as Error;
    use proptest::prelude::*;

    fn canonical(text: &str) -> Result<String, Error> {
        BirthCertificate::parse(text).map(|b| b.to_string())
    }

    #[test]
    fn accepts_every_usual_way_of_typing() {
        for text in [
            "II-МЮ 123456",
            "ii-мю 123456",
            "II МЮ № 123456",
            "IIМЮ123456",
            " II–МЮ\u{A0}123-456 ",
            "ІІ-МЮ 123456",
            "11-МЮ 123456",
        ] {
            assert_eq!(canonical(text).as_deref(), Ok("II-МЮ 123456"), "{text:?}");
        }
    }

    #[test]
    fn look_alikes_go_to_their_alphabet() {
        assert_eq!(canonical("ХС-СА 123456").as_deref(), Ok("XC-СА 123456"));
        assert_eq!(canonical("IУ-MB 123456").as_deref(), Ok("IV-МВ 123456"));
        assert_eq!(canonical("xx-xx 000001").as_deref(), Ok("XX-ХХ 000001"));
        assert_eq!(canonical("I-И\u{306}А 123456").as_deref(), Ok("I-ЙА 123456"));
    }

    #[test]
    fn names_the_wrong_part() {
        assert_eq!(canonical("ZZ-МЮ 123456"), Err(Error::Roman));
        assert_eq!(canonical("МЮ 123456"), Err(Error::Roman));
        assert_eq!(canonical("II-МЁ 123456"), Err(Error::Letters));
        assert_eq!(canonical("II-М 123456"), Err(Error::Letters));
        assert_eq!(canonical("II 123456"), Err(Error::Letters));
        assert_eq!(canonical("II-ЖZ 123456"), Err(Error::Letters));
        assert_eq!(canonical("II-МЮ"), Err(Error::Number));
        assert_eq!(canonical("II-МЮ 12345"), Err(Error::Number));
        assert_eq!(canonical("II-МЮ 1234567"), Err(Error::Number));
        assert_eq!(canonical("II-МЮ 000000"), Err(Error::Number));
        for text in ["123456", "", "  ", "II-МЮ 123456 выдано загсом", "IIIIIII-МЮ 123456"]
        {
            assert_eq!(canonical(text), Err(Error::Format), "{text:?}");
        }
    }

    #[test]
    fn debug_hides_the_number() {
        assert_eq!(
            format!("{:?}", BirthCertificate::parse("II-МЮ 123456")),
            "Ok(BirthCertificate(…))"
        );
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            let _ = BirthCertificate::parse(&text);
        }

        #[test]
        fn canonical_parses_to_itself(text in "[IVXLCХСІУivxlc]{1,6}-[А-Яа-яABCEHKMOPTXY]{2} [0-9]{5}[1-9]") {
            let certificate = BirthCertificate::parse(&text).expect("valid by construction");
            prop_assert_eq!(BirthCertificate::parse(certificate.as_str()), Ok(certificate));
        }
    }
}
