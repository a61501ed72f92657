//! Every rule of the connection, one test each, on a clock made of numbers.

mod answers;
mod events;
mod line;
mod pauses;
mod watch;
