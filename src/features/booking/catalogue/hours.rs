//! Reception hours in words.

use domain::booking::Hours;

/// `пн–чт 8:00–17:00; пт 8:00–14:00`: groups consecutive days with the same hours and leaves out days without reception.
/// `names`: names of the weekdays, Monday first.
pub(super) fn week(week: &[Option<Hours>], names: &[String]) -> String {
    let mut runs: Vec<(Hours, usize, usize)> = Vec::new();
    for (day, hours) in week.iter().enumerate() {
        let Some(hours) = *hours else { continue };
        match runs.last_mut() {
            Some((same, _, last)) if *same == hours && *last + 1 == day => *last = day,
            _ => runs.push((hours, day, day)),
        }
    }
    let name = |day: usize| names.get(day).map(String::as_str).unwrap_or_default();
    let said = runs.into_iter().map(|(hours, first, last)| {
        let days = match last - first {
            0 => name(first).to_owned(),
            1 => format!("{}, {}", name(first), name(last)),
            _ => format!("{}–{}", name(first), name(last)),
        };
        format!("{days}\u{a0}{}", span(hours))
    });
    said.collect::<Vec<_>>().join("; ")
}

/// `8:00–17:00`.
pub(super) fn span(hours: Hours) -> String {
    let clock = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
    format!("{}–{}", clock(hours.opens), clock(hours.closes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(hours: [(u16, u16); 5]) -> String {
        let names = ["пн", "вт", "ср", "чт", "пт"].map(str::to_owned);
        let hours = hours.map(|(opens, closes)| {
            (opens < closes).then_some(Hours { opens: opens * 60, closes: closes * 60 + 30 })
        });
        week(&hours, &names).replace('\u{a0}', " ")
    }

    #[test]
    fn days_with_the_same_hours_are_said_together() {
        assert_eq!(said([(8, 16); 5]), "пн–пт 8:00–16:30");
        let short_friday = [(8, 17), (8, 17), (8, 17), (8, 17), (8, 14)];
        assert_eq!(said(short_friday), "пн–чт 8:00–17:30; пт 8:00–14:30");
        let evening = [(8, 16), (12, 20), (8, 16), (8, 16), (8, 16)];
        assert_eq!(said(evening), "пн 8:00–16:30; вт 12:00–20:30; ср–пт 8:00–16:30");
    }

    #[test]
    fn a_day_without_reception_parts_its_neighbours() {
        assert_eq!(
            said([(8, 16), (8, 16), (0, 0), (8, 16), (0, 0)]),
            "пн, вт 8:00–16:30; чт 8:00–16:30"
        );
        assert_eq!(said([(0, 0); 5]), "");
    }
}
