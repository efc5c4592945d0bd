//! What the leader changed in an exported Word file (改稿), on its way back into the fragments.
//!
//! The issue as it is now is exported once more, and both files are read in the same way; so only what people changed differs. Paragraphs are known again by their
//! bookmarks ([`pairing`]); a checksum of each, which the file carries, tells a change in the file from one that was made in the fragments meanwhile ([`changes`]).
//! [`mod@places`] leads from a paragraph to where its words were typed, [`wording`] puts changed words there, [`structure`] paragraphs that came, went or moved. What
//! is computed, what stands elsewhere, and whatever cannot be placed is left and named: nothing is guessed.

mod change;
mod changes;
mod encoding;
mod looks;
mod pairing;
mod places;
mod rearranged;
mod structure;
mod trial;
mod wording;

pub use change::{ChangeFate, MergeChange, MergeChangeKind, MergedChanges};
pub use changes::merged;
pub use encoding::applied;
pub use places::places;
pub use trial::{Doubt, doubtful, settled};
