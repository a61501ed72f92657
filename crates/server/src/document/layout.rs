//! Text into lines and pages.

use super::text::{Block, Document};
use ttf_parser::Face;

/// A4 in points, with margins.
pub(super) const WIDTH: f32 = 595.0;
pub(super) const HEIGHT: f32 = 842.0;
pub(super) const MARGIN: f32 = 64.0;

const BODY: f32 = 12.0;
const HEADING: f32 = 15.0;
const TITLE: f32 = 22.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Heading,
    Paragraph,
}

/// One line of one block, with its baseline.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) y: f32,
    pub(super) page: usize,
}

/// A block that has its place.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) role: Role,
    pub(super) size: f32,
    pub(super) lines: Vec<Line>,
}

/// Places title and blocks under each other; a heading stays with the line after it.
pub(super) fn place(document: &Document, regular: &Face<'_>, bold: &Face<'_>) -> Vec<Placed> {
    let title = (Role::Title, TITLE, document.title.as_str());
    let blocks = document.blocks.iter().map(|block| match block {
        Block::Heading(text) => (Role::Heading, HEADING, text.as_str()),
        Block::Paragraph(text) => (Role::Paragraph, BODY, text.as_str()),
    });
    let (mut y, mut page) = (MARGIN, 0);
    let mut placed = Vec::new();
    for (role, size, text) in std::iter::once(title).chain(blocks) {
        let face = if role == Role::Paragraph { regular } else { bold };
        let leading = size * 1.4;
        if role == Role::Heading {
            y += size;
        }
        let keep = if role == Role::Heading { leading + 2.0 * BODY } else { leading };
        let mut lines = Vec::new();
        for text in wrap(text, face, size) {
            if y + keep > HEIGHT - MARGIN {
                (y, page) = (MARGIN, page + 1);
            }
            y += leading;
            lines.push(Line { text, y, page });
        }
        y += size * 0.5;
        placed.push(Placed { role, size, lines });
    }
    placed
}

fn wrap(text: &str, face: &Face<'_>, size: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line)
                if width(line, face, size) + width(word, face, size) + size * 0.3
                    <= WIDTH - 2.0 * MARGIN =>
            {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn width(text: &str, face: &Face<'_>, size: f32) -> f32 {
    let advance = |c| face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph));
    let units: f32 = text.chars().filter_map(advance).map(f32::from).sum();
    units * size / f32::from(face.units_per_em())
}
