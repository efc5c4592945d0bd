//! Edge: puts the site on disk so that it works at every moment.
//!
//! A file is written beside its old copy and renamed over it; a file whose bytes have not changed is not written; what the site no longer has is
//! removed only after everything new stands; the manifest comes last. One build at a time holds the lock of a folder, and a folder that jianbao
//! did not make is not touched.

mod checksum;
mod error;
mod journal;
mod manifest;
mod output;
mod site_folder;
mod verify;
mod write;

pub use error::PublishError;
pub use manifest::{ActFacts, IssueRecord, Manifest, PdfRecord};
pub use output::{Output, Report};
pub use site_folder::holds_site;
pub use verify::{Flaw, KnownPdf, Verification, known_pdf, verify};
pub use write::{rewrite, write as write_file, write_private};
