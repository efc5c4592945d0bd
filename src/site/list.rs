//! The lists over all series that every page leads to.

/// A list over all series. Every site has all of them, empty or not, so that no page ever depends on what other issues contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListPage {
    /// The units (单位) of the register.
    Units,
    /// The topics (主题).
    Topics,
    /// The columns (栏目).
    Columns,
    /// The months (月份).
    Months,
    /// The numbers (文号, 期号).
    Numbers,
}

impl ListPage {
    /// Every list, in the order in which the head of a page names them.
    pub const ALL: &[Self] = &[
        Self::Units,
        Self::Topics,
        Self::Columns,
        Self::Months,
        Self::Numbers,
    ];

    /// The folder of its pages, below the root of the site.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Topics => "topics",
            Self::Columns => "columns",
            Self::Months => "months",
            Self::Numbers => "numbers",
        }
    }

    /// What readers call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Units => "单位",
            Self::Topics => "主题",
            Self::Columns => "栏目",
            Self::Months => "月份",
            Self::Numbers => "文号",
        }
    }
}

/// The folder of style sheet, scripts and icon.
pub(super) const ASSETS: &str = "assets";

/// The folder of the search page and its index.
pub(super) const SEARCH: &str = "search";

/// The folder of the list of open problems (问题).
pub(super) const PROBLEMS: &str = "problems";

/// The folder of the page of contributions (供稿统计).
pub(super) const CONTRIBUTIONS: &str = "contributions";

/// The folder of the parts of the manifest.
pub(super) const MANIFEST: &str = "manifest";

/// Kept free for files that belong to no issue.
const FILES: &str = "files";

/// Whether the site has a folder of this name for itself: no series can be called so.
#[must_use]
pub fn is_reserved(folder: &str) -> bool {
    [ASSETS, SEARCH, PROBLEMS, CONTRIBUTIONS, MANIFEST, FILES].contains(&folder)
        || ListPage::ALL.iter().any(|list| list.folder() == folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Route;
    use std::collections::BTreeSet;

    #[test]
    fn every_list_has_a_folder_of_its_own_that_no_series_can_take() {
        let folders: BTreeSet<&str> = ListPage::ALL.iter().map(|list| list.folder()).collect();
        assert_eq!(folders.len(), ListPage::ALL.len());
        for folder in folders {
            assert!(is_reserved(folder), "{folder}");
            assert!(folder.bytes().all(|b| b.is_ascii_lowercase()), "{folder}");
        }
        assert!(!is_reserved("ducha"));
    }

    #[test]
    fn no_series_can_take_a_folder_that_pages_of_all_series_use() {
        let own = [
            Route::Asset("jianbao.css".to_owned()),
            Route::Search,
            Route::Problems,
            Route::Contributions,
            Route::ManifestPart("0".repeat(32)),
        ];
        for route in own {
            let folder = route.folder();
            assert!(is_reserved(folder.trim_end_matches('/')), "{folder}");
        }
        assert!(is_reserved(FILES));
    }
}
