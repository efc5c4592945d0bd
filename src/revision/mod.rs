//! What changed between two states of an issue (改动): its lines held against one another, numbers first, and the list of changes (改动清单) that somebody
//! signs by.

mod change;
mod list;
mod words;

pub use change::{ChangeKind, WordingChange, changes};
pub use list::{ComparedIssue, change_list, summary};
pub use words::{ChangedPiece, pieces as changed_pieces};
