use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// Streams of one citizen at once. Nobody has more windows; what opens more is out of order.
const MOST: usize = 32;

/// Where something new may come.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// The journal of an account.
    Account(String),
    /// An appointment book: institution and line.
    Line(String, String),
}

/// What a bell tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Rung {
    /// The newest id of the place; 0 if it has not rung.
    pub(crate) newest: i64,
    /// Grows when everybody has to look whether their session goes on.
    pub(crate) looks: u32,
}

/// One bell for each place where somebody listens. Clones are the same bells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bells(Arc<Mutex<HashMap<Place, Bell>>>);

#[derive(Debug, Default)]
struct Bell {
    rung: watch::Sender<Rung>,
    listeners: usize,
}

impl Bell {
    fn look(&self) {
        self.rung.send_modify(|rung| rung.looks = rung.looks.wrapping_add(1));
    }
}

impl Bells {
    /// Listens at a place. `None` if too many listen to this account already. An appointment book has no limit: many citizens look at it.
    pub(crate) fn listen(&self, place: Place) -> Option<Listener> {
        let mut bells = self.lock();
        let bell = bells.entry(place.clone()).or_default();
        if bell.listeners >= MOST && matches!(place, Place::Account(_)) {
            return None;
        }
        bell.listeners += 1;
        let rung = bell.rung.subscribe();
        Some(Listener { bells: self.clone(), place, rung })
    }

    /// How many places somebody listens at, and how many listen.
    pub(crate) fn sizes(&self) -> (usize, usize) {
        let bells = self.lock();
        (bells.len(), bells.values().map(|bell| bell.listeners).sum())
    }

    /// Tells those who listen at the place that `newest` is there. Nobody is told twice.
    pub(crate) fn ring(&self, place: &Place, newest: i64) {
        if let Some(bell) = self.lock().get(place) {
            bell.rung.send_if_modified(|rung| {
                let is_new = newest > rung.newest;
                rung.newest = rung.newest.max(newest);
                is_new
            });
        }
    }

    /// Lets those who listen at the place look whether their session goes on.
    pub(crate) fn look(&self, place: &Place) {
        self.lock().get(place).into_iter().for_each(Bell::look);
    }

    /// Lets everybody look whether their session goes on.
    pub(crate) fn look_everywhere(&self) {
        self.lock().values().for_each(Bell::look);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Place, Bell>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Listens at a place until it is dropped.
#[derive(Debug)]
pub(crate) struct Listener {
    bells: Bells,
    place: Place,
    rung: watch::Receiver<Rung>,
}

impl Listener {
    /// What the bell has told last; [`Listener::changed`] waits for something newer.
    pub(crate) fn rung(&mut self) -> Rung {
        *self.rung.borrow_and_update()
    }

    pub(crate) async fn changed(&mut self) {
        if self.rung.changed().await.is_err() {
            // The bell is there as long as we listen.
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut bells = self.bells.lock();
        if let Some(bell) = bells.get_mut(&self.place) {
            bell.listeners = bell.listeners.saturating_sub(1);
            if bell.listeners == 0 {
                bells.remove(&self.place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anna() -> Place {
        Place::Account("anna".to_owned())
    }

    #[test]
    fn a_bell_is_there_while_somebody_listens() {
        let bells = Bells::default();
        let places = || bells.lock().len();
        bells.ring(&anna(), 1);
        assert_eq!(places(), 0);
        let (first, second) = (bells.listen(anna()).unwrap(), bells.listen(anna()).unwrap());
        let other = bells.listen(Place::Line("bureau".to_owned(), "examination".to_owned()));
        assert_eq!(places(), 2);
        drop(first);
        assert_eq!(places(), 2);
        drop((second, other));
        assert_eq!(places(), 0);
    }

    #[test]
    fn the_same_id_rings_once_and_only_where_it_belongs() {
        let bells = Bells::default();
        let mut listener = bells.listen(anna()).unwrap();
        let mut pyotr = bells.listen(Place::Account("pyotr".to_owned())).unwrap();
        bells.ring(&anna(), 7);
        assert!(listener.rung.has_changed().unwrap());
        assert_eq!(listener.rung(), Rung { newest: 7, looks: 0 });
        for older in [7, 6] {
            bells.ring(&anna(), older);
            assert!(!listener.rung.has_changed().unwrap(), "{older}");
        }
        assert_eq!(listener.rung().newest, 7);
        assert!(!pyotr.rung.has_changed().unwrap());
        bells.look(&anna());
        assert_eq!((listener.rung().looks, pyotr.rung().looks), (1, 0));
        bells.look_everywhere();
        assert_eq!((listener.rung().looks, pyotr.rung()), (2, Rung { newest: 0, looks: 1 }));
    }

    #[test]
    fn the_33rd_listener_is_refused_until_one_goes() {
        let bells = Bells::default();
        let mut listeners: Vec<_> = (0..MOST).map(|_| bells.listen(anna()).unwrap()).collect();
        assert!(bells.listen(anna()).is_none());
        assert!(bells.listen(Place::Account("pyotr".to_owned())).is_some());
        listeners.pop();
        assert!(bells.listen(anna()).is_some());
    }

    #[test]
    fn a_book_has_room_for_everybody() {
        let bells = Bells::default();
        let book = || Place::Line("bureau".to_owned(), "examination".to_owned());
        let listeners: Vec<_> = (0..1000).map(|_| bells.listen(book()).unwrap()).collect();
        assert_eq!(listeners.len(), 1000);
    }
}
