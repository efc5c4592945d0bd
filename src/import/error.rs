//! Why nothing can be made of a file that was sent in.

/// Why nothing can be made of a file that was sent in (来稿): what it is and what to do, in words that follow the file's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Nothing is in it.
    #[error("是空的文件。请交稿的人重发")]
    Empty,
    /// It can only be opened with a password.
    #[error("加了密码，读不出来。在 Word、WPS 里打开，去掉密码，再存一次")]
    Encrypted,
    /// Not all of it is there, or what is there is not right.
    #[error(
        "损坏了，读不出来（{0}）。在 Word、WPS 里打开看看，打得开就另存为新的文件；打不开就请交稿的人重发"
    )]
    Damaged(String),
    /// It holds more than is read.
    #[error("太大了（{0}），没有读。分成几个文件再来")]
    TooLarge(String),
    /// A text file of an old Word or of WPS, which only an office program reads.
    #[error(
        "是旧格式的 Word 或 WPS 文件（.doc、.wps）。在 Word、WPS 里打开，“另存为”选“.docx”；或在这台机器上安装 LibreOffice，再运行一次"
    )]
    OldDocument,
    /// A kind of file that is not read.
    #[error("是{what}，不是来稿能用的文件。{help}")]
    Other {
        /// What it is.
        what: &'static str,
        /// What to do.
        help: &'static str,
    },
    /// A text in an encoding that could not be told.
    #[error("编码认不出来。用记事本打开，“另存为”时编码选“UTF-8”")]
    Encoding,
}
