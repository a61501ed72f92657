//! HTTP/1.1 connections over TCP; something in front terminates TLS. Limits the time for headers and the number of
//! connections, and shuts down gracefully.

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt as _;

/// Marks a response that must not be sent: the connection closes without one.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("cut on request")]
pub(crate) struct Cut;

/// Time limit for the headers of a request, and for an idle connection.
const HEADERS: Duration = Duration::from_secs(60);

/// How long running requests may take after the signal to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves `router` until `stop` resolves, then waits up to ten seconds for running requests. At most `connections` are open at once.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    connections: usize,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let graceful = GracefulShutdown::new();
    let permits = Arc::new(Semaphore::new(connections.min(Semaphore::MAX_PERMITS)));
    tokio::pin!(stop);
    loop {
        let (stream, peer, permit) = tokio::select! {
            accepted = accept(&listener, &permits) => accepted?,
            () = &mut stop => break,
        };
        spawn(&graceful, stream, peer, router.clone(), permit);
    }
    drop(listener);
    let _ = tokio::time::timeout(GRACE, graceful.shutdown()).await;
    Ok(())
}

/// Waits until there is a permit for one more, then accepts the next one.
async fn accept(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let permit = Arc::clone(permits).acquire_owned().await.map_err(io::Error::other)?;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return Ok((stream, peer, permit)),
            Err(error) => {
                // Out of file descriptors, or the peer has already gone: no reason to stop the server.
                tracing::warn!(%error, "accept");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

fn spawn(
    graceful: &GracefulShutdown,
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    permit: OwnedSemaphorePermit,
) {
    // Live events are small: without this they would wait in a buffer for more data.
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        respond(router.clone(), request.map(Body::new))
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .serve_connection(TokioIo::new(stream), service);
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        // Connections break all the time; there is nothing to report.
        let _ = connection.await;
        drop(permit);
    });
}

/// Fails for a response marked with [`Cut`]: hyper then closes the connection without sending a byte.
async fn respond(router: Router, request: Request) -> Result<Response, Cut> {
    let Ok(response) = router.oneshot(request).await;
    match response.extensions().get::<Cut>() {
        Some(cut) => Err(*cut),
        None => Ok(response),
    }
}
