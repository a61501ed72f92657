use super::facts::{VisitFacts, facts_of};
use super::parts::Visits;
use crate::cases;
use crate::fail::Result;
use crate::institutions::{self, Institution, Line};
use domain::wire::problem::ProblemCode;

/// An application's visit, and an institution that offers it.
#[derive(Debug)]
pub(crate) struct VisitAt<'a> {
    pub(crate) facts: VisitFacts,
    pub(crate) institution: &'a Institution,
    pub(crate) line: &'a Line,
}

/// 404 for somebody else's application, one without a visit, and an institution that does not offer it.
pub(crate) async fn visit_at<'a>(
    visits: &'a Visits,
    account: &str,
    application: &str,
    institution_id: &str,
) -> Result<VisitAt<'a>> {
    let case = cases::find(&visits.base.db, account, application).await?;
    let facts = facts_of(visits, &case)?.ok_or(ProblemCode::NotFound)?;
    let (institution, line) =
        institutions::find(&visits.institutions, institution_id, &facts.line)?;
    if institution.visit != facts.visit || !line.does(facts.operation.as_deref()) {
        return Err(ProblemCode::NotFound.into());
    }
    Ok(VisitAt { facts, institution, line })
}
