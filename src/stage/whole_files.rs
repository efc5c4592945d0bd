//! Edge: gives pictures and workbooks of the content folder as a whole, when they are asked for.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::opened;
use crate::picture::Examined;
use crate::source::{Content, WholeFileError, WholeFiles};

/// Files on the disk, and what was found in those that were looked at already.
#[derive(Debug, Default)]
pub struct FilesOnDisk {
    found: Mutex<BTreeMap<String, Examined>>,
    failed: AtomicBool,
}

impl WholeFiles for FilesOnDisk {
    #[allow(clippy::disallowed_methods, reason = "reads the content")]
    fn read(&self, place: &Path) -> Result<Vec<u8>, WholeFileError> {
        let read = std::fs::read(place);
        if read.is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
        Ok(read?)
    }

    fn open(&self, place: &Path, path: &str) -> Content {
        opened::content(place, path)
    }

    fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }

    fn recall(&self, hash: &str) -> Option<Examined> {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.get(hash).cloned()
    }

    fn remember(&self, hash: &str, found: &Examined) {
        let mut all = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(hash.to_owned(), found.clone());
    }
}
