//! Breaks text into lines and pages.
//!
//! A document becomes strips, one below another; a strip is never split. Of a paragraph over two pages each has at least two lines,
//! a heading stays with what follows it, and what is short stays whole.

mod strip;
mod wrap;

use super::{Block, Document, Qr};
use strip::{Run, Strip};
use ttf_parser::Face;
use wrap::{printable, widest, wrap};

/// A4 in points, with margins.
pub(super) const WIDTH: f32 = 595.0;
pub(super) const HEIGHT: f32 = 842.0;
pub(super) const MARGIN: f32 = 64.0;

/// Side of a QR code with its quiet zone, in points. At 5 cm any phone can read it from paper.
pub(super) const QR: f32 = 142.0;

/// Diameter of the place of a seal, in points.
pub(super) const SEAL: f32 = 88.0;

const ROOM: f32 = WIDTH - 2.0 * MARGIN;

/// Facts stand in two columns: a label is at most so wide, and its value begins here.
const LABELS: f32 = 144.0;
pub(super) const VALUES: f32 = 160.0;

/// Distance between baselines, as a multiple of the font size.
pub(super) const LEADING: f32 = 1.4;

/// A block with no more lines than this stands on one page.
const WHOLE: usize = 4;

pub(super) const BODY: f32 = 11.0;
const SMALL: f32 = 10.0;
const SUBHEADING: f32 = 12.0;
const HEADING: f32 = 14.0;
const TITLE: f32 = 20.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Who has made the document.
    Issuer,
    Title,
    Heading,
    Subheading,
    Paragraph,
    Label,
    Value,
    Picture,
    /// The place of a seal.
    Seal,
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
            Self::Label | Self::Issuer => SMALL,
            Self::Paragraph | Self::Value | Self::Picture | Self::Seal => BODY,
        }
    }

    /// Space above the block, in points.
    fn above(self) -> f32 {
        match self {
            Self::Title => TITLE,
            Self::Heading => HEADING,
            Self::Subheading | Self::Seal => SUBHEADING / 2.0,
            _ => 0.0,
        }
    }

    /// Space below the block, in points.
    fn below(self) -> f32 {
        match self {
            Self::Issuer => 0.0,
            _ => self.size() * 0.5,
        }
    }

    fn is_heading(self) -> bool {
        matches!(self, Self::Title | Self::Heading | Self::Subheading)
    }
}

/// One line of a block. `y` is its baseline; for a picture or a seal, the lower edge.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) x: f32,
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

/// Lays out who has made it, the title and the blocks one below another.
pub(super) fn lay_out<'a>(
    document: &'a Document,
    regular: &Face<'_>,
    bold: &Face<'_>,
) -> Vec<Placed<'a>> {
    let mut flow = Flow { regular, bold, strips: Vec::new(), placed: Vec::new() };
    for line in document.issuer.lines() {
        flow.text(Role::Issuer, &line);
    }
    flow.text(Role::Title, &document.title);
    flow.blocks(&document.blocks);
    strip::place(flow.strips, &mut flow.placed);
    flow.placed
}

/// As much of a text as one line holds.
pub(super) fn one_line(text: &str, face: &Face<'_>, size: f32) -> String {
    let mut lines = wrap(&printable(text, face), face, size, ROOM).into_iter();
    lines.next().unwrap_or_default()
}

struct Flow<'a, 'f> {
    regular: &'f Face<'f>,
    bold: &'f Face<'f>,
    strips: Vec<Strip>,
    placed: Vec<Placed<'a>>,
}

