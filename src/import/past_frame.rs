//! The frame of a past issue: masthead, numbers, title, recipients, signature, date, whom it was sent to; what `issue.yaml` says.

use super::dates::typed_date;
use super::ends::is_office;
use super::past_numbers::PastNumbers;
use crate::source::Key;
use crate::stage::parse::keys;
use crate::zh::date::IssueDate;

/// What stands around the text of a past issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastFrame {
    pub numbers: PastNumbers,
    pub title: Vec<String>,
    pub subtitle: Option<String>,
    pub date: Option<IssueDate>,
    /// Whether the date stands under the title.
    pub date_under_title: bool,
    pub recipients: Option<String>,
    pub signatures: Vec<String>,
    /// 附注
    pub remark: Option<String>,
    /// 抄送, 报, 送, 发 and the like, as typed behind the colon.
    pub sent_to: Vec<(Key, String)>,
    pub office: Option<String>,
    pub print_date: Option<IssueDate>,
    pub copies: Option<u32>,
    /// 主题词
    pub topics: Vec<String>,
    /// The list of attachments (附件说明).
    pub attachments: Vec<ListedAttachment>,
    /// The offices of 发文机关标志, line by line, and what stands at their right; only where styles say which they are.
    pub mark: Vec<String>,
    pub mark_suffix: Option<String>,
    /// What the masthead says besides numbers and date.
    pub masthead: Vec<String>,
    /// Lines that `issue.yaml` says in another form: dates, counts.
    pub restated: Vec<String>,
    /// Whether there is a list of contents (要目), and its lines, which the program prints.
    pub contents: bool,
    pub contents_lines: Vec<String>,
    pub copy_number: Option<u32>,
    pub secrecy: Option<String>,
    /// 受众, where it is not for everybody.
    pub audience: Option<String>,
    /// The numbers of headings and items by their levels, as they print the number one.
    pub labels: [Option<String>; 4],
    pub urgency: Option<String>,
    /// 签发人
    pub approvers: Vec<String>,
    /// 出席, 列席 and the like.
    pub attendance: Vec<(Key, String)>,
    /// The posts beside stamps (签名章).
    pub posts: Vec<String>,
    /// 附件1, over an attachment.
    pub attachment_labels: Vec<String>,
}

/// A line of the list of attachments (附件说明).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedAttachment {
    /// The title of the attachment.
    pub title: String,
    /// The whole line.
    pub typed: String,
}

/// Takes 份号, 密级 or 紧急程度 into `frame`; whether `text` is one of them.
pub fn classification(text: &str, frame: &mut PastFrame) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let secret = ["绝密", "机密", "秘密", "内部资料", "内部文件", "内部刊物"];
    let number = ["编号", "份号", "No.", "№"].iter();
    let number = number.fold(bare.as_str(), |text, word| text.trim_start_matches(word));
    let number = number.trim_start_matches(['：', ':']);
    if secret.iter().any(|word| bare.starts_with(word)) && bare.chars().count() <= 20 {
        frame.secrecy = Some(text.trim().to_owned());
    } else if ["特急", "加急"].contains(&bare.as_str()) {
        frame.urgency = Some(bare);
    } else if (3..=6).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit()) {
        frame.copy_number = number.parse().ok();
        frame.restated.push(text.to_owned());
    } else {
        return false;
    }
    true
}

/// An office and the date behind it, or a date alone.
pub fn office_and_date(text: &str) -> Option<(String, IssueDate)> {
    let year = text.find(|c: char| c.is_ascii_digit() || "二〇○".contains(c))?;
    let (office, date) = (text.get(..year)?.trim(), text.get(year..)?.trim());
    let date = typed_date(date)?;
    (office.is_empty() || is_office(office, true)).then(|| (office.to_owned(), date))
}

/// Takes a line of 版记 into `frame`; whether it is one.
pub fn imprint_line(text: &str, frame: &mut PastFrame) -> bool {
    const SENT_TO: [(&str, Key); 10] = [
        ("抄送", keys::COPIED),
        ("抄报", keys::REPORTED),
        ("主送", keys::MAIN),
        ("分送", keys::MAIN),
        ("本期印发", keys::PRINTED),
        ("本期发送", keys::PRINTED),
        ("本期增发", keys::PRINTED_ALSO),
        ("报", keys::REPORTED),
        ("送", keys::SENT),
        ("发", keys::ISSUED),
    ];
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let after = |word: &str| {
        let rest = bare.strip_prefix(word)?;
        let rest = rest.strip_prefix(['：', ':'])?;
        Some(rest.trim_end_matches('。').to_owned())
    };
    if let Some((key, names)) = SENT_TO
        .iter()
        .find_map(|(word, key)| Some((*key, after(word)?)))
    {
        if !bare.starts_with(key.zh) {
            frame.restated.push(text.to_owned());
        }
        frame.sent_to.push((key, names));
    } else if let Some(words) = after("主题词") {
        let words = text.split(['：', ':']).nth(1).unwrap_or(&words);
        let words = words.split(|c: char| c.is_whitespace() || "、；;，".contains(c));
        frame.topics = words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        frame.restated.push(text.to_owned());
    } else if let Some(copies) = bare
        .trim_end_matches(['）', ')'])
        .strip_suffix('份')
        .and_then(|text| text.trim_start_matches(['（', '(']).strip_prefix("共印"))
    {
        frame.copies = copies.parse().ok();
        if frame.copies.is_none() {
            return false;
        }
        frame.restated.push(text.to_owned());
    } else if let Some((office, date)) = bare
        .strip_suffix("印发")
        .and_then(office_and_date)
        .filter(|_| bare.chars().count() <= 50)
    {
        frame.office = Some(office).filter(|office| !office.is_empty());
        frame.print_date = Some(date);
        frame.restated.push(text.to_owned());
    } else {
        return false;
    }
    true
}
