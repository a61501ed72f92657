//! Documents a citizen offers: which files a slot takes, and what is wrong with one that it does not.

mod kind;
mod name;
mod offer;
mod policy;
mod sniff;
mod whole;

pub use kind::FileType;
pub use name::display_name;
pub use offer::{FileError, Usage, check_content, check_offer};
pub use policy::{FilePolicy, MEBIBYTE};
pub use sniff::sniff;

/// Bytes of a file's beginning and end that a check looks at. More may be given and is ignored, so that the browser, which
/// reads two slices, and the server, which has the whole, come to the same answer.
pub const HEAD: usize = 132 * 1024;
pub const TAIL: usize = 16 * 1024;
