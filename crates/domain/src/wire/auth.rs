use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `POST /auth/login`: first factor.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// A phone number in any usual form, or an e-mail.
    pub login: String,
    pub password: String,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Login(…)")
    }
}

/// The server has sent a code to the citizen.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    pub challenge: String,
    /// The phone number with all but the last four digits hidden.
    pub phone: String,
    /// Seconds until another code can be asked for.
    pub resend_after: u32,
    /// Seconds for which the code is valid.
    pub expires_in: u32,
}

/// `POST /auth/code`: second factor.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Code {
    pub challenge: String,
    /// Six digits.
    pub code: String,
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

/// `POST /auth/resend`: another code for the same challenge.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Resend {
    pub challenge: String,
}

/// `GET /session`: 200 for everybody; `citizen` is null if nobody is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    pub citizen: Option<Citizen>,
    /// Current time of the server, by which all terms are counted.
    #[serde(with = "super::time::moment")]
    pub now: DateTime<Utc>,
}

/// `POST /session/activity`: how long the citizen has done nothing.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Seconds since the citizen last did something: pressed, typed, scrolled.
    pub idle: u32,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Citizen {
    /// Opaque. The client uses it to find out whether the same citizen signed in again.
    pub id: String,
    /// How to address the citizen: given name and patronymic.
    pub name: String,
    /// Opaque name of the session; it gives no access. With it in `If-Match`, `DELETE /session` ends no other session.
    pub session: String,
    /// When the session ends if the citizen does nothing.
    #[serde(with = "super::time::moment")]
    pub idle_ends_at: DateTime<Utc>,
}

impl std::fmt::Debug for Citizen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Citizen(…)")
    }
}

/// `GET /session/seal`: the key with which the citizen's browsers encrypt answers that are not on the server yet. It is the
/// same in every session of the citizen, and different for every citizen. A browser keeps it in memory only.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seal {
    /// 32 bytes for AES-256-GCM, in hexadecimal.
    pub key: String,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(…)")
    }
}
