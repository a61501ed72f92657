//! Checks of the files that a citizen attaches: which files a slot accepts, and why it rejects a file.

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

/// Number of first and last bytes of a file that the checks read. They ignore all other bytes, so that the browser, which reads
/// two slices, and the server, which has the whole file, get the same result.
pub const HEAD: usize = 132 * 1024;
pub const TAIL: usize = 16 * 1024;
