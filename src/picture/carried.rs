//! What a picture carries besides the picture.

/// Something about people, places or devices, or something that is no part of the picture.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Carried {
    /// Where it was taken (GPS).
    Location,
    /// Who took it, or whose device it was.
    Person,
    /// The number of the camera or lens.
    Serial,
    /// Remarks, descriptions, titles.
    Words,
    /// A small copy, which may show what was cut off.
    Preview,
    /// Bytes after the end of the picture, such as the video of a live photo.
    Trailing,
    /// What cannot be read, and may hold any of these: the file is damaged, or its table is kept in another way.
    Unread,
    /// Make and model of the device, the program, times, settings.
    Device,
}

impl Carried {
    /// What writers call it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Location => "拍摄地点",
            Self::Person => "作者或机主的姓名",
            Self::Serial => "设备的序列号",
            Self::Words => "文字说明",
            Self::Preview => "缩略图",
            Self::Trailing => "图片后面附带的数据",
            Self::Unread => "读不懂、去不掉的附加信息",
            Self::Device => "设备型号和时间",
        }
    }

    /// Whether it may say something about a person that nobody meant to publish.
    #[must_use]
    pub fn is_personal(self) -> bool {
        matches!(
            self,
            Self::Location
                | Self::Person
                | Self::Serial
                | Self::Words
                | Self::Trailing
                | Self::Unread
        )
    }
}
