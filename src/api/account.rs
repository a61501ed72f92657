use super::client::{Empty, Guard, address, delete, get, guarded, parting, post, put_quietly};
use super::error::ApiError;
use domain::wire::account::{
    Access, Account, AppCode, Authenticator, Ceremony, ChangedEmail, ChangedPassword, ChangedPhone,
    ChosenFactor, NewPasskey, Notices, Passkey, RecoveryCodes, SecondFactor, UsedPasskey,
};
use domain::wire::auth::{Challenge, Code, Session};

/// How the citizen signs in, and how they are reached.
pub(crate) async fn account() -> Result<Account, ApiError> {
    get("/account").await
}

/// Shows the password once more, for what asks for it.
pub(crate) async fn show_password(password: String) -> Result<(), ApiError> {
    parting("/account/access", &Access { password }).await
}

pub(crate) async fn change_password(password: String) -> Result<(), ApiError> {
    put_quietly("/account/password", &ChangedPassword { password }).await
}

/// Sends a letter to the new e-mail.
pub(crate) async fn change_email(email: String) -> Result<(), ApiError> {
    parting("/account/email", &ChangedEmail { email }).await
}

/// Sends the letter again that asks to confirm the e-mail, or the one that is to take its place.
pub(crate) async fn send_letter() -> Result<(), ApiError> {
    parting("/account/email/letter", &Empty {}).await
}

/// Sends a code to the new phone.
pub(crate) async fn change_phone(phone: String) -> Result<Challenge, ApiError> {
    post("/account/phone", &ChangedPhone { phone }).await
}

/// The code of the new phone.
pub(crate) async fn confirm_phone(code: &Code) -> Result<(), ApiError> {
    parting("/account/phone/code", code).await
}

pub(crate) async fn choose_factor(second_factor: SecondFactor) -> Result<(), ApiError> {
    put_quietly("/account/second-factor", &ChosenFactor { second_factor }).await
}

/// Chooses how the citizen hears of news besides by letter.
pub(crate) async fn choose_notices(notices: Notices) -> Result<(), ApiError> {
    put_quietly("/account/notices", &notices).await
}

/// A new secret for an authenticator app.
pub(crate) async fn authenticator() -> Result<Authenticator, ApiError> {
    post("/account/authenticator", &Empty {}).await
}

/// Address of the picture of the last secret. `version` is anything that differs for each secret: browsers keep pictures by their address.
pub(crate) fn authenticator_picture(version: u32) -> String {
    address(&format!("/account/authenticator/qr.svg?{version}"))
}

/// The first code of the app: from now on signing in asks for it.
pub(crate) async fn confirm_authenticator(code: String) -> Result<RecoveryCodes, ApiError> {
    post("/account/authenticator/code", &AppCode { code }).await
}

/// New recovery codes; the old ones are good for nothing any more.
pub(crate) async fn recovery_codes() -> Result<RecoveryCodes, ApiError> {
    post("/account/recovery-codes", &Empty {}).await
}

pub(crate) async fn begin_passkey() -> Result<Ceremony, ApiError> {
    post("/account/passkeys", &Empty {}).await
}

pub(crate) async fn add_passkey(ceremony: &str, key: &NewPasskey) -> Result<Passkey, ApiError> {
    guarded("POST", &format!("/account/passkeys/{ceremony}"), &Guard::default(), key).await
}

pub(crate) async fn delete_passkey(id: &str) -> Result<(), ApiError> {
    delete(&format!("/account/passkeys/{id}")).await
}

/// What the browser is asked for by somebody who wants to sign in with a passkey.
pub(crate) async fn ask_passkey() -> Result<Ceremony, ApiError> {
    post("/auth/passkey", &Empty {}).await
}

pub(crate) async fn use_passkey(ceremony: &str, key: &UsedPasskey) -> Result<Session, ApiError> {
    post(&format!("/auth/passkey/{ceremony}"), key).await
}
