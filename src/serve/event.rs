//! What the server tells while it runs.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::pipeline::preview::Count;
use crate::source::Sources;

/// What the server tells while it runs.
#[derive(Clone, Debug)]
pub enum ServeEvent {
    /// It can be reached at this address.
    Started {
        /// `http://127.0.0.1:8642/`
        address: String,
        /// How many issues there are.
        issues: usize,
        /// What is wrong with the content so far.
        count: Count,
    },
    /// The content or the templates have changed.
    Updated {
        /// What is wrong with the content now.
        count: Count,
        /// How many issues were assembled again.
        assembled: usize,
        /// How long it took from the notice of the change until browsers were told, in milliseconds.
        milliseconds: u128,
    },
    /// What is wrong with an issue that was assembled again, or with what all issues share.
    Findings(Arc<Vec<Diagnostic>>, Arc<Sources>),
    /// Something that keeps a part of the preview from working, in Chinese.
    Trouble(String),
}
