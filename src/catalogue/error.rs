//! Why a file of the catalogue could not be drawn.

/// What a library refused to write. The content cannot be at fault, short of an archive that is too large for a workbook.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// `catalogue.xlsx`
    #[error("无法生成目录 catalogue.xlsx：{0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// `catalogue.csv`
    #[error("无法生成目录 catalogue.csv：{0}")]
    Table(#[from] csv::Error),
    /// A JSON file.
    #[error("无法生成 JSON 数据：{0}")]
    Json(#[from] serde_json::Error),
    /// A feed or the sitemap.
    #[error("无法生成订阅源或网站地图：{0}")]
    Xml(#[from] std::io::Error),
}
