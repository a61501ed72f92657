//! What citizen and office write to each other, about a case or in a question.

mod announce;
mod confirm;
mod history;
mod list;
mod office;
mod open;
mod parts;
mod read;
mod row;
mod send;
mod store;
mod write;

pub(crate) use list::{conversation, news, one};
pub(crate) use office::{Written, read_by_office, seen_by_office, write_by_office};
pub(crate) use open::{Open, open_actions};
pub(crate) use parts::MessageStore;
pub(crate) use row::Wanted;
pub(crate) use send::{LONGEST, subject};
pub(crate) use store::{Talk, mark_read, unread, unread_of_account};
pub(crate) use write::{New, said_with, write};

use crate::base::Base;
use axum::extract::FromRef;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<MessageStore>: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(list::list, send::send))
        .routes(routes!(read::read))
        .routes(routes!(confirm::confirm))
        .routes(routes!(confirm::decline))
        .routes(routes!(history::history))
}
