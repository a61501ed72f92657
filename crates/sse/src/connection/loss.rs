use super::Command;

/// A shorter interruption is not worth a word, ms.
const SAY_AFTER_MS: u64 = 5_000;

/// Since when there has been no connection, and whether that was said.
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

    /// Says that the connection is lost, once and not too early.
    pub(super) fn watch(&mut self, now: u64, out: &mut Vec<Command>) {
        if self.deadline().is_some_and(|deadline| now >= deadline) {
            self.is_said = true;
            out.push(Command::Lost);
        }
    }

    /// When there will be something to say.
    pub(super) fn deadline(&self) -> Option<u64> {
        self.since.filter(|_| !self.is_said).map(|since| since.saturating_add(SAY_AFTER_MS))
    }

    pub(super) fn lasts(&self, now: u64) -> Option<u64> {
        self.since.map(|since| now.saturating_sub(since))
    }
}
