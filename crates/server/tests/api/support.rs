//! A server on a port of its own, and clients for it.

pub(crate) mod bookings;
pub(crate) mod cases;
pub(crate) mod client;
pub(crate) mod files;
pub(crate) mod messages;
pub(crate) mod office;
pub(crate) mod paper;
pub(crate) mod passkey;
pub(crate) mod race;
pub(crate) mod services;
pub(crate) mod stream;
pub(crate) mod visits;

pub(crate) use client::{Answer, Client};

use chrono::{DateTime, Utc};
use domain::wire::time::print_moment;
use server::{App, Settings};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub(crate) const ANNA: &str = "+7 900 000-00-01";
pub(crate) const PYOTR: &str = "+7 900 000-00-02";
/// Maria's profile is complete.
pub(crate) const MARIA: &str = "+7 900 000-00-03";
pub(crate) const PASSWORD: &str = "Okno-2026!";

/// When the clock of every test server starts: a Wednesday, 12:00 in Moscow.
const NOW: &str = "2026-11-18T09:00:00Z";

/// The time at which test servers start: `NOW`, or what `OKNO_TEST_NOW` says, to try another day of the year.
pub(crate) fn now() -> DateTime<Utc> {
    std::env::var("OKNO_TEST_NOW").as_deref().unwrap_or(NOW).parse().unwrap()
}

/// A running server with its own data.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    settings: Settings,
    folder: TempDir,
    stop: Option<oneshot::Sender<()>>,
    running: JoinHandle<()>,
}

impl Server {
    /// Starts with test doors, which most tests need.
    pub(crate) async fn start() -> Self {
        Self::start_with(|settings| settings.test_doors = true).await
    }

    pub(crate) async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::new(folder.path().join("data"));
        settings.starts_at = Some(now());
        change(&mut settings);
        let (address, stop, running) = run(settings.clone()).await;
        Self { address, settings, folder, stop: Some(stop), running }
    }

    /// Stops, and starts again with the same data.
    pub(crate) async fn restart_with(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        self.stop().await;
        change(&mut self.settings);
        let (address, stop, running) = run(self.settings.clone()).await;
        Self { address, stop: Some(stop), running, ..self }
    }

    pub(crate) async fn restart(self) -> Self {
        self.restart_with(|_| {}).await
    }

    pub(crate) async fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            drop(stop);
            (&mut self.running).await.unwrap();
        }
    }

    pub(crate) fn data(&self) -> &Path {
        &self.settings.data
    }

    /// The clerk's command for this server's data: a process of its own, whose clock starts at the same time.
    pub(crate) fn clerk(&self) -> Command {
        self.command("clerk")
    }

    /// A command of the command line for this server's data.
    pub(crate) fn command(&self, name: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_okno-server"));
        command.args([name, "--test-doors", "--starts-at", &print_moment(now()), "--data"]);
        command.arg(self.data());
        command
    }

    /// The temporary folder of the test; the data folder is in it.
    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Opens the server's database directly.
    pub(crate) async fn database(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(self.data().join("okno.db"));
        options.connect().await.unwrap()
    }

    /// A client without a session.
    pub(crate) fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// Anna, signed in.
    pub(crate) async fn anna(&self) -> Client {
        self.signed_in(ANNA).await
    }

    /// Pyotr, signed in: a stranger to Anna.
    pub(crate) async fn pyotr(&self) -> Client {
        self.signed_in(PYOTR).await
    }

    /// Maria, signed in: her profile is complete.
    pub(crate) async fn maria(&self) -> Client {
        self.signed_in(MARIA).await
    }

    pub(crate) async fn signed_in(&self, login: &str) -> Client {
        let mut client = self.client();
        client.sign_in(login).await;
        client
    }

    /// Moves the server's clock forward, and sweeps.
    pub(crate) async fn advance(&self, seconds: i64) {
        let body = serde_json::json!({ "advance_seconds": seconds });
        self.client().post("/_test/clock").json(&body).send().await.expect_status(200);
    }

    /// Makes the bureau act.
    pub(crate) async fn bureau(&self, application: &str, action: &str) -> Answer {
        let body = serde_json::json!({ "application": application, "action": action });
        self.client().post("/_test/bureau").json(&body).send().await
    }

    /// Makes the bureau ask for corrections at these pointers.
    pub(crate) async fn ask(&self, application: &str, pointers: &[&str]) -> Answer {
        let remark = |pointer: &&str| serde_json::json!({ "pointer": pointer, "text": { "ru": "Проверьте.", "en": "Check this." } });
        let remarks: Vec<_> = pointers.iter().map(remark).collect();
        let body =
            serde_json::json!({ "application": application, "action": "ask", "remarks": remarks });
        self.client().post("/_test/bureau").json(&body).send().await
    }

    pub(crate) async fn fault(&self, fault: serde_json::Value) {
        self.client().post("/_test/faults").json(&fault).send().await.expect_status(204);
    }
}

async fn run(settings: Settings) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<()>) {
    let connections = settings.connections;
    let app = App::open(settings).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(async move {
        let mut workers = app.start_workers();
        let stopping = app.clone();
        let stop = async move {
            let _ = stopped.await;
            stopping.stop();
        };
        server::serve(listener, app.router(), connections, stop).await.unwrap();
        workers.shutdown().await;
        app.close().await;
    });
    (address, stop, running)
}
