//! What tells a file from what it was without reading it.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A moment, counted from 1970; what is older than that counts as that.
pub type DiskTime = Duration;

/// Size, times and place of one file or link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStamp {
    size: u64,
    /// When its content was changed; none where the disk does not say.
    modified: Option<DiskTime>,
    /// When anything about it was changed, name and rights too. It cannot be set back as the other time can. Zero where the system has none.
    changed: DiskTime,
    device: u64,
    inode: u64,
}

impl FileStamp {
    /// The stamp of what `metadata` is about.
    #[must_use]
    pub fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok().map(since_1970);
        let (changed, device, inode) = beyond_times(metadata);
        Self {
            size: metadata.len(),
            modified,
            changed,
            device,
            inode,
        }
    }

    /// Without the time that nobody can set: for a file that is linked from elsewhere now and then, which sets it though the bytes stay.
    #[must_use]
    pub fn of_linked(metadata: &Metadata) -> Self {
        Self {
            changed: DiskTime::ZERO,
            ..Self::of(metadata)
        }
    }

    /// Puts it into `hasher`.
    pub fn hash_into(&self, hasher: &mut blake3::Hasher) {
        let modified = self.modified.unwrap_or_default();
        let mut bytes = [0; 48];
        let fields = [
            self.size,
            modified.as_secs(),
            u64::from(modified.subsec_nanos()) << 32 | u64::from(self.changed.subsec_nanos()),
            self.changed.as_secs(),
            self.device,
            self.inode,
        ];
        for (place, field) in bytes.chunks_exact_mut(8).zip(fields) {
            place.copy_from_slice(&field.to_le_bytes());
        }
        hasher.update(&bytes);
    }

    /// When it was changed last, by the time that nobody can set where there is one.
    #[must_use]
    pub fn newest(&self) -> DiskTime {
        match self.changed {
            DiskTime::ZERO => self.modified.unwrap_or_default(),
            changed => changed,
        }
    }

    /// Whether its times are whole seconds, or none.
    #[must_use]
    pub fn is_coarse(&self) -> bool {
        self.modified.unwrap_or_default().subsec_nanos() == 0 && self.changed.subsec_nanos() == 0
    }
}

/// The moment that it is now.
#[allow(
    clippy::disallowed_methods,
    reason = "times of files are held against it"
)]
#[must_use]
pub fn now() -> DiskTime {
    since_1970(SystemTime::now())
}

fn since_1970(time: SystemTime) -> DiskTime {
    time.duration_since(UNIX_EPOCH).unwrap_or_default()
}

#[cfg(unix)]
fn beyond_times(metadata: &Metadata) -> (DiskTime, u64, u64) {
    use std::os::unix::fs::MetadataExt;
    let seconds = u64::try_from(metadata.ctime()).unwrap_or_default();
    let nanoseconds = u32::try_from(metadata.ctime_nsec()).unwrap_or_default();
    (
        Duration::new(seconds, nanoseconds),
        metadata.dev(),
        metadata.ino(),
    )
}

/// Where there is no time of change that nobody can set, the time of creation tells a file that was put in the place of another.
#[cfg(not(unix))]
fn beyond_times(metadata: &Metadata) -> (DiskTime, u64, u64) {
    let created = metadata.created().ok().map(since_1970);
    (created.unwrap_or_default(), 0, 0)
}
