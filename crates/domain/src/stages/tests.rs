use super::{Booked, Facts, stages};
use crate::booking::Visit;
use crate::case::CaseState;
use crate::form::Text;
use crate::wire::application::{By, JournalEntry, Progress, Stage, StageKind};
use crate::wire::event::Change;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

fn at(hour: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(hour)
}

/// A line whose id is the hour in which it is written.
fn line(hour: i64, state: CaseState, by: By) -> JournalEntry {
    JournalEntry {
        id: hour,
        at: at(hour),
        state,
        comment: None,
        kind: Change::State,
        by: Some(by),
        subject: None,
    }
}

fn about(hour: i64, kind: Change, state: CaseState, subject: &str) -> JournalEntry {
    JournalEntry {
        kind,
        subject: Some(subject.to_owned()),
        comment: Some(Text::from([("ru", "…")])),
        ..line(hour, state, By::Office)
    }
}

/// The usual way to a state.
fn journal(state: CaseState) -> Vec<JournalEntry> {
    use CaseState::{Approved, InReview, NeedsInfo, Rejected, Submitted, Withdrawn};
    let sent = line(1, Submitted, By::Citizen);
    let checked = line(2, InReview, By::System);
    match state {
        Submitted => vec![sent],
        InReview => vec![sent, checked],
        NeedsInfo => vec![sent, checked, line(3, NeedsInfo, By::Office)],
        Approved => vec![sent, checked, line(3, Approved, By::Office)],
        Rejected => vec![sent, checked, line(3, Rejected, By::Office)],
        Withdrawn => vec![sent, checked, line(3, Withdrawn, By::Citizen)],
    }
}

