//! Changes whose answers were lost: nobody knows whether they have happened.

use crate::api::ApiError;
use crate::state::action::Latest;
use crate::state::fetched::Fetched;
use domain::wire::account::Account;

/// Looks whether a change has happened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unsure {
    account: Fetched<Account>,
    reading: Latest,
}

/// What follows from an account that was read again.
pub(super) type Seen = Box<dyn FnOnce(Account)>;

impl Unsure {
    pub(super) fn new(account: Fetched<Account>) -> Self {
        Self { account, reading: Latest::new() }
    }

    /// If the answer was lost, reads the account again as soon as the server can be reached, and calls `seen` with it.
    pub(super) fn look(self, error: &ApiError, seen: Seen) {
        if *error == ApiError::NoConnection {
            let account = self.account;
            self.reading.run(account.refreshed(), move |_| {
                if let Some(account) = account.shown_now() {
                    seen(account);
                }
            });
        }
    }

    /// The change is asked for once more: what comes of that counts.
    pub(super) fn forget(self) {
        self.reading.cancel();
    }
}
