//! Marks, seals and places (份号, 密级, 紧急程度, 签发人, 用印 …): what `issue.yaml` says, over what `series.yaml` says.

use super::choices::{RECIPIENTS_PLACES, SEALS, SealWord, URGENCIES};
use super::format;
use super::keys;
use super::mark_words;
use super::printed_words::{Field, take_off};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{
    Attendance, LayoutRules, Masthead, RecipientsPlace, Seal, Signer, Span, Spanned,
    StandardElements,
};
use crate::source::yaml::Node;
use crate::source::{Fields, Key, value, whole_number};

/// What one file says; nothing where it is silent.
#[derive(Clone, Debug, Default)]
pub struct StandardElementsSpec {
    masthead: Option<Masthead>,
    copy_number: Option<Spanned<u32>>,
    secrecy: Option<Spanned<String>>,
    urgency: Option<Spanned<String>>,
    approvers: Option<Vec<Spanned<String>>>,
    seal: Option<SealWord>,
    stamps: Option<Vec<Signer>>,
    recipients_place: Option<RecipientsPlace>,
    imprint_on_even_page: Option<bool>,
    attendance: Vec<Attendance>,
    overprint: Option<bool>,
}

/// What minutes (纪要) say of the meeting, in the order in which it is printed.
const ATTENDANCE: [Key; 7] = [
    keys::MEETING_TIME,
    keys::MEETING_PLACE,
    keys::CHAIR,
    keys::PRESENT,
    keys::EXCUSED,
    keys::OBSERVERS,
    keys::RECORDER,
];

impl StandardElementsSpec {
    /// Reads what both files may say.
    pub fn of_series(fields: &mut Fields<'_>, sink: &mut Sink) -> Self {
        let seal = fields
            .get(keys::SEAL, sink)
            .and_then(|node| value::choice(node, "用印", SEALS, sink));
        let recipients_place = fields
            .get(keys::RECIPIENTS_PLACE, sink)
            .and_then(|node| value::choice(node, "主送位置", RECIPIENTS_PLACES, sink));
        let mut flag = |key: Key, sink: &mut Sink| {
            let node = fields.get(key, sink)?;
            value::boolean(node, key.zh, sink)
        };
        let imprint_on_even_page = flag(keys::IMPRINT_EVEN, sink);
        let overprint = flag(keys::OVERPRINT, sink);
        let stamps = fields
            .get(keys::STAMPS, sink)
            .map(|node| stamps(node, sink));
        Self {
            masthead: masthead(fields, sink),
            seal,
            stamps,
            recipients_place,
            imprint_on_even_page,
            overprint,
            ..Self::default()
        }
    }

    /// Reads what an issue may say.
    pub fn of_issue(fields: &mut Fields<'_>, sink: &mut Sink) -> Self {
        let urgency = fields.get(keys::URGENCY, sink).and_then(|node| {
            let word = value::choice(node, "紧急程度", URGENCIES, sink)?;
            Some(Spanned::new(word.to_owned(), node.span))
        });
        let mut names = |key: Key, sink: &mut Sink| -> Option<(Vec<Spanned<String>>, Span, bool)> {
            let node = fields.get(key, sink)?;
            let is_list = node.items().is_some();
            Some((value::lines(node, key.zh, sink), node.span, is_list))
        };
        let approvers = names(keys::APPROVERS, sink).map(|(names, ..)| {
            let each = names.into_iter();
            each.map(|name| take_off(name, Field::Names("签发人"), sink))
                .collect()
        });
        let attendance = ATTENDANCE
            .iter()
            .copied()
            .filter_map(|key| {
                let (names, span, is_list) = names(key, sink)?;
                let is_one = key == keys::MEETING_TIME || key == keys::MEETING_PLACE;
                // Names in a list are parted so, as the guide says.
                if names.len() > 1 && (is_one || !is_list) {
                    let message = format!("“{}”印成一行，几行中间会加上“、”", key.zh);
                    let finding = Diagnostic::new(code::FIELD_MARK, span, message);
                    let typed: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
                    sink.push(finding.help(match is_one {
                        true => "写成一行".to_owned(),
                        false => {
                            format!("是几个人，写成列表：[{}]；不是，写成一行", typed.join(", "))
                        }
                    }));
                }
                let names: Vec<String> = names
                    .into_iter()
                    .map(|name| take_off(name, Field::Names(key.zh), sink).value)
                    .collect();
                Some(Attendance {
                    label: key.zh.to_owned(),
                    names: Spanned::new(names.join("、"), span),
                })
            })
            .collect();
        Self {
            copy_number: fields
                .get(keys::COPY_NUMBER, sink)
                .and_then(|node| copy_number(node, sink)),
            secrecy: fields
                .get(keys::SECRECY, sink)
                .map(|node| secrecy(node, sink)),
            urgency,
            approvers,
            attendance,
            ..Self::of_series(fields, sink)
        }
    }

    /// The mark of secrecy as it is typed, even where it is not written as it should be.
    #[must_use]
    pub fn secrecy(&self) -> Option<&str> {
        self.secrecy.as_ref().map(|mark| mark.value.as_str())
    }

    /// The masthead of an issue that says this in a series that says `series`.
    #[must_use]
    pub fn masthead(&self, series: &Self) -> Option<Masthead> {
        self.masthead.clone().or_else(|| series.masthead.clone())
    }

