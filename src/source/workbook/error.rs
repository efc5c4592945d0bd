//! What is wrong with a workbook as a whole.

/// Why a workbook or a sheet cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkbookError {
    /// It is kept in the old way (xls, et), or under a password.
    #[error("是旧格式的表格，或者加了密码")]
    Old,
    /// Its parts are larger than any table.
    #[error("表格太大")]
    TooLarge,
    /// It is none, or damaged.
    #[error("打不开，不是 xlsx 表格或已经损坏")]
    Damaged,
}
