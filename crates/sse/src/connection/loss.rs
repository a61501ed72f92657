use super::Command;

/// Shorter interruptions are not reported, ms.
const SAY_AFTER_MS: u64 = 5_000;

/// Measures how long there has been no connection, and reports the loss once.
#[derive(Debug, Default)]
pub(super) struct Loss {
    since: Option<u64>,
    is_said: bool,
}

impl Loss {
    pub(super) fn begin(&mut self, now: u64) {
        self.since.get_or_insert(now);
    }

    pub(super) fn found(&mut self, out: &mut Vec<Command>) {
        self.since = None;
        if std::mem::take(&mut self.is_said) {
            out.push(Command::Found);
        }
    }

    /// Reports the loss once, when it has lasted long enough.
    pub(super) fn watch(&mut self, now: u64, out: &mut Vec<Command>) {
        if self.deadline().is_some_and(|deadline| now >= deadline) {
            self.is_said = true;
            out.push(Command::Lost);
        }
    }

    /// When to report the loss; `None` if there is none or it was reported.
    pub(super) fn deadline(&self) -> Option<u64> {
        self.since.filter(|_| !self.is_said).map(|since| since.saturating_add(SAY_AFTER_MS))
    }

    pub(super) fn lasts(&self, now: u64) -> Option<u64> {
        self.since.map(|since| now.saturating_sub(since))
    }
}
