//! Every rule of the connection, one test each, on a simulated clock.

mod answers;
mod deliveries;
mod events;
mod hidden;
mod line;
mod pauses;
mod watch;
