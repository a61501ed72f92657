//! Every address of the app, typed: how it is written and how it is read. Ids in addresses are opaque; nothing about the
//! citizen may stand in one.

pub(crate) const HOME: &str = "/";
pub(crate) const SIGN_IN: &str = "/sign-in";
pub(crate) const APPLICATIONS: &str = "/applications";
/// «Мои обращения».
pub(crate) const REQUESTS: &str = "/requests";
/// What is looked for does not stand in the address: it can tell about somebody's health.
pub(crate) const SEARCH: &str = "/search";

/// Where examinations and operations take place; the filters do not stand in the address, see [`SEARCH`].
pub(crate) const INSTITUTIONS: &str = "/institutions";
/// «Мои записи».
pub(crate) const BOOKINGS: &str = "/bookings";
/// «Мои операции».
pub(crate) const OPERATIONS: &str = "/operations";

/// The name of the check page among the steps of a draft; no step can have it (`-` is not allowed in their ids).
pub(crate) const REVIEW: &str = "check-answers";

/// The name of the query parameter of [`sign_in_then`].
pub(crate) const NEXT: &str = "next";

/// Where the citizen is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    Home,
    SignIn,
    /// `from` is an application that the new one follows.
    Service {
        id: String,
        from: Option<String>,
    },
    /// The task list, or one of the screens of a draft.
    Draft {
        id: String,
        step: Option<String>,
    },
    Applications,
    Requests,
    Search,
    Application {
        id: String,
    },
    /// The confirmation after sending.
    Sent {
        id: String,
    },
    /// Choosing where and when the visit of an application takes place.
    Choose {
        application: String,
        step: ChooseStep,
    },
    Institutions,
    Bookings,
    Operations,
    Booking {
        id: String,
        step: BookingStep,
    },
    Unknown,
}

/// The screens of choosing a visit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum ChooseStep {
    #[default]
    Institution,
    /// The day and the time at an institution.
    Time(String),
    /// What the institution should know, and «Записаться».
    Confirm(String),
}

/// The screens of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum BookingStep {
    #[default]
    Show,
    /// Another day and time.
    Move,
    ConfirmMove,
}

impl Place {
    /// Whether anybody may be here, signed in or not.
    pub(crate) fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Home
                | Self::SignIn
                | Self::Service { .. }
                | Self::Search
                | Self::Institutions
                | Self::Unknown
        )
    }

    /// Reads a path, with or without a slash at its end.
    pub(crate) fn of(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match *parts.as_slice() {
            [] => Self::Home,
            ["sign-in"] => Self::SignIn,
            ["services", id] => Self::Service { id: id.to_owned(), from: None },
            ["services", id, "from", from] => {
                Self::Service { id: id.to_owned(), from: Some(from.to_owned()) }
            }
            ["drafts", id] => Self::Draft { id: id.to_owned(), step: None },
            ["drafts", id, step] => Self::Draft { id: id.to_owned(), step: Some(step.to_owned()) },
            ["requests"] => Self::Requests,
            ["search"] => Self::Search,
            ["applications"] => Self::Applications,
            ["applications", id] => Self::Application { id: id.to_owned() },
            ["applications", id, "sent"] => Self::Sent { id: id.to_owned() },
            ["applications", id, "booking"] => Self::choose(id, ChooseStep::Institution),
            ["applications", id, "booking", place] => {
                Self::choose(id, ChooseStep::Time(place.to_owned()))
            }
            ["applications", id, "booking", place, "confirm"] => {
                Self::choose(id, ChooseStep::Confirm(place.to_owned()))
            }
            ["institutions"] => Self::Institutions,
            ["bookings"] => Self::Bookings,
            ["operations"] => Self::Operations,
            ["bookings", id] => Self::booking(id, BookingStep::Show),
            ["bookings", id, "move"] => Self::booking(id, BookingStep::Move),
            ["bookings", id, "move", "confirm"] => Self::booking(id, BookingStep::ConfirmMove),
            _ => Self::Unknown,
        }
    }

    fn choose(application: &str, step: ChooseStep) -> Self {
        Self::Choose { application: application.to_owned(), step }
    }

    fn booking(id: &str, step: BookingStep) -> Self {
        Self::Booking { id: id.to_owned(), step }
    }

    /// The page that shows it: all screens of a draft are one page, and so are those of choosing a visit and those of
    /// moving one.
    pub(crate) fn page(self) -> Self {
        match self {
            Self::Draft { id, .. } => Self::Draft { id, step: None },
            Self::Choose { application, .. } => {
                Self::Choose { application, step: ChooseStep::default() }
            }
            Self::Booking { id, step: BookingStep::ConfirmMove } => {
                Self::Booking { id, step: BookingStep::Move }
            }
            other => other,
        }
    }

    /// The opaque id in the address, if it has one.
    pub(crate) fn id(&self) -> String {
        match self {
            Self::Service { id, .. }
            | Self::Draft { id, .. }
            | Self::Application { id }
            | Self::Booking { id, .. }
            | Self::Choose { application: id, .. }
            | Self::Sent { id } => id.clone(),
            Self::Home
            | Self::SignIn
            | Self::Applications
            | Self::Requests
            | Self::Search
            | Self::Institutions
            | Self::Bookings
            | Self::Operations
            | Self::Unknown => String::new(),
        }
    }
}

