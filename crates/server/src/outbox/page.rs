//! `/dev/outbox` shows developers the messages, such as the code of an SMS. Exists only with `--demo` or `--test-doors`.

use super::{Message, newest};
use crate::base::Base;
use crate::clock::office_time;
use crate::fail::Result;
use crate::http::headers::NO_STORE;
use axum::extract::{FromRef, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Response};
use axum::{Router, routing::get};
use std::fmt::Write as _;

const SHOWN: u32 = 50;

const HEAD: &str = r#"<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Исходящие сообщения</title>
</head>
<body>
<main>
<h1>Исходящие сообщения</h1>
<p>Только для разработки: сюда попадают SMS и письма демонстрационной системы. Новые сверху. <a href="/dev/outbox">Обновить</a></p>
"#;

pub(crate) fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
{
    Router::new().route("/dev/outbox", get(show))
}

async fn show(State(base): State<Base>, headers: HeaderMap) -> Result<Response> {
    let messages = newest(&base, SHOWN).await?;
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    let mut response = if accepted.is_some_and(|types| types.contains("application/json")) {
        axum::Json(messages).into_response()
    } else {
        Html(page(&messages)).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, NO_STORE);
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    Ok(response)
}

fn page(messages: &[Message]) -> String {
    let mut page = String::from(HEAD);
    if messages.is_empty() {
        page.push_str("<p>Пока ничего нет.</p>\n");
    } else {
        page.push_str("<ol>\n");
        for message in messages {
            item(&mut page, message);
        }
        page.push_str("</ol>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn item(page: &mut String, Message { at, channel, to, text, body }: &Message) {
    let channel = if channel == "sms" { "SMS" } else { "Письмо" };
    let time = office_time(*at).unwrap_or_else(|| at.fixed_offset());
    let paragraph = |text: &String| format!("<p>{}</p>\n", escape(text).replace('\n', "<br>"));
    // Writing into a string cannot fail.
    let _ = writeln!(
        page,
        "<li>\n<h2>{channel} на {}</h2>\n<p><time datetime=\"{}\">{}</time></p>\n{}{}</li>",
        escape(to),
        at.to_rfc3339(),
        time.format("%d.%m.%Y, %H:%M:%S"),
        paragraph(text),
        body.as_ref().map(paragraph).unwrap_or_default(),
    );
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_cannot_bring_markup() {
        let message = Message {
            at: chrono::DateTime::UNIX_EPOCH,
            channel: "sms".to_owned(),
            to: "+7".to_owned(),
            text: "<script>\"&".to_owned(),
            body: Some("<img>".to_owned()),
        };
        let page = page(&[message]);
        assert!(page.contains("&lt;script&gt;&quot;&amp;") && !page.contains("<script>"));
        assert!(page.contains("<p>&lt;img&gt;</p>"));
    }
}