    /// The elements of an issue that says this in a series that says `series` and has the layout of `rules`.
    #[must_use]
    pub fn over(&self, series: &Self, rules: &LayoutRules) -> StandardElements {
        let stamps = self.stamps.as_ref().or(series.stamps.as_ref());
        let seal = match (self.seal.or(series.seal), stamps) {
            (Some(SealWord::Seal), _) => Seal::Seal,
            (Some(SealWord::Stamp), stamps) => Seal::Stamps(stamps.cloned().unwrap_or_default()),
            (None, Some(stamps)) => Seal::Stamps(stamps.clone()),
            (Some(SealWord::None) | None, _) => Seal::None,
        };
        StandardElements {
            copy_number: self.copy_number,
            secrecy: self.secrecy.clone(),
            urgency: self.urgency.clone(),
            approvers: self.approvers.clone().unwrap_or_default(),
            seal,
            recipients_place: rules
                .recipients_place(self.recipients_place.or(series.recipients_place)),
            imprint_on_even_page: self
                .imprint_on_even_page
                .or(series.imprint_on_even_page)
                .unwrap_or(false),
            attendance: self.attendance.clone(),
            overprint: self.overprint.or(series.overprint).unwrap_or(false),
        }
    }
}

fn masthead(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<Masthead> {
    let suffix = fields
        .get(keys::MASTHEAD_SUFFIX, sink)
        .and_then(|node| value::text(node, "报头后缀", sink));
    let node = fields.get(keys::MASTHEAD, sink);
    if let (None, Some(suffix)) = (node, &suffix) {
        let message = "没有写“报头”，“报头后缀”不会印出来";
        let finding = Diagnostic::new(code::UNPRINTED, suffix.span, message);
        sink.push(finding.help("在同一个文件里写上 报头: [甲机关, 乙机关]，或删去这一行"));
    }
    let node = node?;
    let mut offices = value::lines(node, "报头", sink);
    if let (Some(suffix), Some(last)) = (&suffix, offices.last_mut()) {
        let bare = last.value.trim_end().strip_suffix(suffix.value.as_str());
        let bare = bare
            .map(str::trim_end)
            .filter(|bare| !suffix.is_empty() && !bare.is_empty());
        if let Some(bare) = bare {
            let message = format!("“{}”由“报头后缀”印上，手写的已去掉", suffix.value);
            let finding = Diagnostic::new(code::PRINTED_WORD, last.span, message);
            sink.push(finding.help(format!("只写“{bare}”，或删去“报头后缀”一行")));
            last.value = bare.to_owned();
        }
    }
    (!offices.is_empty()).then(|| Masthead {
        offices,
        suffix: suffix.filter(|text| !text.is_empty()),
    })
}

fn copy_number(node: Node<'_>, sink: &mut Sink) -> Option<Spanned<u32>> {
    let number = whole_number::read(node, "份号", sink)?;
    if (1..=999_999).contains(&number.value) {
        return Some(number);
    }
    sink.push(
        Diagnostic::new(code::BAD_VALUE, number.span, "份号是 1 到 999999")
            .help("只写数，印出来是六位，如 000012"),
    );
    None
}

/// 7.2.2: the level, and the term after a ★ in arabic numerals. 内部资料 is the practice of 简报.
///
/// What cannot be read is returned as it is: an issue whose mark is misspelt must not be taken for one without a mark.
fn secrecy(node: Node<'_>, sink: &mut Sink) -> Spanned<String> {
    let mut own = Sink::default();
    let Some(typed) = value::text(node, "密级", &mut own) else {
        sink.append(own);
        return Spanned::new(String::new(), node.span);
    };
    if is_secrecy(&typed.value) {
        sink.append(own);
        return typed;
    }
    sink.push(
        Diagnostic::new(
            code::BAD_VALUE,
            typed.span,
            format!("“{}”不是密级的写法", typed.value),
        )
        .help("写成 机密★1年、秘密★6个月、绝密★长期 或 内部资料　注意保存"),
    );
    typed
}

/// Whether `mark` is written as a mark of secrecy is.
#[must_use]
pub fn is_secrecy(mark: &str) -> bool {
    let (level, term) = match mark.split_once('★') {
        Some((level, term)) => (level, Some(term)),
        None => (mark, None),
    };
    let known = ["绝密", "机密", "秘密"].contains(&level.replace(['　', ' '], "").as_str());
    let internal = mark_words::is_internal(mark);
    let term_fits = term.is_none_or(|term| {
        term == "长期"
            || ["年", "个月", "天", "日"].iter().any(|unit| {
                term.strip_suffix(unit)
                    .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
            })
    });
    internal || (known && term_fits)
}

fn stamps(node: Node<'_>, sink: &mut Sink) -> Vec<Signer> {
    let items = node.items().unwrap_or_else(|| vec![node]);
    items
        .into_iter()
        .filter_map(|item| {
            let mut fields = Fields::open(item, &format::STAMP, sink)?;
            let mut line = |key: Key, sink: &mut Sink| {
                let node = fields.require(key, sink)?;
                value::text(node, key.zh, sink)
            };
            let (post, name) = (line(keys::POST, sink), line(keys::PERSON, sink));
            fields.finish(sink);
            Some(Signer {
                post: post?,
                name: name?,
            })
        })
        .collect()
}
