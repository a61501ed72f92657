//! Every rule of the upload, one test each.

mod answers;
mod buttons;
mod network;
mod progress;
mod run;
mod source;
