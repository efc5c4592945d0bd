//! Why an issue has no PDF. The data is in the variants, the words only in `Display`.

use std::fmt;
use std::path::PathBuf;

/// Why an issue has no PDF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The text has characters that cannot be printed: no font of the project has them, or PDF/A forbids them.
    MissingGlyph {
        /// The characters, each once, in the order of their first mention.
        characters: Vec<char>,
    },
    /// Pictures cannot be used.
    Pictures {
        /// Each picture with what is wrong with it.
        pictures: Vec<BadPicture>,
    },
    /// The issue took longer than allowed.
    Timeout {
        /// The limit.
        seconds: u64,
    },
    /// Others before it took too long one after the other, so that it was given less time than allowed, and that was not enough.
    Hurried {
        /// The time that it was given.
        seconds: u64,
    },
    /// The issue needs more memory than allowed.
    Memory {
        /// The bound.
        megabytes: u64,
    },
    /// typst refuses the templates (or warns about them): our own mistake, not a writer's.
    Template {
        /// What typst wrote.
        text: String,
    },
    /// The machine is at fault: disk, memory, typst itself.
    Environment {
        /// What was to be done, in Chinese.
        action: &'static str,
        /// What the system said about it.
        reason: String,
    },
    /// The work was stopped before this issue was done.
    Cancelled,
}

/// A picture that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPicture {
    /// The file on disk.
    pub path: PathBuf,
    /// What is wrong with it.
    pub fault: PictureFault,
}

/// What is wrong with a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureFault {
    /// There is no such file, or it is no plain file that can be read.
    Unreadable(String),
    /// Its bytes are not what its name says, or are damaged.
    Undecodable(String),
    /// A drawing that refers to another file.
    Linked(String),
    /// The archive standard does not allow it (a PDF, sixteen bits a channel …).
    Forbidden(String),
}

impl Failure {
    pub(super) fn environment(action: &'static str, reason: impl fmt::Display) -> Self {
        Self::Environment {
            action,
            reason: reason.to_string(),
        }
    }
}

/// A character as people can see and find it: `“𪚥”（U+2A6A5）`, and without itself where it cannot be seen.
fn write_character(f: &mut fmt::Formatter<'_>, character: char) -> fmt::Result {
    let code = u32::from(character);
    let unseen = character.is_control()
        || character.is_whitespace()
        || matches!(code, 0xAD | 0x300..=0x36F | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F
            | 0xE000..=0xF8FF | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF0..=0xFFFF | 0xE0000..=0x10FFFF);
    if unseen {
        write!(f, "U+{code:04X}")
    } else {
        write!(f, "“{character}”（U+{code:04X}）")
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingGlyph { characters } => {
                f.write_str("有字印不出来，字库里没有或归档标准不许用：")?;
                for (position, character) in characters.iter().enumerate() {
                    if position > 0 {
                        f.write_str("、")?;
                    }
                    write_character(f, *character)?;
                }
                f.write_str("。请换一个字，或把含有该字的字体放入 templates/fonts/local/")
            }
            Self::Pictures { pictures } => {
                for (position, picture) in pictures.iter().enumerate() {
                    if position > 0 {
                        f.write_str("；")?;
                    }
                    write!(f, "{picture}")?;
                }
                Ok(())
            }
            Self::Timeout { seconds } => write!(f, "排印超过 {seconds} 秒，已中止"),
            Self::Hurried { seconds } => write!(
                f,
                "前面连续几期都没能在限定的时间内排完，后面的每期只等 {seconds} 秒，没有等到。先改好报“已中止”的各期，再生成一次"
            ),
            Self::Memory { megabytes } => write!(
                f,
                "排印用的内存超过 {megabytes} MB，已中止：图片太大，或者表格、正文太长"
            ),
            Self::Template { text } => {
                write!(f, "排印模板有误（不是稿件的问题），typst 的原话：\n{text}")
            }
            Self::Environment { action, reason } => write!(f, "{action}失败：{reason}"),
            Self::Cancelled => f.write_str("已按要求中止"),
        }
    }
}

impl fmt::Display for BadPicture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "图片 {} {}", self.path.display(), self.fault)
    }
}

impl fmt::Display for PictureFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(reason) => write!(f, "读不出来：{reason}"),
            Self::Undecodable(reason) => write!(
                f,
                "打不开：文件可能已损坏，或扩展名与内容不符，请用画图软件另存为 PNG 或 JPEG（{reason}）"
            ),
            Self::Linked(reason) => write!(
                f,
                "引用了别的文件：请把所引的图片嵌入其中，或另存为 PNG（{reason}）"
            ),
            Self::Forbidden(reason) => {
                write!(
                    f,
                    "不能放进归档用的 PDF：请另存为 8 位 PNG 或 JPEG（{reason}）"
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_plain_chinese() {
        let glyph = Failure::MissingGlyph {
            characters: vec!['𪚥', '\u{200d}', '🐱'],
        };
        assert!(
            glyph
                .to_string()
                .contains("“𪚥”（U+2A6A5）、U+200D、“🐱”（U+1F431）")
        );
        let picture = Failure::Pictures {
            pictures: vec![BadPicture {
                path: PathBuf::from("图/会场.png"),
                fault: PictureFault::Undecodable("Invalid PNG signature.".into()),
            }],
        };
        assert!(picture.to_string().starts_with("图片 图/会场.png 打不开"));
        assert_eq!(
            Failure::Timeout { seconds: 60 }.to_string(),
            "排印超过 60 秒，已中止"
        );
        assert_eq!(
            Failure::environment("建立临时文件夹", "磁盘已满").to_string(),
            "建立临时文件夹失败：磁盘已满"
        );
    }
}
