//! Lists of names (名单): `名单：` in a line of its own, and the names below it, which are set in columns as 公文 have them: a name of two characters is spread to three.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Inline, InlineKind, Span};
use crate::source::Draft;

/// What stands above the names.
pub(super) const MARKS: [&str; 2] = ["名单：", "名单:"];
/// So many characters stand in a line behind its indent (GB/T 9704-2012, 5.2.3 and 7.3.3).
const LINE: usize = 26;
/// A name of two characters is as wide as one of three.
const SPREAD: usize = 3;
/// Signs between names.
const BETWEEN: [char; 6] = ['、', '，', ',', '；', ';', '/'];
/// The sign between names that the guide names, and that is not printed.
const PLAIN: char = '、';

/// Sets the lists of names among `blocks` in columns; `typed` is the text that they were read from, which begins `offset` bytes into its file.
pub(super) fn set(blocks: Vec<Draft>, typed: &str, offset: usize, sink: &mut Sink) -> Vec<Draft> {
    let mut set = Vec::with_capacity(blocks.len());
    let mut rest = blocks.into_iter().peekable();
    while let Some(block) = rest.next() {
        let Some(mark) = mark_of(&block) else {
            set.push(block);
            continue;
        };
        let mut lines: Vec<(String, Span)> = Vec::new();
        let mut end = mark;
        while let Some((line, span)) = rest.peek().and_then(plain_line) {
            let range = end.range().end.checked_sub(offset)..span.range().start.checked_sub(offset);
            let between = match (range.start, range.end) {
                (Some(start), Some(end)) => typed.get(start..end),
                _ => None,
            };
            // A blank line ends the list.
            if between.is_none_or(|between| between.matches('\n').count() != 1) {
                break;
            }
            lines.push((line.to_owned(), span));
            end = span;
            rest.next();
        }
        let names = names_in(&lines);
        match &names {
            Ok(names) if !names.is_empty() => {
                let place = lines.first().map_or(mark, |(_, first)| first.to(end));
                if let Some(said) = signs_said(&lines) {
                    sink.push(said);
                }
                set.extend(columns(names).into_iter().map(|row| paragraph(row, place)));
            }
            // Over a table or a list it is a text like any other.
            Ok(_) if !matches!(rest.peek(), Some(Draft::Paragraph { .. })) => set.push(block),
            found => {
                let message = match found {
                    Err(NoNames::Half(name)) => {
                        format!("“{name}”只有一个字，分不清是哪个名字的一半，名单照样印出来")
                    }
                    Err(NoNames::Labelled(line)) => {
                        format!("“{line}”里有冒号，不只是名字，名单照样印出来")
                    }
                    Err(NoNames::Sentence(line)) => {
                        format!("“{line}”不只是名字，名单照样印出来")
                    }
                    Err(NoNames::OtherWord(word)) => {
                        format!("“{word}”不像名字，名单照样印出来")
                    }
                    Err(NoNames::SecondList) => {
                        "下面紧接着又有一行“名单：”，分不清是几份名单，照样印出来".to_owned()
                    }
                    Ok(_) => "“名单：”下面没有紧接着写名字，当作文字照样印出来".to_owned(),
                };
                let help = match &names {
                    Err(NoNames::SecondList) => "每份名单的最后一行名字后面空一行，再写下一份",
                    _ => {
                        "下一行起只写名字，用“、”或空格隔开，中间不空行：张三、李四光、王五；几个单位或几等奖的名单，各写一行名称，再写“名单：”，两份之间空一行"
                    }
                };
                sink.push(Diagnostic::new(code::NOT_A_MARK, mark, message).help(help));
                set.push(block);
                let kept = lines.into_iter();
                set.extend(kept.map(|(line, span)| paragraph(line, span)));
            }
        }
    }
    set
}

fn paragraph(text: String, span: Span) -> Draft {
    Draft::Paragraph {
        content: vec![Inline::text(text, span)],
        span,
    }
}

/// The place of the line above the names.
fn mark_of(block: &Draft) -> Option<Span> {
    let (line, span) = plain_line(block)?;
    MARKS.contains(&line.trim()).then_some(span)
}

/// A paragraph without any marking.
fn plain_line(block: &Draft) -> Option<(&str, Span)> {
    let Draft::Paragraph { content, span } = block else {
        return None;
    };
    match content.as_slice() {
        [inline] => match &inline.kind {
            InlineKind::Text(text) => Some((text, *span)),
            _ => None,
        },
        _ => None,
    }
}

