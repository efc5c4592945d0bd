//! How the issues are set.

use std::thread;
use std::time::Duration;

use super::STANDARDS;
use super::batch::{BYTES_PER_BATCH, ISSUES_PER_BATCH};
use super::run::Cancel;

/// How to set the issues.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many processes run at once.
    pub parallel: usize,
    /// How many issues a process sets at most; with 1, each is set alone with `single.typ`.
    pub issues_per_batch: usize,
    /// How many bytes of data and pictures a process gets at most, unless a single issue has more.
    pub bytes_per_batch: u64,
    /// How long an issue may take in all: half of it in its batch and, where that took longer, the other half alone.
    pub timeout: Duration,
    /// How many bytes of memory a process may have, where the system can bound it.
    pub memory: u64,
    /// The standards that every PDF meets: [`STANDARDS`], or [`super::STANDARDS_WITH_SOURCES`].
    pub standards: &'static str,
    /// Stops everything.
    pub cancel: Cancel,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            parallel: cores(),
            issues_per_batch: ISSUES_PER_BATCH,
            bytes_per_batch: BYTES_PER_BATCH,
            timeout: Duration::from_secs(120),
            memory: 4 << 30,
            standards: STANDARDS,
            cancel: Cancel::default(),
        }
    }
}

pub(super) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}
