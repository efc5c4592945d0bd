//! What units send in (来稿): files of office programs and texts in any encoding become fragments of the format, with a report of what was understood how and
//! of everything that was not carried over.
//!
//! Bytes in, texts out: nothing is read, written or fetched here. Typed numbers are judged by `tidy`, as in text that was pasted.

mod captions;
mod check;
mod dates;
mod decoded;
mod docx;
mod ends;
mod error;
mod escape;
mod figures;
mod fragment;
mod guessed_issue;
mod html;
mod html_table;
mod html_tags;
mod inline_text;
mod kind;
mod lines;
mod manuscript;
mod names;
mod past_articles;
mod past_frame;
mod past_issue;
mod past_mended;
mod past_numbers;
mod past_parts;
mod past_yaml;
mod reading;
mod report;
mod reported;
mod returned;
mod revisions;
mod sheet;
mod sheet_table;
mod standard_element;
mod struck;
mod styled_issue;
mod styled_lines;
mod tables;
mod text;
mod unit;
mod written;

pub use self::error::ImportError;
pub(crate) use self::escape::{escaped, escaped_cell};
pub use self::fragment::{ImportOptions, Imported, fragment};
pub use self::kind::{SourceKind, kind_of};
pub use self::lines::ImportedFile;
pub use self::manuscript::{NotCarried, Reviser};
pub use self::names::{FileNames, stem};
pub use self::past_issue::{PastIssue, past_issue};
pub use self::report::{Certainty, ImportReport};
pub use self::returned::{ReturnedFile, ReturnedParagraph, returned};
pub use self::revisions::Revisions;
pub use self::unit::unit_of;
