use super::{demo, print};
use crate::accounts::{DEMO_LOGIN, DEMO_PASSWORD};
use crate::app::App;
use crate::http::connection;
use crate::settings::Settings;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Serves until SIGTERM or SIGINT.
pub(super) async fn serve(listen: SocketAddr, mut settings: Settings) -> Result<(), String> {
    demo::check(listen, &settings)?;
    start_logs();
    let listener = TcpListener::bind(listen).await.map_err(|error| format!("{listen}: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    if settings.origin.is_empty() {
        settings.origin = format!("http://{address}");
    }
    let app = App::open(settings).await.map_err(|error| error.to_string())?;
    // Handle signals before announcing the address: whoever reads it may want to stop the server at once.
    let signals = [SignalKind::terminate(), SignalKind::interrupt()].map(signal);
    let [term, interrupt] = signals.map(|signal| signal.map_err(|error| error.to_string()));
    let asked_to_stop = asked_to_stop(term?, interrupt?);
    announce(&app)?;
    let mut workers = app.start_workers();
    let stop = {
        let app = app.clone();
        async move {
            asked_to_stop.await;
            // Otherwise open event streams would keep the server from ending.
            app.stop();
        }
    };
    let served = connection::serve(listener, app.router(), app.settings.connections, stop).await;
    served.map_err(|error| error.to_string())?;
    workers.shutdown().await;
    app.close().await;
    Ok(())
}

/// Prints the addresses to stdout, for people; logs go to stderr.
fn announce(app: &App) -> Result<(), String> {
    let origin = &app.settings.origin;
    print(&format!("Okno: {origin}"))?;
    if app.settings.shows_outbox() {
        print(&format!("Demo account: {DEMO_LOGIN}, password {DEMO_PASSWORD}"))?;
        print(&format!("SMS codes and e-mails: {origin}/dev/outbox"))?;
    }
    if app.settings.test_doors {
        print(&format!("Test doors are open: {origin}/_test"))?;
    }
    Ok(())
}

fn start_logs() {
    let logs = tracing_subscriber::fmt()
        .json()
        .with_writer(std::io::stderr)
        .with_max_level(tracing::Level::INFO)
        .flatten_event(true)
        .with_target(false)
        .with_current_span(false)
        .with_span_list(false);
    // In a test, logs may have been started already.
    let _ = logs.try_init();
}

async fn asked_to_stop(mut term: Signal, mut interrupt: Signal) {
    tokio::select! {
        _ = term.recv() => {}
        _ = interrupt.recv() => {}
    }
}
