//! Whole files among the sources, and what was found in pictures.

use std::sync::Arc;

use super::files::Content;
use super::sources::Sources;
use super::whole::{MOST_BYTES, WholeFileError, WholeFiles};
use crate::model::FileId;
use crate::picture::{self, Examined, PictureFlaw};

/// Why a picture cannot be used.
#[derive(Debug)]
pub enum PictureProblem {
    /// The file cannot be read.
    Unreadable(WholeFileError),
    /// It cannot be shown.
    Flaw(PictureFlaw),
}

impl Sources {
    /// The same files with an edge that gives them as a whole.
    #[must_use]
    pub fn with_whole_files(mut self, whole: Arc<dyn WholeFiles>) -> Self {
        self.whole = Some(whole);
        self
    }

    /// Whether the system refused any file so far, as a text or as a whole: what was made of the rest would be another with it.
    #[must_use]
    pub fn lacks_any(&self) -> bool {
        self.known()
            .any(|file| matches!(file.content, Content::Unreadable(_)))
            || self.whole.as_ref().is_some_and(|whole| whole.has_failed())
    }

    /// The whole of a file that is no text; none where only its beginning is known.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn bytes(&self, file: FileId) -> Option<Result<Vec<u8>, WholeFileError>> {
        let (head, size) = match &self.file(file)?.content {
            Content::Binary { head, size } => (head, *size),
            Content::Text(text) => return Some(Ok(text.clone().into_bytes())),
            _ => return None,
        };
        if head.len() as u64 == size {
            return Some(Ok(head.clone()));
        }
        if size > MOST_BYTES {
            return Some(Err(WholeFileError::TooLarge));
        }
        Some(self.whole.as_ref()?.read(&self.disk_path(file)))
    }

    /// Looks at every pixel of a picture, or remembers what was found before; none where only the beginning of the file is known and nothing is wrong with that.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn examine(&self, file: FileId) -> Result<Option<Examined>, PictureProblem> {
        let fault = PictureProblem::Flaw;
        if let Some(Content::Binary { head, .. }) = self.file(file).map(|file| &file.content) {
            picture::kind_of(head).map_err(fault)?;
        }
        let Some(bytes) = self.bytes(file) else {
            return Ok(None);
        };
        let bytes = bytes.map_err(PictureProblem::Unreadable)?;
        let hash = hash(&bytes);
        if let Some(found) = self.whole.as_ref().and_then(|whole| whole.recall(&hash)) {
            return Ok(Some(found));
        }
        let found = picture::examine(&bytes).map_err(fault)?;
        if let Some(whole) = &self.whole {
            whole.remember(&hash, &found);
        }
        Ok(Some(found))
    }
}

/// What a picture is known by: its bytes, and the way in which they are looked at.
fn hash(bytes: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(picture::SHOWN_VERSION.as_bytes());
    hasher.update(picture::OFFERED_VERSION.as_bytes());
    hasher.update(bytes);
    hasher.finalize().to_hex().to_string()
}
