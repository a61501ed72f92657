use crate::form::Text;
use crate::wire::message::ActionKind;
use serde::{Deserialize, Serialize};

/// `POST /cases/{id}/messages`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewOfficeMessage {
    /// At most 4,000 characters; may be empty if there are files.
    #[serde(default)]
    pub text: String,
    /// Ids of attachments of this conversation, five at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// What the citizen is asked to do. Only about a case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<NewAction>,
}

/// What the citizen is asked to do.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAction {
    pub kind: ActionKind,
    /// For `confirm`: the whole text of the consent, Russian at least, 20,000 characters at most in each language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Text>,
}

// What people write stays out of logs.
impl std::fmt::Debug for NewOfficeMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewOfficeMessage(…)")
    }
}

impl std::fmt::Debug for NewAction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewAction").field("kind", &self.kind).finish_non_exhaustive()
    }
}
