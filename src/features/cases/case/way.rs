//! The stages that the page shows.

use domain::case::CaseState;
use domain::wire::application::{Application, Progress, Stage, StageKind};

/// The stages as the API tells them. An API that tells none has at least its journal.
pub(super) fn stages(case: &Application) -> Vec<Stage> {
    let mut stages = case.stages.clone();
    if stages.is_empty() {
        let lines = case.journal.iter().map(|line| line.id).collect();
        stages.push(Stage { lines, ..bare(StageKind::Other, Progress::Current) });
    }
    // Whoever is examined or operated on can appeal, and shall know it from the first day.
    let can_appeal = case.visit.is_some() && case.summary.state != CaseState::Withdrawn;
    if can_appeal && stages.iter().all(|stage| stage.kind != StageKind::Appeal) {
        stages.push(bare(StageKind::Appeal, Progress::Other));
    }
    stages
}

fn bare(kind: StageKind, progress: Progress) -> Stage {
    Stage { kind, progress, since: None, at: None, returned: None, lines: Vec::new(), link: None }
}