/// A letter per stage, then its progress: `+` done, `!` current, `.` ahead, `-` skipped.
fn drawn(stages: &[Stage]) -> String {
    let drawn = stages.iter().map(|stage| {
        let kind = match stage.kind {
            StageKind::Sent => 'S',
            StageKind::Check => 'C',
            StageKind::Review => 'R',
            StageKind::Visit => 'V',
            StageKind::Decision => 'D',
            StageKind::Planning => 'P',
            StageKind::Operation => 'O',
            StageKind::Appeal => 'A',
            StageKind::Withdrawn => 'W',
            StageKind::Other => '?',
        };
        let progress = match stage.progress {
            Progress::Done => '+',
            Progress::Current => '!',
            Progress::Ahead => '.',
            Progress::Skipped => '-',
            Progress::Other => '?',
        };
        format!("{kind}{progress}")
    });
    drawn.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_state_kind_of_visit_and_booking_has_its_way() {
    use CaseState::{Approved, InReview, NeedsInfo, Rejected, Submitted, Withdrawn};
    let (examination, operation) = (Some(Visit::Examination), Some(Visit::Operation));
    let (none, ahead, over) = (None, Some(true), Some(false));
    let table = [
        (Submitted, None, none, "S+ C! R. D."),
        (InReview, None, none, "S+ C+ R! D."),
        (NeedsInfo, None, none, "S+ C+ R! D."),
        (Approved, None, none, "S+ C+ R+ D+"),
        (Rejected, None, none, "S+ C+ R+ D+"),
        (Withdrawn, None, none, "S+ C+ R+ W+"),
        (Submitted, examination, none, "S+ C! R. V. D."),
        (Submitted, examination, ahead, "S+ C! R. V. D."),
        (Submitted, examination, over, "S+ C! R. V+ D."),
        (InReview, examination, none, "S+ C+ R! V. D."),
        (InReview, examination, ahead, "S+ C+ R! V. D."),
        (InReview, examination, over, "S+ C+ R+ V+ D!"),
        (NeedsInfo, examination, none, "S+ C+ R! V. D."),
        (NeedsInfo, examination, ahead, "S+ C+ R! V. D."),
        (NeedsInfo, examination, over, "S+ C+ R! V+ D."),
        (Approved, examination, none, "S+ C+ R+ V- D+"),
        (Approved, examination, over, "S+ C+ R+ V+ D+"),
        (Rejected, examination, none, "S+ C+ R+ V- D+"),
        (Rejected, examination, over, "S+ C+ R+ V+ D+"),
        (Withdrawn, examination, none, "S+ C+ R+ W+"),
        (Submitted, operation, none, "S+ C! R. D. P. O."),
        (InReview, operation, none, "S+ C+ R! D. P. O."),
        (NeedsInfo, operation, none, "S+ C+ R! D. P. O."),
        (Approved, operation, none, "S+ C+ R+ D+ P! O."),
        (Approved, operation, ahead, "S+ C+ R+ D+ P+ O!"),
        (Approved, operation, over, "S+ C+ R+ D+ P+ O+"),
        (Rejected, operation, none, "S+ C+ R+ D+"),
        (Withdrawn, operation, none, "S+ C+ R+ W+"),
    ];
    for (state, visit, booking, way) in table {
        let journal = journal(state);
        let booking = booking.map(|is_ahead| Booked { id: "b", starts_at: at(9), is_ahead });
        let stages = stages(&Facts { state, visit, booking, journal: &journal });
        assert_eq!(drawn(&stages), way, "{state:?} {visit:?} {booking:?}");
    }
}

#[test]
fn a_case_that_goes_back_names_the_line_that_says_why() {
    use CaseState::{InReview, NeedsInfo, Submitted};
    let asked = |by| {
        let journal = [
            line(1, Submitted, By::Citizen),
            line(2, InReview, By::System),
            line(3, NeedsInfo, By::Office),
            line(4, InReview, By::Citizen),
            line(5, NeedsInfo, by),
        ];
        let facts = Facts { state: NeedsInfo, visit: None, booking: None, journal: &journal };
        let stage = stages(&facts).into_iter().find(|stage| stage.progress == Progress::Current);
        stage.map(|stage| (stage.kind, stage.since, stage.returned))
    };
    // The last time counts, not the first.
    assert_eq!(asked(By::Office), Some((StageKind::Review, Some(at(5)), Some(5))));
    assert_eq!(asked(By::System), Some((StageKind::Check, Some(at(5)), Some(5))));
}

#[test]
fn what_is_missing_at_once_is_asked_by_the_check() {
    use CaseState::{NeedsInfo, Submitted};
    let journal = [line(1, Submitted, By::Citizen), line(2, NeedsInfo, By::System)];
    let facts = Facts { state: NeedsInfo, visit: None, booking: None, journal: &journal };
    let stages = stages(&facts);
    assert_eq!(drawn(&stages), "S+ C! R. D.");
    assert_eq!((stages[1].returned, stages[1].lines.as_slice()), (Some(2), [2].as_slice()));
}

#[test]
fn after_an_answer_nothing_is_returned_any_more() {
    use CaseState::{InReview, NeedsInfo};
    let mut journal = journal(NeedsInfo);
    journal.push(line(4, InReview, By::Citizen));
    let facts = Facts { state: InReview, visit: None, booking: None, journal: &journal };
    let stages = stages(&facts);
    assert_eq!((stages[2].since, stages[2].returned), (Some(at(4)), None));
    assert_eq!(stages[2].lines, [2, 3, 4]);
}

#[test]
fn a_refusal_or_a_withdrawal_at_once_was_never_under_review() {
    use CaseState::{Rejected, Submitted, Withdrawn};
    for (state, way) in [(Rejected, "S+ C+ D+"), (Withdrawn, "S+ C+ W+")] {
        let journal = [line(1, Submitted, By::Citizen), line(2, state, By::Office)];
        let facts = Facts { state, visit: None, booking: None, journal: &journal };
        assert_eq!(drawn(&stages(&facts)), way);
    }
}

#[test]
fn a_cancelled_operation_has_to_be_planned_again() {
    let mut journal = journal(CaseState::Approved);
    let about = |hour, id| about(hour, Change::Visit, CaseState::Approved, id);
    journal.extend([about(4, "old"), about(5, "old")]);
    let of = |journal: &[JournalEntry], booking| {
        let visit = Some(Visit::Operation);
        stages(&Facts { state: CaseState::Approved, visit, booking, journal })
    };
    let planning = &of(&journal, None)[4];
    assert_eq!((planning.since, planning.returned), (Some(at(5)), Some(5)));
    assert_eq!(planning.lines, [4, 5]);
    journal.push(about(6, "new"));
    let booking = Booked { id: "new", starts_at: at(90), is_ahead: true };
    let booked = of(&journal, Some(booking));
    assert_eq!((booked[4].lines.as_slice(), booked[4].returned), ([4, 5].as_slice(), None));
    assert_eq!((booked[5].since, booked[5].at), (Some(at(6)), Some(at(90))));
    assert_eq!(booked[5].lines, [6]);
}

#[test]
fn lines_about_the_examination_are_in_its_stage_also_if_it_did_not_take_place() {
    let mut journal = journal(CaseState::InReview);
    journal.push(about(3, Change::Visit, CaseState::InReview, "b"));
    journal.push(line(4, CaseState::Approved, By::Office));
    let visit = Some(Visit::Examination);
    let facts = Facts { state: CaseState::Approved, visit, booking: None, journal: &journal };
    let stages = stages(&facts);
    assert_eq!((stages[3].kind, stages[3].progress), (StageKind::Visit, Progress::Skipped));
    assert_eq!(stages[3].lines, [3]);
}

fn a_state() -> impl Strategy<Value = CaseState> {
    prop::sample::select(CaseState::ALL.to_vec())
}

prop_compose! {
    fn a_line()(
        state in a_state(),
        kind in prop::sample::select(vec![
            Change::State, Change::Executor, Change::Term, Change::Plan, Change::Wait, Change::Visit, Change::Message, Change::Other,
        ]),
        by in prop::sample::select(vec![None, Some(By::Citizen), Some(By::System), Some(By::Office)]),
        subject in prop::sample::select(vec![None, Some("a"), Some("b")]),
    ) -> JournalEntry {
        JournalEntry { kind, by, subject: subject.map(str::to_owned), ..line(0, state, By::Office) }
    }
}

proptest! {
    #[test]
    fn every_line_is_in_exactly_one_stage_and_one_stage_at_most_is_current(
        state in a_state(),
        visit in prop::sample::select(vec![None, Some(Visit::Examination), Some(Visit::Operation)]),
        booking in prop::option::of((0_i64..30, any::<bool>())),
        mut journal in prop::collection::vec(a_line(), 0..20),
    ) {
        for (hour, line) in journal.iter_mut().enumerate() {
            line.id = i64::try_from(hour).unwrap();
            line.at = at(line.id);
        }
        let booking = booking.map(|(hour, is_ahead)| Booked { id: "a", starts_at: at(hour), is_ahead });
        let stages = stages(&Facts { state, visit, booking, journal: &journal });
        let mut lines: Vec<_> = stages.iter().flat_map(|stage| stage.lines.clone()).collect();
        lines.sort_unstable();
        prop_assert_eq!(lines, journal.iter().map(|line| line.id).collect::<Vec<_>>());
        let current = stages.iter().filter(|stage| stage.progress == Progress::Current);
        prop_assert!(current.count() <= 1);
        for stage in &stages {
            prop_assert!(stage.lines.is_sorted());
        }
    }
}
