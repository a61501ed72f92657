//! Those who listen to one stream.

use super::super::action;
use super::super::waiters::Applying;
use super::{News, Shows, Subscriber};
use leptos::prelude::Callable as _;
use std::cell::{Cell, RefCell};

#[derive(Debug, Default)]
pub(super) struct Audience {
    subscribers: RefCell<Vec<(u32, Subscriber)>>,
    /// The number of whoever came last.
    last: Cell<u32>,
    /// The newest event that was handed over.
    newest: Cell<Option<u64>>,
}

impl Audience {
    /// Hands news to everybody at once; ready when all have applied them. This is where news come in, whoever brings them:
    /// the stream of this tab, or another tab that has one for all.
    pub(super) fn deliver(&self, news: &News) -> Applying {
        if let News::Event(event) = news {
            let id = event.id.as_deref().and_then(|id| id.parse().ok());
            self.newest.set(id.or(self.newest.get()));
        }
        let subscribers: Vec<_> =
            self.subscribers.borrow().iter().map(|(_, subscriber)| *subscriber).collect();
        let begun: Vec<_> =
            subscribers.iter().filter_map(|subscriber| subscriber.try_run(news.clone())).collect();
        Box::pin(async move {
            let mut is_applied = true;
            for applying in begun {
                is_applied &= applying.await;
            }
            is_applied
        })
    }

    pub(super) fn join(&self, number: u32, subscriber: Subscriber) {
        self.last.set(number);
        self.subscribers.borrow_mut().push((number, subscriber));
    }

    /// Somebody has come to a stream that goes on already: what was handed over before is not repeated.
    pub(super) fn catch_up(&self, shows: &Shows, subscriber: Subscriber) {
        let has_missed = match shows {
            Shows::Asked => false,
            Shows::UpTo(id) => self.newest.get() > id.parse().ok(),
            Shows::Older => true,
        };
        if has_missed && let Some(applying) = subscriber.try_run(News::Gap) {
            action::commit(async move {
                let _ = applying.await;
            });
        }
    }

    pub(super) fn leave(&self, number: u32) {
        self.subscribers.borrow_mut().retain(|(known, _)| *known != number);
    }

    /// Whether nobody is there, nor was since the subscriber with this number.
    pub(super) fn is_left_since(&self, number: u32) -> bool {
        self.is_empty() && self.last.get() <= number
    }

    pub(super) fn is_empty(&self) -> bool {
        self.subscribers.borrow().is_empty()
    }
}
