//! The shell around every page: header, skip link, frame, navigation, and views for loading and errors.

pub(crate) mod announcements;
pub(crate) mod banner;
pub(crate) mod fetched;
pub(crate) mod frame;
pub(crate) mod header;
pub(crate) mod live_pause;
pub(crate) mod navigation;
pub(crate) mod page;
