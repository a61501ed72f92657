//! The bureau: acts of the office on cases, the automatic check, and a demonstration that decides by itself.

mod act;
mod demo;
pub(crate) mod examples;
mod package;
mod parts;
mod remarks;
mod round;
mod work;

pub(crate) use act::{Actor, Applied, Deed, Order, Terms, act};
pub(crate) use package::check_package;
pub(crate) use parts::Bureau;
pub(crate) use work::work;
