use super::{Frames, Position};
use crate::keys::Keys;
use std::path::Path;

/// Position after the undamaged frames at the beginning of a file.
pub(super) fn undamaged_end(path: &Path, id: &str, keys: &Keys) -> Position {
    let Ok(mut frames) = Frames::open(path, id) else { return Position::default() };
    while let Ok(Some(_)) = frames.next(keys) {}
    frames.at
}
