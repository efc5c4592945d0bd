//! What becomes of something that the program prints itself and that was typed: `issue.yaml` says the same, can be made to, or says otherwise.

use super::edit::PastedElement;
use super::fields;
use super::known::{Known, PartOfIssue};
use crate::source::Key;
use crate::source::files::extension;
use crate::source::yaml_text::scalar;
use crate::stage::parse::keys;
use crate::zh::date::IssueDate;
use crate::zh::label::typed_number;
use crate::zh::numeral::parse_han;

/// What becomes of it.
#[derive(Debug)]
pub enum Settlement {
    /// It goes, and why.
    Remove(String),
    /// It goes into `issue.yaml`: the key, and the line with it.
    Add(Key, String),
    /// It stays, and why.
    Keep(String),
}

/// `text` without white space, marks and the punctuation of lists.
#[must_use]
pub fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !"*#|、，,。．：:；;".contains(*c))
        .collect()
}

/// The date that `text` is, in whatever digits it was typed.
#[must_use]
pub fn typed_date(text: &str) -> Option<IssueDate> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '*')
        .collect();
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = match rest.strip_suffix('日') {
        Some(day) => Some(day),
        None if rest.is_empty() => None,
        None => return None,
    };
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        '○' | 'Ｏ' | 'O' => Some('0'),
        other => "〇一二三四五六七八九"
            .chars()
            .position(|han| han == other)
            .and_then(|value| char::from_digit(u32::try_from(value).ok()?, 10)),
    };
    let digits = |text: &str| text.chars().map(digit).collect::<Option<String>>();
    let small = |text: &str| {
        let number = match parse_han(text) {
            Some(number) => number,
            None => digits(text)?.parse().ok()?,
        };
        u8::try_from(number).ok()
    };
    let year = digits(year).filter(|year| year.len() == 4)?.parse().ok()?;
    let day = match day {
        Some(day) => Some(small(day)?),
        None => None,
    };
    IssueDate::new(year, small(month)?, day).ok()
}

/// Decides about `element`, which was typed on these lines.
#[must_use]
pub fn settle(element: PastedElement, typed: &[&str], known: &Known) -> Settlement {
    if element == PastedElement::NoText {
        return Settlement::Remove("版面由程序安排，不用写".to_owned());
    }
    let name = element.words().1;
    if known.part == PartOfIssue::Contribution {
        return Settlement::Keep(format!(
            "这是单位的片段或文章，{name}写在正文里会照样印出来；不要的话自己删去"
        ));
    }
    if known.issue.is_none() {
        return Settlement::Keep(format!("没有这一期的 issue.yaml，{name}没有地方移"));
    }
    match element {
        PastedElement::Title => said("标题"),
        PastedElement::Recipients => one(keys::MAIN, typed, known, |line| {
            line.trim_end_matches(['：', ':'])
        }),
        PastedElement::Signature => signature(typed, known),
        PastedElement::Date => date(typed, known),
        PastedElement::AttachmentList => attachments(typed, known),
        PastedElement::SubjectWords => subject_words(typed, known),
        PastedElement::Remark => one(keys::REMARK, typed, known, |line| {
            line.trim_start_matches(['（', '('])
                .trim_end_matches(['）', ')'])
        }),
        PastedElement::CopiedTo => one(keys::COPIED, typed, known, |line| {
            after_colon(line).trim_end_matches('。')
        }),
        PastedElement::PrintedOn => printed_on(typed, known),
        PastedElement::Copies => copies(typed, known),
        _ => Settlement::Keep(String::new()),
    }
}

fn said(key: &str) -> Settlement {
    Settlement::Remove(format!("“{key}”已经写好，由程序印上"))
}

fn differs(key: Key, says: &[String]) -> Settlement {
    Settlement::Keep(format!(
        "“{}”已经写了“{}”，与这里不同；留在正文里会照样印出来，请核对后删去一处",
        key.zh,
        says.join("、")
    ))
}

fn after_colon(line: &str) -> &str {
    line.split_once(['：', ':'])
        .map_or(line, |(_, rest)| rest)
        .trim()
}

/// A field that is one text.
fn one(key: Key, typed: &[&str], known: &Known, cut: fn(&str) -> &str) -> Settlement {
    let text = cut(typed.first().copied().unwrap_or_default()).trim();
    match known.printed(key) {
        None => Settlement::Add(key, fields::line(key, text)),
        Some(says) if bare(&says.concat()) == bare(text) => said(key.zh),
        Some(says) => differs(key, &says),
    }
}

fn signature(typed: &[&str], known: &Known) -> Settlement {
    let names: Vec<String> = typed
        .iter()
        .flat_map(|line| line.trim_matches('*').split("　　"))
        .map(|name| {
            name.chars()
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
        })
        .filter(|name| !name.is_empty())
        .collect();
    match known.printed(keys::SIGNATURES) {
        None => Settlement::Add(keys::SIGNATURES, fields::list(keys::SIGNATURES, &names)),
        Some(says) if bare(&says.concat()) == bare(&names.concat()) => said("署名"),
        Some(says) => differs(keys::SIGNATURES, &says),
    }
}

