//! An address: four inputs, and a whole address pasted into any of them finds its places.

use super::super::state::FormState;
use super::compound::{Part, inputs};
use crate::i18n::tr;
use crate::ui::field::{Entry, Width};
use domain::form::Field;
use leptos::prelude::*;

const PARTS: &[Part] = &[
    (
        "postcode",
        tr::address::postcode,
        None,
        Entry::DIGITS.width(Width::Short).autocomplete("postal-code"),
    ),
    (
        "region",
        tr::address::region,
        Some(tr::address::region_hint),
        Entry::TEXT.autocomplete("address-level1"),
    ),
    ("place", tr::address::place, None, Entry::TEXT.autocomplete("address-level2")),
    (
        "street",
        tr::address::street,
        Some(tr::address::street_hint),
        Entry::TEXT.autocomplete("street-address"),
    ),
];

pub(super) fn address(state: FormState, field: &Field) -> AnyView {
    inputs(state, field, PARTS)
}
