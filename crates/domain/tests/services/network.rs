//! Checks that the institutions have what the forms offer, and that the network is large and varied enough for the calendar.

use super::folder::{network, publications};
use domain::booking::{Schedule, Visit};
use domain::form::{Condition, Field, Kind, Publication, Text};
use domain::values::Phone;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The part of the file that these tests read. The server reads and checks all of it.
#[derive(Deserialize)]
pub(super) struct Network {
    regions: Vec<Titled>,
    operations: Vec<Group>,
    institutions: Vec<Institution>,
}

#[derive(Deserialize)]
struct Titled {
    id: String,
    title: Text,
}

#[derive(Deserialize)]
struct Group {
    id: String,
    operations: Vec<Titled>,
}

#[derive(Deserialize)]
struct Institution {
    id: String,
    visit: Visit,
    name: Text,
    region: String,
    phone: String,
    lines: Vec<Line>,
    #[serde(flatten)]
    hours: Map<String, Value>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    operations: Vec<String>,
    full_days: u16,
    taken_percent: u8,
    #[serde(flatten)]
    visits: Map<String, Value>,
}

impl Institution {
    /// The members of a schedule are set for the institution or for one of its lines.
    fn schedule(&self, line: &Line) -> Schedule {
        let members = ["utc_offset", "week", "pause", "minutes", "notice_days", "horizon_days"];
        let known = self.hours.iter().chain(&line.visits);
        let schedule: Map<String, Value> = known
            .filter(|(member, _)| members.contains(&member.as_str()))
            .map(|(member, value)| (member.clone(), value.clone()))
            .collect();
        serde_json::from_value(Value::Object(schedule)).expect("a schedule")
    }
}

fn lines(network: &Network) -> impl Iterator<Item = (&Institution, &Line, Schedule)> {
    network
        .institutions
        .iter()
        .flat_map(|place| place.lines.iter().map(move |line| (place, line, place.schedule(line))))
}

/// The operations of the network by region.
fn offered(network: &Network) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut offered: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for place in network.institutions.iter().filter(|place| place.visit == Visit::Operation) {
        let operations = place.lines.iter().flat_map(|line| &line.operations).map(String::as_str);
        offered.entry(&place.region).or_default().extend(operations);
    }
    offered
}

fn field<'p>(publication: &'p Publication, id: &str) -> &'p Field {
    publication.service.fields().find(|field| field.id == id).expect("a field")
}

fn options(field: &Field) -> BTreeMap<&str, &Text> {
    let Kind::Choice { options } = &field.kind else { panic!("{} is no choice", field.id) };
    options.iter().map(|option| (option.value.as_str(), &option.label)).collect()
}

#[test]
fn offers_every_operation_of_the_forms_in_every_region_of_theirs() {
    let network = network();
    let offered = offered(&network);
    let mut forms = 0;
    for (name, publication) in publications() {
        let Some(plan) = &publication.office.visit else { continue };
        let Some(region) = &plan.region else { continue };
        forms += 1;
        let asked: BTreeSet<&str> = plan
            .operation
            .iter()
            .flat_map(|id| options(field(&publication, id)).into_keys())
            .collect();
        let regions = options(field(&publication, region));
        for (id, title) in &regions {
            // The form refuses a region without hospitals and says why.
            let is_it = Condition::Is { field: region.clone(), value: (*id).to_owned() };
            if publication.service.contradictions.iter().any(|found| found.when == is_it) {
                assert!(!offered.contains_key(id), "{name}: {id}");
                continue;
            }
            let known = network.regions.iter().find(|known| known.id == *id);
            assert_eq!(known.map(|known| &known.title), Some(*title), "{name}: {id}");
            assert_eq!(offered.get(id), Some(&asked), "{name}: {id}");
        }
        let served: BTreeSet<&str> =
            regions.into_keys().filter(|id| offered.contains_key(id)).collect();
        assert_eq!(served, offered.keys().copied().collect(), "{name}: every region can be chosen");
    }
    assert_eq!(forms, 2, "so_medical and so_administrative");
}

/// Operations of one group have one appointment book.
#[test]
fn calls_operations_as_the_forms_do() {
    let network = network();
    for (name, publication) in publications() {
        let Some(plan) = &publication.office.visit else { continue };
        for id in &plan.operation {
            let asked = options(field(&publication, id));
            let known = |group: &&Group| {
                let titles: BTreeMap<&str, &Text> =
                    group.operations.iter().map(|one| (one.id.as_str(), &one.title)).collect();
                titles == asked
            };
            let group = network.operations.iter().find(known);
            let group = group.unwrap_or_else(|| panic!("{name}: {id}"));
            assert_eq!(*id, format!("operation_{}", group.id), "{name}");
        }
    }
}

