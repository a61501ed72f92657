//! The headers of tus 1.0 (https://tus.io/protocols/resumable-upload).

use crate::fail::{Fail, Result};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use domain::wire::problem::ProblemCode;

pub(super) const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
pub(super) const TUS_VERSION: HeaderName = HeaderName::from_static("tus-version");
pub(super) const TUS_EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
pub(super) const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
pub(super) const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
pub(super) const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
pub(super) const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");

pub(super) const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");

/// Layer: 412 unless `Tus-Resumable` is 1.0.0; adds the version to every response. OPTIONS needs no header, GET is not
/// tus, and a DELETE without the header is plain HTTP and means the same.
pub(super) async fn speak_tus(request: Request, next: Next) -> Response {
    let spoken = request.headers().get(TUS_RESUMABLE);
    let understood = match *request.method() {
        Method::GET | Method::OPTIONS => true,
        Method::DELETE => spoken.is_none_or(|version| version == VERSION),
        _ => spoken == Some(&VERSION),
    };
    let mut response = if understood {
        next.run(request).await
    } else {
        let fail = Fail::Status(StatusCode::PRECONDITION_FAILED, ProblemCode::Malformed);
        let mut response = fail.into_response();
        response.headers_mut().insert(TUS_VERSION, VERSION);
        response
    };
    response.headers_mut().insert(TUS_RESUMABLE, VERSION);
    response
}

/// A number in a header; 400 when it is missing or not a number.
pub(super) fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64> {
    let digits = headers.get(name).and_then(|value| value.to_str().ok());
    let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    Ok(digits.and_then(|digits| digits.parse().ok()).ok_or(ProblemCode::Malformed)?)
}

/// An HTTP date (RFC 9110, 5.6.7).
pub(super) fn http_date(at: DateTime<Utc>) -> HeaderValue {
    let date = at.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    HeaderValue::from_str(&date).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_imf_fixdates() {
        let at = "1994-11-06T08:49:37Z".parse().unwrap();
        assert_eq!(http_date(at), "Sun, 06 Nov 1994 08:49:37 GMT");
    }

    #[test]
    fn numbers_are_digits() {
        let parsed = |text| {
            let headers = HeaderMap::from_iter([(UPLOAD_OFFSET, HeaderValue::from_static(text))]);
            number(&headers, &UPLOAD_OFFSET).ok()
        };
        assert_eq!(parsed("17"), Some(17));
        for text in ["", "-1", "+1", "1.0", "0x1", "99999999999999999999"] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }
}
