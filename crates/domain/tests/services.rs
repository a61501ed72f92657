//! Every service of the reference API, as a citizen, a stranger and an agency meet it.

mod services {
    mod answers;
    mod any_definition;
    mod definitions;
    mod docs;
    mod folder;
    mod lint;
    mod network;
    mod requirements;
    mod same_rules;
    #[cfg(feature = "openapi")]
    mod schema;
}
