//! Each kind of file, read into what its writer said. Nothing here looks at two files at once, but for a fragment's pictures and tables.

mod csv_places;
mod csv_quotes;
pub(crate) mod dated;
pub(crate) mod download;
pub(crate) mod elements;
pub(crate) mod filing;
pub(crate) mod fragment;
pub(crate) mod front;
pub(crate) mod issue;
pub(crate) mod keys;
pub(crate) mod marks;
pub(crate) mod names;
pub(crate) mod outline;
pub(crate) mod path;
pub(crate) mod picture;
pub(crate) mod printed_words;
pub(crate) mod publication;
pub(crate) mod raw_row;
mod read;
pub(crate) mod series;
pub(crate) mod site;
pub(crate) mod table;
mod table_csv;
pub(crate) mod table_grid;
mod table_head;
mod table_odd;
mod table_rows;
mod table_sheet;
pub(crate) mod targets;
mod unit_lives;
pub(crate) mod units;

pub use filing::FilingSpec;
pub use fragment::Fragment;
pub use issue::IssueSpec;
pub use outline::{AttachmentSpec, OutlineItem};
pub use series::SeriesSpec;
