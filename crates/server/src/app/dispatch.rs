//! Tells live streams what is new for them. One reader for the whole server: a stream reads nothing until its bell rings.

use crate::db::Db;
use crate::fail::Result;
use crate::wake::{Bells, Place, Wakes};
use crate::{institutions, journal};
use std::time::Duration;
use tokio::time::sleep;

/// How late a write of another process (`okno-server clerk`) is noticed at most.
const POLL: Duration = Duration::from_millis(200);

/// Ids per query: a crowd is told in several.
const MANY: i64 = 5000;

/// Up to which ids everybody has been told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    journal: i64,
    slots: i64,
}

/// What is there before the first stream opens.
pub(super) async fn start(db: &Db) -> Result<Told> {
    let journal = *journal::position(db).await?.end();
    Ok(Told { journal, slots: institutions::last_change(db).await? })
}

/// Worker: rings the bells of those for whom there is something new.
pub(super) async fn work(db: Db, wakes: Wakes, mut told: Told) {
    let (mut journal, mut slots) = (wakes.journal.subscribe(), wakes.slots.subscribe());
    loop {
        if let Err(error) = round(&db, &wakes.bells, &mut told).await {
            tracing::error!(%error, "dispatch");
        }
        tokio::select! {
            _ = journal.changed() => {}
            _ = slots.changed() => {}
            () = sleep(POLL) => {}
        }
    }
}

async fn round(db: &Db, bells: &Bells, told: &mut Told) -> Result<()> {
    let newest = start(db).await?;
    while told.journal < newest.journal {
        let until = newest.journal.min(told.journal + MANY);
        for news in journal::news(db, told.journal, until).await? {
            let place = Place::Account(news.account);
            // First: a stream whose session has ended sends nothing more.
            if news.has_ended_sessions {
                bells.look(&place);
            }
            bells.ring(&place, news.newest);
        }
        told.journal = until;
    }
    while told.slots < newest.slots {
        let until = newest.slots.min(told.slots + MANY);
        for (institution, line, id) in institutions::changed(db, told.slots, until).await? {
            bells.ring(&Place::Line(institution, line), id);
        }
        told.slots = until;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::add_stranger;
    use crate::audit::By;
    use crate::base::Base;
    use crate::journal::end_sessions;

    async fn account(base: &Base) -> String {
        let mut tx = base.db.begin().await.unwrap();
        let account = add_stranger(base, &mut tx).await.unwrap();
        end_sessions(base, &mut tx, &account, By::System).await.unwrap();
        tx.commit().await.unwrap();
        account
    }

    #[tokio::test]
    async fn a_change_rings_the_bell_of_its_account_once() {
        let folder = tempfile::tempdir().unwrap();
        let base = Base::empty(folder.path()).await;
        let (anna, pyotr) = (account(&base).await, account(&base).await);
        let bells = Bells::default();
        let listen = |account: &str| bells.listen(Place::Account(account.to_owned())).unwrap();
        let (mut hers, mut his) = (listen(&anna), listen(&pyotr));
        let mut told = start(&base.db).await.unwrap();
        round(&base.db, &bells, &mut told).await.unwrap();
        assert_eq!(hers.rung().newest, 0, "the past is not told");
        for _ in 0..2 {
            let mut tx = base.db.begin().await.unwrap();
            end_sessions(&base, &mut tx, &anna, By::System).await.unwrap();
            tx.commit().await.unwrap();
        }
        for _ in 0..2 {
            round(&base.db, &bells, &mut told).await.unwrap();
            assert_eq!((hers.rung().newest, hers.rung().looks), (4, 1));
            assert_eq!((his.rung().newest, his.rung().looks), (0, 0), "nobody else is woken");
        }
    }

    #[tokio::test]
    async fn a_crowd_is_told_to_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let base = Base::empty(folder.path()).await;
        let bells = Bells::default();
        let book = Place::Line("bureau".to_owned(), "examination".to_owned());
        let mut listener = bells.listen(book).unwrap();
        let mut told = start(&base.db).await.unwrap();
        sqlx::query(
            "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 12000)
             INSERT INTO slot_changes (institution, line, starts_at, at) SELECT 'bureau', 'examination', x, x FROM n",
        )
        .execute(base.db.write())
        .await
        .unwrap();
        round(&base.db, &bells, &mut told).await.unwrap();
        assert_eq!((listener.rung().newest, told.slots), (12_000, 12_000));
    }
}