impl<'a> Flow<'a, '_> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Heading(text) => self.text(Role::Heading, text),
                Block::Subheading(text) => self.text(Role::Subheading, text),
                Block::Paragraph(text) => self.text(Role::Paragraph, text),
                Block::Fact { label, value } => self.fact(label, value),
                Block::Qr { code, words } => self.drawn(Role::Picture, words, QR, Some(code)),
                Block::Seal => self.drawn(Role::Seal, "М. П.", SEAL, None),
                Block::Kept(blocks) => {
                    let first = self.strips.len();
                    self.blocks(blocks);
                    // The last one goes its own way.
                    let kept = self.strips.len().saturating_sub(1);
                    self.strips.get_mut(first..kept).into_iter().flatten().for_each(Strip::keep);
                }
            }
        }
    }

    fn text(&mut self, role: Role, text: &str) {
        let lines = self.wrapped(role, text, ROOM);
        if lines.is_empty() {
            return;
        }
        let block = self.block(role, None);
        let runs = lines.into_iter().map(|text| vec![Run { block, x: MARGIN, text }]);
        self.column(runs.collect(), role, role.size());
    }

    /// Two columns; the value below its label where a word of it needs more room than a column has.
    fn fact(&mut self, label: &str, value: &str) {
        let face = self.regular;
        let is_wide =
            widest(value, face, BODY) > ROOM - VALUES || widest(label, face, SMALL) > LABELS;
        let (labels, x, values) =
            if is_wide { (ROOM, 0.0, ROOM) } else { (LABELS, VALUES, ROOM - VALUES) };
        let labels = self.wrapped(Role::Label, label, labels);
        let values = self.wrapped(Role::Value, value, values);
        // An empty label or value stays, since the two form a pair.
        let (label, value) = (self.block(Role::Label, None), self.block(Role::Value, None));
        let label = |text| Run { block: label, x: MARGIN, text };
        let value = |text| Run { block: value, x: MARGIN + x, text };
        let (mut labels, mut values) =
            (labels.into_iter().map(label), values.into_iter().map(value));
        let mut rows: Vec<Vec<Run>> = Vec::new();
        let first = self.strips.len();
        // A label over its value stays with it.
        let mut kept = 0;
        if is_wide {
            rows.extend(labels.map(|run| vec![run]));
            kept = rows.len();
            rows.extend(values.map(|run| vec![run]));
        } else {
            loop {
                let row: Vec<Run> = labels.next().into_iter().chain(values.next()).collect();
                if row.is_empty() {
                    break;
                }
                rows.push(row);
            }
        }
        self.column(rows, Role::Value, BODY);
        self.strips.iter_mut().skip(first).take(kept).for_each(Strip::keep);
    }

    fn drawn(&mut self, role: Role, words: &str, height: f32, picture: Option<&'a Qr>) {
        let block = self.block(role, picture);
        if let Some(placed) = self.placed.last_mut() {
            placed.size = height;
        }
        let x = if role == Role::Seal { MARGIN + VALUES } else { MARGIN };
        let run = Run { block, x, text: words.to_owned() };
        self.strips.push(Strip {
            above: role.above(),
            height,
            below: role.below(),
            keeps_next: false,
            runs: vec![run],
        });
    }

    /// Strips of one block, or of two beside each other.
    fn column(&mut self, rows: Vec<Vec<Run>>, role: Role, size: f32) {
        let count = rows.len();
        for (index, runs) in rows.into_iter().enumerate() {
            let (is_first, is_last) = (index == 0, index + 1 == count);
            let keeps_next = match is_last {
                true => role.is_heading() || role == Role::Issuer,
                false => count <= WHOLE || is_first || index + 2 == count || role.is_heading(),
            };
            self.strips.push(Strip {
                above: if is_first { role.above() } else { 0.0 },
                height: size * LEADING,
                below: if is_last { role.below() } else { 0.0 },
                keeps_next,
                runs,
            });
        }
    }

    fn block(&mut self, role: Role, picture: Option<&'a Qr>) -> usize {
        self.placed.push(Placed { role, size: role.size(), lines: Vec::new(), picture });
        self.placed.len() - 1
    }

    fn wrapped(&self, role: Role, text: &str, room: f32) -> Vec<String> {
        let face = if role.is_bold() { self.bold } else { self.regular };
        let lines =
            text.lines().flat_map(|line| wrap(&printable(line, face), face, role.size(), room));
        lines.collect()
    }
}

#[cfg(test)]
mod tests;
