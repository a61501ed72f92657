//! `make bench ARGS=booking`: 500 at one slot and 5,000 at 100 slots, all at once. Prints `FIGURE name value unit`.

#[path = "../tests/api/support/race.rs"]
mod race;

use race::Arena;

#[tokio::main]
async fn main() {
    let mut double: usize = 0;
    let mut per_second = 0;
    for (people, slots) in [(500, 1), (5000, 100)] {
        let arena = Arena::gather(people).await;
        let slots = arena.free_slots(2, slots).await;
        let outcome = arena.rush(&slots).await;
        let (active, different) = arena.active().await;
        assert!(outcome.other.is_empty(), "answers that nobody expects: {:?}", outcome.other);
        assert_eq!(different, i64::try_from(slots.len()).unwrap(), "a slot was left over");
        double += outcome.booked.saturating_sub(slots.len());
        assert_eq!(active, different, "the database and its index disagree");
        per_second = (people as f64 / outcome.took.as_secs_f64()).round() as u64;
        println!("{people} attempts at {} slots: {} booked", slots.len(), outcome.booked);
        arena.close().await;
    }
    println!("FIGURE booking.race.double_bookings {double} bookings");
    println!("FIGURE booking.race.attempts_per_second {per_second} 1/s");
    assert_eq!(double, 0, "a slot was given twice");
}
