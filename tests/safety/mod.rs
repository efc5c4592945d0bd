//! Nothing leaks and nothing is lost: what must not be published, read by strangers, or vanish.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read and write files and start the program"
)]

mod divided;
mod ended;
mod files;
#[cfg(unix)]
mod full;
mod killed;
mod lost;
mod markers;
mod marks;
mod mended;
mod moments;
mod order;
mod overlooked;
mod replaced;
#[cfg(unix)]
mod trial;
mod unfinished;
mod whole;
