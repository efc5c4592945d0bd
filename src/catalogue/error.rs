//! Why a file of the catalogue could not be drawn.

use std::fmt;

/// What a library refused to write. The content cannot be at fault, short of an archive that is too large for a workbook.
#[derive(Debug)]
pub enum CatalogueError {
    /// `catalogue.xlsx`
    Workbook(rust_xlsxwriter::XlsxError),
    /// `catalogue.csv`
    Table(csv::Error),
    /// A JSON file.
    Json(serde_json::Error),
    /// A feed or the sitemap.
    Xml(std::io::Error),
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workbook(error) => write!(f, "无法生成目录 catalogue.xlsx：{error}"),
            Self::Table(error) => write!(f, "无法生成目录 catalogue.csv：{error}"),
            Self::Json(error) => write!(f, "无法生成 JSON 数据：{error}"),
            Self::Xml(error) => write!(f, "无法生成订阅源或网站地图：{error}"),
        }
    }
}

impl std::error::Error for CatalogueError {}

impl From<rust_xlsxwriter::XlsxError> for CatalogueError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Workbook(error)
    }
}

impl From<csv::Error> for CatalogueError {
    fn from(error: csv::Error) -> Self {
        Self::Table(error)
    }
}

impl From<serde_json::Error> for CatalogueError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl From<std::io::Error> for CatalogueError {
    fn from(error: std::io::Error) -> Self {
        Self::Xml(error)
    }
}
