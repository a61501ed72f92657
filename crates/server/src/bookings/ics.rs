//! Calendar files (RFC 5545). Calendar apps show events on lock screens and share them, so an event says when and where the
//! visit is, never why.

pub(super) mod renewal;
pub(super) mod visit;

use crate::document::attachment;
use crate::fail::{Fail, Result};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Alarm, Calendar, Class, Component as _, Event, Property};

/// Organizer of all events.
const ORGANIZER: &str = "mailto:no-reply@okno.example";

/// `METHOD` of a file: what the calendar app does with the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Publish,
    /// Removes an event that was published before.
    Cancel,
}

impl Method {
    fn name(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Event with the properties that all have. A calendar app replaces its event of the same `uid` if `sequence` is larger.
fn event(uid: &str, sequence: u32, changed_at: DateTime<Utc>, summary: &str) -> Event {
    let mut event = Event::new();
    event
        .uid(uid)
        .sequence(sequence)
        .timestamp(changed_at)
        .last_modified(changed_at)
        .class(Class::Private)
        .summary(summary)
        .append_property(Property::new("ORGANIZER", ORGANIZER).add_parameter("CN", "Окно").done());
    event.done()
}

/// A reminder; `trigger` is a duration (RFC 5545) relative to the start of the event.
fn alarm(event: &Event, text: &str, trigger: &str) -> Alarm {
    let mut alarm = Alarm::display(text, TimeDelta::zero());
    // The crate would generate a new id and time on each download.
    let uid = format!("{trigger}-{}", event.get_uid().unwrap_or_default());
    alarm.add_property("TRIGGER", trigger).uid(&uid);
    alarm.timestamp(event.get_timestamp().unwrap_or_default());
    alarm
}

fn calendar(method: Method, event: Event) -> String {
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Okno//Reference API//RU"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", method.name()),
    ] {
        calendar.append_property(Property::new(name, value));
    }
    calendar.push(event);
    calendar.to_string()
}

fn download(method: Method, event: Event, plain: &str, name: &str) -> Result<Response> {
    let media_type = format!("text/calendar; charset=utf-8; method={}", method.name());
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_str(&media_type).map_err(|_| Fail::Internal("a media type"))?,
        ),
        (header::CONTENT_DISPOSITION, attachment(plain, name)?),
    ];
    Ok((headers, calendar(method, event)).into_response())
}
