//! Simulates a server behind a network that fails in every way, and a page that applies deliveries late or not at all.

mod client;
mod fate;

use client::Client;
use fate::{Fate, any_cut, any_fate, any_work};
use proptest::prelude::*;

/// A little more than the longest pause before the snapshot that replaces a failed delivery, ms.
const PEACE_MS: u64 = 31_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// If the page applies everything at once, each event is delivered once and in order.
    #[test]
    fn nothing_is_lost_or_doubled(
        fates in prop::collection::vec(any_cut(), 0..100),
        journal in 1..30_u64,
    ) {
        let mut client = Client::new(Some(0), journal);
        for fate in fates.iter().chain([&Fate::WHOLE]) {
            client.live_through(fate);
            client.apply_all();
        }
        prop_assert_eq!(&client.handed_over, &(1..=journal).collect::<Vec<_>>());
        prop_assert!(client.shows_everything());
    }

    /// Deliveries are applied in any order, fail, or are lost with the tab. Still a request resumes from what is on the screen,
    /// no event is delivered twice to the same tab, and in the end everything is on the screen.
    #[test]
    fn only_what_was_applied_counts(
        known in prop::option::of(Just(0)),
        steps in prop::collection::vec(
            (any_fate(), 0..4_u64, prop::collection::vec(any_work(), 0..6)),
            0..60,
        ),
    ) {
        let mut client = Client::new(known, 0);
        for (fate, news, work) in &steps {
            client.journal += news;
            client.live_through(fate);
            work.iter().for_each(|work| client.work(work));
        }
        client.journal += 1;
        client.live_in_peace_for(PEACE_MS);
        prop_assert!(client.shows_everything(), "{:?} of {}", client.shown, client.journal);
        prop_assert!(client.goes_on_from().is_none_or(|id| id == client.journal));
    }
}