/// Why lines are no list of names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum NoNames {
    /// A character that stands alone and may be a part of a name.
    Half(String),
    /// A line with a colon: 青禾县：张三、李四.
    Labelled(String),
    /// A line that says something: 以上同志共12人。
    Sentence(String),
    /// What is rather a post, an award or a unit: 组长, 一等奖, 青禾县.
    OtherWord(String),
    /// Another line that begins a list.
    SecondList,
}

/// What is said of signs between or behind names that are not printed and that the guide does not name; once for a list.
fn signs_said(lines: &[(String, Span)]) -> Option<Diagnostic> {
    let signs = |line: &str| -> Vec<char> {
        let end = line.trim_end().ends_with('。').then_some('。');
        let between = line.chars().filter(|c| BETWEEN.contains(c) && *c != PLAIN);
        between.chain(end).collect()
    };
    let (_, place) = lines.iter().find(|(line, _)| !signs(line).is_empty())?;
    let mut seen: Vec<String> = Vec::new();
    for sign in lines.iter().flat_map(|(line, _)| signs(line)) {
        let sign = format!("“{sign}”");
        if !seen.contains(&sign) {
            seen.push(sign);
        }
    }
    let message = format!("名单里的{}当作名字之间的记号，不印出来", seen.concat());
    let finding = Diagnostic::new(code::MENDED_MARK, *place, message);
    Some(finding.help("名字之间用“、”或空格隔开，末尾不写句号；不是名单，去掉“名单：”一行"))
}

/// The names of all lines, or why they are none.
fn names_in(lines: &[(String, Span)]) -> Result<Vec<String>, NoNames> {
    let mut names = Vec::new();
    for (line, _) in lines {
        if MARKS.contains(&line.trim()) {
            return Err(NoNames::SecondList);
        }
        if line.contains(['：', ':']) {
            return Err(NoNames::Labelled(line.trim().to_owned()));
        }
        if is_sentence(line) {
            return Err(NoNames::Sentence(line.trim().to_owned()));
        }
        if line.contains(BETWEEN) {
            let parts = line.trim().trim_end_matches('。').split(BETWEEN);
            let parts = parts.map(joined).filter(|part| !part.is_empty());
            let parts: Vec<String> = parts.collect();
            if let Some(half) = parts.iter().find(|part| part.chars().count() == 1) {
                return Err(NoNames::Half(half.clone()));
            }
            names.extend(parts);
            continue;
        }
        let mut half: Option<&str> = None;
        for word in line.trim_end_matches('。').split_whitespace() {
            // （女） behind a blank belongs to the name before it.
            if word.starts_with(['（', '('])
                && half.is_none()
                && let Some(name) = names.last_mut()
            {
                name.push_str(word);
                continue;
            }
            let is_half = word.chars().count() == 1;
            match (half.take(), is_half) {
                // 张　三, spread by hand.
                (Some(first), true) => names.push(format!("{first}{word}")),
                (Some(first), false) => return Err(NoNames::Half(first.to_owned())),
                (None, true) => half = Some(word),
                (None, false) => names.push(word.to_owned()),
            }
        }
        if let Some(half) = half {
            return Err(NoNames::Half(half.to_owned()));
        }
    }
    match names.iter().find(|name| is_other_word(name)) {
        Some(word) => Err(NoNames::OtherWord(word.clone())),
        None => Ok(names),
    }
}

/// Whether a word in a list of names is rather what somebody is or got, or where from: 组长, 副主席, 一等奖, 青禾县（3名）.
fn is_other_word(word: &str) -> bool {
    const POSTS: [&str; 30] = [
        "组长", "成员", "组员", "主席", "书记", "主任", "委员", "秘书", "会长", "理事", "经理",
        "局长", "科长", "处长", "部长", "校长", "院长", "厂长", "所长", "站长", "队长", "班长",
        "镇长", "乡长", "县长", "区长", "市长", "等奖", "秀奖", "公司",
    ];
    const PLACES: &str = "县区局厅院校厂镇";
    let bare = word.split(['（', '(']).next().unwrap_or(word);
    let counts = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    POSTS.iter().any(|post| bare.contains(post))
        || bare.chars().count() > 2 && bare.ends_with(|c| PLACES.contains(c))
        || word[bare.len()..].contains(counts)
}

