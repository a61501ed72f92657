//! Words typed while the keyboard was switched to the other language: «htitybt» for «решение».

/// The same keys on a Russian and on an English keyboard.
const RUSSIAN: &str = "ёйцукенгшщзхъфывапролджэячсмитьбю";
const ENGLISH: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
/// Signs that English keys give with Shift, and the Russian letters on the same keys.
const SHIFTED: [(char, char); 7] =
    [('~', 'ё'), ('{', 'х'), ('}', 'ъ'), (':', 'ж'), ('"', 'э'), ('<', 'б'), ('>', 'ю')];

/// The text that the same keys give with the keyboard switched over. `words` must be in lower case.
pub(super) fn switched(words: &str) -> String {
    words.chars().map(key).collect()
}

fn key(typed: char) -> char {
    let pairs = || RUSSIAN.chars().zip(ENGLISH.chars());
    let to_russian = pairs().find(|(_, english)| *english == typed).map(|(russian, _)| russian);
    let to_english = || pairs().find(|(russian, _)| *russian == typed).map(|(_, english)| english);
    let shifted = || SHIFTED.iter().find(|(key, _)| *key == typed).map(|(_, russian)| *russian);
    to_russian.or_else(shifted).or_else(to_english).unwrap_or(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_are_the_same() {
        assert_eq!(switched("'rcgthnbpf"), "экспертиза");
        assert_eq!(switched("j,;fkjdfnm"), "обжаловать");
        assert_eq!(switched("\"nj"), "это");
        assert_eq!(switched("уьфшд 7"), "email 7");
        assert_eq!(RUSSIAN.chars().count(), ENGLISH.chars().count());
    }
}
