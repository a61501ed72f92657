//! What stands around every page: header, skip link, page frame, navigation, and how a page shows its state.

pub(crate) mod announcements;
pub(crate) mod banner;
pub(crate) mod fetched;
pub(crate) mod frame;
pub(crate) mod header;
pub(crate) mod navigation;
pub(crate) mod page;
