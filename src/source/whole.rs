//! Files that are read late: as a whole though only their first bytes are kept (pictures and workbooks), or only when somebody asks. An edge gives them.

use std::fmt::Debug;
use std::path::Path;

use super::files::Content;
use crate::picture::Examined;
use crate::zh::system_error::in_words;

/// The most bytes of one picture or workbook: 256 MiB, beyond any camera.
pub const MOST_BYTES: u64 = 256 << 20;

/// Why a file cannot be had as a whole.
#[derive(Debug, thiserror::Error)]
pub enum WholeFileError {
    /// The user may not read it.
    #[error("没有读取权限")]
    Denied,
    /// It has more than [`MOST_BYTES`].
    #[error("文件太大，不能超过 256 MB")]
    TooLarge,
    /// The system refused.
    #[error("{}", in_words(.0))]
    System(std::io::Error),
}

impl From<std::io::Error> for WholeFileError {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::PermissionDenied {
            Self::Denied
        } else {
            Self::System(error)
        }
    }
}

/// Gives whole files of the content folder, and remembers what was found in pictures, which takes long to find.
pub trait WholeFiles: Debug + Send + Sync {
    /// The bytes of the file at `place`.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&self, place: &Path) -> Result<Vec<u8>, WholeFileError>;

    /// What the file at `place` holds, which is called `path` below the content folder: a text in full, anything else by its first bytes.
    fn open(&self, place: &Path, path: &str) -> Content;

    /// Whether any file could not be read: another time it might be.
    fn has_failed(&self) -> bool;

    /// What was found in the picture whose bytes have this hash.
    fn recall(&self, hash: &str) -> Option<Examined>;

    /// Takes down what was found.
    fn remember(&self, hash: &str, found: &Examined);
}
