//! Finds the region where a citizen lives in the words of an address.

/// The region of the city whose whole name is in the address, compared word by word. If there are several, the one that
/// comes first in the address. `cities` are pairs of city and region.
pub(super) fn region_with_city<'a>(
    address: &str,
    cities: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<&'a str> {
    let address = words(address);
    let found =
        cities.filter_map(|(city, region)| Some((position(&address, &words(city))?, region)));
    found.min_by_key(|(position, _)| *position).map(|(_, region)| region)
}

/// The words of a text in lower case, with «е» for «ё», without punctuation.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('ё', "е");
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn position(address: &[String], city: &[String]) -> Option<usize> {
    if city.is_empty() {
        return None;
    }
    address.windows(city.len()).position(|words| words == city)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(address: &str) -> Option<&'static str> {
        let cities = [
            ("Омск", "omsk"),
            ("Нижний Тагил", "sverdlovsk"),
            ("Санкт-Петербург", "saint_petersburg"),
            ("Королёв", "moscow_oblast"),
            ("", "nowhere"),
        ];
        region_with_city(address, cities.into_iter())
    }

    #[test]
    fn a_city_is_found_among_other_words() {
        assert_eq!(region("г. Омск"), Some("omsk"));
        assert_eq!(region("Свердловская обл., г.НИЖНИЙ  ТАГИЛ"), Some("sverdlovsk"));
        assert_eq!(region("Санкт Петербург"), Some("saint_petersburg"));
        assert_eq!(region("город Королев"), Some("moscow_oblast"));
    }

    #[test]
    fn a_part_of_a_word_or_of_a_name_is_no_city() {
        for address in ["", "Омский район", "Нижний Новгород", "Петербург", "Тагил"]
        {
            assert_eq!(region(address), None, "{address}");
        }
    }

    #[test]
    fn the_city_that_stands_first_counts() {
        assert_eq!(region("Нижний Тагил, ранее Омск"), Some("sverdlovsk"));
    }
}
