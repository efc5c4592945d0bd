//! Which asterisks and tildes are marks of emphasis: `**…**`, and decided more strictly `*…*`, `***…***` and `~~…~~`.
//!
//! CommonMark decides by spaces and punctuation around a mark, which Chinese does not have: it leaves the asterisks of `**督查结果：**良好` standing
//! and slants what stands between the two footnote signs of 带*的为约束性指标，带*号的…. Here `**` pairs in reading order. The other marks must
//! begin after a space, a punctuation mark or nothing, and hold one clause unless they hold the whole of a sentence.

use std::ops::Range;

use super::signs::EmphasisMark;
use super::slip::MarkSlip;
use crate::diag::code;

/// A character of the text, as far as marks are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// An asterisk or a tilde that may be a mark.
    Free(char),
    /// Any other character.
    Plain(char),
    /// The bracket that begins a link or picture.
    LinkStart,
    /// The end of a link or picture with its target.
    LinkEnd,
    /// The end of a line that stays a line.
    LineEnd,
}

impl Sign {
    fn char(self) -> char {
        match self {
            Self::Free(c) | Self::Plain(c) => c,
            Self::LinkStart => '[',
            // A link stands where a word would.
            Self::LinkEnd => '甲',
            Self::LineEnd => '\n',
        }
    }
}

/// What has been decided about the signs of a paragraph.
#[derive(Debug, Default)]
pub struct Decision {
    /// The first sign of each run that is a mark.
    pub marks: Vec<(usize, EmphasisMark)>,
    /// The first sign of each run that only looks like a mark.
    pub lookalikes: Vec<(usize, EmphasisMark)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Space,
    Open,
    Close,
    Clause,
    Letter,
}

#[derive(Clone, Copy, Debug)]
struct SignRun {
    first: usize,
    length: usize,
    mark: EmphasisMark,
    before: Option<char>,
    after: Option<char>,
    /// The link that it stands in, by the place where it begins.
    link: Option<usize>,
}

/// Characters that say of an asterisk before them that it is a sign of its own: 注：*为约束性指标.
const EXPLAINED: &str = "为表示指号的代系均即者项";

/// Characters that say so of an asterisk after them: 带*号的.
const EXPLAINING: &str = "带标加有打注";

/// Family names before an asterisk that hides the rest of a name: 张**、李**.
const FAMILY_NAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范廖石贾韦夏付邹孟熊秦邱薛侯阎段雷钱汤尹黎武乔贺赖龚文欧";

/// Decides which runs of asterisks and tildes in `signs`, one paragraph, are marks.
#[must_use]
pub fn decide(signs: &[Sign]) -> Decision {
    let runs = runs(signs);
    let mut decision = Decision::default();
    let mut open: Vec<SignRun> = Vec::new();
    let mut paired = vec![false; runs.len()];
    let mut opener: Vec<usize> = Vec::new();
    // What stands before signs that hide something: others behind the same hide something too.
    let mut hiding: Vec<char> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let at = open.iter().position(|other| other.mark == run.mark);
        if run.mark == EmphasisMark::Strong {
            if run.before.is_some_and(|before| hiding.contains(&before)) {
                continue;
            }
            if let Some(at) = at
                && (is_masked(&open[at], run, signs) || begins_next_item(&open[at], run))
            {
                let before = open[at].before.into_iter().chain(run.before);
                hiding.extend(before.filter(|c| class(Some(*c)) == Class::Letter));
                open.remove(at);
                opener.remove(at);
                continue;
            }
        }
        if let Some(at) = at
            && closes(&open[at], run, signs)
        {
            decision.marks.push((open[at].first, run.mark));
            decision.marks.push((run.first, run.mark));
            paired[opener[at]] = true;
            paired[index] = true;
            // What was opened inside and not closed there is no mark.
            open.truncate(at);
            opener.truncate(at);
        } else if opens(run) {
            if let Some(at) = at {
                open.remove(at);
                opener.remove(at);
            }
            open.push(*run);
            opener.push(index);
        }
    }
    decision.marks.sort_unstable_by_key(|(first, _)| *first);
    let rest: Vec<&SignRun> = runs
        .iter()
        .zip(&paired)
        .filter(|(_, paired)| !**paired)
        .map(|(run, _)| run)
        .collect();
    decision.lookalikes = rest
        .iter()
        .enumerate()
        .filter(|(place, run)| looks_like_mark(run, rest.get(place + 1).copied(), signs))
        .map(|(_, run)| (run.first, run.mark))
        .collect();
    decision
}

