use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::Result;
use crate::files::FileRow;
use crate::keys::Keys;
use crate::named::Named;
use domain::form::Text;
use domain::wire::message::{ActionKind, Author, Message, MessageAction};
use serde::{Deserialize, Serialize};

#[derive(sqlx::FromRow)]
pub(crate) struct MessageRow {
    pub(crate) id: String,
    pub(super) application: Option<String>,
    pub(super) question: Option<String>,
    author: Named<Author>,
    /// Name of whoever wrote it at the office.
    name: Option<String>,
    at: i64,
    body: Vec<u8>,
    answers: Option<String>,
    done_at: Option<i64>,
    declined: bool,
    read_at: Option<i64>,
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
pub(super) struct Body {
    pub(super) text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) action: Option<Wanted>,
    /// The `Idempotency-Key` of who sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<String>,
}

/// What the office wants of the citizen.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Wanted {
    pub(crate) kind: ActionKind,
    /// What to consent to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) document: Option<Text>,
}

// What people write stays out of logs.
impl std::fmt::Debug for MessageRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MessageRow").field("id", &self.id).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wanted").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl MessageRow {
    pub(super) fn body(&self, keys: &Keys) -> Result<Body> {
        Ok(keys.open_json(&body_context(&self.id), &self.body)?)
    }

    pub(super) fn is_by(&self, author: Author) -> bool {
        self.author.0 == author
    }

    pub(super) fn is_done(&self) -> bool {
        self.done_at.is_some()
    }

    pub(super) fn is_declined(&self) -> bool {
        self.declined
    }

    /// As `reader` sees it; `files` are those of many messages.
    pub(super) fn message(
        &self,
        base: &Base,
        files: &[FileRow],
        reader: Author,
    ) -> Result<Message> {
        let Body { text, action, key } = self.body(&base.keys)?;
        let own = files.iter().filter(|file| file.message.as_ref() == Some(&self.id));
        Ok(Message {
            id: self.id.clone(),
            at: from_ms(self.at),
            author: self.author.0,
            name: self.name.clone(),
            text,
            files: own.map(|file| file.info(&base.keys)).collect::<Result<_>>()?,
            action: action.map(|Wanted { kind, document }| MessageAction {
                kind,
                document,
                done_at: self.done_at.map(from_ms),
                declined: self.declined,
            }),
            answers: self.answers.clone(),
            read_at: self.read_at.map(from_ms),
            key: key.filter(|_| self.is_by(reader)),
        })
    }
}

pub(super) fn body_context(id: &str) -> String {
    format!("messages/body/{id}")
}
