//! Live events, as they arrive.

use super::Client;
use axum::http::HeaderMap;
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use std::time::Duration;

pub(crate) struct Events {
    pub(crate) headers: HeaderMap,
    body: Incoming,
    text: String,
}

impl Client {
    pub(crate) async fn events(&self, last: Option<&str>) -> Events {
        self.events_at("/api/v1/events", last).await
    }

    /// The stream of a calendar's changes.
    pub(crate) async fn slot_events(
        &self,
        application: &str,
        institution: &str,
        last: Option<&str>,
    ) -> Events {
        let address =
            format!("/api/v1/applications/{application}/institutions/{institution}/events");
        self.events_at(&address, last).await
    }

    async fn events_at(&self, address: &str, last: Option<&str>) -> Events {
        let mut request = self.get(address).header("accept-encoding", "br, gzip");
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let response = request.open().await.unwrap();
        assert_eq!(response.status(), 200);
        let (parts, body) = response.into_parts();
        Events { headers: parts.headers, body, text: String::new() }
    }
}

impl Events {
    /// The next block (event or comment), within five seconds; `None` at the end of the stream.
    pub(crate) async fn next(&mut self) -> Option<String> {
        self.next_within(Duration::from_secs(5)).await
    }

    pub(crate) async fn next_within(&mut self, time: Duration) -> Option<String> {
        tokio::time::timeout(time, self.block()).await.expect("an event in time")
    }

    /// The next block that is an event of this name.
    pub(crate) async fn event(&mut self, name: &str) -> String {
        loop {
            let block = self.next().await.expect("an event");
            if block.contains(&format!("event: {name}\n")) {
                return block;
            }
        }
    }

    async fn block(&mut self) -> Option<String> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let block = format!("{block}\n");
                self.text = rest.to_owned();
                return Some(block);
            }
            let frame = self.body.frame().await?.ok()?;
            self.text.push_str(std::str::from_utf8(&frame.into_data().ok()?).unwrap());
        }
    }
}

/// The value of a field of a block.
pub(crate) fn field<'a>(block: &'a str, name: &str) -> &'a str {
    let line = block.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
    line.unwrap_or_default()
}
