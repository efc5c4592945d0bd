//! What a Word file is given besides the document, and why it could not be written.

use crate::model::Figure;

/// A picture as a Word file takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordPicture {
    /// The file.
    pub bytes: Vec<u8>,
    /// What its name ends in, without the dot: `png`, `jpg` or `gif`.
    pub ending: &'static str,
    /// How wide it is where nobody says, in points.
    pub width: u32,
    /// How high it is then.
    pub height: u32,
}

/// Gives what a figure shows; none where it cannot be had.
pub type Pictures<'a> = &'a dyn Fn(&Figure) -> Option<WordPicture>;

/// Why a Word file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WordError {
    /// A picture that the issue shows could not be had, by its path beside the page, or a chart, by what it shows.
    #[error("图片 {0} 读不出来，Word 文件没有生成")]
    Picture(String),
    /// The package could not be closed.
    #[error("Word 文件没有生成：{0}")]
    Package(#[from] zip::result::ZipError),
}
