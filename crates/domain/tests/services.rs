//! Every service of the reference API, as a citizen, a stranger and an agency meet it.

mod services {
    mod answers;
    mod definitions;
    mod folder;
    mod same_rules;
}
