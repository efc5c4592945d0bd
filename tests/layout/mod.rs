//! Measures the printed pages: glyphs, lines and their places, sizes, faces, colours and thicknesses are read from the content streams of real
//! PDFs and compared with the figures of GB/T 9704-2012, each with its clause and how strictly it is asked for. Then a series of issues that
//! stress the layout is printed, and each page of them must keep to the type area, the 22 lines and the places of 版记, 署名 and date.
//!
//! The templates are not consulted. `cargo test --test suite layout -- --nocapture` prints every figure.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test writes its projects to a folder and says what it measured"
)]

mod cells;
mod closing;
mod crowded;
mod edges;
mod figure;
mod figures;
mod groups;
mod random;
mod samples;
mod sheet;
mod site;
mod stress;
mod stretch;
mod tags;
mod whole;
