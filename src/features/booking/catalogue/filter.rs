//! Filters institutions. Filters are kept in memory only, because they can reveal something about a person's health.

use chrono::NaiveDate;
use domain::booking::Visit;
use domain::wire::booking::ApplicationVisit;
use domain::wire::institution::{Institution, Institutions, Line};

/// Chosen filters; an empty text matches everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::features::booking) struct Filters {
    pub(super) visit: Option<Visit>,
    /// The id of a line: `examination` or a group of operations.
    pub(super) line: String,
    pub(super) operation: String,
    pub(super) region: String,
    pub(super) equipment: Vec<String>,
    pub(super) only_free: bool,
    /// The application determines the visit, the line and the operation; the citizen cannot change them.
    pub(super) is_fixed: bool,
}

/// An institution that passes the filters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fitting {
    pub(super) institution: Institution,
    /// Only the lines that pass the filters.
    pub(super) lines: Vec<Line>,
    pub(super) nearest: Option<NaiveDate>,
}

impl Filters {
    /// Filters for an application. Preselects the citizen's region if an institution there fits.
    pub(in crate::features::booking) fn of(visit: &ApplicationVisit, all: &Institutions) -> Self {
        let everywhere = Self {
            visit: Some(visit.visit),
            line: visit.line.clone(),
            operation: visit.operation.clone().unwrap_or_default(),
            is_fixed: true,
            ..Self::default()
        };
        let at_home =
            Self { region: visit.region.clone().unwrap_or_default(), ..everywhere.clone() };
        if fitting(all, &at_home).is_empty() { everywhere } else { at_home }
    }

    /// Resets everything that the citizen can change.
    pub(super) fn cleared(&self) -> Self {
        if self.is_fixed {
            Self { region: String::new(), equipment: Vec::new(), only_free: false, ..self.clone() }
        } else {
            Self::default()
        }
    }

    pub(super) fn is_clear(&self) -> bool {
        *self == self.cleared()
    }

    fn fit_line(&self, line: &Line) -> bool {
        let is_line = self.line.is_empty() || self.line == line.id;
        let is_operation = self.operation.is_empty() || line.operations.contains(&self.operation);
        is_line && is_operation && (!self.only_free || line.nearest.is_some())
    }
}

/// Institutions that pass the filters, by earliest free date; those without one come last.
pub(super) fn fitting(all: &Institutions, filters: &Filters) -> Vec<Fitting> {
    let fits = |institution: &&Institution| {
        filters.visit.is_none_or(|visit| visit == institution.visit)
            && (filters.region.is_empty() || filters.region == institution.region)
            && filters.equipment.iter().all(|id| institution.equipment.contains(id))
    };
    let mut found: Vec<_> = all
        .institutions
        .iter()
        .filter(fits)
        .filter_map(|institution| {
            let lines: Vec<_> =
                institution.lines.iter().filter(|line| filters.fit_line(line)).cloned().collect();
            let nearest = lines.iter().filter_map(|line| line.nearest).min();
            let institution = institution.clone();
            (!lines.is_empty()).then_some(Fitting { institution, lines, nearest })
        })
        .collect();
    found.sort_by_key(|institution| (institution.nearest.is_none(), institution.nearest));
    found
}