#[test]
fn has_forty_institutions_in_eleven_time_zones() {
    let network = network();
    let offsets: BTreeSet<i32> =
        lines(&network).map(|(_, _, schedule)| schedule.utc_offset).collect();
    assert_eq!(
        offsets.into_iter().collect::<Vec<_>>(),
        (2..=12).map(|hour| hour * 60).collect::<Vec<_>>()
    );
    let of = |visit| network.institutions.iter().filter(|place| place.visit == visit).count();
    assert_eq!((of(Visit::Examination), of(Visit::Operation)), (15, 25));
    for (_, _, schedule) in lines(&network) {
        assert_eq!(schedule.horizon_days, 182, "six months");
    }
}

#[test]
fn tells_its_institutions_apart() {
    let network = network();
    let all = network.institutions.len();
    let names: BTreeSet<_> =
        network.institutions.iter().map(|place| place.name.get("ru")).collect();
    let phones: BTreeSet<_> = network.institutions.iter().map(|place| &place.phone).collect();
    assert_eq!((names.len(), phones.len()), (all, all));
    for place in &network.institutions {
        let phone = Phone::parse(&place.phone).expect("a number");
        assert_eq!(phone.as_str(), place.phone);
        // Ids are part of URLs and must not reveal what somebody is treated for.
        let number = place.id.strip_prefix(&format!("{}-", place.region));
        assert!(number.is_some_and(|number| number.parse::<u8>().is_ok()), "{}", place.id);
    }
}

/// The network has all cases that the calendar has to show: all parts of the day, weekdays without reception, pauses, long
/// lists, full and free books.
#[test]
fn is_as_varied_as_the_calendar_has_to_bear() {
    let network = network();
    let any = |fits: &dyn Fn(&Institution, &Line, &Schedule) -> bool| {
        lines(&network).any(|(place, line, schedule)| fits(place, line, &schedule))
    };
    let has = |schedule: &Schedule, fits: &dyn Fn(u16, u16) -> bool| {
        schedule.week.iter().flatten().any(|hours| fits(hours.opens, hours.closes))
    };
    assert!(any(&|_, _, schedule| has(schedule, &|opens, closes| opens <= 480 && closes == 1200)));
    assert!(any(&|_, _, schedule| has(schedule, &|opens, closes| opens >= 720 && closes == 1200)));
    assert!(any(&|_, _, schedule| schedule.week.iter().any(Option::is_none)));
    assert!(any(&|_, _, schedule| schedule.pause.is_none()));
    assert!(any(&|_, _, schedule| schedule.notice_days == 0));
    let is_long = |schedule: &Schedule| {
        has(schedule, &|opens, closes| (closes - opens) / schedule.minutes > 70)
    };
    assert!(any(&|_, _, schedule| is_long(schedule)));
    for visit in [Visit::Examination, Visit::Operation] {
        let of = |fits: &dyn Fn(&Line) -> bool| {
            any(&|place, line, _| place.visit == visit && fits(line))
        };
        assert!(of(&|line| line.taken_percent == 100), "nothing free at all");
        assert!(of(&|line| line.taken_percent == 97), "nearly full");
        assert!(of(&|line| line.taken_percent <= 50 && line.full_days == 0), "quite free");
        assert!(of(&|line| is_full_for_a_month(line.full_days)), "a month without a free day");
    }
}

/// Whether `days` days from any day always include the whole next month.
fn is_full_for_a_month(days: u16) -> bool {
    let first = super::folder::today();
    let mut opened = first.iter_days().take(366 * 4);
    opened.all(|opened| {
        let begin = opened.checked_add_months(chrono::Months::new(1)).expect("a day");
        let begin = chrono::Datelike::with_day(&begin, 1).expect("a day");
        let end = begin.checked_add_months(chrono::Months::new(1)).expect("a day");
        (end - opened).num_days() <= days.into()
    })
}

#[test]
fn keeps_one_book_for_each_thing() {
    let network = network();
    for place in &network.institutions {
        let books: Vec<&str> = place.lines.iter().map(|line| line.id.as_str()).collect();
        match place.visit {
            Visit::Examination => assert_eq!(books, ["examination"], "{}", place.id),
            Visit::Operation => {
                let known: BTreeSet<&str> =
                    network.operations.iter().map(|group| group.id.as_str()).collect();
                assert!(books.iter().all(|book| known.contains(book)), "{}", place.id);
                let distinct: BTreeSet<_> = books.iter().collect();
                assert_eq!(distinct.len(), books.len(), "{}", place.id);
            }
        }
    }
}
