//! Breaks text into lines and pages.

use super::{Block, Document, Qr};
use ttf_parser::Face;

/// A4 in points, with margins.
pub(super) const WIDTH: f32 = 595.0;
pub(super) const HEIGHT: f32 = 842.0;
pub(super) const MARGIN: f32 = 64.0;

/// Side of a QR code with its quiet zone, in points. At 5 cm any phone can read it from paper.
pub(super) const QR: f32 = 142.0;

const BODY: f32 = 12.0;
const LABEL: f32 = 10.0;
const SUBHEADING: f32 = 13.0;
const HEADING: f32 = 15.0;
const TITLE: f32 = 22.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Heading,
    Subheading,
    Paragraph,
    Label,
    Value,
    Picture,
}

impl Role {
    pub(super) fn is_bold(self) -> bool {
        matches!(self, Self::Title | Self::Heading | Self::Subheading)
    }

    fn size(self) -> f32 {
        match self {
            Self::Title => TITLE,
            Self::Heading => HEADING,
            Self::Subheading => SUBHEADING,
            Self::Label => LABEL,
            Self::Paragraph | Self::Value | Self::Picture => BODY,
        }
    }

    /// Space above the block, in points.
    fn above(self) -> f32 {
        match self {
            Self::Heading => HEADING,
            Self::Subheading => SUBHEADING / 2.0,
            _ => 0.0,
        }
    }

    /// Space below the block, in points.
    fn below(self) -> f32 {
        if self == Self::Label { 0.0 } else { self.size() * 0.5 }
    }

    /// Height that must still fit on the page below a line, so that a heading stays with its text.
    fn keep_with_next(self) -> f32 {
        match self {
            Self::Heading => LABEL + 3.0 * BODY,
            Self::Subheading => LABEL + 2.0 * BODY,
            Self::Label => BODY * LEADING,
            _ => 0.0,
        }
    }
}

/// Distance between baselines, as a multiple of the font size.
const LEADING: f32 = 1.4;

/// One line of a block. `y` is its baseline; for a picture, the lower edge.
pub(super) struct Line {
    pub(super) text: String,
    pub(super) y: f32,
    pub(super) page: usize,
}

/// A block with its position.
pub(super) struct Placed<'a> {
    pub(super) role: Role,
    pub(super) size: f32,
    pub(super) lines: Vec<Line>,
    pub(super) picture: Option<&'a Qr>,
}

/// Lays out the title and the blocks one below another.
pub(super) fn lay_out<'a>(
    document: &'a Document,
    regular: &Face<'_>,
    bold: &Face<'_>,
) -> Vec<Placed<'a>> {
    let mut pages = Pages { y: MARGIN, page: 0, regular, bold, placed: Vec::new() };
    pages.text(Role::Title, &document.title);
    for block in &document.blocks {
        match block {
            Block::Heading(text) => pages.text(Role::Heading, text),
            Block::Subheading(text) => pages.text(Role::Subheading, text),
            Block::Paragraph(text) => pages.text(Role::Paragraph, text),
            Block::Fact { label, value } => {
                pages.text(Role::Label, label);
                pages.text(Role::Value, value);
            }
            Block::Qr { code, words } => pages.picture(code, words),
        }
    }
    pages.placed
}

struct Pages<'a, 'f> {
    y: f32,
    page: usize,
    regular: &'f Face<'f>,
    bold: &'f Face<'f>,
    placed: Vec<Placed<'a>>,
}

impl<'a> Pages<'a, '_> {
    fn text(&mut self, role: Role, text: &str) {
        let face = if role.is_bold() { self.bold } else { self.regular };
        let size = role.size();
        self.y += role.above();
        let wrapped = text.lines().flat_map(|line| wrap(&printable(line, face), face, size));
        let wrapped: Vec<String> = wrapped.collect();
        // Empty headings and paragraphs are left out. An empty label or value stays, since the two form a pair.
        if wrapped.is_empty() && !matches!(role, Role::Label | Role::Value) {
            return;
        }
        let lines =
            wrapped.into_iter().map(|text| self.line(text, size * LEADING, role.keep_with_next()));
        let lines = lines.collect();
        self.y += role.below();
        self.placed.push(Placed { role, size, lines, picture: None });
    }

    fn picture(&mut self, code: &'a Qr, words: &str) {
        let lines = vec![self.line(words.to_owned(), QR, 0.0)];
        self.y += BODY;
        self.placed.push(Placed { role: Role::Picture, size: QR, lines, picture: Some(code) });
    }

    fn line(&mut self, text: String, height: f32, keep_with_next: f32) -> Line {
        if self.y + height + keep_with_next > HEIGHT - MARGIN {
            (self.y, self.page) = (MARGIN, self.page + 1);
        }
        self.y += height;
        Line { text, y: self.y, page: self.page }
    }
}

/// Replaces characters without a glyph, such as emoji, with □ or ?, and drops invisible ones.
fn printable(text: &str, face: &Face<'_>) -> String {
    let shown = text.chars().filter_map(|c| match c {
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() || is_invisible(c) => None,
        c if has_glyph(c, face) => Some(c),
        _ => Some(if has_glyph('□', face) { '□' } else { '?' }),
    });
    shown.collect()
}

/// Glyph 0 means that the font does not have the character.
fn has_glyph(c: char, face: &Face<'_>) -> bool {
    face.glyph_index(c).is_some_and(|glyph| glyph.0 != 0)
}

/// Joiners, direction marks, variation selectors, byte order mark: they affect other characters and have no shape.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

fn wrap(text: &str, face: &Face<'_>, size: f32) -> Vec<String> {
    let room = WIDTH - 2.0 * MARGIN;
    let mut lines: Vec<String> = Vec::new();
    // Adds up the widths of words, so that each word is measured only once.
    let mut filled = 0.0;
    let space = width(" ", face, size);
    for word in text.split_whitespace().flat_map(|word| pieces(word, face, size, room)) {
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