fn runs(signs: &[Sign]) -> Vec<SignRun> {
    let mut runs = Vec::new();
    let mut links: Vec<usize> = Vec::new();
    let mut place = 0;
    while place < signs.len() {
        let Sign::Free(sign) = signs[place] else {
            match signs[place] {
                Sign::LinkStart => links.push(place),
                Sign::LinkEnd => {
                    links.pop();
                }
                _ => {}
            }
            place += 1;
            continue;
        };
        let length = signs[place..]
            .iter()
            .take_while(|other| **other == Sign::Free(sign))
            .count();
        let mark = match (sign, length) {
            ('*', 1) => Some(EmphasisMark::Emphasis),
            ('*', 2) => Some(EmphasisMark::Strong),
            ('*', 3) => Some(EmphasisMark::Both),
            ('~', 2) => Some(EmphasisMark::Strike),
            _ => None,
        };
        let char_at = |place: Option<usize>| signs.get(place?).map(|sign| sign.char());
        runs.extend(mark.map(|mark| SignRun {
            first: place,
            length,
            mark,
            before: char_at(place.checked_sub(1)),
            after: char_at(Some(place + length)),
            link: links.last().copied(),
        }));
        place += length;
    }
    runs
}

fn class(c: Option<char>) -> Class {
    match c {
        None => Class::Space,
        Some(c) if c.is_whitespace() => Class::Space,
        Some(c) if "（《「『【〈〔“‘([{".contains(c) => Class::Open,
        Some(c) if "）》」』】〉〕”’)]}".contains(c) => Class::Close,
        Some(c) if "，。；：、！？,.;:!?…—".contains(c) => Class::Clause,
        Some(_) => Class::Letter,
    }
}

/// `2*3`, `411**1234`, `3~~5户`: a sign between two digits or Latin letters is none of ours.
fn is_between_digits(run: &SignRun) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    digit(run.before) && digit(run.after)
}

fn is_one_of(c: Option<char>, characters: &str) -> bool {
    c.is_some_and(|c| characters.contains(c))
}

fn opens(run: &SignRun) -> bool {
    if is_between_digits(run) || !matches!(class(run.after), Class::Open | Class::Letter) {
        return false;
    }
    let begins = matches!(
        class(run.before),
        Class::Space | Class::Open | Class::Clause
    );
    match run.mark {
        EmphasisMark::Strong => true,
        EmphasisMark::Both | EmphasisMark::Strike => begins,
        EmphasisMark::Emphasis => begins && !is_one_of(run.after, EXPLAINED),
    }
}

fn closes(open: &SignRun, run: &SignRun, signs: &[Sign]) -> bool {
    if is_between_digits(run)
        || matches!(class(run.before), Class::Space | Class::Open)
        || open.first + open.length == run.first
        // One mark in the text of a link and the other outside it are no pair.
        || open.link != run.link
    {
        return false;
    }
    if signs[open.first..run.first].contains(&Sign::LineEnd) {
        return false;
    }
    if begins_next_item(open, run) {
        return false;
    }
    if run.mark == EmphasisMark::Strong {
        return true;
    }
    if run.mark == EmphasisMark::Emphasis
        && is_one_of(run.before, EXPLAINING)
        && (run.after.is_none()
            || !matches!(class(run.after), Class::Letter)
            || is_one_of(run.after, EXPLAINED))
    {
        return false;
    }
    let ends = matches!(
        class(run.after),
        Class::Space | Class::Close | Class::Clause
    ) || matches!(class(run.before), Class::Close | Class::Clause);
    // A range between brackets: （一）~~（三）.
    if run.mark == EmphasisMark::Strike
        && class(run.before) == Class::Close
        && class(run.after) == Class::Open
    {
        return false;
    }
    let content = &signs[open.first + open.length..run.first];
    let clauses = content[..content.len() - 1].iter().any(|sign| {
        matches!(
            sign,
            Sign::Plain('，' | '。' | '；' | '！' | '？' | ';' | '\n')
        )
    });
    if !clauses {
        return true;
    }
    let whole = (matches!(class(open.before), Class::Space | Class::Open)
        || open.before == Some('。'))
        && ends
        && (matches!(class(run.after), Class::Space | Class::Close)
            || is_one_of(run.before, "。！？"));
    match run.mark {
        EmphasisMark::Emphasis => whole,
        EmphasisMark::Strong | EmphasisMark::Both | EmphasisMark::Strike => ends,
    }
}

/// `*李某、*王某`: a sign right behind the punctuation that parts two items, and before a word, begins an item rather than ends one. In `**首先，**各单位` the
/// first sign begins a clause too, and `**要点：**` ends with what a heading ends with.
fn begins_next_item(open: &SignRun, run: &SignRun) -> bool {
    let parts = match run.mark {
        EmphasisMark::Strong => {
            matches!(class(open.before), Class::Letter) && is_one_of(run.before, "、，；,;")
        }
        EmphasisMark::Emphasis | EmphasisMark::Both | EmphasisMark::Strike => {
            is_one_of(run.before, "、，；,;…—")
        }
    };
    parts && matches!(class(run.after), Class::Letter | Class::Open)
}

