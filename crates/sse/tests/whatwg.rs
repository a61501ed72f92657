//! The cases of the web-platform-tests `eventsource/format-*` and `event-data`, named as there, and the examples of the
//! standard.

use sse::{Event, Item, Parser};

fn items(stream: &str) -> Vec<Item> {
    Parser::new().feed(stream.as_bytes())
}

/// Type, data and last id of every event.
fn events(stream: &str) -> Vec<(String, String, Option<String>)> {
    let event = |item| match item {
        Item::Event(Event { id, event, data, .. }) => Some((event, data, id)),
        Item::Comment | Item::Retry(_) => None,
    };
    items(stream).into_iter().filter_map(event).collect()
}

fn data(stream: &str) -> Vec<String> {
    events(stream).into_iter().map(|(_, data, _)| data).collect()
}

fn ids(stream: &str) -> Vec<Option<String>> {
    events(stream).into_iter().map(|(_, _, id)| id).collect()
}

fn id(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn format_bom() {
    assert_eq!(data("\u{FEFF}data:1\n\n\u{FEFF}data:2\n\ndata:3\n\n"), ["1", "3"]);
}

#[test]
fn format_bom_2_only_the_first_of_two_goes() {
    assert_eq!(data("\u{FEFF}\u{FEFF}data:1\n\ndata:2\n\ndata:3\n\n"), ["2", "3"]);
}

#[test]
fn format_bom_alone_on_a_line_is_a_blank_line() {
    assert_eq!(data("\u{FEFF}\ndata:1\n\n"), ["1"]);
}

#[test]
fn format_comments() {
    let long = "x".repeat(2048);
    let stream =
        format!("data:1\r:\0\n:\r\ndata:2\n:{long}\rdata:3\n:data:fail\r:{long}\ndata:4\n\n");
    assert_eq!(data(&stream), ["1\n2\n3\n4"]);
    assert_eq!(items(&stream).iter().filter(|item| **item == Item::Comment).count(), 5);
}

#[test]
fn format_data_before_final_empty_line() {
    let mut parser = Parser::new();
    let found = parser.feed(b"retry:1000\ndata:test1\n\nid:test\ndata:test2");
    assert_eq!(found.len(), 2);
    assert_eq!(parser.last_event_id(), None, "an id counts once its block is whole");
    assert_eq!(parser.feed(b"\n"), []);
    assert_eq!(parser.last_event_id(), None);
}

#[test]
fn format_field_data() {
    assert_eq!(data("data:\n\ndata\ndata\n\ndata:test\n\n"), ["", "\n", "test"]);
}

#[test]
fn format_field_event() {
    let named = events("event:test\ndata:x\n\ndata:x\n\n");
    assert_eq!(named[0].0, "test");
    assert_eq!(named[1].0, "message", "the name does not stay");
}

#[test]
fn format_field_event_empty() {
    assert_eq!(events("event: \ndata:data\n\n"), [("message".to_owned(), "data".to_owned(), None)]);
}

#[test]
fn format_field_id() {
    assert_eq!(ids("id: …\ndata: hello\n\n"), [id("…")]);
}

#[test]
fn format_field_id_2_stays_within_a_stream() {
    assert_eq!(ids("id: …\ndata: 1\n\ndata: 2\n\ndata: 3\n\n"), [id("…"), id("…"), id("…")]);
}

#[test]
fn format_field_id_3_persists_changes_and_resets() {
    let stream = "id: 1\ndata: 1\n\ndata: 2\n\nid: 2\ndata: 3\n\ndata: 4\n\n";
    assert_eq!(ids(stream), [id("1"), id("1"), id("2"), id("2")]);
    for reset in ["id:", "id"] {
        let stream = format!("id: 1\ndata: 1\n\n{reset}\ndata: 2\n\ndata: 3\n\n");
        assert_eq!(ids(&stream), [id("1"), None, None], "{reset}");
    }
}

#[test]
fn format_field_id_null() {
    for value in ["\0\0", "x\0", "\0x", "x\0x", " \0"] {
        assert_eq!(ids(&format!("id: {value}\ndata: hello\n\n")), [None], "{value:?}");
        assert_eq!(ids(&format!("id: 1\nid: {value}\ndata: hello\n\n")), [id("1")], "{value:?}");
    }
}

#[test]
fn an_id_counts_even_without_data() {
    let mut parser = Parser::new();
    assert_eq!(parser.feed(b"id: 7\n\n"), []);
    assert_eq!(parser.last_event_id(), Some("7"));
    let Some(Item::Event(event)) = parser.feed(b"data: x\n\n").pop() else {
        panic!("an event");
    };
    assert_eq!((event.id, event.own_id), (id("7"), false));
}

#[test]
fn own_ids_are_told_from_inherited_ones() {
    let own = |item: &Item| matches!(item, Item::Event(Event { own_id: true, .. }));
    let found = items("id: 1\ndata: 1\n\ndata: 2\n\nid\ndata: 3\n\n");
    assert_eq!(found.iter().map(own).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn format_field_parsing() {
    let stream = "data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n data:32\ndata:4\n\n";
    assert_eq!(data(stream), ["\0\n 2\n1\n3\n\n4"]);
}

#[test]
fn format_field_retry() {
    assert_eq!(items("retry:03000\ndata:x\n\n")[0], Item::Retry(3000));
    assert_eq!(items("retry: 99999999999999999999999\n"), [Item::Retry(u64::MAX)]);
}

#[test]
fn format_field_retry_bogus() {
    for bogus in ["1000x", "-1", "+1", "1.5", " 1", "1 ", "１"] {
        assert_eq!(items(&format!("retry: {bogus}\n")), [], "{bogus:?}");
    }
}

#[test]
fn format_field_retry_empty() {
    assert_eq!(data("retry\ndata:test\n\n"), ["test"]);
    assert_eq!(items("retry\nretry:\nretry: \n"), []);
}

#[test]
fn format_field_unknown() {
    let stream =
        "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n";
    assert_eq!(data(stream), ["test\n\ntest"]);
}

#[test]
fn format_leading_space() {
    assert_eq!(data("data:\ttest\rdata: \ndata:test\n\n"), ["\ttest\n\ntest"]);
    assert_eq!(data("data:  two\n\n"), [" two"]);
}

#[test]
fn format_newlines() {
    assert_eq!(data("data:test\r\ndata\ndata:test\r\n\r"), ["test\n\ntest"]);
    assert_eq!(data("data:1\r\rdata:2\n\ndata:3\r\n\r\ndata:4\n\r\n"), ["1", "2", "3", "4"]);
}

#[test]
fn format_null_character() {
    assert_eq!(data("data:\0\n\n\n\n"), ["\0"]);
}

#[test]
fn format_utf_8() {
    assert_eq!(data("data:ok…\n\n"), ["ok…"]);
    let broken = Parser::new().feed(b"data:\xFF \xE2\x82 \xF0\x9F\x98 \xC0\xAF\n\n");
    let Some(Item::Event(event)) = broken.first() else { panic!("an event") };
    assert_eq!(event.data, "\u{FFFD} \u{FFFD} \u{FFFD} \u{FFFD}\u{FFFD}");
}

#[test]
fn event_data() {
    assert_eq!(
        data("data:msg\ndata: msg\n\n:\n\ndata\n\nfalsefield:msg\n\nevent:x\n\ndata:end\n\n"),
        ["msg\nmsg", "", "end"]
    );
}

#[test]
fn a_name_without_data_is_forgotten() {
    assert_eq!(events("event: x\n\ndata: y\n\n")[0].0, "message");
}

#[test]
fn examples_of_the_standard() {
    assert_eq!(data("data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
    let blocks =
        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event";
    assert_eq!(data(blocks), ["first event", "second event"]);
    assert_eq!(ids(blocks), [id("1"), None]);
    assert_eq!(data("data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
    assert_eq!(data("data:test\n\ndata: test\n\n"), ["test", "test"]);
}
