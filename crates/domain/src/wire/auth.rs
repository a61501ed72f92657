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

/// What has come of the first factor.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SigningIn {
    /// A second one is asked for.
    Challenge(Challenge),
    /// The citizen has switched the second one off, and is signed in.
    Session(Session),
}

/// A code that the citizen is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    pub challenge: String,
    pub by: CodeBy,
    /// The phone number with all but the last four digits hidden. With [`CodeBy::App`] an SMS can be sent there instead.
    pub phone: String,
    /// Seconds until a code by SMS can be asked for.
    pub resend_after: u32,
    /// Seconds for which the code is valid.
    pub expires_in: u32,
}

/// Where a code comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CodeBy {
    Sms,
    /// An authenticator app on the citizen's phone; nothing has been sent.
    App,
}

/// `POST /auth/registration`: who wants an account. The answer does not tell whether there is one already.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// A Russian mobile number in any usual form. The code goes there.
    pub phone: String,
    pub email: String,
    /// The [version](AGREEMENT) of the user agreement that the citizen has accepted.
    pub agreement: String,
}

/// The version of the user agreement that is in force.
pub const AGREEMENT: &str = "2026-11";

impl std::fmt::Debug for Registration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Registration(…)")
    }
}

/// `POST /auth/recovery`: who has forgotten the password. The answer does not tell whether there is such an account.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Recovery {
    /// A phone number in any usual form, or an e-mail.
    pub login: String,
}

impl std::fmt::Debug for Recovery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recovery(…)")
    }
}

/// How an account is recovered.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recovering {
    /// The code that was sent to the phone. Null: a letter with a link is on its way to the e-mail.
    pub challenge: Option<Challenge>,
}

/// `POST /auth/link`: the secret of a link in a letter. It stands behind `#` there, so that no server's log has it.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub token: String,
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Link(…)")
    }
}

/// Shows that somebody has the phone or reads the e-mail. Good for one new account or one new password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Proof {
    pub proof: String,
    /// Whether an account has this phone or e-mail already: then the proof is good for a new password, otherwise for an account.
    pub has_account: bool,
    /// Seconds for which it is good.
    pub expires_in: u32,
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Proof(…)")
    }
}

/// `POST /auth/account`: a new account. The names are checked like those of a form.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    pub proof: String,
    pub surname: String,
    pub given: String,
    /// Null for who has none.
    pub patronymic: Option<String>,
    pub password: String,
}

impl std::fmt::Debug for NewAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewAccount(…)")
    }
}

/// `POST /auth/password`: a new password.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    pub proof: String,
    pub password: String,
}

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

/// `POST /auth/code`: second factor. `POST /auth/proof`: the code of a registration or a recovery.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Code {
    pub challenge: String,
    /// Six digits. For signing in also a recovery code, where there is an authenticator app.
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
    /// How citizens call the identity provider through which they can sign in; null if there is none. Only `GET /session` and
    /// `POST /session/activity` say it.
    #[serde(default)]
    pub provider: Option<String>,
    /// The domain for which passkeys are good (WebAuthn's «RP ID»): its pages and those of its subdomains can offer them. Null if there
    /// are none. Said where `provider` is.
    #[serde(default)]
    pub passkeys: Option<String>,
}

/// `GET /sessions`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sessions {
    pub sessions: Vec<SessionInfo>,
}

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionInfo {
    /// Opaque; `DELETE /sessions/{name}` ends the session.
    pub name: String,
    #[serde(with = "super::time::moment")]
    pub started_at: DateTime<Utc>,
    /// When the citizen last did something there.
    #[serde(with = "super::time::moment")]
    pub active_at: DateTime<Utc>,
    /// For example `Chrome`; null if it did not say.
    pub browser: Option<String>,
    /// For example `Android`; null if it did not say.
    pub system: Option<String>,
    /// Whether it is the session of this request.
    pub is_current: bool,
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
    /// Whether somebody has checked who the citizen is (M-02). Without it applications are not sent and results not read.
    pub is_confirmed: bool,
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