/// Whether two `**` hide what is not to be read: 王**、李**, 某**公司与某**集团, ××县**镇**村, li**@….
fn is_masked(open: &SignRun, run: &SignRun, signs: &[Sign]) -> bool {
    const PLACES: &str = "省市县区镇乡村街路号组";
    let names = is_one_of(open.before, FAMILY_NAMES) && is_one_of(run.before, FAMILY_NAMES);
    let is_word = |c: Option<char>| class(c) == Class::Letter;
    let again = is_word(open.before)
        && !is_one_of(open.before, "的地得了和与或在是有")
        && is_word(run.after)
        && open.before == run.before;
    let mail = open.after == Some('@') || run.after == Some('@');
    let content = &signs[open.first + open.length..run.first];
    let place = content.len() == 1
        && is_word(open.before)
        && content.iter().all(|sign| PLACES.contains(sign.char()));
    names || again || mail || place
}

/// Whether the signs stand for the rest of a name: 李** at the end of a clause or a cell, 王**等3人.
fn hides_name(run: &SignRun, signs: &[Sign]) -> bool {
    /// What may stand before a name within a clause: 由李**负责, 职工王**.
    const NAME_FOLLOWS: &str = "由和与及对为给向是请经同将把让员工民生者长人";
    const DOUBLE_NAMES: [&str; 8] = [
        "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "慕容",
    ];
    let chars: Vec<char> = signs[run.first.saturating_sub(3)..run.first]
        .iter()
        .map(|sign| sign.char())
        .collect();
    let length = match chars.as_slice() {
        [.., a, b] if DOUBLE_NAMES.contains(&String::from_iter([*a, *b]).as_str()) => 2,
        [.., one] if FAMILY_NAMES.contains(*one) => 1,
        _ => return false,
    };
    // 白石** ends no name: it begins where a word can.
    let before = chars.iter().rev().nth(length).copied();
    let begins = class(before) != Class::Letter || is_one_of(before, NAME_FOLLOWS);
    begins
        && (class(run.after) != Class::Letter
            || is_one_of(run.after, "等和与及同户某（反称说表提已因系在"))
}

/// Whether a reader of Markdown would expect something else of the run than the sign as it stands.
fn looks_like_mark(run: &SignRun, next: Option<&SignRun>, signs: &[Sign]) -> bool {
    if is_between_digits(run) {
        return run.mark == EmphasisMark::Strike;
    }
    // A backslash took the meaning from the sign before it, and so from these.
    if run.before == Some(run.mark.typed().chars().next().unwrap_or('*')) {
        return false;
    }
    match run.mark {
        EmphasisMark::Strong => !hides_name(run, signs),
        EmphasisMark::Strike => true,
        EmphasisMark::Both => next.is_some_and(|next| next.mark == EmphasisMark::Both),
        EmphasisMark::Emphasis => next.is_some_and(|next| {
            let content = &signs[run.first + 1..next.first];
            next.mark == EmphasisMark::Emphasis
                && !is_between_digits(next)
                && (1..=16).contains(&content.len())
                && class(run.after) != Class::Space
                && class(next.before) != Class::Space
                && !is_one_of(run.after, EXPLAINED)
                && !is_one_of(run.before, EXPLAINING)
                && content.iter().all(|sign| {
                    matches!(sign, Sign::Plain(c) if !matches!(class(Some(*c)), Class::Clause))
                })
        }),
    }
}

/// What is said of signs at `range` that look like `mark` and are none.
#[must_use]
pub fn lookalike(mark: EmphasisMark, range: Range<usize>) -> MarkSlip {
    let (message, help) = match mark {
        EmphasisMark::Strong => (
            "“**”没有配成对，会照样印出来",
            "加粗的文字前后都写“**”，里面不留空格，不跨行：**要点**；确实要印星号，写成 \\*\\*",
        ),
        EmphasisMark::Strike => (
            "这里的“~~”不当作删除的记号，会照样印出来",
            "范围写一个“～”：3～5户；要表示删除，在前面的标点之后起头：，~~删去的字~~",
        ),
        EmphasisMark::Emphasis => (
            "这里的“*”不当作着重的记号，会照样印出来",
            "着重的文字要在标点或空格之后起头，最好写成 **着重**；确实要印星号，写成 \\*",
        ),
        EmphasisMark::Both => (
            "这里的“***”不当作强调的记号，会照样印出来",
            "写成 **要点**；确实要印星号，写成 \\*\\*\\*",
        ),
    };
    MarkSlip::new(code::NOT_A_MARK, range, message, help)
}
