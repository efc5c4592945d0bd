//! Source files as they came from disk, and their readers: YAML with places, front matter, Markdown.

mod agreement;
mod aliases;
pub(crate) mod big5;
mod block_hash;
pub(crate) mod csv_separator;
pub(crate) mod draft;
pub(crate) mod examine;
pub(crate) mod field_words;
pub(crate) mod fields;
pub mod files;
pub(crate) mod front_matter;
pub(crate) mod invisible;
pub(crate) mod key_table;
pub(crate) mod list_slips;
mod lost_items;
pub(crate) mod markdown;
pub(crate) mod office_file;
pub(crate) mod package_path;
pub(crate) mod places;
mod plain_flow;
mod plain_scalar;
pub(crate) mod plain_yaml;
#[cfg(test)]
mod plain_yaml_tests;
pub(crate) mod remarks;
pub(crate) mod retitle;
pub(crate) mod slips;
pub(crate) mod svg;
pub(crate) mod title_bars;
pub(crate) mod value;
pub(crate) mod value_slips;
pub(crate) mod way_out;
pub mod whole;
pub(crate) mod whole_number;
pub(crate) mod workbook;
pub(crate) mod yaml;
pub(crate) mod yaml_choice;
pub(crate) mod yaml_error;
mod yaml_remarks;
pub(crate) mod yaml_text;

pub use draft::{Draft, DraftItem};
pub use examine::PictureProblem;
pub use fields::Fields;
pub use files::{Content, SourceFile, Sources};
pub use key_table::{Key, KeyTable};
pub use whole::{WholeFileError, WholeFiles};
