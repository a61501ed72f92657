use super::Ability;
use crate::case::{Action, CaseState, Work};
use crate::form::{Answers, Text};
use crate::wire::application::{Plan, Remark, WaitsFor};
use crate::wire::file::MarkKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An act on a case, `POST /cases/{id}/acts`. Words of the office go to the citizen as they are written; Russian is binding, English
/// may be added.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum Act {
    /// Starts the review. Whoever takes a case that is nobody's is its executor.
    Take {},
    /// Gives the case to somebody of the staff, or to nobody.
    Assign {
        /// Id of the person, or null.
        #[serde(deserialize_with = "Option::deserialize")]
        executor: Option<String>,
    },
    /// Asks the citizen to correct or to add something. The term stands still until they answer.
    Ask { remarks: Vec<Remark> },
    /// Says whose answer the office waits for; null once it waits no more. The term goes on. Any move of the case ends the waiting.
    Wait {
        #[serde(rename = "for", deserialize_with = "Option::deserialize")]
        whom: Option<WaitsFor>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Text>,
    },
    /// Gives the office more time, until a working day after today and after the present term.
    Extend {
        #[serde(with = "crate::wire::time::day")]
        until: NaiveDate,
        reason: Text,
    },
    /// Counts the term anew for another category of the service. What pauses and extensions have added stays.
    Categorise { category: String, reason: Text },
    /// What has to be known before an operation: replaces what is there. 404 for a service without an operation.
    Plan { plan: Plan },
    /// Says that the case has been passed on to another agency (M-48).
    Refer { agency: Text, reason: Text },
    Approve {
        /// What the decision says in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Text>,
        /// What was decided, by the paths of `GET /services/{id}/result?outcome=approved`. Needed where that is not 404, and only there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        result: Option<Answers>,
    },
    Refuse {
        /// One of the classes of S-22.
        code: String,
        /// Instead of the usual words of the class.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Text>,
        /// What was found, by the paths of `GET /services/{id}/result?outcome=refused`. A refusal may come without it, since nobody has to
        /// be examined to be refused.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        result: Option<Answers>,
    },
    /// Says what came of an operation that has begun, by the paths of `GET /services/{id}/report`; said again, it replaces what was said
    /// before. 404 where that is.
    Report { result: Answers },
}

/// The name of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActKind {
    Take,
    Assign,
    Ask,
    Wait,
    Extend,
    Categorise,
    Plan,
    Refer,
    Approve,
    Refuse,
    Report,
}

/// What the state of a case says about an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    Moves(Action),
    Permits(Work),
}

impl Act {
    #[must_use]
    pub fn kind(&self) -> ActKind {
        match self {
            Self::Take {} => ActKind::Take,
            Self::Assign { .. } => ActKind::Assign,
            Self::Ask { .. } => ActKind::Ask,
            Self::Wait { .. } => ActKind::Wait,
            Self::Extend { .. } => ActKind::Extend,
            Self::Categorise { .. } => ActKind::Categorise,
            Self::Plan { .. } => ActKind::Plan,
            Self::Refer { .. } => ActKind::Refer,
            Self::Approve { .. } => ActKind::Approve,
            Self::Refuse { .. } => ActKind::Refuse,
            Self::Report { .. } => ActKind::Report,
        }
    }
}

impl ActKind {
    pub const ALL: [Self; 11] = [
        Self::Take,
        Self::Assign,
        Self::Ask,
        Self::Wait,
        Self::Extend,
        Self::Categorise,
        Self::Plan,
        Self::Refer,
        Self::Approve,
        Self::Refuse,
        Self::Report,
    ];

    /// What a role needs for the act. To give a case to somebody else it needs [`Ability::Assign`] as well.
    #[must_use]
    pub fn ability(self) -> Ability {
        match self {
            Self::Take | Self::Assign | Self::Ask | Self::Wait => Ability::Work,
            Self::Extend
            | Self::Categorise
            | Self::Plan
            | Self::Refer
            | Self::Approve
            | Self::Refuse
            | Self::Report => Ability::Decide,
        }
    }

