use chrono::{DateTime, Utc};

/// The `many` of `times` nearest to `wanted`, the earliest first. If two times are equally near, the earlier one is taken.
#[must_use]
pub fn nearest(
    times: impl IntoIterator<Item = DateTime<Utc>>,
    wanted: DateTime<Utc>,
    many: usize,
) -> Vec<DateTime<Utc>> {
    let mut times: Vec<_> = times.into_iter().collect();
    times.sort_unstable_by_key(|at| ((*at - wanted).abs(), *at));
    times.dedup();
    times.truncate(many);
    times.sort_unstable();
    times
}
