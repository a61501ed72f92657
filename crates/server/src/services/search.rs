//! Search by words (S-03): any order, any form of a word, unfinished words, typing slips, and the keyboard switched to
//! the other language.

mod distance;
mod layout;
mod words;

use crate::http::Language;
use crate::http::language::LANGUAGES;
use domain::form::Text;
use std::collections::{BTreeMap, BTreeSet};
use words::Word;

/// The texts of a service that are searched.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a Text,
    pub(super) keywords: Option<&'a Text>,
    pub(super) summary: &'a Text,
    pub(super) section: Option<&'a Text>,
}

/// The words of all services in each language, prepared once.
#[derive(Debug, Clone, Default)]
pub(super) struct Index(BTreeMap<&'static str, Vec<Offered>>);

/// A service with its words in one language.
#[derive(Debug, Clone)]
struct Offered {
    id: String,
    words: Vec<(Word, f32)>,
}

const TITLE: f32 = 3.0;
const KEYWORDS: f32 = 2.5;
const SUMMARY: f32 = 1.0;
const SECTION: f32 = 0.8;

/// Factor for a match that is found only with the keyboard switched over.
const SWITCHED: f32 = 0.9;

/// Least likeness of a word that was typed without slips: the word itself, a form of it, or its beginning.
const AS_TYPED: f32 = 0.7;

/// Services below this share of the best score are left out: they only happen to have a word in common.
const FAR_BEHIND: f32 = 0.3;

impl Index {
    pub(super) fn new<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Self {
        let entries: Vec<Entry<'a>> = entries.collect();
        Self(LANGUAGES.map(|language| (language, in_language(&entries, language))).into())
    }

    /// Ids of the services that match, the best first. Searches in the language asked for, and in Russian if that finds
    /// nothing.
    pub(super) fn find(&self, text: &str, language: Language) -> Vec<&str> {
        let found = self.find_in(text, language.0);
        if found.is_empty() { self.find_in(text, LANGUAGES[0]) } else { found }
    }

    fn find_in(&self, text: &str, language: &str) -> Vec<&str> {
        let text = text.to_lowercase();
        let services = self.0.get(language).map_or(&[][..], Vec::as_slice);
        // A word is compared with slips only if no service has it as typed.
        let asked = |text: &str| -> Vec<(Word, f32)> {
            let words = words::asked(&words::plain(text)).into_iter();
            let is_there = |word: &Word| services.iter().any(|service| service.has(word));
            words.map(|word| if is_there(&word) { (word, AS_TYPED) } else { (word, 0.0) }).collect()
        };
        let (typed, switched) = (asked(&text), asked(&layout::switched(&text)));
        let mut found: Vec<(f32, &str)> = services
            .iter()
            .map(|service| {
                let fit = service.fit(&typed).max(SWITCHED * service.fit(&switched));
                (fit, service.id.as_str())
            })
            .collect();
        found.sort_by(|(one, _), (two, _)| two.total_cmp(one));
        let least = found.first().map_or(0.0, |(best, _)| best * FAR_BEHIND);
        found.retain(|(fit, _)| *fit > 0.0 && *fit >= least);
        found.into_iter().map(|(_, id)| id).collect()
    }
}

fn in_language(entries: &[Entry<'_>], language: &str) -> Vec<Offered> {
    let mut services: Vec<Offered> = entries.iter().map(|entry| entry.words(language)).collect();
    let mut holders: BTreeMap<String, usize> = BTreeMap::new();
    for service in &services {
        let stems: BTreeSet<&String> = service.words.iter().map(|(word, _)| &word.stem).collect();
        for stem in stems {
            *holders.entry(stem.clone()).or_default() += 1;
        }
    }
    // A word that every service has distinguishes them less than a word that only one has.
    for (word, weight) in services.iter_mut().flat_map(|service| &mut service.words) {
        let holders = holders.get(&word.stem).copied().unwrap_or(1);
        *weight *= 1.0 + (share(entries.len()) / share(holders)).ln();
    }
    services
}

fn share(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

impl Entry<'_> {
    fn words(&self, language: &str) -> Offered {
        let texts = [
            (Some(self.title), TITLE),
            (self.keywords, KEYWORDS),
            (Some(self.summary), SUMMARY),
            (self.section, SECTION),
        ];
        let mut found = Vec::new();
        for (text, weight) in texts {
            let text = text.map_or("", |text| text.get(language));
            found.extend(words::offered(text).into_iter().map(|word| (word, weight)));
        }
        Offered { id: self.id.to_owned(), words: found }
    }
}

impl Offered {
    /// Score for the words, each with the least likeness that counts; 0 when fewer than half of them are found.
    fn fit(&self, asked: &[(Word, f32)]) -> f32 {
        let fits = asked.iter().map(|(word, least)| self.fit_word(word, *least));
        let fits = fits.filter(|fit| *fit > 0.0);
        let (sum, found) = fits.fold((0.0, 0), |(sum, found), fit| (sum + fit, found + 1));
        if found * 2 < asked.len() { 0.0 } else { sum }
    }

    fn fit_word(&self, asked: &Word, least: f32) -> f32 {
        let fits = self.words.iter().map(|(word, weight)| (likeness(asked, word), weight));
        let fits = fits.filter(|(likeness, _)| *likeness >= least);
        fits.map(|(likeness, weight)| likeness * weight).fold(0.0, f32::max)
    }

    fn has(&self, asked: &Word) -> bool {
        self.words.iter().any(|(word, _)| likeness(asked, word) >= AS_TYPED)
    }
}

/// How alike two words are: from 0 (different) to 1 (the same).
fn likeness(asked: &Word, word: &Word) -> f32 {
    /// Too many words begin with a shorter stem.
    const TELLING_STEM: usize = 5;
    if asked.letters == word.letters {
        1.0
    } else if asked.stem == word.stem {
        0.95
    } else if asked.letters.len() >= 2 && word.letters.starts_with(&asked.letters) {
        0.8
    } else if asked.stem.chars().count() >= TELLING_STEM && begins(word, &asked.stem) {
        AS_TYPED
    } else {
        // A longer word can be recognised in spite of more slips.
        let most = match asked.letters.len() {
            0..=3 => 0,
            4..=6 => 1,
            _ => 2,
        };
        match distance::to_beginning(&asked.letters, &word.letters, most) {
            Some(1) if most > 0 => 0.6,
            Some(2) => 0.4,
            _ => by_stem(asked, word, most),
        }
    }
}

fn begins(word: &Word, stem: &str) -> bool {
    let mut letters = word.letters.iter();
    stem.chars().all(|letter| letters.next() == Some(&letter))
}

/// Compares stems, for slips in another form of the word: «эксперитзу».
fn by_stem(asked: &Word, word: &Word, most: usize) -> f32 {
    const SHORTEST: usize = 4;
    let (one, two): (Vec<char>, Vec<char>) =
        (asked.stem.chars().collect(), word.stem.chars().collect());
    let alike = most > 0
        && one.len() >= SHORTEST
        && two.len() <= one.len() + most
        && distance::to_beginning(&one, &two, most.min(one.len() / SHORTEST)).is_some();
    if alike { 0.4 } else { 0.0 }
}

#[cfg(test)]
mod tests;
