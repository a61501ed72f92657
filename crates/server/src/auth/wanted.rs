//! Who wants a code, and for what.

use super::network::Network;
use serde::{Deserialize, Serialize};

/// What a code is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    SignIn,
    Registration,
    Recovery,
}

impl Purpose {
    pub(super) fn of(name: &str) -> Option<Self> {
        let all = [Self::SignIn, Self::Registration, Self::Recovery];
        all.into_iter().find(|purpose| purpose.name() == name)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Registration => "registration",
            Self::Recovery => "recovery",
        }
    }

    /// The SMS with the code.
    pub(super) fn message(self, code: &str) -> String {
        let what = match self {
            Self::SignIn => "для входа в «Окно»",
            Self::Registration => "для регистрации в «Окне»",
            Self::Recovery => "для восстановления доступа к «Окну»",
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
}

impl About {
    pub(super) fn phone(phone: String) -> Self {
        Self { phone, registers: None }
    }
}

/// Who wants a code, and for what.
pub(super) struct Wanted<'a> {
    pub(super) purpose: Purpose,
    /// The account to sign in with.
    pub(super) account: Option<&'a str>,
    pub(super) about: &'a About,
    pub(super) network: Network,
    /// The hash of the browser's cookie, if the owner of the phone has signed in with it before.
    pub(super) device: Option<&'a str>,
}
