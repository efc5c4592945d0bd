//! Search (检索): an index of every stretch of text, cut into files small enough to be fetched one by one from a shared folder.
//!
//! A query is a substring of the folded text (see [`fold`]), not a word of a dictionary. The index is a trie of character sequences with the issues
//! that hold them (see [`gram`]); what it cannot decide, the browser decides by reading the issue's own text. [`mod@format`] describes its files.

mod alphabet;
mod characters;
pub mod code;
mod document_numbers;
pub mod fold;
mod folded_text;
pub mod format;
pub(crate) mod gram;
mod head;
mod indexed_issue;
mod memory;
mod memory_file;
mod memory_key;
mod numbered_text;
mod page;
pub mod passage;
mod script;
mod shard;
mod site;
pub(crate) mod text;

pub use format::is_of_index;
pub use indexed_issue::{IndexedIssue, IndexedText};
pub use memory::IndexMemory;
pub use page::search_page;
pub use script::scripts;
pub use site::{Index, index, index_again};
pub use text::IssueText;
