//! Every address of the app. The table is [`routes`]: a page gets its address, its name in the code and its function there,
//! and nowhere else. Ids in addresses are opaque; nothing about the citizen may stand in one, not even what somebody looks
//! for: it can tell about their health.

use domain::wire::service::ServiceCard;

/// The table of pages, handed to the macro `$make`: here it becomes [`Route`], in `app.rs` what a route shows.
///
/// A row: name, address, who may be there (`anybody`, or a `citizen` who is signed in), the file of texts of its part, the
/// function that brings the page, and what the page asks the API for first. The address of a page without parameters is a constant; that of another one is a
/// function of its parameters, the first of which is the id that the page is about. Rows with the same function and the same
/// id are one page: it lives on while the citizen goes from one to the other ([`Route::is_same_page`]).
///
/// The page's part and its first answers are fetched while the app itself still loads (`scripts/routes.mjs` reads this table,
/// `scripts/boot.js` fetches). `a > b`: b needs a member of the answer to a. Answers that say what time it is do not belong
/// there, since they wait for the app.
macro_rules! routes {
    ($make:ident) => {
        $make! {
            constant {
                SignIn: SIGN_IN = "sign-in" => anybody, "account", account::sign_in_page, "";
                Registration: REGISTRATION = "registration"
                    => anybody, "registration", account::registration_page, "";
                Recovery: RECOVERY = "recovery" => anybody, "registration", account::recovery_page, "";
                Email: EMAIL = "email" => anybody, "registration", account::email_page, "";
                Agreement: AGREEMENT = "agreement" => anybody, "agreement", account::agreement_page, "";
                Account: ACCOUNT = "account" => citizen, "registration", account::account_page, "";
                Security: SECURITY = "security" => citizen, "security", account::security_page, "/account";
                Profile: PROFILE = "profile" => citizen, "profile", account::profile_page, "/profile";
                Search: SEARCH = "search" => anybody, "search", search::page, "";
                Institutions: INSTITUTIONS = "institutions"
                    => anybody, "booking", booking::institutions_page, "/institutions";
                Applications: APPLICATIONS = "applications"
                    => citizen, "cases", cases::list_page, "/applications, /drafts";
                MyServices: MY_SERVICES = "my-services" => citizen, "cases", cases::services_page, "/applications";
                Requests: REQUESTS = "requests" => citizen, "cases", cases::track_page, "/applications";
                Messages: MESSAGES = "messages" => citizen, "messages", messages::history_page, "/messages";
                Feedback: FEEDBACK = "feedback" => anybody, "feedback", feedback::page, "";
                Bookings: BOOKINGS = "bookings" => citizen, "booking", booking::list_page, "";
                Operations: OPERATIONS = "operations" => citizen, "booking", booking::operations_page, "";
            }
            parametric {
                Service: service(id) = ["services", id] => anybody, "form", form::start_page, "/services/{id}";
                // A service that follows an application: an appeal against its decision.
                ServiceFrom: service_from(id, application) = ["services", id, "from", application]
                    => anybody, "form", form::start_page, "/services/{id}";
                Draft: draft(id) = ["drafts", id]
                    => citizen, "form", form::draft_page, "/drafts/{id} > /services/{service}, /session/seal";
                DraftStep: draft_step(id, step) = ["drafts", id, step]
                    => citizen, "form", form::draft_page, "/drafts/{id} > /services/{service}, /session/seal";
                Application: application(id) = ["applications", id]
                    => citizen, "cases", cases::case_page, "/applications/{id}";
                Sent: sent(id) = ["applications", id, "sent"]
                    => citizen, "cases", cases::sent_page, "/applications/{id}";
                Result: result(id) = ["applications", id, "result"]
                    => citizen, "cases", cases::result_page, "/applications/{id}";
                Thread: thread(id) = ["messages", id]
                    => citizen, "messages", messages::thread_page, "/applications/{id}, /applications/{id}/messages";
                Question: question(id) = ["questions", id]
                    => citizen, "messages", messages::question_page, "/questions/{id}";
                Choose: choose(application) = ["applications", application, "booking"]
                    => citizen, "booking", booking::choose_page, "";
                ChooseTime: choose_time(application, institution)
                    = ["applications", application, "booking", institution]
                    => citizen, "booking", booking::choose_page, "";
                ConfirmTime: confirm_time(application, institution)
                    = ["applications", application, "booking", institution, "confirm"]
                    => citizen, "booking", booking::choose_page, "";
                Booking: booking(id) = ["bookings", id] => citizen, "booking", booking::booking_page, "";
                Move: move_booking(id) = ["bookings", id, "move"] => citizen, "booking", booking::move_page, "";
                ConfirmMove: confirm_move(id) = ["bookings", id, "move", "confirm"]
                    => citizen, "booking", booking::move_page, "";
            }
        }
    };
}
pub(crate) use routes;

