//! Edge: reads one content folder again and again, as the preview does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use rayon::prelude::*;

use super::discover::{DiscoverError, FoundFile, list};
use super::opened::open;
use super::whole_files::FilesOnDisk;
use crate::source::{Content, SourceFile, Sources, WholeFiles};

/// Reads one content folder again and again: a file of the same size and time of change as before is not opened.
#[derive(Debug)]
pub struct ContentReader {
    root: PathBuf,
    known: BTreeMap<PathBuf, (Stamp, Arc<SourceFile>)>,
    whole: Arc<FilesOnDisk>,
}

/// What tells a file from what it was: its size and when it was changed, counted from 1970. Without a time it is read every time.
type Stamp = (u64, Option<Duration>);

impl ContentReader {
    /// A reader of the folder `root` that has read nothing yet.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            known: BTreeMap::new(),
            whole: Arc::default(),
        }
    }

    /// All files as they are now, and the paths of those that came, went or changed since the last time.
    ///
    /// The files at `touched` (below the root as it was given) are opened whatever their time says: a clock may be too coarse for two changes.
    ///
    /// # Errors
    /// [`DiscoverError`] where the folder cannot be listed; what was known before stays known.
    pub fn read(
        &mut self,
        touched: &BTreeSet<PathBuf>,
    ) -> Result<(Sources, BTreeSet<String>), DiscoverError> {
        let root = &self.root.clone();
        // Where there is no such folder, that is said before anything that is known is believed.
        if root.is_dir()
            && let Some(changed) = self.reread(touched)
        {
            return Ok((self.sources(), changed));
        }
        let found = list(root)?.found;
        let found: Vec<(FoundFile, Stamp)> = found
            .into_iter()
            .map(|found| {
                let stamp = found.metadata().map_or((0, None), |found| stamp(&found));
                (found, stamp)
            })
            .collect();
        let read = found.par_iter().with_min_len(64).map(|(found, stamp)| {
            let before = self.known.get(&found.place).filter(|(before, _)| {
                before == stamp && stamp.1.is_some() && !touched.contains(&found.place)
            });
            match before {
                Some((_, file)) => Arc::clone(file),
                None => Arc::new(open(root, &found.place, found.is_link)),
            }
        });
        let read: Vec<Arc<SourceFile>> = read.collect();
        let mut known = BTreeMap::new();
        let mut changed = BTreeSet::new();
        for ((found, stamp), file) in found.into_iter().zip(read) {
            let place = found.place;
            let is_same = self.known.get(&place).is_some_and(|(before, old)| {
                let surely = is_text(&file) || (*before == stamp && !touched.contains(&place));
                Arc::ptr_eq(old, &file) || (*old == file && surely)
            });
            if !is_same {
                changed.insert(file.path.clone());
            }
            known.insert(place, (stamp, file));
        }
        let gone = self
            .known
            .iter()
            .filter(|(place, _)| !known.contains_key(*place));
        changed.extend(gone.map(|(_, (_, file))| file.path.clone()));
        self.known = known;
        Ok((self.sources(), changed))
    }

    fn sources(&self) -> Sources {
        let files = self.known.values().map(|(_, file)| Arc::clone(file));
        let whole: Arc<dyn WholeFiles> = self.whole.clone();
        Sources::of(&self.root, files.collect()).with_whole_files(whole)
    }

    /// Where only known files have been touched, opens these and passes over the rest of the folder. None where it must be looked through.
    fn reread(&mut self, touched: &BTreeSet<PathBuf>) -> Option<BTreeSet<String>> {
        let is_still_there = |place: &PathBuf| {
            let metadata = place.symlink_metadata();
            self.known.contains_key(place) && metadata.is_ok_and(|metadata| metadata.is_file())
        };
        if touched.is_empty() || !touched.iter().all(is_still_there) {
            return None;
        }
        let mut changed = BTreeSet::new();
        for place in touched {
            let (_, old) = self.known.get(place)?;
            let metadata = place.symlink_metadata().ok()?;
            // Above it was a file.
            let file = Arc::new(open(&self.root, place, false));
            if *old != file || !is_text(&file) {
                changed.insert(file.path.clone());
            }
            self.known.insert(place.clone(), (stamp(&metadata), file));
        }
        Some(changed)
    }
}

/// Of a text everything is compared, of any other file only its first bytes are known.
fn is_text(file: &SourceFile) -> bool {
    matches!(file.content, Content::Text(_) | Content::Recoded { .. })
}

fn stamp(metadata: &std::fs::Metadata) -> Stamp {
    let changed = metadata.modified().ok();
    let since = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    (metadata.len(), since)
}
