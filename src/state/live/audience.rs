//! Subscribers of one stream.

use super::super::action;
use super::super::waiters::Applying;
use super::known::{self, Known};
use super::{Subscriber, Update};
use leptos::prelude::Callable as _;
use std::cell::{Cell, RefCell};

#[derive(Debug, Default)]
pub(super) struct Audience {
    subscribers: RefCell<Vec<(u32, Subscriber)>>,
    /// Number of the last subscriber.
    last: Cell<u32>,
}

impl Audience {
    /// Hands an update to all subscribers at once; resolves when all have applied it.
    pub(super) fn deliver(&self, update: &Update) -> Applying {
        known::count_update();
        let subscribers: Vec<_> =
            self.subscribers.borrow().iter().map(|(_, subscriber)| *subscriber).collect();
        let begun: Vec<_> = subscribers
            .iter()
            .filter_map(|subscriber| subscriber.try_run(update.clone()))
            .collect();
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

    /// Sends a new subscriber of a running stream a gap if it may have missed events: past ones are not repeated.
    pub(super) fn catch_up(&self, known: &Known, subscriber: Subscriber) {
        if known.is_overtaken()
            && let Some(applying) = subscriber.try_run(Update::Gap)
        {
            action::commit(async move {
                let _ = applying.await;
            });
        }
    }

    pub(super) fn leave(&self, number: u32) {
        self.subscribers.borrow_mut().retain(|(known, _)| *known != number);
    }

    /// Whether there are no subscribers, and none has come after the one with this number.
    pub(super) fn is_empty_since(&self, number: u32) -> bool {
        self.is_empty() && self.last.get() <= number
    }

    pub(super) fn is_empty(&self) -> bool {
        self.subscribers.borrow().is_empty()
    }
}
