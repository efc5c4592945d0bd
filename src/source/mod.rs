//! Source files as they came from disk, and their readers: YAML with places, front matter, Markdown.

pub mod draft;
pub mod fields;
pub mod files;
pub mod front_matter;
pub mod markdown;
pub mod places;
pub mod remarks;
pub mod slips;
pub mod svg;
pub mod value;
pub mod yaml;
pub mod yaml_error;

pub use draft::{Draft, DraftItem};
pub use fields::{Fields, Key};
pub use files::{Content, SourceFile, Sources};
