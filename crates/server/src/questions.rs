//! Questions to the office and their answers, also of people who are not signed in (M-42).

mod announce;
mod ask;
mod contact;
mod letters;
mod list;
mod office;
mod opened;
mod parts;
mod read;
mod row;
mod show;
mod store;
mod sweep;
mod write;

pub(crate) use office::{Answer, Wanted, answer, list_for_office, read_by_office, show_to_office};
pub(crate) use parts::QuestionStore;
pub(crate) use store::{NEW, is_of};
pub(crate) use sweep::sweep;

use crate::base::Base;
use crate::settings::Settings;
use axum::extract::FromRef;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<Settings>: FromRef<S>,
    Arc<QuestionStore>: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(list::list, ask::ask))
        .routes(routes!(opened::open))
        .routes(routes!(show::show))
        .routes(routes!(write::write))
        .routes(routes!(read::read))
}
