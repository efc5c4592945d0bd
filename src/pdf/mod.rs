//! The edge to programs that work on documents: finds, installs and drives typst-cli, and LibreOffice where there is one.
//!
//! Nothing else in the program starts a process for a PDF. The core hands over JSON (never markup), this module stages
//! it with the templates in a folder of its own, lets typst set it under a time limit and with an empty environment,
//! and hands back bytes that were looked at before they are believed.
//!
//! What was found out about typst 0.15.1, and is proved again by `tests/pdf_edge.rs`:
//!
//! - A PDF from a bundle is byte for byte the PDF of the issue compiled alone, wherever the issue stands in its batch,
//!   when the title and the date are set in both (`document(…, title:, date:)` there, `set document(…)` here).
//! - The bytes do not depend on `--creation-timestamp` once the document has a date of its own; the option is still given,
//!   because `datetime.today()` and a document without a date would read the clock.
//! - `--pdf-standard a-2a,ua-1` is accepted; an archived character without a glyph is then an error that names it.
//! - Fonts are seen in the order of the file system, which decides between two that fit equally; `fonts.rs` fixes the order.
//! - The files have a classical cross-reference table and no object streams, so pages can be counted by hand.

mod batch;
mod cargo;
mod check;
mod compile;
mod coverage;
mod failure;
mod find;
mod fonts;
mod install;
mod install_error;
mod job;
mod key;
mod message;
mod office;
mod options;
mod places;
mod probe;
mod queue;
mod run;
mod scratch;
mod stage;
mod typst_command;
mod unavailable;
mod version;

pub use batch::{BYTES_PER_BATCH, ISSUES_PER_BATCH};
pub use check::carries_files;
pub use compile::{Work, compile};
pub use failure::{BadPicture, Failure, PictureFault};
pub use find::{FindError, Typst, find};
pub use fonts::Fonts;
pub use install::{Installer, install, manual_command};
pub use install_error::{InstallError, InstallFault};
pub use job::{Compiled, Job, JobFile, Preparation, Template};
pub use key::Keys;
pub use office::{OfficeError, as_docx, is_there as has_office};
pub use options::Options;
pub use places::{Origin, Places};
pub use run::Cancel;
pub use scratch::{Scratch, end_all, sweep_left_behind};
pub use unavailable::TypstUnavailable;

/// The only version of typst that is used: PDFs must be the same bytes on every machine.
pub const VERSION: &str = "0.15.1";

/// The standards every PDF meets: archivable with a logical structure (PDF/A-2a) and readable aloud (PDF/UA-1).
pub const STANDARDS: &str = "a-2a,ua-1";

/// As [`STANDARDS`], for PDFs that carry the issue's sources: only PDF/A-3 allows attached files of any kind.
pub const STANDARDS_WITH_SOURCES: &str = "a-3a,ua-1";

/// The file name of typst on this system.
#[must_use]
pub fn program_name() -> String {
    format!("typst{}", std::env::consts::EXE_SUFFIX)
}
