//! A case as its citizen's lists show it.

use super::parts::CaseStore;
use super::store::Case;
use super::term;
use crate::clock::from_ms;
use crate::fail::Result;
use crate::http::Language;
use domain::wire::application::Summary;

impl Case {
    /// Without what others know: whether a date can be chosen, whether there is a referral, and what the citizen has not seen.
    pub(crate) fn summary(&self, cases: &CaseStore, language: Language) -> Result<Summary> {
        let state = self.state();
        let expected = term::expected(cases, self)?;
        Ok(Summary {
            id: self.id.clone(),
            number: self.number.clone(),
            service: self.service.clone(),
            section: self.section.clone(),
            title: self.title()?.get(language.0).to_owned(),
            state,
            sent_at: from_ms(self.sent_at),
            changed_at: from_ms(self.changed_at),
            expected_by: (!state.is_final()).then_some(expected.day),
            official_calendar: expected.official,
            ready_to_plan: false,
            has_referral: false,
            unread: 0,
            unseen: 0,
            result: self.result_name(&cases.base.keys, language)?,
        })
    }
}
