/// How many new uploads to create after the server has lost one.
const RESTARTS: u8 = 2;
/// How often to repeat a chunk that fails its checksum.
const MISMATCHES: u8 = 3;
/// Responses in a row without the headers that the protocol demands, until the upload fails. The sign-in page of a Wi-Fi goes
/// away; a broken server does not.
const BAD_RESPONSES: u8 = 10;
/// Attempts to delete. After that the upload expires on the server by itself.
const DELETES: u8 = 5;

/// Counts attempts of each kind. Each `may_…` counts one and returns whether it is allowed.
#[derive(Debug, Default)]
pub(super) struct Patience {
    pub(super) is_cancelling: bool,
    restarts: u8,
    mismatches: u8,
    bad_responses: u8,
    deletes: u8,
    checked_session: bool,
    asked_sign_in: bool,
    checked_offset: bool,
    checked_offset_after_400: bool,
    stalled: bool,
    /// The offset of a PATCH that was cut.
    cut_at: Option<u64>,
}

impl Patience {
    /// Resets the counters after progress: the server has more bytes than ever before.
    pub(super) fn renew(&mut self) {
        *self =
            Self { is_cancelling: self.is_cancelling, restarts: self.restarts, ..Self::default() };
    }

    pub(super) fn cut_at(&mut self, offset: u64) {
        self.cut_at = Some(offset);
    }

    pub(super) fn take_cut(&mut self) -> Option<u64> {
        self.cut_at.take()
    }

    pub(super) fn chunk_accepted(&mut self) {
        self.mismatches = 0;
    }

    pub(super) fn response_was_complete(&mut self) {
        self.bad_responses = 0;
    }

    pub(super) fn may_start_over(&mut self) -> bool {
        counted(&mut self.restarts, RESTARTS)
    }

    pub(super) fn may_send_again(&mut self) -> bool {
        counted(&mut self.mismatches, MISMATCHES)
    }

    pub(super) fn may_be_incomplete(&mut self) -> bool {
        counted(&mut self.bad_responses, BAD_RESPONSES)
    }

    pub(super) fn may_delete_again(&mut self) -> bool {
        counted(&mut self.deletes, DELETES)
    }

    pub(super) fn may_check_session(&mut self) -> bool {
        !std::mem::replace(&mut self.checked_session, true)
    }

    /// Whether to ask for a sign-in now. Every second time the caller pauses first; progress resets this.
    pub(super) fn may_ask_sign_in_at_once(&mut self) -> bool {
        self.asked_sign_in = !self.asked_sign_in;
        self.asked_sign_in
    }

    /// Whether to ask for the offset without a pause: only the first time until there is progress.
    pub(super) fn may_check_offset_at_once(&mut self) -> bool {
        !std::mem::replace(&mut self.checked_offset, true)
    }

    pub(super) fn may_check_offset_after_400(&mut self) -> bool {
        !std::mem::replace(&mut self.checked_offset_after_400, true)
    }

    pub(super) fn may_stall_at_once(&mut self) -> bool {
        !std::mem::replace(&mut self.stalled, true)
    }
}

fn counted(count: &mut u8, limit: u8) -> bool {
    *count = count.saturating_add(1);
    *count <= limit
}
