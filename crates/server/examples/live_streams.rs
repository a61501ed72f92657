//! `make bench ARGS=live`: how soon a change is told to its citizen's page while the pages of many others are open, and what they cost while
//! nothing happens. Prints `FIGURE name value unit`.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use server::{App, Settings};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use tower::ServiceExt as _;

const PEOPLE: usize = 2000;
const CHANGES: usize = 200;

/// Longer than a beat of every stream.
const QUIET: Duration = Duration::from_secs(24);

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings::new(folder.path().join("data"));
    settings.test_doors = true;
    let app = App::open(settings).await.unwrap();
    let workers = app.start_workers();
    let router = app.router();
    let crowd = json!({ "service": "mse_application", "answers": {}, "patient": "snils", "people": PEOPLE });
    let crowd = post(&router, "/_test/crowd", &crowd).await;
    let people = crowd["people"].as_array().unwrap();
    let (told, mut hears) = mpsc::unbounded_channel();
    for person in people {
        listen(&router, person["cookie"].as_str().unwrap(), told.clone()).await;
    }
    let before = cpu();
    tokio::time::sleep(QUIET).await;
    let quiet = (cpu() - before).as_secs_f64() / QUIET.as_secs_f64();
    println!("FIGURE sse.quiet_cpu_percent {:.2} %", quiet * 100.0);
    let mut waits = Vec::new();
    for person in people.iter().cycle().take(CHANGES) {
        let change = json!({ "application": person["application"], "action": "take" });
        let started = Instant::now();
        post(&router, "/_test/bureau", &change).await;
        let event: String = hears.recv().await.unwrap();
        waits.push(started.elapsed());
        assert!(event.contains(person["application"].as_str().unwrap()), "{event}");
    }
    waits.sort_unstable();
    for (name, at) in [("p50", CHANGES / 2), ("p95", CHANGES * 95 / 100)] {
        println!(
            "FIGURE sse.change_to_stream_ms.{name} {:.2} ms",
            waits[at].as_secs_f64() * 1000.0
        );
    }
    app.stop();
    drop(workers);
    app.close().await;
}

/// Opens the stream of this citizen, whose events go to `told`.
async fn listen(router: &Router, cookie: &str, told: mpsc::UnboundedSender<String>) {
    let request = Request::get("/api/v1/events").header("cookie", cookie);
    let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), 200);
    let mut body = response.into_body();
    body.frame().await.unwrap().unwrap();
    tokio::spawn(async move {
        while let Some(Ok(frame)) = body.frame().await {
            let bytes = frame.into_data().unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            if text.contains("event: case") && told.send(text.into_owned()).is_err() {
                return;
            }
        }
    });
}

async fn post(router: &Router, path: &str, body: &Value) -> Value {
    let request = Request::post(path).header("content-type", "application/json");
    let request = request.body(Body::from(body.to_string())).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    serde_json::from_slice(&bytes).unwrap()
}

/// Time that this process has computed for, in steps of 10 ms (`proc_pid_stat`).
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let after_name = stat.rsplit(')').next().unwrap().split_whitespace();
    let ticks = after_name.skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap());
    Duration::from_millis(ticks.sum::<u64>() * 10)
}
