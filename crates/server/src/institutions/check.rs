//! Checks a file of institutions and lists every fault with its path.

use super::file::{EXAMINATION, File, Group, Institution, Line, Operation, Titled};
use crate::calendar;
use crate::http::language::LANGUAGES;
use domain::booking::{Hours, Visit};
use domain::form::Text;
use domain::values::{Email, Phone};
use std::collections::BTreeSet;

const DAY: u16 = 24 * 60;

/// Most days ahead that a line may offer: two years. Calendars of working days beyond that are guesses.
const FARTHEST: u16 = 730;

/// Ids are part of addresses, where `http::path` accepts no longer ones.
const LONGEST_ID: usize = 64;

/// Every fault. If there is none, the network can be booked.
pub(super) fn faults(file: &File) -> Vec<String> {
    let mut check = Check { file, faults: Vec::new() };
    check.ids("regions", file.regions.iter().map(|region| &region.id));
    for region in &file.regions {
        let path = format!("regions/{}", region.id);
        check.text(&format!("{path}/title"), &region.title);
        if let Some(name) = region.calendar.as_deref()
            && !calendar::is_regional(name)
        {
            check.fault(&format!("{path}/calendar"), "there is no such regional calendar");
        }
    }
    check.groups();
    check.titled("equipment", &file.equipment);
    check.ids("institutions", file.institutions.iter().map(|one| &one.id));
    for institution in &file.institutions {
        check.institution(institution);
    }
    check.faults
}

struct Check<'a> {
    file: &'a File,
    faults: Vec<String>,
}

