//! What a file is by its first bytes, and why it cannot be shown as a picture.

/// A kind of picture that can be read.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum PictureKind {
    /// Photos.
    Jpeg,
    /// Drawings and screenshots.
    Png,
    /// Drawings of few colours, perhaps moving.
    Gif,
    /// Either, as browsers save them.
    Webp,
    /// As old programs of Windows save them; shown as another kind.
    Bmp,
    /// As scanners save them; shown as another kind.
    Tiff,
}

impl PictureKind {
    /// The ending that a file of this kind has in the site.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Bmp => "bmp",
            Self::Tiff => "tif",
        }
    }

    /// Whether a name with the ending `ending` says that a file is of this kind.
    #[must_use]
    pub fn is_called(self, ending: &str) -> bool {
        match self {
            Self::Jpeg => matches!(ending, "jpg" | "jpeg" | "jpe" | "jfif"),
            Self::Tiff => matches!(ending, "tif" | "tiff"),
            Self::Bmp => matches!(ending, "bmp" | "dib"),
            other => ending == other.ending(),
        }
    }
}

/// Why a picture cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureFlaw {
    /// Nothing is in the file.
    Empty,
    /// It is no picture of a kind that is shown: what it is, and what to do.
    Other {
        /// What it is, e.g. `HEIC 照片`.
        what: &'static str,
        /// What to do.
        help: &'static str,
    },
    /// Not all of it is there, or what is there is not right.
    Damaged(&'static str),
    /// It has more pixels than are read.
    TooManyPixels(u32, u32),
    /// It is kept in a way that is not read.
    Unsupported,
    /// Several pages, of which only one could be shown.
    Pages,
}

/// The kind of the picture `bytes` by its beginning.
///
/// # Errors
/// What it is instead.
pub fn kind_of(bytes: &[u8]) -> Result<PictureKind, PictureFlaw> {
    match bytes {
        [] => Err(PictureFlaw::Empty),
        [0xFF, 0xD8, 0xFF, ..] => Ok(PictureKind::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => Ok(PictureKind::Png),
        [b'G', b'I', b'F', b'8', ..] => Ok(PictureKind::Gif),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Ok(PictureKind::Webp),
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Ok(PictureKind::Tiff),
        // The size of the header tells a bitmap from a text that begins with BM.
        [b'B', b'M', rest @ ..] if rest.get(12).is_some_and(|size| (12..=124).contains(size)) => {
            Ok(PictureKind::Bmp)
        }
        _ => Err(fault_of(bytes)),
    }
}

/// What a file is that is no picture, by its beginning.
#[must_use]
pub fn fault_of(bytes: &[u8]) -> PictureFlaw {
    const SAVE_AS: &str = "用画图软件打开，另存为 png 或 jpg 再用";
    const FROM_WORD: &str =
        "在 Word、WPS 里右键单击图片，选“另存为图片”，存成 png；整个文件要给读者，写进“附件”供下载";
    let brand = bytes.get(4..12).unwrap_or_default();
    let (what, help) = match bytes {
        [] => return PictureFlaw::Empty,
        _ if brand.starts_with(b"ftyp") => match &brand[4..] {
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1" => (
                "HEIC 照片，苹果手机的格式",
                "在手机上把照片用微信或邮件发给自己，收到的是 jpg；在电脑上用“照片”或画图打开，另存为 jpg。以后在手机的“设置—相机—格式”里选“兼容性最佳”",
            ),
            b"avif" | b"avis" => ("AVIF 图片", SAVE_AS),
            _ => ("视频", "截取一张画面，存成 png 或 jpg"),
        },
        [1, 0, 0, 0, ..] if bytes.get(40..44) == Some(b" EMF".as_slice()) => {
            ("Word 里的图形（EMF）", FROM_WORD)
        }
        [0xD7, 0xCD, 0xC6, 0x9A, ..] | [1, 0, 9, 0, 0, 3, ..] => {
            ("Word 里的图形（WMF）", FROM_WORD)
        }
        [b'P', b'K', 3, 4, ..] => ("Word、Excel 文件或压缩文件，不是图片", FROM_WORD),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => ("Word、Excel 或 WPS 文件，不是图片", FROM_WORD),
        [b'%', b'P', b'D', b'F', ..] => (
            "PDF，不是图片",
            "把这一页导出或截成 png；整个文件要给读者，写进“附件”供下载",
        ),
        [b'8', b'B', b'P', b'S', ..] => ("Photoshop 文件", "在 Photoshop 里导出为 png 或 jpg"),
        [b'%', b'!', b'P', b'S', ..] => ("EPS 图形", SAVE_AS),
        [0xFF, 0x0A, ..] | [0, 0, 0, 0x0C, b'J', b'X', b'L', ..] => ("JPEG XL 图片", SAVE_AS),
        [0, 0, 0, 0x0C, b'j', b'P', ..] => ("JPEG 2000 图片", SAVE_AS),
        [0, 0, 1, 0, ..] => ("图标（ICO）", SAVE_AS),
        _ => {
            let start = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]);
            let start = start.trim_start().to_ascii_lowercase();
            if start.starts_with("<!doctype html") || start.starts_with("<html") {
                (
                    "网页，不是图片",
                    "下载时存成了网页：在网页里右键单击图片，选“图片另存为”",
                )
            } else {
                (
                    "不是能显示的图片",
                    "图片用 jpg、png、gif、webp、svg、bmp 或 tif 格式；打得开的话，用画图软件另存为 png 或 jpg",
                )
            }
        }
    };
    PictureFlaw::Other { what, help }
}