fn date(typed: &[&str], known: &Known) -> Settlement {
    let Some(date) = typed.first().and_then(|line| typed_date(line)) else {
        return Settlement::Keep("读不懂这个日期".to_owned());
    };
    match known.in_issue(keys::DATE) {
        None => Settlement::Add(keys::DATE, fields::line(keys::DATE, &date.iso())),
        Some(says)
            if says
                .first()
                .is_some_and(|says| IssueDate::parse(says) == Ok(date)) =>
        {
            said("日期")
        }
        Some(says) => differs(keys::DATE, &says),
    }
}

/// The titles in a list of attachments.
fn titles(typed: &[&str]) -> Vec<String> {
    let lines = typed.iter().enumerate();
    lines
        .map(|(index, line)| {
            // 附件2：问题清单 has a number of its own on each line.
            let own = line.starts_with("附件") && line.contains(['：', ':']);
            let line = if index == 0 || own {
                after_colon(line)
            } else {
                line
            };
            let number = typed_number(line).map_or(0, |number| number.length);
            line[number..]
                .trim()
                .trim_end_matches(['。', '；', ';'])
                .to_owned()
        })
        .filter(|title| !title.is_empty())
        .collect()
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn attachments(typed: &[&str], known: &Known) -> Settlement {
    let titles = titles(typed);
    if let Some(says) = known.in_issue(keys::ATTACHMENTS) {
        let has = |title: &String| {
            says.iter()
                .any(|says| bare(says) == bare(title) || bare(stem(says)) == bare(title))
        };
        return match titles.iter().find(|title| !has(title)) {
            None => said("附件"),
            Some(title) => Settlement::Keep(format!(
                "issue.yaml 的“附件”里没有“{title}”；附件说明由程序印，请补上再删去这里"
            )),
        };
    }
    let mut lines = vec![format!("{}:", keys::ATTACHMENTS.zh)];
    for title in &titles {
        let of_title =
            |path: &&String| bare(stem(path)) == bare(title) && !extension(path).is_empty();
        let Some(path) = known.files.iter().find(of_title) else {
            return Settlement::Keep(format!(
                "这一期的文件夹里没有叫“{title}”的文件；放进来再整理，或在 issue.yaml 里写“附件”，说明由程序印"
            ));
        };
        lines.push(format!("  - 文件: {}", scalar(path)));
        lines.push(format!("    标题: {}", scalar(title)));
    }
    Settlement::Add(keys::ATTACHMENTS, lines.join("\n"))
}

fn subject_words(typed: &[&str], known: &Known) -> Settlement {
    let words: Vec<String> = typed
        .iter()
        .flat_map(|line| after_colon(line).split([' ', '　', '、', '；', ';', '，', '\t']))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    match known.in_issue(keys::TOPICS) {
        None => Settlement::Add(keys::TOPICS, fields::list(keys::TOPICS, &words)),
        Some(says) if words.iter().all(|word| says.contains(word)) => said("主题"),
        Some(says) => differs(keys::TOPICS, &says),
    }
}

/// The number in `（共印60份）`.
#[must_use]
pub fn typed_copies(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_matches(['（', '）', '(', ')', '。']);
    let number = ["共印", "共"]
        .iter()
        .find_map(|word| text.strip_prefix(word))?;
    let number = number.strip_suffix('份')?;
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| number.to_owned())
}

fn copies(typed: &[&str], known: &Known) -> Settlement {
    let Some(number) = typed.first().and_then(|line| typed_copies(line)) else {
        return Settlement::Keep("读不懂这个份数".to_owned());
    };
    match known.printed(keys::COPIES) {
        None => Settlement::Add(keys::COPIES, format!("{}: {number}", keys::COPIES.zh)),
        Some(says) if says.concat() == number => said(keys::COPIES.zh),
        Some(says) => differs(keys::COPIES, &says),
    }
}

fn printed_on(typed: &[&str], known: &Known) -> Settlement {
    let text = bare(typed.first().copied().unwrap_or_default());
    let office = known.printed(keys::OFFICE).unwrap_or_default().concat();
    let date = known
        .in_issue(keys::PRINT_DATE)
        .or_else(|| known.in_issue(keys::DATE));
    let date = date.and_then(|says| IssueDate::parse(says.first()?).ok());
    let same = text
        .strip_prefix(&bare(&office))
        .and_then(|rest| typed_date(rest.strip_suffix("印发")?))
        .is_some_and(|typed| Some(typed) == date);
    if same && !office.is_empty() {
        return said("印发机关");
    }
    Settlement::Keep(
        "印发机关和印发日期由程序印，写在 issue.yaml 的“印发机关”“印发日期”里，再删去这里"
            .to_owned(),
    )
}
