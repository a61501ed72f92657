//! What live changes say to screen readers: at most once in five seconds, of each topic the newest words.

use crate::i18n::tr;
use crate::platform::{clock, page};
use crate::state::action::commit;
use crate::state::announcer::Announcer;
use crate::state::sign_out::{self, OnSignOut};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// Milliseconds between two announcements.
const WINDOW: u32 = 5_000;
/// Sentences of one announcement; of more changes, only the number is said.
const MOST: usize = 3;

thread_local! {
    /// Topics and sentences that are not said yet, in their order.
    static KEPT: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
    /// Something was said less than [`WINDOW`] ago.
    static IS_WINDOW: Cell<bool> = const { Cell::new(false) };
    static LISTENS: OnceCell<()> = const { OnceCell::new() };
}

/// Announces a change, now or at the end of the five seconds that another announcement has begun, or, in a hidden tab, when it
/// is shown again. A later change of the same topic replaces an earlier one that is not said yet.
pub(crate) fn say(topic: &str, text: String) {
    LISTENS.with(|listens| {
        listens.get_or_init(|| {
            page::on_visible(say_kept);
            sign_out::register(Rc::new(Forgets));
        });
    });
    KEPT.with_borrow_mut(|kept| {
        kept.retain(|(known, _)| known != topic);
        kept.push((topic.to_owned(), text));
    });
    say_kept();
}

fn say_kept() {
    if IS_WINDOW.get() || page::is_hidden() || KEPT.with_borrow(Vec::is_empty) {
        return;
    }
    let kept = KEPT.take();
    let mut text = String::new();
    for (_, sentence) in kept.iter().take(MOST) {
        if !text.is_empty() {
            text.push_str(". ");
        }
        text.push_str(sentence.trim_end_matches('.'));
    }
    let more = kept.len().saturating_sub(MOST);
    if more > 0 {
        text.push_str(". ");
        text.push_str(&tr::live::more(u32::try_from(more).unwrap_or(u32::MAX)));
    }
    Announcer::current().into_iter().for_each(|announcer| announcer.say(text.clone()));
    IS_WINDOW.set(true);
    commit(async {
        clock::wait(WINDOW).await;
        IS_WINDOW.set(false);
        say_kept();
    });
}

struct Forgets;

impl OnSignOut for Forgets {
    fn forget(&self) {
        KEPT.take();
    }
}
