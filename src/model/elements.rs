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
