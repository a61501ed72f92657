use super::caller::Caller;
use super::parts::OfficeStore;
use crate::fail::Result;
use crate::staff::everybody;
use axum::extract::State;
use domain::wire::office::{Ability, Colleague, Staff};
use std::sync::Arc;

/// Who works at the office, for `assign`.
#[utoipa::path(get, path = "/staff", tag = "staff", security(("token" = [])),
    responses((status = 200, body = Staff)))]
pub(super) async fn staff(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
) -> Result<axum::Json<Staff>> {
    caller.may(Ability::Read)?;
    let staff = everybody(&office.base).await?.into_iter();
    let colleague = |person: crate::staff::Person| {
        let role = person.role();
        Colleague { id: person.id, name: person.name, role }
    };
    Ok(axum::Json(Staff { staff: staff.map(colleague).collect() }))
}
