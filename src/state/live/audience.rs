//! Those who listen to one stream.

use super::super::action;
use super::super::waiters::Applying;
use super::known::{self, Known};
use super::{News, Subscriber};
use leptos::prelude::Callable as _;
use std::cell::{Cell, RefCell};

#[derive(Debug, Default)]
pub(super) struct Audience {
    subscribers: RefCell<Vec<(u32, Subscriber)>>,
    /// The number of whoever came last.
    last: Cell<u32>,
}

impl Audience {
    /// Hands news to everybody at once; ready when all have applied them. This is where news come in, whoever brings them:
    /// the stream of this tab, or another tab that has one for all.
    pub(super) fn deliver(&self, news: &News) -> Applying {
        known::note_news();
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
    pub(super) fn catch_up(&self, known: &Known, subscriber: Subscriber) {
        if known.is_overtaken()
            && let Some(applying) = subscriber.try_run(News::Gap)
        {
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
