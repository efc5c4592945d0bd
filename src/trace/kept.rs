//! Where traces are kept: in the user's cache. A trace quotes the content, and the folder of a site may be for people who must not see all of that; nor is a
//! folder that is mirrored to be written where nothing has changed.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::kept_issues::KeptIssues;
use super::record::Trace;

/// The version of the format; a trace of another is none.
const FORMAT: u32 = 4;

/// So many traces are kept before those are looked for whose site is gone.
const FEW: usize = 50;

/// Stands in the name of the file with what is kept of the issues: a build that finds nothing changed need not read it.
const ISSUES: &str = ".issues";

/// The ending of the file with what is kept of the index.
const INDEX: &str = "index";

/// The bytes of its checksum.
const CHECKSUM: usize = blake3::OUT_LEN;

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
            name: hash[..32].to_owned(),
            site,
        })
    }

    /// The trace; none where there is none that this program can read.
    #[must_use]
    pub fn read(&self) -> Option<Trace> {
        self.stored("")
    }

    /// What the last build left of each issue; none where there is nothing that this program can read.
    #[must_use]
    pub fn read_issues(&self) -> Option<KeptIssues> {
        self.stored(ISSUES)
    }

    /// Keeps `trace` for the next build, whole or not at all. A cache that takes nothing is no harm.
    pub fn write(&self, trace: &Trace) {
        self.store("", trace);
    }

    /// As [`TraceFile::write`], what the build leaves of each issue.
    pub fn write_issues(&self, issues: &KeptIssues) {
        self.store(ISSUES, issues);
    }

    /// What the last build left of the index (检索), if it was the same program: bytes as they were given to [`TraceFile::write_index`].
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "the user's cache")]
    pub fn read_index(&self, program: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.index_place()).ok()?;
        let length = bytes.len().checked_sub(CHECKSUM)?;
        let mut hasher = self.index_hasher(program);
        hasher.update(&bytes[..length]);
        let fits = hasher.finalize().as_bytes() == &bytes[length..];
        bytes.truncate(length);
        fits.then_some(bytes)
    }

    /// As [`TraceFile::write`], what `program` leaves of the index, as `content` writes it.
    pub fn write_index(
        &self,
        program: &str,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) {
        self.put(&self.index_place(), |file| {
            let mut checked = CheckedWriter {
                hasher: self.index_hasher(program),
                file,
            };
            let mut buffered = BufWriter::with_capacity(1 << 18, &mut checked);
            content(&mut buffered)?;
            buffered.flush()?;
            drop(buffered);
            let checksum = checked.hasher.finalize();
            checked.file.write_all(checksum.as_bytes())
        });
    }

    /// Has taken in everything that must fit beside the bytes themselves.
    fn index_hasher(&self, program: &str) -> blake3::Hasher {
        let mut hasher = blake3::Hasher::new();
        let site = self.site.as_os_str().as_encoded_bytes();
        for part in [&FORMAT.to_le_bytes()[..], program.as_bytes(), site] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        hasher
    }

    fn index_place(&self) -> PathBuf {
        self.folder.join(format!("{}.{INDEX}", self.name))
    }

    /// Removes the trace, and what is kept of the issues.
    #[allow(clippy::disallowed_methods, reason = "the user's cache")]
    pub fn forget(&self) {
        for what in ["", ISSUES] {
            // One that is not there is forgotten.
            let _ = fs::remove_file(self.place(what));
        }
        let _ = fs::remove_file(self.index_place());
    }

    fn place(&self, what: &str) -> PathBuf {
        self.folder.join(format!("{}{what}.json", self.name))
    }

    #[allow(clippy::disallowed_methods, reason = "the user's cache")]
    fn stored<T: DeserializeOwned>(&self, what: &str) -> Option<T> {
        let json = fs::read(self.place(what)).ok()?;
        let stored: Stored<T> = serde_json::from_slice(&json).ok()?;
        (stored.format == FORMAT && stored.site == self.site).then_some(stored.trace)
    }

    #[allow(clippy::disallowed_methods, reason = "the user's cache")]
    fn store<T: Serialize>(&self, what: &str, trace: &T) {
        let stored = Stored {
            format: FORMAT,
            site: self.site.clone(),
            trace,
        };
        let Ok(json) = serde_json::to_vec(&stored) else {
            return;
        };
        if self.put(&self.place(what), |file| file.write_all(&json)) {
            self.sweep();
        }
    }

    /// Writes a file with this content; whether it could.
    #[allow(clippy::disallowed_methods, reason = "the user's cache")]
    fn put(&self, place: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> bool {
        let written = fs::create_dir_all(&self.folder).and_then(|()| {
            // It is for nobody else to read.
            let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
            content(&mut file)?;
            file.persist(place)?;
            Ok(())
        });
        written.is_ok()
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
                let index = path.with_extension(INDEX);
                let _ = fs::remove_file(path);
                let _ = fs::remove_file(index);
            }
        }
    }
}

/// Writes to a file and takes a checksum over it.
struct CheckedWriter<'a> {
    hasher: blake3::Hasher,
    file: &'a mut dyn Write,
}

impl Write for CheckedWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hasher.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
