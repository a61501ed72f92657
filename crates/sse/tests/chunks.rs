//! The parser finds the same items however the network cuts the stream into pieces.

use proptest::prelude::*;
use sse::{Item, Parser};

fn in_pieces(stream: &[u8], cuts: &[prop::sample::Index]) -> Vec<Item> {
    let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(stream.len() + 1)).collect();
    at.extend([0, stream.len()]);
    at.sort_unstable();
    let mut parser = Parser::new();
    at.windows(2).flat_map(|ends| parser.feed(&stream[ends[0]..ends[1]])).collect()
}

/// Streams of random pieces of the grammar, so that cuts fall between CR and LF, inside a BOM, and inside a character.
fn any_stream() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&[u8]> = vec![
        b"\r",
        b"\n",
        b"\r\n",
        b"\n\n",
        b"data",
        b"data:",
        b"event: x",
        b"id: 7",
        b"id:",
        b"id: \0",
        b"retry: 5",
        b": comment",
        b":",
        b" ",
        b"\xEF\xBB\xBF",
        b"\xEF\xBB",
        "ёлка…😀".as_bytes(),
        b"\xFF",
        b"\xF0\x9F",
        b"x",
        b"\0",
    ];
    let token = prop::sample::select(pieces).prop_map(<[u8]>::to_vec);
    prop::collection::vec(token, 0..60).prop_map(|tokens| tokens.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_chunking_gives_the_same_items(stream in any_stream(), cuts: Vec<prop::sample::Index>) {
        prop_assert_eq!(in_pieces(&stream, &cuts), Parser::new().feed(&stream));
    }

    #[test]
    fn byte_by_byte_gives_the_same_items(stream in any_stream()) {
        let mut parser = Parser::new();
        let single: Vec<_> = stream.iter().flat_map(|b| parser.feed(&[*b])).collect();
        prop_assert_eq!(single, Parser::new().feed(&stream));
    }

    #[test]
    fn line_ends_are_interchangeable(lines in prop::collection::vec("(data|id|event|x)?:?[ a-z]{0,5}", 0..20)) {
        let of = |end: &str| Parser::new().feed((lines.join(end) + end).as_bytes());
        prop_assert_eq!(of("\n"), of("\r"));
        prop_assert_eq!(of("\n"), of("\r\n"));
    }

    #[test]
    fn never_panics(stream: Vec<u8>) {
        let _ = Parser::new().feed(&stream);
    }

    #[test]
    fn data_survives(data in "[^\r\n\0]{0,40}", id in "[^\r\n\0 ]{1,9}") {
        let found = Parser::new().feed(format!("id: {id}\ndata: {data}\n\n").as_bytes());
        let event = sse::Event { id: Some(id), own_id: true, event: "message".to_owned(), data };
        prop_assert_eq!(found, vec![Item::Event(event)]);
    }
}
