//! Splits text into words that can be compared.

use rust_stemmers::{Algorithm, Stemmer};

/// A word in lower case without «ё», and its stem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) letters: Vec<char>,
    pub(super) stem: String,
}

/// Words that say nothing about what is searched for.
const EMPTY: [&str; 37] = [
    "а", "без", "в", "во", "для", "до", "за", "и", "из", "или", "к", "как", "ко", "мне", "мой",
    "на", "не", "о", "об", "от", "по", "при", "с", "со", "у", "я", "a", "an", "and", "for", "how",
    "i", "in", "my", "of", "the", "to",
];

/// Lower case, with «е» for «ё».
pub(super) fn plain(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}

/// The words of a query, which must be [`plain`]. Empty words are left out unless there are no others.
pub(super) fn asked(text: &str) -> Vec<Word> {
    let words: Vec<&str> = split(text).collect();
    let telling: Vec<&str> = words.iter().copied().filter(|word| !EMPTY.contains(word)).collect();
    let words = if telling.is_empty() { words } else { telling };
    words.into_iter().map(Word::new).collect()
}

/// The words of a text that can be found. A compound with hyphens is also one word.
pub(super) fn offered(text: &str) -> Vec<Word> {
    let text = plain(text);
    let compound = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    let joined = compound.filter(|word| word.contains('-')).map(|word| word.replace('-', ""));
    let parts = split(&text).filter(|word| !EMPTY.contains(word)).map(str::to_owned);
    parts.chain(joined).filter(|word| !word.is_empty()).map(|word| Word::new(&word)).collect()
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

impl Word {
    fn new(word: &str) -> Self {
        Self { letters: word.chars().collect(), stem: stem(word) }
    }
}

fn stem(word: &str) -> String {
    let algorithm = if word.chars().all(|c| matches!(c, 'а'..='я')) {
        Algorithm::Russian
    } else if word.chars().all(|c| c.is_ascii_lowercase()) {
        Algorithm::English
    } else {
        return word.to_owned();
    };
    Stemmer::create(algorithm).stem(word).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        asked(&plain(text)).into_iter().map(|word| word.stem).collect()
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        assert_eq!(stems("Экспертизы"), stems("экспертизу"));
        assert_eq!(stems("решений"), stems("решение"));
        assert_eq!(stems("приём"), stems("ПРИЕМ"));
        assert_eq!(stems("applications"), stems("application"));
    }

    #[test]
    fn empty_words_go_unless_they_are_all() {
        assert_eq!(stems("запись на операцию").len(), 2);
        assert_eq!(stems("на").len(), 1);
        assert_eq!(stems(" ,. 😀 — ").len(), 0);
    }

    #[test]
    fn a_compound_is_found_in_parts_and_whole() {
        let words: Vec<String> =
            offered("Медико-социальная").iter().map(|word| word.letters.iter().collect()).collect();
        assert_eq!(words, ["медико", "социальная", "медикосоциальная"]);
    }
}
