use super::facts::{VisitFacts, of};
use super::parts::Visits;
use crate::cases;
use crate::fail::Result;
use crate::institutions::{self, Line, Place};
use domain::wire::problem::ProblemCode;

/// An application's visit at an institution that does it.
#[derive(Debug)]
pub(crate) struct At<'a> {
    pub(crate) facts: VisitFacts,
    pub(crate) place: &'a Place,
    pub(crate) line: &'a Line,
}

/// 404 for somebody else's application, one without a visit, and an institution that does not do it.
pub(crate) async fn at<'a>(
    visits: &'a Visits,
    account: &str,
    application: &str,
    institution: &str,
) -> Result<At<'a>> {
    let row = cases::find(&visits.base.db, account, application).await?;
    let facts = of(visits, &row)?.ok_or(ProblemCode::NotFound)?;
    let (place, line) = institutions::find(&visits.institutions, institution, &facts.line)?;
    if place.visit != facts.visit || !line.does(facts.operation.as_deref()) {
        return Err(ProblemCode::NotFound.into());
    }
    Ok(At { facts, place, line })
}
