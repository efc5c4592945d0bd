//! Every test but those of `tests/browser`, in one program: the library is linked once. `cargo test --test suite golden` runs one of the modules.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read and write files, start the program and fail loudly"
)]

mod abstracts;
mod advisories;
mod again;
mod architecture;
mod catalogue;
mod cli;
mod contributions;
mod diagnostics;
mod doctor;
mod extract;
mod figures_in_sheets;
mod filing;
mod glyphs;
mod golden;
mod guide_site;
mod hostile;
mod html;
mod import;
mod init;
mod issued;
mod keeping;
mod layout;
mod licences;
mod merge;
mod mutants;
mod name_lists;
mod new;
mod pdf_edge;
mod pictures;
mod places;
mod publish;
mod real;
mod retold;
mod review;
mod rules;
mod safety;
mod sample;
mod schema;
mod search;
mod serve;
mod sheets;
mod status;
mod support;
mod tables_beside;
mod tidy;
mod typed;
mod typst_data;
mod verify;
mod windows;
mod word;
