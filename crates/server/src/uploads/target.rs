//! What an upload is for: a document of a draft, or an attachment of the next message in a conversation.

/// The id of what an upload is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Draft(String),
    /// The conversation about an application.
    Application(String),
    /// The conversation in a question, or `new` for one that is being asked.
    Question(String),
}

impl Target {
    /// Its name in `Upload-Metadata`.
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::Draft(_) => "draft",
            Self::Application(_) => "application",
            Self::Question(_) => "question",
        }
    }

    pub(super) fn id(&self) -> &str {
        match self {
            Self::Draft(id) | Self::Application(id) | Self::Question(id) => id,
        }
    }
}
