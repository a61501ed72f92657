use super::super::copy::Attachment;

/// The files of a message on its way, as the outbox knows them: the code that uploads them is a piece of its own.
pub(in super::super) trait Batch {
    fn pending(&self) -> Pending;
    /// The message has them now.
    fn sent(&self);
    /// The message comes back into the field, and they with it.
    fn back(&self);
}

pub(in super::super) enum Pending {
    /// So many are not at the server yet; these are.
    Waits(u32, Vec<Attachment>),
    Ready(Vec<Attachment>),
    /// One of them cannot go.
    Failed,
}
