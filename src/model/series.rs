//! What the issues of one series (系列) have in common, as far as a backend needs it.

use super::Layout;

/// A series of issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The folder's name, ASCII.
    pub code: String,
    /// The name that readers see (名称).
    pub name: String,
    /// One or two sentences about it for the index pages (简介).
    pub description: Option<String>,
    /// The page design (版式).
    pub layout: Layout,
    /// The offices that issue it (编印单位), in order.
    pub publishers: Vec<String>,
    /// Whether a Word file of each issue lies beside its page (Word版).
    pub word_files: bool,
}

/// The archive as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The archive's name (名称).
    pub name: String,
    /// Who keeps it (单位).
    pub organization: Option<String>,
    /// One or two sentences about it (简介).
    pub description: Option<String>,
    /// Where it is published (网址), ending in `/`; none where nobody has said, or where it is only opened as a folder.
    pub address: Option<String>,
}
