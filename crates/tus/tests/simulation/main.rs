//! Simulates a server and a network that do everything wrong. The file still arrives byte for byte.

mod chaos;
mod fate;
mod world;

use fate::{any_cut, any_fate};
use proptest::prelude::*;
use world::World;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_byte_arrives(
        size in any_size(),
        chunk in any_chunk(),
        fates in prop::collection::vec(any_fate(), 0..80),
        losses in prop::collection::vec(1..40_usize, 0..=2),
        limit in prop::option::of(65_536..300_000_usize),
        seed: u8,
        already in prop::option::of(0_u8..=255),
    ) {
        let mut world = World::new(size, chunk, seed, already);
        world.fates = fates.into();
        world.losses = losses.into();
        world.largest_patch = limit.unwrap_or(usize::MAX);
        world.run()?;
        world.is_there()?;
    }

    #[test]
    fn a_cancelled_upload_leaves_nothing_on_the_server(
        size in any_size(),
        chunk in any_chunk(),
        fates in prop::collection::vec(any_fate(), 0..20),
        seed: u8,
        already in prop::option::of(0_u8..=255),
        cancel in 0..40_usize,
        then in prop::collection::vec(any_cut(), 0..=4),
    ) {
        let mut world = World::new(size, chunk, seed, already);
        world.fates = fates.into();
        world.cancel = Some((cancel, then));
        world.run()?;
        if world.done.is_some() { world.is_there()? } else { world.is_empty()? }
    }
}

fn any_size() -> impl Strategy<Value = usize> {
    prop_oneof![Just(0_usize), 1..2_000_usize, 100_000..1_500_000_usize]
}

fn any_chunk() -> impl Strategy<Value = u64> {
    prop_oneof![1_u64..5_000, 65_536..600_000_u64]
}
