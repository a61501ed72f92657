//! Compares this reader with `serde_json`, on values that the contract allows and on damaged ones.

mod contract;

use super::node::Node;
use super::reader::Reader;
use contract::Choices;
use domain::form::Service;
use domain::wire::application::{Application, Applications};
use domain::wire::auth::{Challenge, Seal, Session};
use domain::wire::booking::{ApplicationVisit, Booking, Bookings, Hold};
use domain::wire::draft::{Draft, Drafts, Saved, Sent, TestSignature};
use domain::wire::event::CaseChanged;
use domain::wire::file::FileInfo;
use domain::wire::institution::{Days, Institutions, SlotChanged, Slots};
use domain::wire::message::{History, Message, Messages};
use domain::wire::problem::Problem;
use domain::wire::question::{Asked, Question};
use domain::wire::service::{Found, Services};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

impl Node for Value {
    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.as_bool()
    }

    fn is_null(&self) -> bool {
        Value::is_null(self)
    }

    fn is_list(&self) -> bool {
        self.is_array()
    }

    fn is_object(&self) -> bool {
        Value::is_object(self)
    }

    fn len(&self) -> u32 {
        self.as_array().map_or(0, |items| items.len() as u32)
    }

    fn item(&self, index: u32) -> Self {
        self[index as usize].clone()
    }

    fn members(&self) -> Self {
        let members = self.as_object().into_iter().flatten();
        members.map(|(name, value)| Value::from(vec![name.clone().into(), value.clone()])).collect()
    }

    fn member(&self, name: &str) -> Option<Self> {
        self.get(name).cloned()
    }
}

/// Reads `value` with both readers, which must agree, and returns whether it could be read. Unknown members are an exception:
/// our reader never looks at them.
fn read<T: DeserializeOwned + Serialize>(value: &Value) -> bool {
    let written = |read: Option<T>| read.map(|read| serde_json::to_value(read).ok());
    let ours = written(T::deserialize(Reader(value.clone())).ok());
    let theirs = |value: Value| written(serde_json::from_value(value).ok());
    if ours != theirs(contract::known(value)) {
        assert_eq!(ours, theirs(value.clone()), "{value:#}");
    }
    ours.is_some()
}

type Read = fn(&Value) -> bool;

/// Every type that the app reads.
const TYPES: [(&str, Read); 29] = [
    ("Application", read::<Application>),
    ("ApplicationVisit", read::<ApplicationVisit>),
    ("Applications", read::<Applications>),
    ("Asked", read::<Asked>),
    ("Booking", read::<Booking>),
    ("Bookings", read::<Bookings>),
    ("CaseChanged", read::<CaseChanged>),
    ("Challenge", read::<Challenge>),
    ("Days", read::<Days>),
    ("Draft", read::<Draft>),
    ("Drafts", read::<Drafts>),
    ("FileInfo", read::<FileInfo>),
    ("Found", read::<Found>),
    ("History", read::<History>),
    ("Hold", read::<Hold>),
    ("Institutions", read::<Institutions>),
    ("Message", read::<Message>),
    ("Messages", read::<Messages>),
    ("Problem", read::<Problem>),
    ("Question", read::<Question>),
    ("Saved", read::<Saved>),
    ("Seal", read::<Seal>),
    ("Sent", read::<Sent>),
    ("Service", read::<Service>),
    ("Services", read::<Services>),
    ("Session", read::<Session>),
    ("SlotChanged", read::<SlotChanged>),
    ("Slots", read::<Slots>),
    ("TestSignature", read::<TestSignature>),
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_wrong_is_refused_like_anywhere_else(
        choices in prop::collection::vec(any::<u8>(), 0..600),
        damage in prop::collection::vec(any::<u8>(), 8),
    ) {
        for (name, read) in TYPES {
            let mut value = contract::value(name, &mut Choices::new(&choices));
            contract::damage(&mut value, &mut Choices::new(&damage));
            read(&value);
        }
    }
}

#[test]
fn what_the_contract_allows_is_read() {
    let mut random = proptest::test_runner::TestRunner::deterministic();
    let choices = prop::collection::vec(any::<u8>(), 0..600);
    let mut is_read = [false; TYPES.len()];
    for _ in 0..200 {
        let Ok(tree) = choices.new_tree(&mut random) else { continue };
        let choices = tree.current();
        for (is_read, (name, read)) in is_read.iter_mut().zip(TYPES) {
            *is_read |= read(&contract::value(name, &mut Choices::new(&choices)));
        }
    }
    let unread: Vec<_> =
        TYPES.iter().zip(is_read).filter(|(_, read)| !read).map(|((name, _), _)| name).collect();
    assert!(unread.is_empty(), "never read: {unread:?}");
}