    /// The state of the case after the act; `None` if its present one does not allow it.
    #[must_use]
    pub fn after(self, state: CaseState) -> Option<CaseState> {
        match self.rule() {
            Rule::Moves(action) => state.after(action).ok(),
            Rule::Permits(work) => state.permits(work).then_some(state),
        }
    }

    fn rule(self) -> Rule {
        match self {
            Self::Take => Rule::Moves(Action::Take),
            Self::Ask => Rule::Moves(Action::Ask),
            Self::Approve => Rule::Moves(Action::Approve),
            Self::Refuse => Rule::Moves(Action::Reject),
            Self::Assign | Self::Wait | Self::Extend | Self::Categorise | Self::Refer => {
                Rule::Permits(Work::Open)
            }
            Self::Plan => Rule::Permits(Work::Plan),
            Self::Report => Rule::Permits(Work::Report),
        }
    }
}

// What the office writes reveals somebody's health.
impl std::fmt::Debug for Act {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Act({:?})", self.kind())
    }
}

/// What the office has decided about a file, `PUT /cases/{id}/files/{file}/mark`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MarkFile {
    /// `accepted` or `refused`.
    pub mark: MarkKind,
    /// Why it is refused, for the citizen. Needed for `refused`, and only there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl std::fmt::Debug for MarkFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MarkFile({:?})", self.mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Act, serde_json::Error> {
        serde_json::from_str(text)
    }

    #[test]
    fn every_act_is_read_by_its_name() {
        let acts = [
            r#"{"act":"take"}"#,
            r#"{"act":"assign","executor":null}"#,
            r#"{"act":"ask","remarks":[]}"#,
            r#"{"act":"wait","for":"doctor"}"#,
            r#"{"act":"extend","until":"2026-12-30","reason":{"ru":"Ждём."}}"#,
            r#"{"act":"categorise","category":"urgent","reason":{"ru":"Так."}}"#,
            r#"{"act":"plan","plan":{"stay_days":7}}"#,
            r#"{"act":"refer","agency":{"ru":"СФР"},"reason":{"ru":"По закону."}}"#,
            r#"{"act":"approve"}"#,
            r#"{"act":"refuse","code":"technical"}"#,
            r#"{"act":"report","result":{"outcome":"completed"}}"#,
        ];
        assert_eq!(acts.map(|text| read(text).expect(text).kind()), ActKind::ALL);
        for text in acts {
            let act = read(text).expect("an act");
            assert_eq!(serde_json::to_string(&act).expect("serialises"), text);
        }
    }

    #[test]
    fn what_an_act_does_not_have_is_refused() {
        for text in [
            r#"{"act":"dance"}"#,
            r#"{"act":"take","executor":null}"#,
            r#"{"act":"assign"}"#,
            r#"{"act":"wait","text":{"ru":"Ждём."}}"#,
            r#"{"act":"approve","code":"technical"}"#,
            r#"{"act":"extend","until":"30.12.2026","reason":{"ru":"Ждём."}}"#,
            r#"{"act":"refuse"}"#,
            r#"{"act":"report"}"#,
            r#"{}"#,
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_state_allows_or_does_not() {
        let allowed = |state| ActKind::ALL.map(|act| act.after(state).is_some());
        assert_eq!(
            allowed(CaseState::Submitted),
            [true, true, false, true, true, true, false, true, false, true, false]
        );
        assert_eq!(
            allowed(CaseState::InReview),
            [false, true, true, true, true, true, true, true, true, true, false]
        );
        assert_eq!(
            allowed(CaseState::NeedsInfo),
            [false, true, false, true, true, true, false, true, false, true, false]
        );
        let after = ActKind::ALL.map(|act| matches!(act, ActKind::Plan | ActKind::Report));
        assert_eq!(allowed(CaseState::Approved), after);
        for state in [CaseState::Rejected, CaseState::Withdrawn] {
            assert_eq!(allowed(state), [false; 11]);
        }
    }

    #[test]
    fn words_stay_out_of_logs() {
        let act = read(r#"{"act":"approve","words":{"ru":"диагноз"}}"#).expect("an act");
        assert_eq!(format!("{act:?}"), "Act(Approve)");
    }
}
