//! The fonts of documents.

use crate::fail::{Fail, Result};
use ttf_parser::Face;

pub(super) const REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.ttf");
pub(super) const BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Bold.ttf");

/// Shapes of the letters: regular, bold.
pub(super) fn faces() -> Result<[Face<'static>; 2]> {
    let face = |data| Face::parse(data, 0).map_err(|_| Fail::Internal("a font"));
    Ok([face(REGULAR)?, face(BOLD)?])
}
