use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, ReadableStreamDefaultReader, RequestInit, Response};

/// One request for an event stream; can be aborted.
#[derive(Debug, Clone)]
pub(super) struct Stream {
    abort: AbortController,
}

impl Stream {
    pub(super) fn new() -> Option<Self> {
        Some(Self { abort: AbortController::new().ok()? })
    }

    /// `None` without an answer.
    pub(super) async fn open(&self, address: &str, last_event_id: Option<&str>) -> Option<Opened> {
        let headers = Headers::new().ok()?;
        headers.set("Accept", "text/event-stream").ok()?;
        if let Some(id) = last_event_id {
            headers.set("Last-Event-ID", id).ok()?;
        }
        let init = RequestInit::new();
        init.set_headers(&headers);
        init.set_signal(Some(&self.abort.signal()));
        let fetching = leptos::prelude::window().fetch_with_str_and_init(address, &init);
        let answer: Response = JsFuture::from(fetching).await.ok()?.dyn_into().ok()?;
        let header = |name: &str| answer.headers().get(name).ok().flatten();
        Some(Opened {
            status: answer.status(),
            content_type: header("Content-Type").unwrap_or_default(),
            retry_after_ms: header("Retry-After")
                .and_then(|seconds| seconds.trim().parse::<u64>().ok())
                .map(|seconds| seconds.saturating_mul(1_000)),
            reader: answer.body().and_then(|body| body.get_reader().dyn_into().ok()),
        })
    }

    pub(super) fn abort(&self) {
        self.abort.abort();
    }
}

/// An answer whose body is read in chunks.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) status: u16,
    pub(super) content_type: String,
    pub(super) retry_after_ms: Option<u64>,
    reader: Option<ReadableStreamDefaultReader>,
}

impl Opened {
    /// The next chunk; `Some(None)` at the end, `None` if the connection broke.
    pub(super) async fn read(&self) -> Option<Option<Vec<u8>>> {
        let Some(reader) = &self.reader else { return Some(None) };
        let chunk = JsFuture::from(reader.read()).await.ok()?;
        let is_done = Reflect::get(&chunk, &"done".into()).ok()?.is_truthy();
        if is_done {
            return Some(None);
        }
        let bytes: Uint8Array = Reflect::get(&chunk, &"value".into()).ok()?.dyn_into().ok()?;
        Some(Some(bytes.to_vec()))
    }
}
