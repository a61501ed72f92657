//! A server and a network that do everything wrong: what arrives is the file, byte for byte, all the same.

mod chaos;
mod fate;
mod world;

use fate::any_fate;
use proptest::prelude::*;
use std::collections::VecDeque;
use tus::{Options, Upload};
use world::{ENDPOINT, World};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_byte_arrives(
        size in prop_oneof![Just(0_usize), 1..2_000_usize, 100_000..1_500_000_usize],
        chunk in prop_oneof![1_u64..5_000, 65_536..600_000_u64],
        fates in prop::collection::vec(any_fate(), 0..80),
        losses in prop::collection::vec(1..40_usize, 0..=2),
        limit in prop::option::of(65_536..300_000_usize),
        seed: u8,
        already in prop::option::of(0_u8..=255),
    ) {
        // Tiny chunks of a large file would only take long.
        let chunk = chunk.max(size as u64 / 200).max(1);
        let file: Vec<u8> = (0..size).map(|i| (i * 31 + i / 251) as u8 ^ seed).collect();
        let resumed = already.is_some();
        let begun = already.map(|part| (format!("{ENDPOINT}/0"), file[..size * usize::from(part) / 255].to_vec()));
        let world = World {
            stored: begun.into_iter().collect(),
            created: usize::from(resumed),
            fates: fates.into(),
            losses: losses.into(),
            largest_patch: limit.unwrap_or(usize::MAX),
            upload: Upload::new(Options { chunk, ..Options::new(ENDPOINT, size as u64) }),
            in_flight: None,
            events: VecDeque::new(),
            remembered: None,
            acknowledged: 0,
            done: None,
            file,
        };
        world.run(resumed)?;
    }
}
