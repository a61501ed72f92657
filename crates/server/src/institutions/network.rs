use super::check::faults;
use super::file::{self, File, Group, Preparation, Titled};
use crate::calendar;
use domain::booking::{Hours, Schedule, UtcOffset, Visit};
use domain::calendar::Calendars;
use domain::form::Text;
use domain::values::Phone;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

const EMBEDDED: &str = include_str!("../../institutions.json");

#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    #[error("{file}: {error}")]
    Io { file: String, error: std::io::Error },
    #[error("{file}: {error}")]
    Json { file: String, error: serde_json::Error },
    #[error("{file}: {}", faults.join("; "))]
    Faults { file: String, faults: Vec<String> },
}

/// Every institution, and what can be booked there.
#[derive(Debug)]
pub(crate) struct Network {
    institutions: BTreeMap<String, Institution>,
    regions: BTreeMap<String, Region>,
    operations: Vec<Group>,
    equipment: Vec<Titled>,
}

#[derive(Debug)]
pub(crate) struct Region {
    pub(crate) title: Text,
    calendar: Option<String>,
    /// Thousands of days, so built only when somebody asks for them.
    days: OnceLock<Calendars>,
}

/// An institution.
#[derive(Debug)]
pub(crate) struct Institution {
    pub(crate) id: String,
    pub(crate) visit: Visit,
    pub(crate) name: Text,
    pub(crate) region: String,
    pub(crate) city: Text,
    pub(crate) address: Text,
    pub(crate) phone: String,
    /// Where it takes electronic referrals.
    pub(crate) email: Option<String>,
    pub(crate) utc_offset: UtcOffset,
    pub(crate) week: Vec<Option<Hours>>,
    pub(crate) pause: Option<Hours>,
    pub(crate) equipment: Vec<String>,
    pub(crate) lines: Vec<Line>,
}

impl Institution {
    /// Name, address and phone, a line each, as the head of a document has them.
    pub(crate) fn head(&self) -> Vec<String> {
        let phone = Phone::parse(&self.phone).map(|phone| phone.pretty());
        let phone = phone.unwrap_or_else(|_| self.phone.clone());
        vec![
            self.name.get("ru").to_owned(),
            format!("{}, {}", self.city.get("ru"), self.address.get("ru")),
            format!("Телефон: {phone}"),
        ]
    }
}

/// An appointment book.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) operations: Vec<String>,
    pub(crate) schedule: Schedule,
    /// This and the next two fields are for seeded networks; see [`super::Seed`].
    pub(super) full_days: u16,
    pub(super) taken_percent: u8,
    pub(super) key: u64,
}

impl Network {
    /// Loads the institutions of `file`, or the embedded ones. A faulty file is an error, so that the server does not
    /// start with it and no citizen meets the fault.
    pub(crate) fn load(file: Option<&Path>) -> Result<Self, NetworkError> {
        let Some(path) = file else { return Self::read("institutions.json", EMBEDDED) };
        let file = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Self::read(&file, &text),
            Err(error) => Err(NetworkError::Io { file, error }),
        }
    }

    pub(crate) fn institution(&self, id: &str) -> Option<&Institution> {
        self.institutions.get(id)
    }

    pub(crate) fn institutions(&self) -> impl Iterator<Item = &Institution> {
        self.institutions.values()
    }

    pub(crate) fn region(&self, id: &str) -> Option<&Region> {
        self.regions.get(id)
    }

    pub(crate) fn regions(&self) -> impl Iterator<Item = (&str, &Region)> {
        self.regions.iter().map(|(id, region)| (id.as_str(), region))
    }

    pub(crate) fn operation_groups(&self) -> &[Group] {
        &self.operations
    }

    pub(crate) fn equipment(&self) -> &[Titled] {
        &self.equipment
    }

    /// The group of an operation. Its id is also the id of the line that does the operation.
    pub(crate) fn group_of(&self, operation: &str) -> Option<&Group> {
        let has = |group: &&Group| group.operations.iter().any(|one| one.id == operation);
        self.operations.iter().find(has)
    }

    /// How to prepare for an operation.
    pub(crate) fn preparation_of(&self, operation: &str) -> Option<&Preparation> {
        let mut all = self.operations.iter().flat_map(|group| &group.operations);
        all.find(|one| one.id == operation)?.preparation.as_ref()
    }

    /// The title of an operation.
    pub(crate) fn operation_title(&self, operation: &str) -> Option<&Text> {
        let all = self.operations.iter().flat_map(|group| &group.operations);
        all.into_iter().find(|one| one.id == operation).map(|one| &one.title)
    }

    pub(super) fn read(file: &str, text: &str) -> Result<Self, NetworkError> {
        let read: File = serde_json::from_str(text)
            .map_err(|error| NetworkError::Json { file: file.to_owned(), error })?;
        let faults = faults(&read);
        if !faults.is_empty() {
            return Err(NetworkError::Faults { file: file.to_owned(), faults });
        }
        Ok(Self {
            institutions: read
                .institutions
                .into_iter()
                .map(|one| (one.id.clone(), institution(one)))
                .collect(),
            regions: read.regions.into_iter().map(|one| (one.id.clone(), region(one))).collect(),
            operations: read.operations,
            equipment: read.equipment,
        })
    }
}

