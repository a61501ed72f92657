//! Components that use neither the router nor the API. Each has its style sheet in `style/ui/`.

pub(crate) mod button;
pub(crate) mod copy;
pub(crate) mod dialog;
pub(crate) mod error_summary;
pub(crate) mod field;
pub(crate) mod link;
pub(crate) mod loading;
pub(crate) mod notice;
pub(crate) mod options;
pub(crate) mod progress;
pub(crate) mod select;
pub(crate) mod tabs;
pub(crate) mod tag;