/// Ids and titles of the equipment that at least one institution for this kind of visit has.
pub(super) fn equipment(all: &Institutions, visit: Option<Visit>) -> Vec<(String, String)> {
    let is_there = |id: &String| {
        let mut fitting = all
            .institutions
            .iter()
            .filter(|institution| visit.is_none_or(|v| v == institution.visit));
        fitting.any(|institution| institution.equipment.contains(id))
    };
    let there = all.equipment.iter().filter(|named| is_there(&named.id));
    there.map(|named| (named.id.clone(), named.title.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::wire::institution::Named;

    fn day(day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2026, 12, day)
    }

    fn place(
        id: &str,
        region: &str,
        equipment: &[&str],
        lines: &[(&str, &str, u32)],
    ) -> Institution {
        let line = |(id, operation, nearest): &(&str, &str, u32)| Line {
            id: (*id).to_owned(),
            operations: operation.split_whitespace().map(str::to_owned).collect(),
            nearest: day(*nearest),
        };
        let visit = match lines {
            [("examination", ..)] => Visit::Examination,
            _ => Visit::Operation,
        };
        Institution {
            id: id.to_owned(),
            visit,
            name: id.to_owned(),
            region: region.to_owned(),
            city: String::new(),
            address: String::new(),
            phone: String::new(),
            utc_offset: 180,
            week: Vec::new(),
            pause: None,
            equipment: equipment.iter().map(|id| (*id).to_owned()).collect(),
            lines: lines.iter().map(line).collect(),
        }
    }

    /// Day 0 means that nothing is free.
    fn network() -> Institutions {
        Institutions {
            institutions: vec![
                place("bureau", "omsk", &["ramp"], &[("examination", "", 9)]),
                place("full", "omsk", &["ramp", "lift"], &[("cardiac", "bypass valve", 0)]),
                place(
                    "heart",
                    "perm",
                    &["lift", "mri"],
                    &[("cardiac", "valve", 7), ("neuro", "stent", 2)],
                ),
                place("late", "perm", &[], &[("neuro", "stent", 20)]),
            ],
            regions: Vec::new(),
            operations: Vec::new(),
            equipment: ["ramp", "lift", "mri", "ct"]
                .map(|id| Named { id: id.to_owned(), title: id.to_owned() })
                .into(),
            services: Vec::new(),
        }
    }

    fn ids(filters: &Filters) -> Vec<String> {
        fitting(&network(), filters).into_iter().map(|fitting| fitting.institution.id).collect()
    }

    #[test]
    fn the_earliest_date_comes_first_and_none_comes_last() {
        assert_eq!(ids(&Filters::default()), ["heart", "bureau", "late", "full"]);
    }

    #[test]
    fn every_filter_narrows() {
        let any = Filters::default;
        assert_eq!(ids(&Filters { visit: Some(Visit::Examination), ..any() }), ["bureau"]);
        assert_eq!(ids(&Filters { region: "perm".into(), ..any() }), ["heart", "late"]);
        assert_eq!(ids(&Filters { line: "cardiac".into(), ..any() }), ["heart", "full"]);
        assert_eq!(ids(&Filters { operation: "bypass".into(), ..any() }), ["full"]);
        assert_eq!(ids(&Filters { only_free: true, line: "cardiac".into(), ..any() }), ["heart"]);
        let both = vec!["ramp".to_owned(), "lift".to_owned()];
        assert_eq!(ids(&Filters { equipment: both, ..any() }), ["full"]);
    }

    #[test]
    fn the_nearest_date_is_that_of_the_lines_that_fit() {
        let found = fitting(&network(), &Filters { line: "cardiac".into(), ..Filters::default() });
        assert_eq!(found[0].nearest, day(7));
        assert_eq!(found[0].lines.len(), 1);
    }

    fn visit(region: &str) -> ApplicationVisit {
        ApplicationVisit {
            application: "a".into(),
            number: "1".into(),
            title: "t".into(),
            visit: Visit::Operation,
            line: "cardiac".into(),
            operation: Some("valve".into()),
            region: Some(region.into()),
            lock: None,
            booking: None,
            hold: None,
            phone: String::new(),
            decision_by: None,
            institution: None,
            now: chrono::DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn an_application_fixes_the_operation_and_the_region_can_be_left() {
        let filters = Filters::of(&visit("perm"), &network());
        assert_eq!(ids(&filters), ["heart"]);
        assert!(!filters.is_clear());
        let everywhere = filters.cleared();
        assert_eq!(ids(&everywhere), ["heart", "full"]);
        assert!(everywhere.is_clear());
    }

    #[test]
    fn a_region_without_an_institution_is_not_preselected() {
        assert_eq!(Filters::of(&visit("tver"), &network()).region, "");
    }

    #[test]
    fn equipment_that_nobody_has_is_not_offered() {
        let titles = |visit| equipment(&network(), visit).into_iter().map(|(id, _)| id);
        assert!(titles(None).eq(["ramp", "lift", "mri"]));
        assert!(titles(Some(Visit::Examination)).eq(["ramp"]));
    }
}