pub(crate) const HOME: &str = "/";

/// The name of the check page among the steps of a draft; no step can have it (`-` is not allowed in their ids).
pub(crate) const REVIEW: &str = "check-answers";

/// The name of the query parameter of [`then`].
pub(crate) const NEXT: &str = "next";

macro_rules! define {
    (
        constant { $($fixed:ident: $constant:ident = $segment:literal => $fixed_who:ident, $fixed_texts:literal, $fixed_page:path, $fixed_first:literal;)* }
        parametric { $($name:ident: $write:ident($id:ident $(, $more:ident)*) = [$($part:tt),*] => $who:ident, $texts:literal, $page:path, $first:literal;)* }
    ) => {
        /// Where the citizen is.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) enum Route {
            Home,
            Unknown,
            $($fixed,)*
            $($name { $id: String $(, $more: String)* },)*
        }

        $(pub(crate) const $constant: &str = concat!("/", $segment);)*

        $(pub(crate) fn $write($id: &str $(, $more: &str)*) -> String {
            written(&[$($part),*])
        })*

        impl Route {
            /// Reads a path, with or without a slash at its end.
            pub(crate) fn of(path: &str) -> Self {
                let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
                match *parts.as_slice() {
                    [] => Self::Home,
                    $([$segment] => Self::$fixed,)*
                    $([$($part),*] => Self::$name { $id: $id.to_owned() $(, $more: $more.to_owned())* },)*
                    _ => Self::Unknown,
                }
            }

            /// The opaque id of what the page is about; empty where it is about nothing in particular.
            pub(crate) fn id(&self) -> String {
                match self {
                    Self::Home | Self::Unknown $(| Self::$fixed)* => String::new(),
                    $(Self::$name { $id, .. } => $id.clone(),)*
                }
            }

            /// Whether anybody may be here, signed in or not.
            pub(crate) fn is_open(&self) -> bool {
                match self {
                    Self::Home | Self::Unknown => true,
                    $(Self::$fixed => is_open!($fixed_who),)*
                    $(Self::$name { .. } => is_open!($who),)*
                }
            }

            /// The name of the function that brings the page.
            fn shown_by(&self) -> &'static str {
                match self {
                    Self::Home => "home",
                    Self::Unknown => "",
                    $(Self::$fixed => stringify!($fixed_page),)*
                    $(Self::$name { .. } => stringify!($page),)*
                }
            }
        }
    };
}

macro_rules! is_open {
    (anybody) => {
        true
    };
    (citizen) => {
        false
    };
}

routes!(define);

/// No page leads there, only a letter.
const _: &str = EMAIL;

fn written(parts: &[&str]) -> String {
    parts.iter().fold(String::new(), |path, part| path + "/" + part)
}

impl Route {
    /// Whether the page of this route is also that of `other`.
    pub(crate) fn is_same_page(&self, other: &Self) -> bool {
        let told_apart_by = |route: &Self| (route.shown_by(), route.id(), route.from());
        told_apart_by(self) == told_apart_by(other)
    }

    /// The application that a new one follows.
    pub(crate) fn from(&self) -> Option<String> {
        match self {
            Self::ServiceFrom { application, .. } => Some(application.clone()),
            _ => None,
        }
    }
}