/// Whether a line holds more than names: a full stop before its end, a number of people, or words too long for a name in a line that ends like a sentence.
fn is_sentence(line: &str) -> bool {
    const LONGEST_NAME: usize = 6;
    let closed = line.trim();
    let inner = closed.trim_end_matches('。');
    let says = inner.contains(['。', '！', '？', '!', '?', '…', '#', '%', '“']);
    let counts = ["（共", "(共", "等人", "等同志", "以上"]
        .iter()
        .any(|word| inner.contains(word));
    let is_long = |part: &str| !part.contains('·') && part.trim().chars().count() > LONGEST_NAME;
    says || counts
        || inner.len() < closed.len()
            && inner
                .split(|c: char| BETWEEN.contains(&c) || c.is_whitespace())
                .any(is_long)
}

/// A name without the blank between its characters; words of Latin letters keep theirs.
fn joined(part: &str) -> String {
    let part = part.trim();
    let wide = part
        .chars()
        .all(|c| c.is_whitespace() || ('\u{4E00}'..='\u{9FFF}').contains(&c));
    match wide && part.chars().filter(|c| !c.is_whitespace()).count() <= SPREAD {
        true => part.chars().filter(|c| !c.is_whitespace()).collect(),
        false => part.to_owned(),
    }
}

/// The lines in which the names stand under each other.
fn columns(names: &[String]) -> Vec<String> {
    let spread = |name: &String| -> String {
        let characters: Vec<char> = name.chars().collect();
        match characters.as_slice() {
            [first, last] => format!("{first}\u{3000}{last}"),
            _ => name.clone(),
        }
    };
    let names: Vec<String> = names.iter().map(spread).collect();
    let lengths = names.iter().map(|name| name.chars().count());
    let width = lengths.max().unwrap_or(0).max(SPREAD) + 1;
    let in_line = ((LINE + 1) / width).max(1);
    let lines = names.chunks(in_line).map(|line| {
        let mut text = String::new();
        for (at, name) in line.iter().enumerate() {
            text.push_str(name);
            if at + 1 < line.len() {
                let blanks = width.saturating_sub(name.chars().count());
                text.extend(std::iter::repeat_n('\u{3000}', blanks));
            }
        }
        text
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Result<Vec<String>, NoNames> {
        let span = Span::file_start(crate::model::FileId(0));
        let lines: Vec<(String, Span)> = lines
            .iter()
            .map(|line| ((*line).to_owned(), span))
            .collect();
        names_in(&lines).map(|names| columns(&names))
    }

    #[test]
    fn names_stand_under_each_other_however_they_were_typed() {
        let set = ["张　三　李四光　王　五　赵六一　钱　七　孙八九", "周　十"];
        for typed in [
            &["张三、李四光、王五、赵六一、钱七、孙八九、周十"][..],
            &["张　三　李四光　王　五　赵六一", "钱七 孙八九 周十。"],
            &["张三，李四光，王 五", "赵六一、钱七、孙八九、周　十"],
        ] {
            assert_eq!(rows(typed), Ok(set.map(str::to_owned).to_vec()));
        }
        assert_eq!(
            rows(&["欧阳娜娜、张三"]),
            Ok(vec!["欧阳娜娜　张　三".to_owned()])
        );
        assert_eq!(
            rows(&["青禾县：张三、李四", "白石区：王五"]),
            Err(NoNames::Labelled("青禾县：张三、李四".to_owned()))
        );
        for line in [
            "张三、李四。以上同志",
            "张三、李四（共2人）",
            "张三、李四……",
            "后面一段话是正文，不是名字。",
            "以上12人",
            "张三 # 备注",
        ] {
            assert_eq!(
                rows(&["张三、李四", line]),
                Err(NoNames::Sentence(line.to_owned()))
            );
        }
        for (line, word) in [
            ("青禾县（3名）", "青禾县（3名）"),
            ("一等奖", "一等奖"),
            ("王五 秘书长", "秘书长"),
            ("副组长 李四光", "副组长"),
            ("张三（2篇）、李四", "张三（2篇）"),
        ] {
            let found = rows(&["张三、李四", line]);
            assert_eq!(found, Err(NoNames::OtherWord(word.to_owned())));
        }
        assert_eq!(
            rows(&["张三 （女） 李四光"]),
            Ok(vec!["张三（女）　李四光".to_owned()])
        );
        assert_eq!(rows(&["张三", "名单：", "王五"]), Err(NoNames::SecondList));
        assert_eq!(
            rows(&["张三、李", "四、王五"]),
            Err(NoNames::Half("李".to_owned()))
        );
        assert_eq!(rows(&["张　三　王"]), Err(NoNames::Half("王".to_owned())));
    }
}
