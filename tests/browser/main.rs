//! The site in a real browser: Debian's Chromium, driven through chromedriver by the library thirtyfour.
//!
//! A test takes the one browser with [`tab`](browser::tab), opens pages of a [`Site`](site::Site) from a server on loopback or as files, and asks the page or
//! the browser what came of it. What needs no browser (links on disk, validity by the Nu HTML Checker) is here too, over the same sites.
//!
//! Nothing here lists the pages: they are found on disk and grouped by the class of their `<body>`, so that a new kind of page is tested from its first day.
//! Only for Unix, as `bash tests/run.sh` is. What is not installed is said loudly and is a failure where `CI` is set; `bash .ci/run` installs it.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests"
)]

#[path = "../support/mod.rs"]
mod support;

mod browser;
mod driver;
mod server;
mod servers;
mod site;
mod tools;

mod accessibility;
mod finding;
mod hostile;
mod keyboard;
mod links;
#[cfg(feature = "serve")]
mod live;
mod noticed;
mod pages;
mod phone;
mod ranking;
mod scan;
mod search;
mod validity;
