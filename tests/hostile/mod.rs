//! jianbao as an attacker meets it: whatever lies in `content/`, there is no panic, no hang, nothing read outside, nothing that runs, and an
//! issue that cannot be built leaves every other as it is.
//!
//! Tests that show a known fault are ignored, with the fault as the reason; they run with `-- --ignored`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read and write files and start the program"
)]

mod costs;
mod issues;
mod mutations;
mod refused;
mod shapes;
use crate::support::shape;
