//! Where traces are kept: in the user's cache. A trace quotes the content, and the folder of a site may be for people who must not see all of that; nor is a
//! folder that is mirrored to be written where nothing has changed.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::record::Trace;

/// The version of the format; a trace of another is none.
const FORMAT: u32 = 1;

/// So many traces are kept before those are looked for whose site is gone.
const FEW: usize = 50;

/// The place of the trace of one site.
#[derive(Clone, Debug)]
pub struct TraceFile {
    folder: PathBuf,
    name: String,
    site: PathBuf,
}

/// What stands in the file.
#[derive(Serialize, Deserialize)]
struct Stored<T> {
    format: u32,
    /// The folder of the site.
    site: PathBuf,
    trace: T,
}

impl TraceFile {
    /// The trace of the site in the folder `site` among those in the user's cache folder; none where there is no such folder yet.
    #[must_use]
    pub fn new(cache: &Path, site: &Path) -> Option<Self> {
        let site = fs::canonicalize(site).ok()?;
        let hash = blake3::hash(site.as_os_str().as_encoded_bytes()).to_hex();
        Some(Self {
            folder: cache.join("traces"),
            name: format!("{}.json", &hash[..32]),
            site,
        })
    }

    /// The trace; none where there is none that this program can read.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "the user's cache")]
    pub fn read(&self) -> Option<Trace> {
        let json = fs::read(self.folder.join(&self.name)).ok()?;
        let stored: Stored<Trace> = serde_json::from_slice(&json).ok()?;
        (stored.format == FORMAT && stored.site == self.site).then_some(stored.trace)
    }

    /// Keeps `trace` for the next build, whole or not at all. A cache that takes nothing is no harm.
    #[allow(clippy::disallowed_methods, reason = "the user's cache")]
    pub fn write(&self, trace: &Trace) {
        let stored = Stored {
            format: FORMAT,
            site: self.site.clone(),
            trace,
        };
        let Ok(json) = serde_json::to_vec(&stored) else {
            return;
        };
        let written = fs::create_dir_all(&self.folder).and_then(|()| {
            // It is for nobody else to read.
            let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
            file.write_all(&json)?;
            file.persist(self.folder.join(&self.name))?;
            Ok(())
        });
        if written.is_ok() {
            self.sweep();
        }
    }

    /// Removes the trace.
    #[allow(clippy::disallowed_methods, reason = "the user's cache")]
    pub fn forget(&self) {
        // One that is not there is forgotten.
        let _ = fs::remove_file(self.folder.join(&self.name));
    }

    /// Removes the traces of sites that are gone.
    #[allow(clippy::disallowed_methods, reason = "the user's cache")]
    fn sweep(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        let paths = entries.flatten().map(|entry| entry.path());
        // Others are just being written, by another build.
        let is_whole = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json");
        let traces: Vec<PathBuf> = paths.filter(is_whole).collect();
        if traces.len() <= FEW {
            return;
        }
        for path in traces {
            let stored: Option<Stored<serde::de::IgnoredAny>> = fs::read(&path)
                .ok()
                .and_then(|json| serde_json::from_slice(&json).ok());
            if stored.is_none_or(|stored| !stored.site.exists()) {
                let _ = fs::remove_file(path);
            }
        }
    }
}
