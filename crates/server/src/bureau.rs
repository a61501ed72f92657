//! The bureau: what it does to a case, by hand or by itself.

mod apply;
mod package;
pub(crate) mod refusals;
mod remarks;
mod work;

pub(crate) use apply::{Applied, Move, apply};
pub(crate) use package::check_package;
pub(crate) use work::work;
