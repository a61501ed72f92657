//! A service is data: its definition, the citizen's answers, and the one interpreter that the browser and the server
//! share.

pub mod answers;
pub mod check;
pub mod condition;
pub mod definition;
pub mod error;
pub mod lint;
pub mod office;
pub mod result;
pub mod shape;
pub mod text;
pub mod tidy;

pub use answers::{Answer, Answers};
pub use check::field::plain;
pub use check::{Attached, Checked, Visible, check, check_field, visible};
pub use condition::Condition;
pub use definition::{Choice, Contradiction, Field, Kind, Service, Slot, Step, Term};
pub use error::{FieldError, Issue, SignatureError};
pub use office::{Attribute, CategoryPlan, Office, Publication, VisitPlan};
pub use result::{Entitlement, Outcome, ResultPlan};
pub use text::Text;
pub use tidy::tidy;
