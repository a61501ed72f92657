//! Files of citizens: sealed storage, their records in the database, and the check of what was uploaded.

mod attached;
mod content;
mod copy;
mod finish;
mod inspect;
mod locks;
pub(crate) mod mark;
mod parts;
mod row;
mod store;
mod vault;

pub(crate) use attached::{attach, find_attached, of_messages, of_talk, receive};
pub(crate) use content::stream;
pub(crate) use copy::{Copies, Receipt, copy};
pub(crate) use finish::{finish, sweep};
pub(crate) use inspect::{inspect, judge};
pub(crate) use locks::{Lock, Locks};
pub(crate) use parts::FileStore;
pub(crate) use row::FileRow;
pub(crate) use store::{
    NewFile, delete, delete_content, find, find_in, find_of_application, hand_over, insert,
    of_application, of_draft, record,
};
pub(crate) use vault::{Position, Vault, Writer};
