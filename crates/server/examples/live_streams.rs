//! `make bench ARGS=live`, its first part: how many citizens' pages a server holds, what they cost, and how soon a change reaches them.
//! The server runs in a process of its own, with its test doors open: `live_streams PORT PID`. Prints `FIGURE name value unit`.

use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;

const CLIENTS: usize = 10_000;
const CHANGES: usize = 200;

/// So many look at the calendar of one bureau.
const READERS: usize = 1_000;
const ROUNDS: usize = 10;
const INSTITUTION: &str = "sverdlovsk-1";

/// Pages that are opened at the same time.
const AT_ONCE: usize = 100;

/// Longer than a beat of every stream.
const QUIET: Duration = Duration::from_secs(24);

/// When an event came, and its text.
type Told = (Instant, String);

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, port, pid] = arguments.as_slice() else { panic!("live_streams PORT PID") };
    let server = Server { port: port.parse().unwrap(), pid: pid.clone() };
    let crowd = json!({ "service": "mse_application", "answers": {}, "patient": "snils", "people": CLIENTS });
    let crowd = server.post("/_test/crowd", &crowd).await;
    let people = crowd["people"].as_array().unwrap();

    let before = server.memory();
    let mut news = server.listen(people, |_| "/api/v1/events".to_owned()).await;
    let bytes = server.memory().saturating_sub(before) / CLIENTS;
    println!("FIGURE live.clients_held {CLIENTS} streams");
    println!("FIGURE live.bytes_per_client {bytes} B");

    let computed = server.computed();
    tokio::time::sleep(QUIET).await;
    let quiet = (server.computed() - computed).as_secs_f64() / QUIET.as_secs_f64();
    println!("FIGURE live.quiet_cpu {:.2} % of a core", quiet * 100.0);

    let mut waits = Vec::new();
    for person in people.iter().cycle().step_by(7).take(CHANGES) {
        let change = json!({ "application": person["application"], "action": "take" });
        let started = Instant::now();
        server.post("/_test/bureau", &change).await;
        let (heard, event) = news.recv().await.unwrap();
        waits.push(heard - started);
        assert!(event.contains(person["application"].as_str().unwrap()), "{event}");
    }
    report("live.change_to_stream_ms", &mut waits);

    let address = |application: &str| {
        format!("/api/v1/applications/{application}/institutions/{INSTITUTION}/events")
    };
    let mut news = server.listen(&people[..READERS], address).await;
    let slot = server.free_slot(&people[0]).await;
    let mut waits = Vec::new();
    for round in 0..ROUNDS {
        let change = json!({ "institution": INSTITUTION, "line": "examination", "starts_at": slot, "taken": round % 2 == 0 });
        let started = Instant::now();
        server.post("/_test/slots", &change).await;
        for _ in 0..READERS {
            let (heard, _) = news.recv().await.unwrap();
            waits.push(heard - started);
        }
    }
    report("live.fan_out_to_1000_ms", &mut waits);
}

fn report(name: &str, waits: &mut [Duration]) {
    waits.sort_unstable();
    for (of_hundred, percentile) in [(50, "p50"), (95, "p95"), (99, "p99")] {
        let wait = waits[(waits.len() * of_hundred / 100).min(waits.len() - 1)];
        println!("FIGURE {name}.{percentile} {:.2} ms", wait.as_secs_f64() * 1000.0);
    }
}

struct Server {
    port: u16,
    pid: String,
}

impl Server {
    /// Opens a stream for each of these people. Returns their events.
    async fn listen(
        &self,
        people: &[Value],
        path: impl Fn(&str) -> String,
    ) -> UnboundedReceiver<Told> {
        let (told, news) = unbounded_channel();
        for some in people.chunks(AT_ONCE) {
            let mut opening = JoinSet::new();
            for person in some {
                let path = path(person["application"].as_str().unwrap());
                let head =
                    format!("GET {path} HTTP/1.1\r\n{}host: localhost\r\n\r\n", cookie(person));
                opening.spawn(open(self.port, head, told.clone()));
            }
            opening.join_all().await;
        }
        news
    }

    /// A time that is free, in the institution's calendar as this person sees it.
    async fn free_slot(&self, person: &Value) -> Value {
        let application = person["application"].as_str().unwrap();
        let base = format!("/api/v1/applications/{application}/institutions/{INSTITUTION}/days");
        let days = self.get(&base, person).await;
        let open = |day: &&Value| day["free"].as_u64() > Some(1);
        let day = days["days"].as_array().unwrap().iter().rev().find(open).unwrap();
        let slots = self.get(&format!("{base}/{}", day["day"].as_str().unwrap()), person).await;
        let slots = slots["slots"].as_array().unwrap();
        slots.iter().find(|slot| slot["free"] == true).unwrap()["starts_at"].clone()
    }

    async fn get(&self, path: &str, person: &Value) -> Value {
        self.ask(&format!("GET {path} HTTP/1.1\r\n{}", cookie(person)), "").await
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let head = format!("POST {path} HTTP/1.1\r\ncontent-type: application/json\r\n");
        self.ask(&head, &body.to_string()).await
    }

    async fn ask(&self, head: &str, body: &str) -> Value {
        let mut socket = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        let length = body.len();
        let request = format!(
            "{head}host: localhost\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        socket.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 20"), "{answer}");
        serde_json::from_str(body).unwrap_or_default()
    }

    /// Memory of the process, bytes (`proc_pid_statm`; pages of 4 KiB).
    fn memory(&self) -> usize {
        let pages = std::fs::read_to_string(format!("/proc/{}/statm", self.pid)).unwrap();
        pages.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 4096
    }

    /// Time that the process has computed for, in steps of 10 ms (`proc_pid_stat`).
    fn computed(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid)).unwrap();
        let after_name = stat.rsplit(')').next().unwrap().split_whitespace();
        let ticks = after_name.skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap());
        Duration::from_millis(ticks.sum::<u64>() * 10)
    }
}

fn cookie(person: &Value) -> String {
    format!("cookie: {}\r\n", person["cookie"].as_str().unwrap())
}

/// Opens a stream and passes its events on until it ends.
async fn open(port: u16, head: String, told: UnboundedSender<Told>) {
    let mut socket = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    socket.set_nodelay(true).unwrap();
    socket.write_all(head.as_bytes()).await.unwrap();
    let mut first = [0; 2048];
    let read = socket.read(&mut first).await.unwrap();
    let first = String::from_utf8_lossy(&first[..read]).into_owned();
    assert!(first.starts_with("HTTP/1.1 200"), "{first}");
    tokio::spawn(async move {
        let mut bytes = [0; 512];
        while let Ok(read @ 1..) = socket.read(&mut bytes).await {
            let text = String::from_utf8_lossy(&bytes[..read]);
            let is_event = text.contains("event: case") || text.contains("event: slot");
            if is_event && told.send((Instant::now(), text.into_owned())).is_err() {
                return;
            }
        }
    });
}