impl Region {
    /// The region's own working days; `None` if the federal ones apply.
    pub(crate) fn calendars(&self) -> Option<&Calendars> {
        let name = self.calendar.as_deref()?;
        // The name was checked when the file was read.
        Some(self.days.get_or_init(|| calendar::regional(name).unwrap_or_default()))
    }
}

impl Institution {
    pub(crate) fn line(&self, id: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == id)
    }
}

impl Line {
    /// Whether this line does the operation. Always true for an examination, which is `None`.
    pub(crate) fn does(&self, operation: Option<&str>) -> bool {
        operation.is_none_or(|operation| self.operations.iter().any(|one| one == operation))
    }
}

/// Hash of the ids of an appointment book (FNV-1a). The seed uses it, so that different books have different slots taken.
pub(super) fn line_key(institution: &str, line: &str) -> u64 {
    let bytes = institution.bytes().chain([b'/']).chain(line.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn region(read: file::Region) -> Region {
    Region { title: read.title, calendar: read.calendar, days: OnceLock::new() }
}

fn institution(read: file::Institution) -> Institution {
    let line = |line: &file::Line| Line {
        id: line.id.clone(),
        operations: line.operations.clone(),
        schedule: Schedule {
            utc_offset: read.utc_offset,
            week: read.week.clone(),
            pause: read.pause,
            minutes: line.minutes,
            notice_days: line.notice_days,
            horizon_days: line.horizon_days,
        },
        full_days: line.full_days,
        taken_percent: line.taken_percent,
        key: line_key(&read.id, &line.id),
    };
    Institution {
        lines: read.lines.iter().map(line).collect(),
        id: read.id,
        visit: read.visit,
        name: read.name,
        region: read.region,
        city: read.city,
        address: read.address,
        phone: read.phone,
        email: read.email,
        utc_offset: read.utc_offset,
        week: read.week,
        pause: read.pause,
        equipment: read.equipment,
    }
}

#[cfg(test)]
mod tests {
    use super::super::file::EXAMINATION;
    use super::*;

    #[test]
    fn the_embedded_network_can_be_booked() {
        let network = Network::load(None).unwrap();
        assert!(network.institutions().count() > 30);
        for group in network.operation_groups() {
            for operation in &group.operations {
                assert_eq!(network.group_of(&operation.id).unwrap().id, group.id);
                assert!(network.operation_title(&operation.id).unwrap().has("en"));
                assert!(network.preparation_of(&operation.id).is_some(), "{}", operation.id);
                let does = |institution: &Institution| {
                    institution.line(&group.id).is_some_and(|line| line.does(Some(&operation.id)))
                };
                assert!(network.institutions().any(does), "{}", operation.id);
            }
        }
        assert!(network.institutions().any(|institution| institution.line(EXAMINATION).is_some()));
    }

    #[test]
    fn a_file_that_is_none_names_itself() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("institutions.json");
        let error = Network::load(Some(&file)).unwrap_err().to_string();
        assert!(error.contains("institutions.json"), "{error}");
        std::fs::write(&file, "{").unwrap();
        let error = Network::load(Some(&file)).unwrap_err().to_string();
        assert!(error.contains("institutions.json") && error.contains("line 1"), "{error}");
    }
}
