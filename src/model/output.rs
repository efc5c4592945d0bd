//! What a backend hands over: files of the site, not yet on disk.

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Path in the site with forward slashes, ASCII, without a leading slash.
    pub path: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}
