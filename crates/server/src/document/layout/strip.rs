//! Strips of a document, and the pages that they come on.

use super::{HEIGHT, Line, MARGIN, Placed};

/// Some lines beside each other.
pub(super) struct Strip {
    /// Space above, in points; none at the top of a page.
    pub(super) above: f32,
    pub(super) height: f32,
    pub(super) below: f32,
    /// Whether the next strip should stand on the same page.
    pub(super) keeps_next: bool,
    pub(super) runs: Vec<Run>,
}

/// A line of a block.
pub(super) struct Run {
    pub(super) block: usize,
    pub(super) x: f32,
    pub(super) text: String,
}

impl Strip {
    pub(super) fn keep(&mut self) {
        self.keeps_next = true;
    }

    fn whole(&self) -> f32 {
        self.above + self.height + self.below
    }
}

/// Gives every line its page and its place there.
pub(super) fn place(strips: Vec<Strip>, placed: &mut [Placed<'_>]) {
    const TOP: f32 = MARGIN;
    const BOTTOM: f32 = HEIGHT - MARGIN;
    let needs = needs(&strips, BOTTOM - TOP);
    let (mut y, mut page) = (TOP, 0);
    for (strip, needed) in strips.into_iter().zip(needs) {
        if y + needed > BOTTOM && y > TOP {
            (y, page) = (TOP, page + 1);
        }
        if y > TOP {
            y += strip.above;
        }
        y += strip.height;
        for Run { block, x, text } in strip.runs {
            if let Some(placed) = placed.get_mut(block) {
                placed.lines.push(Line { text, x, y, page });
            }
        }
        y += strip.below;
    }
}

/// How much of a page each strip needs to begin on it: itself and those that it keeps, unless they fill more than a page.
fn needs(strips: &[Strip], page: f32) -> Vec<f32> {
    let mut needs = vec![0.0; strips.len()];
    let mut next = 0.0;
    for (strip, need) in strips.iter().zip(&mut needs).rev() {
        let alone = strip.above + strip.height;
        let kept = if strip.keeps_next { strip.whole() + next } else { alone };
        *need = if kept > page { alone } else { kept };
        next = *need;
    }
    needs
}
