//! Edge: puts the site on disk so that it works at every moment.
//!
//! Every file is written beside its place first, and all are renamed to their places together at the end of the build; a file whose bytes have not changed is not
//! written; what the site no longer has is removed only after everything new stands; the manifest comes last. One build at a time holds the lock of a folder, and a folder that jianbao
//! did not make is not touched.

mod beating;
mod checksum;
mod divided;
mod error;
mod filed_folder;
mod found;
mod held;
mod holder;
mod journal;
mod left_behind;
mod line_json;
mod lock;
mod manifest;
mod manifest_json;
mod mend;
mod orphans;
mod output;
mod page_links;
mod site_folder;
mod site_issued;
mod site_texts;
mod staged;
mod standing;
mod verify;
mod writable;
mod write;

pub use error::PublishError;
pub use filed_folder::{
    FiledContent, FolderFile, FolderOutcome, may_write_filed, sha256 as file_sha256, write_filed,
};
pub use lock::is_held;
pub use manifest::{ActFacts, IssueRecord, Manifest, PdfRecord};
pub use mend::Shape;
pub use orphans::{own_prefix, remove_orphans, sweep_folder};
pub use output::{Mended, Output, Report};
pub use site_folder::{holds_site, is_closed_to_others};
pub use site_issued::{site_issued, site_manifest};
pub use site_texts::{SiteText, site_texts};
pub use staged::{Turn, UnfinishedFolder, end_all};
pub use standing::SiteStamps;
pub use verify::{Flaw, KnownPdf, Verification, known_pdf, verify};
pub use writable::try_writing;
pub use write::{CopyError, rewrite, rewrite_all, write as write_file, write_private};
