use super::file::{Group, Operation, Titled};
use super::network::{Institution, Line};
use super::occupancy;
use super::parts::InstitutionStore;
use super::slot_calendar::SlotCalendar;
use crate::fail::Result;
use crate::http::Language;
use crate::services::Catalogue;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use domain::wire::institution::{self as wire, Institutions, Named, OperationGroup};
use std::collections::BTreeSet;
use std::sync::Arc;

type Headers = [(HeaderName, HeaderValue); 2];

/// Where examinations and operations take place, with the first day that has a free slot. Needs no session. Texts are in
/// the language of `Accept-Language`.
#[utoipa::path(get, path = "/institutions", tag = "institutions",
    responses((status = 200, body = Institutions)))]
pub(super) async fn list(
    State(catalogue): State<Arc<Catalogue>>,
    State(institutions): State<Arc<InstitutionStore>>,
    language: Language,
) -> Result<(Headers, axum::Json<Institutions>)> {
    let now = institutions.base.clock.now().timestamp_millis();
    let mut occupancies = occupancy::of_all(institutions.base.db.read(), now).await?;
    let mut nearest = |institution: &Institution, line: &Line| {
        let occupancy = occupancies.remove(&(institution.id.clone(), line.id.clone()));
        let occupancy = Arc::new(occupancy.unwrap_or_default());
        SlotCalendar::new(&institutions, (institution, line), occupancy, None).nearest()
    };
    let mut listed: Vec<wire::Institution> = institutions
        .network
        .institutions()
        .map(|one| institution(one, language, &mut nearest))
        .collect();
    let regions = regions(&institutions, language);
    let position = |id: &str| regions.iter().position(|region| region.id == id);
    listed.sort_by_cached_key(|one| (position(&one.region), one.name.clone()));
    let list = Institutions {
        institutions: listed,
        operations: institutions
            .network
            .operation_groups()
            .iter()
            .map(|one| group(one, language))
            .collect(),
        equipment: institutions
            .network
            .equipment()
            .iter()
            .map(|one| named(one, language))
            .collect(),
        services: catalogue.visits(institutions.base.clock.today(), language),
        regions,
    };
    let headers = [
        (header::VARY, HeaderValue::from_static("accept-language")),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(language.0)),
    ];
    Ok((headers, axum::Json(list)))
}

fn institution(
    institution: &Institution,
    language: Language,
    nearest: &mut impl FnMut(&Institution, &Line) -> Option<chrono::NaiveDate>,
) -> wire::Institution {
    let line = |line: &Line| wire::Line {
        id: line.id.clone(),
        operations: line.operations.clone(),
        nearest: nearest(institution, line),
    };
    let lines: Vec<_> = institution.lines.iter().map(line).collect();
    wire::Institution {
        id: institution.id.clone(),
        visit: institution.visit,
        name: institution.name.get(language.0).to_owned(),
        region: institution.region.clone(),
        city: institution.city.get(language.0).to_owned(),
        address: institution.address.get(language.0).to_owned(),
        phone: institution.phone.clone(),
        utc_offset: institution.utc_offset,
        week: institution.week.clone(),
        pause: institution.pause,
        equipment: institution.equipment.clone(),
        lines,
    }
}

/// Regions that have an institution, sorted by name.
fn regions(institutions: &InstitutionStore, language: Language) -> Vec<Named> {
    let used: BTreeSet<&str> = institutions
        .network
        .institutions()
        .map(|institution| institution.region.as_str())
        .collect();
    let listed = institutions.network.regions().filter(|(id, _)| used.contains(id));
    let title = |region: &super::Region| region.title.get(language.0).to_owned();
    let mut regions: Vec<_> =
        listed.map(|(id, region)| Named { id: id.to_owned(), title: title(region) }).collect();
    regions.sort_by(|a, b| a.title.cmp(&b.title));
    regions
}

fn group(group: &Group, language: Language) -> OperationGroup {
    OperationGroup {
        id: group.id.clone(),
        title: group.title.get(language.0).to_owned(),
        operations: group.operations.iter().map(|one| operation(one, language)).collect(),
    }
}

fn operation(one: &Operation, language: Language) -> Named {
    Named { id: one.id.clone(), title: one.title.get(language.0).to_owned() }
}

fn named(one: &Titled, language: Language) -> Named {
    Named { id: one.id.clone(), title: one.title.get(language.0).to_owned() }
}
