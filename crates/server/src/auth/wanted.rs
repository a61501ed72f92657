//! Who wants a code, and for what.

use crate::http::Network;
use domain::wire::auth::CodeBy;
use serde::{Deserialize, Serialize};

/// What a code is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    SignIn,
    Registration,
    Recovery,
    /// Another phone of an account.
    Phone,
}

impl Purpose {
    pub(super) fn of(name: &str) -> Option<Self> {
        let all = [Self::SignIn, Self::Registration, Self::Recovery, Self::Phone];
        all.into_iter().find(|purpose| purpose.name() == name)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Registration => "registration",
            Self::Recovery => "recovery",
            Self::Phone => "phone",
        }
    }

    /// The SMS with the code.
    pub(super) fn message(self, code: &str) -> String {
        let what = match self {
            Self::SignIn => "для входа в «Окно»",
            Self::Registration => "для регистрации в «Окне»",
            Self::Recovery => "для восстановления доступа к «Окну»",
            Self::Phone => "для нового номера в «Окне»",
        };
        format!("Код {what}: {code}. Никому его не сообщайте.")
    }
}

/// Where a code goes, and what was given together with the phone. Sealed at rest.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct About {
    /// Canonical.
    pub(super) phone: String,
    /// Of who registers: canonical, and the version of the agreement that they have accepted.
    pub(super) registers: Option<(String, String)>,
    /// The address that a letter asks to confirm.
    #[serde(default)]
    pub(super) email: Option<String>,
}

impl About {
    pub(super) fn phone(phone: String) -> Self {
        Self { phone, registers: None, email: None }
    }
}

/// Who wants a code, and for what.
pub(super) struct Wanted<'a> {
    pub(super) purpose: Purpose,
    /// The account to sign in with, or whose phone changes.
    pub(super) account: Option<&'a str>,
    /// Where the code comes from.
    pub(super) by: CodeBy,
    pub(super) about: &'a About,
    /// Where citizens find the app, for the link in an SMS of recovery.
    pub(super) origin: &'a str,
    pub(super) network: Network,
    /// The hash of the browser's cookie, if the owner of the phone has signed in with it before.
    pub(super) device: Option<&'a str>,
}
