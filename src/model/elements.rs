//! What the standard puts around a text: marks at its head, seals at its end.

use std::borrow::Cow;

use super::Spanned;

/// The masthead (报头, 发文机关标志), red on the first page (GB/T 9704-2012, 7.2.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masthead {
    /// The offices, the sponsor first; several for a joint document (联合行文).
    pub offices: Vec<Spanned<String>>,
    /// What follows the offices, 文件 as a rule; for several it stands at their right.
    pub suffix: Option<Spanned<String>>,
}

impl Masthead {
    /// Its lines: a single office with what follows it, or several with what stands at their right.
    #[must_use]
    pub fn lines(&self) -> (Vec<Cow<'_, str>>, Option<&str>) {
        match (self.offices.as_slice(), &self.suffix) {
            ([office], Some(suffix)) => (vec![format!("{office}{suffix}").into()], None),
            (offices, suffix) => {
                let lines = offices.iter().map(|office| Cow::Borrowed(&**office));
                (lines.collect(), suffix.as_deref())
            }
        }
    }

    /// The masthead in one line, as a reader would say it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.offices.join(" ");
        text.push_str(self.suffix.as_deref().unwrap_or_default());
        text
    }
}

/// The marks and places that an issue asks for; a plain issue asks for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StandardElements {
    /// The copy number (份号), 1 to 999999 (7.2.1).
    pub copy_number: Option<Spanned<u32>>,
    /// Level and term of secrecy (密级和保密期限), e.g. `机密★1年` (7.2.2).
    pub secrecy: Option<Spanned<String>>,
    /// The urgency (紧急程度), 特急 or 加急 (7.2.3).
    pub urgency: Option<Spanned<String>>,
    /// Who signed it for issue (签发人); only in documents to a superior (7.2.6).
    pub approvers: Vec<Spanned<String>>,
    /// How signature and date are laid out.
    pub seal: Seal,
    /// Where the main recipients stand.
    pub recipients_place: RecipientsPlace,
    /// Whether the imprint (版记) must stand on an even page.
    pub imprint_on_even_page: bool,
    /// When and where a meeting was, who led it (主持), was there (出席), excused (请假), and listening (列席), and who wrote (记录); only in minutes (10.3).
    pub attendance: Vec<Attendance>,
    /// Whether the red parts are left out for paper that has them already (套打).
    pub overprint: bool,
}

impl StandardElements {
    /// The copy number in its six digits (7.2.1).
    #[must_use]
    pub fn printed_copy_number(&self) -> Option<String> {
        self.copy_number
            .map(|number| format!("{:06}", number.value))
    }

    /// Whether the issue is a state secret (标有密级), which no archive may show.
    #[must_use]
    pub fn is_classified(&self) -> bool {
        self.secrecy.as_deref().is_some_and(is_classified)
    }
}

/// Whether a mark names a level of secrecy (绝密, 机密, 秘密). 内部资料 does not: it is the practice of 简报, no level. What has a level or a term in it besides
/// (内部机密★1年) is taken for the stricter.
#[must_use]
pub fn is_classified(mark: &str) -> bool {
    !mark.starts_with("内部") || mark.contains(['密', '★'])
}

/// Signature and date of issue (7.3.5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Seal {
    /// Without a seal (7.3.5.2).
    #[default]
    None,
    /// With room for a seal over each signature (7.3.5.1).
    Seal,
    /// With room for the signature stamps (签名章) of these signers (7.3.5.3).
    Stamps(Vec<Signer>),
}

/// Who signs with a stamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The post (职务), printed at the left of the stamp.
    pub post: Spanned<String>,
    /// The name, which the stamp bears.
    pub name: Spanned<String>,
}

/// Where the main recipients (主送) stand (7.3.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecipientsPlace {
    /// Under the title, unless that would push the text off the first page.
    #[default]
    Automatic,
    /// Under the title, whatever room that takes.
    UnderTitle,
    /// As the first line of the imprint (版记).
    Imprint,
}

/// One line of those who were at a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// 时间, 地点, 主持, 出席, 请假, 列席 or 记录.
    pub label: String,
    /// Who, as it was typed, names parted by 、 or blanks.
    pub names: Spanned<String>,
}

/// A name of an [`Attendance`], as a line may break before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttendanceName<'a> {
    /// The name, without the mark behind it.
    pub name: &'a str,
    /// 、 and the like; empty behind the last one.
    pub mark: &'a str,
    /// Whether it is a person's name of two characters, which practice spreads to three.
    pub spread: bool,
}

impl Attendance {
    /// The names in their order; when and where it was is one piece, and so are names that are parted by blanks.
    #[must_use]
    pub fn names(&self) -> Vec<AttendanceName<'_>> {
        let people = !["时间", "地点"].contains(&self.label.as_str());
        let marks = ['、', '，', '；'];
        let pieces: Vec<&str> = if people {
            self.names.split_inclusive(marks).collect()
        } else {
            vec![&*self.names]
        };
        let names = pieces.into_iter().map(|piece| {
            let name = piece.trim_end_matches(marks);
            let ideographs = |c: char| matches!(u32::from(c), 0x3400..=0x9FFF | 0x20000..=0x3FFFF);
            AttendanceName {
                name,
                mark: &piece[name.len()..],
                spread: people && name.chars().count() == 2 && name.chars().all(ideographs),
            }
        });
        names.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FileId, Span};

    #[test]
    fn names_are_parted_and_those_of_two_characters_are_spread() {
        let row = |label: &str, names: &str| Attendance {
            label: label.to_owned(),
            names: Spanned {
                value: names.to_owned(),
                span: Span::new(FileId(0), 0, 0),
            },
        };
        let shown = |row: &Attendance| -> Vec<(String, bool)> {
            let names = row.names();
            names
                .iter()
                .map(|name| (format!("{}{}", name.name, name.mark), name.spread))
                .collect()
        };
        let pair = |text: &str, spread| (text.to_owned(), spread);
        assert_eq!(
            shown(&row("出席", "林致远、沈若、A某")),
            [
                pair("林致远、", false),
                pair("沈若、", true),
                pair("A某", false)
            ]
        );
        assert_eq!(shown(&row("地点", "三楼")), [pair("三楼", false)]);
        assert_eq!(
            shown(&row("列席", "沈　若　林致远")),
            [pair("沈　若　林致远", false)]
        );
    }

    #[test]
    fn only_a_mark_for_those_inside_without_level_and_term_is_no_secret() {
        for mark in ["内部资料", "内部文件 注意保存"] {
            assert!(!is_classified(mark), "{mark}");
        }
        for mark in [
            "机密★1年",
            "秘密",
            "内部机密★1年",
            "内部秘密",
            "内部★1年",
            "密",
            "受控",
        ] {
            assert!(is_classified(mark), "{mark}");
        }
    }
}
