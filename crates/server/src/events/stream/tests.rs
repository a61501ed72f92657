use super::*;
use crate::accounts::add_stranger;
use crate::base::Base;
use crate::stopping::Stop;
use axum::extract::FromRequestParts as _;
use axum::http::Request;
use futures_util::StreamExt as _;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Ten numbers a batch, up to the newest one. Counts how often it is read.
struct Numbers {
    account: String,
    reads: Arc<AtomicUsize>,
}

impl Feed for Numbers {
    fn place(&self) -> Place {
        Place::Account(self.account.clone())
    }

    async fn positions(&self) -> Result<RangeInclusive<i64>> {
        Ok(0..=25)
    }

    async fn after(&self, position: i64, newest: i64) -> Result<Batch> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        let last = newest.min(position + 10);
        let text = (position + 1..=last).map(|number| format!("{number} ")).collect();
        Ok(Batch { text, position: last, is_full: last < newest })
    }
}

struct Setting {
    _folder: tempfile::TempDir,
    streams: Arc<Streams>,
    session: auth::Peek,
    reads: Arc<AtomicUsize>,
    _stop: Stop,
}

impl Setting {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let base = Base::empty(folder.path()).await;
        let mut tx = base.db.begin().await.unwrap();
        let account = add_stranger(&base, &mut tx).await.unwrap();
        let cookie = auth::start_without_sign_in(&base, &mut tx, &account).await.unwrap();
        tx.commit().await.unwrap();
        let request = Request::builder().header(header::COOKIE, cookie).body(()).unwrap();
        let (mut parts, ()) = request.into_parts();
        let session = auth::Peek::from_request_parts(&mut parts, &base).await.unwrap();
        let stop = Stop::default();
        let (bells, stopping) = (Bells::default(), stop.subscribe());
        let streams = Arc::new(Streams { base, bells, stopping });
        Self { _folder: folder, streams, session, reads: Arc::default(), _stop: stop }
    }

    /// A stream that has sent its opening.
    async fn open(&self, last: Option<&str>) -> impl Stream<Item = Result<String>> + Unpin {
        let (account, reads) = (self.session.account.clone(), self.reads.clone());
        let feed = Numbers { account, reads };
        let (streams, session) = (self.streams.clone(), self.session.clone());
        let stream = open(streams, session, last.map(str::to_owned), feed).await.unwrap();
        let mut stream = Box::pin(stream);
        stream.next().await.unwrap().unwrap();
        stream
    }

    async fn sign_out(&self) {
        let all = sqlx::query("DELETE FROM sessions");
        all.execute(self.streams.base.db.write()).await.unwrap();
    }

    fn own(&self) -> Place {
        Place::Account(self.session.account.clone())
    }

    fn reads(&self) -> usize {
        self.reads.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn a_quiet_stream_reads_nothing() {
    let setting = Setting::new().await;
    let mut stream = setting.open(None).await;
    // Whatever is asked of it from now on fails.
    setting.streams.base.db.close().await;
    tokio::time::pause();
    for _ in 0..10 {
        assert_eq!(stream.next().await.unwrap().unwrap(), HEARTBEAT);
    }
    setting.streams.bells.ring(&Place::Account("somebody else".to_owned()), 100);
    assert_eq!(stream.next().await.unwrap().unwrap(), HEARTBEAT);
    assert_eq!(setting.reads(), 0);
}

#[tokio::test]
async fn a_ring_is_read_once_and_a_long_absence_in_batches() {
    let setting = Setting::new().await;
    let mut stream = setting.open(Some("3")).await;
    for (text, reads) in
        [("4 5 6 7 8 9 10 11 12 13 ", 1), ("14 15 16 17 18 19 20 21 22 23 ", 2), ("24 25 ", 3)]
    {
        assert_eq!(stream.next().await.unwrap().unwrap(), text);
        assert_eq!(setting.reads(), reads);
    }
    tokio::time::pause();
    assert_eq!(stream.next().await.unwrap().unwrap(), HEARTBEAT);
    for _ in 0..2 {
        setting.streams.bells.ring(&setting.own(), 27);
    }
    assert_eq!(stream.next().await.unwrap().unwrap(), "26 27 ");
    assert_eq!(stream.next().await.unwrap().unwrap(), HEARTBEAT);
    assert_eq!(setting.reads(), 4);
}

#[tokio::test]
async fn a_stream_ends_with_its_own_session_only() {
    let setting = Setting::new().await;
    let mut stream = setting.open(None).await;
    setting.streams.bells.look(&setting.own());
    setting.streams.bells.ring(&setting.own(), 26);
    assert_eq!(stream.next().await.unwrap().unwrap(), "26 ", "another session has ended");
    setting.sign_out().await;
    setting.streams.bells.look(&setting.own());
    setting.streams.bells.ring(&setting.own(), 27);
    assert!(stream.next().await.is_none(), "nothing more is sent");
}

#[tokio::test]
async fn a_session_that_has_ended_meanwhile_opens_no_stream() {
    let setting = Setting::new().await;
    setting.sign_out().await;
    let feed = Numbers { account: setting.session.account.clone(), reads: Arc::default() };
    let opened = open(setting.streams.clone(), setting.session.clone(), None, feed).await;
    assert!(matches!(opened.err(), Some(Fail::Code(ProblemCode::SignInRequired))));
}
