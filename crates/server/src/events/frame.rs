//! Text format of a stream.

use crate::fail::{Fail, Result};
use serde::Serialize;

/// First bytes of a stream. If they arrive at once, the client knows that nothing buffers the stream on the way.
pub(super) const OPENING: &str = ": okno\nretry: 1000\n\n";

pub(super) const HEARTBEAT: &str = ": beat\n\n";

/// One event. JSON has no line breaks, so `data:` is one line.
pub(crate) fn event(name: &str, id: i64, data: &impl Serialize) -> Result<String> {
    let data = serde_json::to_string(data).map_err(|_| Fail::Internal("an event"))?;
    Ok(format!("event: {name}\nid: {id}\ndata: {data}\n\n"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_event_has_one_line_each() {
        let event = super::event("hello", 7, &serde_json::json!({ "a": "b\nc" })).unwrap();
        assert_eq!(event, "event: hello\nid: 7\ndata: {\"a\":\"b\\nc\"}\n\n");
    }
}
