//! Each kind of file, read into what its writer said. Nothing here looks at two files at once, but for a fragment's pictures and tables.

mod csv_places;
pub mod download;
pub mod elements;
pub mod fragment;
pub mod issue;
pub mod keys;
pub mod marks;
pub mod names;
pub mod outline;
pub mod path;
pub mod picture;
pub mod printed_words;
pub mod publication;
pub mod read;
pub mod series;
pub mod site;
pub mod table;
mod table_csv;
pub mod table_grid;
pub mod targets;
pub mod units;

pub use fragment::Fragment;
pub use issue::IssueSpec;
pub use outline::{AttachmentSpec, OutlineItem};
pub use series::SeriesSpec;
