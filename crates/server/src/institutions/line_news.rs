//! What all who look at one appointment book are told: read once for all of them.

use super::changes::last_change;
use super::occupancy::{self, Occupancy};
use crate::base::Base;
use crate::fail::Result;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// Changes per reading: a long absence is replayed in several.
const MANY: i64 = 500;

/// Changes of an appointment book, and which of its slots are taken after them.
#[derive(Debug)]
pub(crate) struct LineNews {
    /// All changes after this id and up to `to` are there.
    from: i64,
    to: i64,
    /// There may be more after `to`.
    pub(crate) is_full: bool,
    /// Ids, which grow, and starts of slots in Unix milliseconds.
    changes: Vec<(i64, i64)>,
    pub(crate) occupancy: Arc<Occupancy>,
}

impl LineNews {
    /// Ids and starts of the changes after `position`.
    pub(crate) fn after(&self, position: i64) -> impl Iterator<Item = (i64, i64)> {
        self.changes.iter().copied().filter(move |(id, _)| *id > position)
    }

    /// Whether who has heard of everything up to `position` can read on here, until `newest`.
    fn serves(&self, position: i64, newest: i64) -> bool {
        self.from <= position && (self.to >= newest || (self.is_full && self.to > position))
    }
}

/// Reads the news of one book. The first who asks reads them, for all others too.
#[derive(Debug)]
pub(crate) struct LineReader {
    institution: String,
    line: String,
    last: tokio::sync::Mutex<Option<Arc<LineNews>>>,
}

impl LineReader {
    /// News after `position`, up to `newest` or a large number of them.
    pub(crate) async fn after(
        &self,
        base: &Base,
        position: i64,
        newest: i64,
    ) -> Result<Arc<LineNews>> {
        let mut last = self.last.lock().await;
        if let Some(news) = last.as_ref().filter(|news| news.serves(position, newest)) {
            return Ok(Arc::clone(news));
        }
        let news = Arc::new(self.read(base, position).await?);
        *last = Some(Arc::clone(&news));
        Ok(news)
    }

    async fn read(&self, base: &Base, from: i64) -> Result<LineNews> {
        // In this order: what changes meanwhile is told again, and never left out.
        let last = last_change(&base.db).await?;
        let changes: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT id, starts_at FROM slot_changes WHERE institution = ? AND line = ? AND id > ?
             ORDER BY id LIMIT ?",
        )
        .bind(&self.institution)
        .bind(&self.line)
        .bind(from)
        .bind(MANY)
        .fetch_all(base.db.read())
        .await?;
        let (names, now) = ((self.institution.as_str(), self.line.as_str()), base.clock.now_ms());
        let occupancy = occupancy::of_line(base.db.read(), names, now).await?;
        let is_full = i64::try_from(changes.len()).is_ok_and(|read| read >= MANY);
        let newest = changes.last().map_or(from, |(id, _)| *id);
        let to = if is_full { newest } else { newest.max(last) };
        Ok(LineNews { from, to, is_full, changes, occupancy: Arc::new(occupancy) })
    }
}

/// The readers of the books that somebody looks at.
#[derive(Debug, Default)]
pub(crate) struct LineReaders(Mutex<HashMap<(String, String), Weak<LineReader>>>);

impl LineReaders {
    /// The reader of this book. What it has read is dropped with the last who looks at the book.
    pub(crate) fn of(&self, institution: &str, line: &str) -> Arc<LineReader> {
        let mut readers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let names = (institution.to_owned(), line.to_owned());
        let known = readers.entry(names).or_default();
        known.upgrade().unwrap_or_else(|| {
            let (institution, line) = (institution.to_owned(), line.to_owned());
            let reader = Arc::new(LineReader { institution, line, last: Default::default() });
            *known = Arc::downgrade(&reader);
            reader
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn news(from: i64, to: i64, is_full: bool) -> LineNews {
        LineNews { from, to, is_full, changes: vec![(4, 40), (6, 60)], occupancy: Arc::default() }
    }

    #[test]
    fn news_serve_who_has_not_missed_more() {
        let whole = news(3, 9, false);
        assert!(whole.serves(3, 9) && whole.serves(5, 6) && whole.serves(9, 9));
        assert!(!whole.serves(2, 9), "something before them is missing");
        assert!(!whole.serves(5, 10), "something after them is missing");
        let part = news(3, 6, true);
        assert!(part.serves(3, 100), "more comes with the next reading");
        assert!(!part.serves(6, 100));
        assert_eq!(part.after(4).collect::<Vec<_>>(), [(6, 60)]);
    }

    #[test]
    fn a_book_has_one_reader_while_somebody_looks_at_it() {
        let readers = LineReaders::default();
        let reader = readers.of("bureau", "examination");
        assert!(Arc::ptr_eq(&reader, &readers.of("bureau", "examination")));
        assert!(!Arc::ptr_eq(&reader, &readers.of("hospital", "cardiac")));
        let gone = Arc::downgrade(&reader);
        drop(reader);
        assert!(gone.upgrade().is_none());
        assert_eq!(Arc::strong_count(&readers.of("bureau", "examination")), 1);
    }
}
