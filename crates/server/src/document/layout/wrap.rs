//! Breaks a text into lines that fit.

use ttf_parser::Face;

/// Replaces characters without a glyph, such as emoji, with □ or ?, and drops invisible ones.
pub(super) fn printable(text: &str, face: &Face<'_>) -> String {
    let shown = text.chars().filter_map(|c| match c {
        NO_BREAK => Some(NO_BREAK),
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() || is_invisible(c) => None,
        c if has_glyph(c, face) => Some(c),
        _ => Some(if has_glyph('□', face) { '□' } else { '?' }),
    });
    shown.collect()
}

const NO_BREAK: char = '\u{A0}';

/// Glyph 0 means that the font does not have the character.
fn has_glyph(c: char, face: &Face<'_>) -> bool {
    face.glyph_index(c).is_some_and(|glyph| glyph.0 != 0)
}

/// Joiners, direction marks, variation selectors, byte order mark: they affect other characters and have no shape.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

pub(super) fn wrap(text: &str, face: &Face<'_>, size: f32, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // Adds up the widths of words, so that each word is measured only once.
    let mut filled = 0.0;
    let space = width(" ", face, size);
    for word in words(text).flat_map(|word| pieces(word, face, size, room)) {
        let wide = width(&word, face, size);
        match lines.last_mut() {
            Some(line) if filled + space + wide <= room => {
                line.push(' ');
                line.push_str(&word);
                filled += space + wide;
            }
            _ => {
                lines.push(word);
                filled = wide;
            }
        }
    }
    lines
}

/// Width of the widest word, in points.
pub(super) fn widest(text: &str, face: &Face<'_>, size: f32) -> f32 {
    words(text).map(|word| width(word, face, size)).fold(0.0, f32::max)
}

/// A no-break space belongs to its word.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() && c != NO_BREAK).filter(|word| !word.is_empty())
}

/// Splits a word that is wider than a line into pieces that fit.
fn pieces(word: &str, face: &Face<'_>, size: f32, room: f32) -> Vec<String> {
    let (mut pieces, mut piece, mut filled) = (Vec::new(), String::new(), 0.0);
    for letter in word.chars() {
        let wide = width(letter.encode_utf8(&mut [0; 4]), face, size);
        if filled + wide > room && !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
            filled = 0.0;
        }
        piece.push(letter);
        filled += wide;
    }
    pieces.push(piece);
    pieces
}

fn width(text: &str, face: &Face<'_>, size: f32) -> f32 {
    let advance = |c| face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph));
    let units: f32 = text.chars().filter_map(advance).map(f32::from).sum();
    units * size / f32::from(face.units_per_em())
}
