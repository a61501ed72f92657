//! Tests of every service of the reference API: valid answers, hostile input, and definitions that an agency may write.

mod services {
    mod answers;
    mod any_definition;
    mod definitions;
    mod docs;
    mod folder;
    mod lint;
    mod network;
    mod requirements;
    mod results;
    mod same_rules;
    #[cfg(feature = "openapi")]
    mod schema;
    #[cfg(feature = "openapi")]
    mod validator;
}
