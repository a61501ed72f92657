//! `/account`: how the citizen signs in, and how they are reached. What changes it needs that the citizen has shown the password, or
//! has signed in, within the last ten minutes; otherwise it is 403 `password_required`, and `POST /account/access` shows it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `GET /account`
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// As people write it.
    pub phone: String,
    /// To which a code is on its way that would make it the account's phone, with all but the last four digits hidden; null if there is none.
    pub new_phone: Option<String>,
    pub email: String,
    /// Whether the e-mail is a login, and gets letters. Before, its owner has to open the link in a letter.
    pub is_email_confirmed: bool,
    /// Takes the place of `email` once its owner has opened the link in a letter; null if there is none.
    pub new_email: Option<String>,
    /// Who came through an identity provider may have none.
    pub has_password: bool,
    pub second_factor: SecondFactor,
    /// Recovery codes that nobody has used.
    pub recovery_codes: u32,
    /// The one that was added last stands first.
    pub passkeys: Vec<Passkey>,
    #[serde(default)]
    pub notices: Notices,
}

/// `PUT /account/notices`: how the citizen hears of news of their cases and questions, besides by letter (M-25, S-20).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Notices {
    /// The first line of each letter goes to the account's phone, too; at most ten a day.
    pub sms: bool,
    /// A page that is open shows news as notices of the device.
    pub push: bool,
}

/// What is asked for after the password (S-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    /// Nothing.
    Off,
    /// A code by SMS.
    Sms,
    /// A code of an authenticator app (RFC 6238); one by SMS can be asked for instead.
    App,
}

/// A key of the citizen's device, which signs in without password and code (WebAuthn).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passkey {
    pub id: String,
    /// As the citizen calls it.
    pub name: String,
    #[serde(with = "super::time::moment")]
    pub added_at: DateTime<Utc>,
    /// Null: never.
    #[serde(with = "super::time::moment_or_none")]
    pub used_at: Option<DateTime<Utc>>,
}

/// `POST /account/access`: shows the password once more.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Access {
    pub password: String,
}

/// `PUT /account/password`: another password for who knows the old one.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangedPassword {
    pub password: String,
}

/// `POST /account/email`: another e-mail. It counts once its owner has opened the link in the letter.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangedEmail {
    pub email: String,
}

/// `POST /account/phone`: another phone. The code goes there; `POST /account/phone/code` answers it.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangedPhone {
    /// A Russian mobile number in any usual form.
    pub phone: String,
}

/// `PUT /account/second-factor`
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChosenFactor {
    /// `off` or `sms`; both forget the app and the recovery codes. An app is added with a code of it.
    pub second_factor: SecondFactor,
}

/// `POST /account/authenticator`: the secret for an authenticator app. It counts once a code of the app has come. The same as a QR code:
/// `GET /account/authenticator/qr.svg`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Authenticator {
    /// In base 32, for who types it.
    pub secret: String,
    /// `otpauth://…`: opens the app on the same device.
    pub link: String,
}

/// `POST /account/authenticator/code`: six digits of the app.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AppCode {
    pub code: String,
}

/// Codes that sign in once each in place of a code of the app or by SMS. Nobody can read them again.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// For example `k7m2q-9xw4p`.
    pub codes: Vec<String>,
}

/// `POST /account/passkeys`, `POST /auth/passkey`: what the browser is asked to do with a passkey.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ceremony {
    pub ceremony: String,
    /// JSON, in a text: `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON` (WebAuthn 3).
    pub options: String,
}

/// `POST /account/passkeys/{id}`: a new passkey; the id is that of the ceremony.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    /// As the citizen calls it: 1 to 60 characters.
    pub name: String,
    /// JSON, in a text: `RegistrationResponseJSON` (WebAuthn 3).
    pub credential: String,
}

/// `POST /auth/passkey/{ceremony}`: signs in.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UsedPasskey {
    /// JSON, in a text: `AuthenticationResponseJSON` (WebAuthn 3).
    pub credential: String,
}

hidden! {
    Account,
    Access,
    ChangedPassword,
    ChangedEmail,
    ChangedPhone,
    Authenticator,
    AppCode,
    RecoveryCodes,
    Ceremony,
    NewPasskey,
    UsedPasskey,
}
