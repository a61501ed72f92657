use js_sys::Promise;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

/// One request of an upload. `xhr` can abort it.
#[derive(Debug)]
pub(super) struct UploadRequest {
    pub(super) xhr: XmlHttpRequest,
}

impl UploadRequest {
    /// # Errors
    /// The browser rejects the address or a header.
    pub(super) fn open(method: &str, url: &str, headers: &[(&str, &str)]) -> Result<Self, JsValue> {
        let xhr = XmlHttpRequest::new()?;
        xhr.open_with_async(method, url, true)?;
        for (name, value) in headers {
            xhr.set_request_header(name, value)?;
        }
        Ok(Self { xhr })
    }

    /// Sends the request. `None` without an answer.
    pub(super) async fn send(
        &self,
        body: Option<&Blob>,
        on_progress: impl Fn(u64) + 'static,
    ) -> Option<Answer> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of bytes"
        )]
        let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
            on_progress(event.loaded() as u64);
        });
        if body.is_some()
            && let Ok(upload) = self.xhr.upload()
        {
            upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
        }
        let ended = Promise::new(&mut |resolve, _| self.xhr.set_onloadend(Some(&resolve)));
        let sent = match body {
            Some(body) => self.xhr.send_with_opt_blob(Some(body)),
            None => self.xhr.send(),
        };
        if sent.is_ok() {
            let _ = JsFuture::from(ended).await;
        }
        if let Ok(upload) = self.xhr.upload() {
            upload.set_onprogress(None);
        }
        match self.xhr.status() {
            Ok(status) if status > 0 => Some(Answer { xhr: self.xhr.clone(), status }),
            _ => None,
        }
    }
}

/// An answer. Reads headers and body on demand.
#[derive(Debug)]
pub(super) struct Answer {
    xhr: XmlHttpRequest,
    pub(super) status: u16,
}

impl Answer {
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.xhr.get_response_header(name).ok()?
    }

    pub(super) fn body(&self) -> String {
        self.xhr.response_text().ok().flatten().unwrap_or_default()
    }

    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.text(name)?.trim().parse().ok()
    }
}
