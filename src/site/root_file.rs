//! The files at the root of the site that are no pages.

/// A file at the root of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RootFile {
    /// The entries of all issues in JSON.
    Index,
    /// The catalogue (目录) as text.
    CatalogueCsv,
    /// The catalogue as a workbook.
    CatalogueXlsx,
    /// Who sent how many texts (供稿统计) as a workbook; only where the office counts them.
    ContributionsXlsx,
    /// The checksums (校验码) of the PDFs.
    Checksums,
    /// What robots read first.
    Robots,
    /// What the folder holds, for the next build; not for readers.
    Manifest,
}

impl RootFile {
    /// Every file.
    pub const ALL: &[Self] = &[
        Self::Index,
        Self::CatalogueCsv,
        Self::CatalogueXlsx,
        Self::ContributionsXlsx,
        Self::Checksums,
        Self::Robots,
        Self::Manifest,
    ];

    /// What it is called at the root of the site.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Index => "index.json",
            Self::CatalogueCsv => "catalogue.csv",
            Self::CatalogueXlsx => "catalogue.xlsx",
            Self::ContributionsXlsx => "contributions.xlsx",
            Self::Checksums => "SHA256SUMS",
            Self::Robots => "robots.txt",
            Self::Manifest => "manifest.json",
        }
    }
}
