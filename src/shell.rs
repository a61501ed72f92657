//! The shell around every page: header, skip link, frame, navigation, and views for loading and errors.

pub(crate) mod announcements;
pub(crate) mod banner;
pub(crate) mod faults;
pub(crate) mod fetched;
pub(crate) mod file_rows;
pub(crate) mod file_words;
pub(crate) mod frame;
pub(crate) mod header;
pub(crate) mod live_pause;
pub(crate) mod navigation;
pub(crate) mod page;
pub(crate) mod question_words;
pub(crate) mod secret;
pub(crate) mod status_words;
