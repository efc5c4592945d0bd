//! What the issues of one series (系列) have in common, as far as a backend needs it.

/// The page design (版式) of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layout {
    /// 公文: GB/T 9704-2012, with masthead and red line where the series names a masthead, otherwise 白头件.
    Document,
    /// 信函: the letter form of GB/T 9704-2012, 10.1.
    Letter,
    /// 纪要: the minutes of GB/T 9704-2012, 10.3.
    Minutes,
    /// 简报: masthead, issue number, publisher and date over a red line; articles; 报/送/发 at the end.
    Bulletin,
}

impl Layout {
    /// All layouts with the word that `series.yaml` uses for each.
    pub const ALL: &[(Layout, &str)] = &[
        (Layout::Document, "公文"),
        (Layout::Bulletin, "简报"),
        (Layout::Letter, "信函"),
        (Layout::Minutes, "纪要"),
    ];

    /// The word that `series.yaml` uses for it, which is also the genre (体裁) in a catalogue.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Layout::Document => "公文",
            Layout::Bulletin => "简报",
            Layout::Letter => "信函",
            Layout::Minutes => "纪要",
        }
    }

    /// The name of the layout's template file, without its ending.
    #[must_use]
    pub fn template(self) -> &'static str {
        match self {
            Layout::Document => "document",
            Layout::Bulletin => "bulletin",
            Layout::Letter => "letter",
            Layout::Minutes => "minutes",
        }
    }
}

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