/// Where the card of a service leads: to its form, or to the page in its place.
pub(crate) fn of_card(card: &ServiceCard) -> String {
    card.page.clone().unwrap_or_else(|| service(&card.id))
}

/// Sign-in that leads on to another address of the app.
pub(crate) fn sign_in_then(next: &str) -> String {
    then(SIGN_IN, Some(next))
}

/// An address that leads on to another one, if there is one, after the citizen has signed in or registered.
pub(crate) fn then(address: &str, next: Option<&str>) -> String {
    let Some(next) = next else { return address.to_owned() };
    // What would end the parameter.
    let next = next.replace('%', "%25").replace('&', "%26").replace('#', "%23").replace('+', "%2B");
    format!("{address}?{NEXT}={next}")
}

/// An address from outside, if it is one of a page of this app to which a sign-in can lead.
pub(crate) fn within_app(address: String) -> Option<String> {
    let is_path = address.starts_with('/') && !address.starts_with("//");
    // A browser drops or turns these, and would end up elsewhere.
    let is_plain = !address.contains(|c: char| c == '\\' || c.is_control());
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_known = !matches!(
        Route::of(path),
        Route::Unknown | Route::SignIn | Route::Registration | Route::Recovery | Route::Email
    );
    (is_path && is_plain && is_known).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! written_and_read {
        (
            constant { $($fixed:ident: $constant:ident = $segment:literal => $_fixed:ident, $_texts:literal, $_page:path, $_first:literal;)* }
            parametric { $($name:ident: $write:ident($($field:ident),*) = [$($part:tt),*] => $who:ident, $texts:literal, $page:path, $first:literal;)* }
        ) => {
            [
                (HOME.to_owned(), Route::Home),
                $(($constant.to_owned(), Route::$fixed),)*
                $({
                    $(let $field = concat!("of-", stringify!($field));)*
                    ($write($($field),*), Route::$name { $($field: $field.to_owned()),* })
                },)*
            ]
        };
    }

    #[test]
    fn what_is_written_is_read() {
        for (path, route) in routes!(written_and_read) {
            assert_eq!(Route::of(&path), route, "{path}");
            assert_eq!(Route::of(&format!("{path}/")), route, "{path}/");
        }
        for path in ["/nowhere", "/services", "/applications/a1/other", "/drafts/a1/step/more"] {
            assert_eq!(Route::of(path), Route::Unknown, "{path}");
        }
    }

    #[test]
    fn addresses_stay_what_they_were() {
        let addresses = [
            SIGN_IN.to_owned(),
            service_from("a1", "b2"),
            draft_step("a1", REVIEW),
            confirm_time("a1", "b2"),
            confirm_move("a1"),
        ];
        assert_eq!(
            addresses,
            [
                "/sign-in",
                "/services/a1/from/b2",
                "/drafts/a1/check-answers",
                "/applications/a1/booking/b2/confirm",
                "/bookings/a1/move/confirm",
            ]
        );
    }

    #[test]
    fn screens_of_one_page_are_told_from_other_pages() {
        let is_one_page = |one: &str, other: &str| Route::of(one).is_same_page(&Route::of(other));
        assert!(is_one_page("/drafts/a1", "/drafts/a1/contacts"));
        assert!(is_one_page("/applications/a1/booking", "/applications/a1/booking/b2/confirm"));
        assert!(is_one_page("/bookings/a1/move", "/bookings/a1/move/confirm"));
        assert!(!is_one_page("/bookings/a1", "/bookings/a1/move"));
        assert!(!is_one_page("/drafts/a1", "/drafts/b2"));
        assert!(!is_one_page("/services/a1", "/services/a1/from/b2"));
        assert!(!is_one_page("/", "/nowhere"));
    }

    #[test]
    fn what_comes_next_stays_one_parameter() {
        assert_eq!(then(REGISTRATION, None), "/registration");
        assert_eq!(sign_in_then("/services/a1"), "/sign-in?next=/services/a1");
        let next = then(REGISTRATION, Some("/search?a=1&b=2%3#c"));
        assert_eq!(next, "/registration?next=/search?a=1%26b=2%253%23c");
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
            "/registration",
            "/recovery#secret",
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
