//! The bureau: moves cases on, automatically or on a clerk's command.

mod apply;
mod package;
mod parts;
mod remarks;
mod work;

pub(crate) use apply::{Move, apply};
pub(crate) use package::check_package;
pub(crate) use parts::Bureau;
pub(crate) use work::work;