impl Check<'_> {
    fn fault(&mut self, path: &str, what: &str) {
        self.faults.push(format!("{path}: {what}"));
    }

    fn text(&mut self, path: &str, text: &Text) {
        if !LANGUAGES.iter().all(|language| text.has(language)) {
            self.fault(path, "a language is missing");
        }
    }

    fn ids<'i>(&mut self, path: &str, ids: impl Iterator<Item = &'i String>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
            if id.is_empty() || id.len() > LONGEST_ID || !id.chars().all(fits) {
                self.fault(&format!("{path}/{id}"), "an id has 1 to 64 of a–z, 0–9, - and _");
            }
            if !seen.insert(id) {
                self.fault(&format!("{path}/{id}"), "is there twice");
            }
        }
    }

    fn titled(&mut self, path: &str, all: &[Titled]) {
        self.ids(path, all.iter().map(|one| &one.id));
        for one in all {
            self.text(&format!("{path}/{}/title", one.id), &one.title);
        }
    }

    fn groups(&mut self) {
        let groups: &[Group] = &self.file.operations;
        self.ids("operations", groups.iter().map(|group| &group.id));
        for group in groups {
            let path = format!("operations/{}", group.id);
            self.text(&format!("{path}/title"), &group.title);
            self.ids(&format!("{path}/operations"), group.operations.iter().map(|one| &one.id));
            for operation in &group.operations {
                self.operation(&format!("{path}/operations/{}", operation.id), operation);
            }
            if group.id == EXAMINATION {
                self.fault(&path, "is the line of examinations");
            }
        }
        // The operation decides which line is booked, so it must not belong to two groups.
        let all = groups.iter().flat_map(|group| &group.operations);
        let mut seen = BTreeSet::new();
        for operation in all {
            if !seen.insert(&operation.id) {
                self.fault(&format!("operations/…/{}", operation.id), "belongs to two groups");
            }
        }
    }

    fn operation(&mut self, path: &str, operation: &Operation) {
        self.text(&format!("{path}/title"), &operation.title);
        let Some(preparation) = &operation.preparation else { return };
        for (member, texts) in [
            ("medicines", &preparation.medicines),
            ("examinations", &preparation.examinations),
            ("bring", &preparation.bring),
        ] {
            for (at, text) in texts.iter().enumerate() {
                self.text(&format!("{path}/preparation/{member}/{at}"), text);
            }
        }
        for (member, text) in [("food", &preparation.food), ("companion", &preparation.companion)] {
            if let Some(text) = text {
                self.text(&format!("{path}/preparation/{member}"), text);
            }
        }
        if preparation.stay_days == Some(0) {
            self.fault(&format!("{path}/preparation/stay_days"), "leaves no day");
        }
    }

    fn institution(&mut self, institution: &Institution) {
        let path = format!("institutions/{}", institution.id);
        for (member, text) in [
            ("name", &institution.name),
            ("city", &institution.city),
            ("address", &institution.address),
        ] {
            self.text(&format!("{path}/{member}"), text);
        }
        if !self.file.regions.iter().any(|region| region.id == institution.region) {
            self.fault(&format!("{path}/region"), "there is no such region");
        }
        if Phone::parse(&institution.phone).is_err() {
            self.fault(&format!("{path}/phone"), "is no telephone number");
        }
        if institution.email.as_deref().is_some_and(|email| Email::parse(email).is_err()) {
            self.fault(&format!("{path}/email"), "is no e-mail address");
        }
        if !(-12 * 60..=14 * 60).contains(&institution.utc_offset) {
            self.fault(&format!("{path}/utc_offset"), "is no offset in minutes");
        }
        for id in &institution.equipment {
            if !self.file.equipment.iter().any(|known| known.id == *id) {
                self.fault(&format!("{path}/equipment/{id}"), "there is no such equipment");
            }
        }
        self.hours(&path, institution);
        self.ids(&format!("{path}/lines"), institution.lines.iter().map(|line| &line.id));
        if institution.lines.is_empty() {
            self.fault(&format!("{path}/lines"), "there is none");
        }
        for line in &institution.lines {
            self.line(&format!("{path}/lines/{}", line.id), institution, line);
        }
    }

    fn hours(&mut self, path: &str, institution: &Institution) {
        if institution.week.len() != 5 {
            self.fault(&format!("{path}/week"), "has Monday to Friday: five");
        }
        let is_wrong = |hours: &Hours| hours.opens >= hours.closes || hours.closes > DAY;
        if institution.week.iter().flatten().any(is_wrong) {
            self.fault(&format!("{path}/week"), "closes before it opens, or after midnight");
        }
        if institution.pause.as_ref().is_some_and(is_wrong) {
            self.fault(&format!("{path}/pause"), "ends before it begins, or after midnight");
        }
    }

    fn line(&mut self, path: &str, institution: &Institution, line: &Line) {
        self.operations(path, institution.visit, line);
        let has_room = |hours: &Hours| hours.closes.saturating_sub(hours.opens) >= line.minutes;
        if line.minutes == 0 || !institution.week.iter().flatten().any(has_room) {
            self.fault(&format!("{path}/minutes"), "no visit fits into the hours");
        }
        if line.horizon_days > FARTHEST {
            self.fault(&format!("{path}/horizon_days"), "two years at most");
        }
        if line.notice_days > line.horizon_days {
            self.fault(&format!("{path}/notice_days"), "no day is left before `horizon_days`");
        }
        if line.taken_percent > 100 {
            self.fault(&format!("{path}/taken_percent"), "100 at most");
        }
    }

    fn operations(&mut self, path: &str, visit: Visit, line: &Line) {
        match visit {
            Visit::Examination => {
                if line.id != EXAMINATION {
                    self.fault(path, "a bureau has the line `examination` only");
                }
                if !line.operations.is_empty() {
                    self.fault(&format!("{path}/operations"), "a bureau does none");
                }
            }
            Visit::Operation => {
                let group = self.file.operations.iter().find(|group| group.id == line.id);
                let Some(group) = group else {
                    return self.fault(path, "there is no such group of operations");
                };
                if line.operations.is_empty() {
                    self.fault(&format!("{path}/operations"), "there is none");
                }
                for id in &line.operations {
                    if !group.operations.iter().any(|known| known.id == *id) {
                        self.fault(&format!("{path}/operations/{id}"), "is not of the group");
                    }
                }
            }
        }
    }
}
