//! A service is data: its definition, the citizen's answers, and the one interpreter that the browser and the server
//! share.

pub mod answers;
pub mod check;
pub mod condition;
pub mod definition;
pub mod error;
pub mod lint;
pub mod text;

pub use answers::{Answer, Answers};
pub use check::{Attached, Checked, Visible, check, visible};
pub use condition::Condition;
pub use definition::{Choice, Field, Kind, Service, Slot, Step, Term};
pub use error::{FieldError, Issue};
pub use text::Text;
