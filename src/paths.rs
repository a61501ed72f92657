//! Every address of the app, typed: how it is written and how it is read. Ids in addresses are opaque; nothing about the
//! citizen may stand in one.

pub(crate) const HOME: &str = "/";
pub(crate) const SIGN_IN: &str = "/sign-in";
pub(crate) const APPLICATIONS: &str = "/applications";
/// «Мои обращения».
pub(crate) const REQUESTS: &str = "/requests";
/// What is looked for does not stand in the address: it can tell about somebody's health.
pub(crate) const SEARCH: &str = "/search";

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
    Unknown,
}

impl Place {
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
            _ => Self::Unknown,
        }
    }

    /// The page that shows it: all screens of a draft are one page.
    pub(crate) fn page(self) -> Self {
        match self {
            Self::Draft { id, .. } => Self::Draft { id, step: None },
            other => other,
        }
    }

    /// The opaque id in the address, if it has one.
    pub(crate) fn id(&self) -> String {
        match self {
            Self::Service { id, .. }
            | Self::Draft { id, .. }
            | Self::Application { id }
            | Self::Sent { id } => id.clone(),
            Self::Home
            | Self::SignIn
            | Self::Applications
            | Self::Requests
            | Self::Search
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

/// An address from outside, if it is one of this app and not of another site.
pub(crate) fn within_app(address: String) -> Option<String> {
    let inside = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    inside.then_some(address)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let id = || "a1".to_owned();
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
        for address in ["https://example.com", "//example.com", "/\\example.com", "example", ""] {
            assert_eq!(within_app(address.to_owned()), None, "{address}");
        }
        assert_eq!(within_app("/services/a1".to_owned()).as_deref(), Some("/services/a1"));
    }
}