impl Place {
    /// The application that a new one follows.
    pub(crate) fn from(&self) -> Option<String> {
        match self {
            Self::Service { from, .. } => from.clone(),
            _ => None,
        }
    }
}

/// Sign-in that leads on to another address of the app.
pub(crate) fn sign_in_then(next: &str) -> String {
    format!("{SIGN_IN}?{NEXT}={next}")
}

/// An address from outside, if it is one of a page of this app to which a sign-in can lead.
pub(crate) fn within_app(address: String) -> Option<String> {
    let is_path = address.starts_with('/') && !address.starts_with("//");
    // A browser drops or turns these, and would end up elsewhere.
    let is_plain = !address.contains(|c: char| c == '\\' || c.is_control());
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_known = !matches!(Place::of(path), Place::Unknown | Place::SignIn);
    (is_path && is_plain && is_known).then_some(address)
}

pub(crate) fn service(id: &str) -> String {
    format!("/services/{id}")
}

/// A service that follows an application: an appeal against its decision.
pub(crate) fn service_from(id: &str, application: &str) -> String {
    format!("/services/{id}/from/{application}")
}

/// The task list of a draft.
pub(crate) fn draft(id: &str) -> String {
    format!("/drafts/{id}")
}

pub(crate) fn draft_step(id: &str, step: &str) -> String {
    format!("/drafts/{id}/{step}")
}

pub(crate) fn application(id: &str) -> String {
    format!("/applications/{id}")
}

/// The confirmation after sending.
pub(crate) fn sent(id: &str) -> String {
    format!("/applications/{id}/sent")
}

/// Choosing a visit for an application.
pub(crate) fn choose(application: &str, step: &ChooseStep) -> String {
    let base = format!("/applications/{application}/booking");
    match step {
        ChooseStep::Institution => base,
        ChooseStep::Time(institution) => format!("{base}/{institution}"),
        ChooseStep::Confirm(institution) => format!("{base}/{institution}/confirm"),
    }
}

pub(crate) fn booking(id: &str, step: BookingStep) -> String {
    let step = match step {
        BookingStep::Show => "",
        BookingStep::Move => "/move",
        BookingStep::ConfirmMove => "/move/confirm",
    };
    format!("/bookings/{id}{step}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let id = || "a1".to_owned();
        let time = ChooseStep::Time("b2".to_owned());
        let confirm = ChooseStep::Confirm("b2".to_owned());
        let places = [
            (HOME.to_owned(), Place::Home),
            (SIGN_IN.to_owned(), Place::SignIn),
            (APPLICATIONS.to_owned(), Place::Applications),
            (REQUESTS.to_owned(), Place::Requests),
            (SEARCH.to_owned(), Place::Search),
            (service("a1"), Place::Service { id: id(), from: None }),
            (service_from("a1", "b2"), Place::Service { id: id(), from: Some("b2".to_owned()) }),
            (draft("a1"), Place::Draft { id: id(), step: None }),
            (draft_step("a1", REVIEW), Place::Draft { id: id(), step: Some(REVIEW.to_owned()) }),
            (application("a1"), Place::Application { id: id() }),
            (sent("a1"), Place::Sent { id: id() }),
            (INSTITUTIONS.to_owned(), Place::Institutions),
            (BOOKINGS.to_owned(), Place::Bookings),
            (OPERATIONS.to_owned(), Place::Operations),
            (choose("a1", &ChooseStep::Institution), Place::choose("a1", ChooseStep::Institution)),
            (choose("a1", &time), Place::choose("a1", time.clone())),
            (choose("a1", &confirm), Place::choose("a1", confirm.clone())),
            (booking("a1", BookingStep::Show), Place::booking("a1", BookingStep::Show)),
            (booking("a1", BookingStep::Move), Place::booking("a1", BookingStep::Move)),
            (
                booking("a1", BookingStep::ConfirmMove),
                Place::booking("a1", BookingStep::ConfirmMove),
            ),
        ];
        for (path, place) in places {
            assert_eq!(Place::of(&path), place, "{path}");
            assert_eq!(Place::of(&format!("{path}/")), place, "{path}/");
        }
        for path in ["/nowhere", "/services", "/applications/a1/other", "/drafts/a1/step/more"] {
            assert_eq!(Place::of(path), Place::Unknown, "{path}");
        }
    }

    #[test]
    fn sign_in_never_leads_to_another_site() {
        let elsewhere = [
            "https://example.com",
            "//example.com",
            "//applications",
            "/\t/example.com",
            "/\\example.com",
            "/\\applications",
            "/applications\n",
            "/nowhere",
            "/sign-in?next=/applications",
            "applications",
            "",
        ];
        for address in elsewhere {
            assert_eq!(within_app(address.to_owned()), None, "{address}");
        }
        for address in ["/", "/services/a1", "/applications?from=mail#top", "/drafts/a1/contacts"] {
            assert_eq!(within_app(address.to_owned()).as_deref(), Some(address));
        }
    }
}
