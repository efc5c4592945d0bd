//! Marks in doubt: a line that looks like 密级, 受众 or 草稿 and did not come out as a value. Such an issue is shown to nobody until somebody has looked.

use super::marks_by_value::{self, MARKS};
use super::{elements, keys};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Audience, FileId, Span, is_classified};
use crate::source::yaml::{Node, Yaml};
use crate::source::{Content, Key, Sources};

/// How a key compares with those of the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    /// It is one of them.
    Same(Key),
    /// It is spelt a little otherwise, and no other key of the format.
    Near(Key),
}

/// The first place in `file` (an `issue.yaml` or `series.yaml`) where a mark seems to stand that was not read, which is reported unless something about that
/// line has been said already. A file that is no text in UTF-8 may hold any mark; and where the file could not be used as a whole (`is_used`), its marks came to
/// nothing, unless they say that anybody may see it.
/// An `issue.yaml` takes all marks (`takes_all`), a `series.yaml` or `site.yaml` only 受众.
pub fn doubt(
    sources: &Sources,
    file: FileId,
    takes_all: bool,
    is_used: bool,
    sink: &mut Sink,
) -> Option<Span> {
    let takes = if takes_all {
        Takes::All
    } else {
        Takes::Audience
    };
    let text = match &sources.file(file)?.content {
        // What was emptied may have said anything; that it says nothing now is said elsewhere.
        Content::Text(text) if takes_all && !says_anything(text) => {
            return Some(Span::file_start(file));
        }
        Content::Text(text) => text.as_str(),
        Content::Recoded { .. } | Content::NotUtf8 { .. } | Content::TooLarge { .. } => {
            return Some(Span::file_start(file));
        }
        Content::Unreadable(_) | Content::Binary { .. } => return None,
    };
    let (place, key) = find(text, file, takes, is_used)?;
    let line_start = text[..place].rfind('\n').map_or(0, |end| end + 1);
    let line_end = text[place..]
        .find('\n')
        .map_or(text.len(), |end| place + end);
    let span = Span::new(file, place, line_end.max(place));
    let is_said = sink.errors().any(|finding| {
        finding.place.is_some_and(|place| {
            place.file == file && (line_start..=line_end).contains(&(place.start as usize))
        })
    });
    let is_about_the_rest =
        !is_used && sink.has_errors() && find(text, file, takes, true).is_none();
    if !is_said && !is_about_the_rest {
        sink.push(
            Diagnostic::new(
                code::UNCLEAR_MARK,
                span,
                format!(
                    "这一行像是“{}”，却没有读出来；弄清以前这一期不收入资料库",
                    key.zh
                ),
            )
            .help(format!(
                "单独写一行，左端与别的键对齐，如 {}；不是这个意思，就换个说法，或在前面加“#”",
                example(key)
            )),
        );
    }
    Some(span)
}

/// Whether anything but remarks stands in it.
fn says_anything(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    lines.any(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The first line of the front matter of a fragment (`front`) that is a mark, which no fragment takes: its place in bytes, and which.
#[must_use]
pub fn in_front(front: &str) -> Option<(usize, Key)> {
    let by_key = lines(front).into_iter().filter_map(|(place, likeness)| {
        let line = front[place..].lines().next().unwrap_or_default();
        let value = line.split_once([':', '：']).map_or("", |(_, value)| value);
        let is_outermost = place == 0 || front[..place].ends_with('\n');
        // A unit may call a figure 受理 or 草场.
        let is_flag = ["是", "true", "yes"].contains(&value.trim().to_ascii_lowercase().as_str());
        let is_mark = is_outermost && (matches!(likeness, Likeness::Same(_)) || is_flag);
        is_mark.then_some((place, likeness.key()))
    });
    by_key
        .chain(marks_by_value::find(front))
        .min_by_key(|(place, _)| *place)
}

fn example(key: Key) -> &'static str {
    match key {
        keys::SECRECY => "密级: 机密★1年",
        keys::AUDIENCE => "受众: 内部",
        _ => "草稿: 是",
    }
}

/// The place in bytes, and which mark it seems to be.
fn find(text: &str, file: FileId, takes: Takes, is_used: bool) -> Option<(usize, Key)> {
    let by_value = marks_by_value::find(text)
        .filter(|(_, key)| *key != keys::SECRECY || !is_classified_anyway(text, file, is_used));
    let by_key = by_key(text, file, takes, is_used);
    by_key
        .into_iter()
        .chain(by_value)
        .min_by_key(|(place, _)| *place)
}

/// Whether a level of secrecy was read: what says one besides makes it no stricter.
fn is_classified_anyway(text: &str, file: FileId, is_used: bool) -> bool {
    let Some(yaml) = Yaml::parse(text, file, 0, &mut Sink::default()) else {
        return false;
    };
    let is_key = |name: &Node<'_>| {
        name.text()
            .is_some_and(|name| name == keys::SECRECY.zh || name == keys::SECRECY.en)
    };
    let mut entries = yaml.root().entries().into_iter().flatten();
    let value = entries
        .find(|(name, _)| is_key(name))
        .and_then(|(_, value)| value.text());
    value.is_some_and(|value| is_classified(value.trim()))
        && place_of_read(yaml.root(), keys::SECRECY, is_used).is_some()
}

/// Which marks a file takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    All,
    Audience,
}

fn by_key(text: &str, file: FileId, takes: Takes, is_used: bool) -> Option<(usize, Key)> {
    let lines = lines(text);
    let words = MARKS
        .iter()
        .flat_map(|(key, other)| [key.zh, key.en, *other]);
    let lower = text.to_ascii_lowercase();
    if lines.is_empty() && !words.clone().any(|word| lower.contains(word)) {
        return None;
    }
    let Some(yaml) = Yaml::parse(text, file, 0, &mut Sink::default()) else {
        let inside = || marks_by_value::inside_lines(text);
        return lines
            .first()
            .map(|(place, likeness)| (*place, likeness.key()))
            .or_else(inside);
    };
    let read: Vec<usize> = MARKS
        .iter()
        .filter(|(key, _)| takes == Takes::All || *key == keys::AUDIENCE)
        .filter_map(|(key, _)| place_of_read(yaml.root(), *key, is_used))
        .collect();
    let mut found: Vec<(usize, Key)> = Vec::new();
    unread_keys(yaml.root(), 0, &read, &mut found);
    let line_of = |place: usize| text[..place].matches('\n').count();
    for (place, likeness) in lines {
        if let Likeness::Same(key) = likeness
            && !read.iter().any(|read| line_of(*read) == line_of(place))
        {
            found.push((place, key));
        }
    }
    found.into_iter().min_by_key(|(place, _)| *place)
}

impl Likeness {
    fn key(self) -> Key {
        match self {
            Self::Same(key) | Self::Near(key) => key,
        }
    }

    fn of(typed: &str) -> Option<Self> {
        let name: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !crate::zh::text::is_invisible_control(*c))
            .collect();
        let name = name.trim_matches(['"', '\'', '“', '”', '「', '」', '【', '】', '*', '_']);
        let lower = name.to_ascii_lowercase();
        let same = MARKS
            .iter()
            .find(|(key, other)| lower == key.zh || lower == key.en || lower == *other);
        if let Some((key, _)) = same {
            return Some(Self::Same(*key));
        }
        let length = name.chars().count();
        if keys::ALL.iter().any(|key| key.zh == name || key.en == name) || length > 12 {
            return None;
        }
        let is_near = |key: &Key| {
            let shared = name
                .chars()
                .zip(key.zh.chars())
                .filter(|(a, b)| a == b)
                .count();
            (length == 2 && shared == 1)
                || (length <= 6 && name.contains(key.zh))
                || (length >= 4 && strsim::damerau_levenshtein(&lower, key.en) <= 2)
        };
        let near = MARKS.iter().find(|(key, _)| is_near(key));
        near.map(|(key, _)| Self::Near(*key))
    }
}

/// Where the key of a mark stands that was read: written once, with a value that it takes.
fn place_of_read(root: Node<'_>, key: Key, is_used: bool) -> Option<usize> {
    let entries = root.entries()?;
    let mut same = entries.iter().filter(|(name, _)| {
        let name = name.text().unwrap_or_default();
        name == key.zh || name == key.en
    });
    let ((name, value), None) = (same.next()?, same.next()) else {
        return None;
    };
    let typed = value.text().unwrap_or_default();
    let is_read = match key {
        keys::SECRECY => elements::is_secrecy(typed.trim()),
        keys::AUDIENCE => Audience::ALL.iter().any(|(_, word)| *word == typed.trim()),
        _ => value.boolean().is_some() || ["是", "否"].contains(&typed.trim()),
    };
    let is_open = match key {
        keys::SECRECY => false,
        keys::AUDIENCE => typed.trim() == "公开",
        _ => value.boolean() == Some(false) || typed.trim() == "否",
    };
    (is_read && (is_used || is_open)).then_some(name.span.start as usize)
}

/// Keys of mappings that look like a mark: outermost, all that are alike; further in, those of its very name.
fn unread_keys(node: Node<'_>, depth: usize, read: &[usize], found: &mut Vec<(usize, Key)>) {
    for item in node.items().unwrap_or_default() {
        unread_keys(item, depth + 1, read, found);
    }
    for (name, value) in node.entries().unwrap_or_default() {
        let place = name.span.start as usize;
        match name.text().as_deref().and_then(Likeness::of) {
            Some(Likeness::Same(key)) if !read.contains(&place) => found.push((place, key)),
            Some(Likeness::Near(key)) if depth == 0 => found.push((place, key)),
            _ => {}
        }
        unread_keys(value, depth + 1, read, found);
    }
}

/// Lines that begin like a mark, whatever stands before it that nobody sees or that makes a list; comments are none.
fn lines(text: &str) -> Vec<(usize, Likeness)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let begun = line.trim_start_matches(|c: char| {
            c.is_whitespace()
                || crate::zh::text::is_invisible_control(c)
                || "-－—–•·?？{[(（\"'“「【*>".contains(c)
        });
        let place = start + line.len() - begun.len();
        start += line.len();
        if begun.starts_with('#') {
            continue;
        }
        let is_further_in = line.starts_with(char::is_whitespace);
        if let Some(likeness) = begins(begun.trim_end(), is_further_in) {
            found.push((place, likeness));
        }
    }
    found
}

/// What a line begins with: a key before a colon or what stands for one, or the very word before a sign or a value. In a text further in
/// (`is_further_in`), a sign makes a mark only with a value behind it.
fn begins(line: &str, is_further_in: bool) -> Option<Likeness> {
    let head: String = line.chars().take(16).collect();
    if let Some(end) = head.find([':', '：', '=', '＝', '︰', '∶', '﹕']) {
        return Likeness::of(&head[..end]);
    }
    const CLOSED: [&str; 4] = ["绝密", "机密", "秘密", "内部"];
    const OTHER: [&str; 5] = ["公开", "是", "否", "true", "false"];
    let lower = head.to_ascii_lowercase();
    let is_sign = |c: char| !(c.is_alphanumeric() || c == '_');
    MARKS.iter().find_map(|(key, other)| {
        let rest = [key.zh, key.en, *other]
            .iter()
            .find_map(|word| lower.strip_prefix(word))?;
        let value = rest.trim_start_matches(is_sign);
        let is_value = rest.is_empty()
            || rest.starts_with([' ', '\t', '　', '；', ';', '，', ','])
            || (!is_further_in && rest.starts_with(is_sign))
            || CLOSED.iter().any(|word| value.starts_with(word))
            || OTHER.iter().any(|word| rest.starts_with(word));
        is_value.then_some(Likeness::Same(*key))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(lines: &str) -> Option<Key> {
        let text = format!("标题: 甲\n{lines}日期: 2026-07-08\n正文: [正文.md]\n");
        find(&text, FileId(0), Takes::All, true).map(|(_, key)| key)
    }

    #[test]
    fn a_series_takes_no_mark_but_its_audience() {
        let of_series = |line: &str| find(line, FileId(0), Takes::Audience, true);
        assert!(of_series("名称: 甲\n密级: 机密\n").is_some());
        assert!(of_series("名称: 甲\n受众:\n").is_some());
        assert_eq!(of_series("名称: 甲\n受众: 内部\n"), None);
    }

    #[test]
    fn a_mark_that_was_not_read_is_found_however_it_is_written() {
        for (lines, key) in [
            ("密级:\n", keys::SECRECY),
            ("密级: # 机密\n", keys::SECRECY),
            ("密级：机密\n", keys::SECRECY),
            ("密级 机密\n", keys::SECRECY),
            ("密级机密★1年\n", keys::SECRECY),
            ("密级. 机密\n", keys::SECRECY),
            ("密级→机密\n", keys::SECRECY),
            ("密级、机密\n", keys::SECRECY),
            ("密级…未定\n", keys::SECRECY),
            ("副题: 乙\n  密级、机密\n", keys::SECRECY),
            ("密极: 机密\n", keys::SECRECY),
            ("秘级: 机密\n", keys::SECRECY),
            ("密 级: 机密\n", keys::SECRECY),
            ("密級: 机密\n", keys::SECRECY),
            ("  密级: 机密\n", keys::SECRECY),
            ("　密级：机密\n", keys::SECRECY),
            ("\t密级: 机密\n", keys::SECRECY),
            ("- 密级: 机密\n", keys::SECRECY),
            ("密级: 机密\n密级: 内部资料\n", keys::SECRECY),
            ("密级: 内部资料\nsecrecy: 机密★1年\n", keys::SECRECY),
            ("密级: 内部机密★1年\n", keys::SECRECY),
            ("密级: [机密]\n", keys::SECRECY),
            ("Secrecy: 机密\n", keys::SECRECY),
            ("secercy: 机密\n", keys::SECRECY),
            ("保密级别: 机密\n", keys::SECRECY),
            ("报头: {密级: 机密}\n", keys::SECRECY),
            ("副题: |\n  乙\n  密级: 机密\n", keys::SECRECY),
            ("副题: 乙\n  密级：机密\n", keys::SECRECY),
            ("副题: [乙, 密级：机密\n", keys::SECRECY),
            ("受众:\n", keys::AUDIENCE),
            ("受众：内部\n", keys::AUDIENCE),
            ("受从: 内部\n", keys::AUDIENCE),
            ("受众: 内布\n", keys::AUDIENCE),
            ("草稿:\n", keys::DRAFT),
            ("草稿：是\n", keys::DRAFT),
            ("草搞: 是\n", keys::DRAFT),
            ("草稿: 还没写完\n", keys::DRAFT),
            ("drafts: true\n", keys::DRAFT),
        ] {
            assert_eq!(found(lines), Some(key), "{lines}");
        }
    }

    #[test]
    fn what_was_read_or_is_no_mark_is_left_alone() {
        for lines in [
            "",
            "密级: 机密★1年\n",
            "密级: 内部资料　注意保存\n受众: 内部\n草稿: 否\n",
            "\"密级\": 秘密\n",
            "密级: 机密★1年\n副题: （机密★1年）\n",
            "secrecy: 秘密★6个月\naudience: 公开\ndraft: true\n",
            "# 密级: 机密\n",
            "副题: 关于密级的说明\n",
            "副题: 受众广泛\n",
            "按语: 草稿由办公室起草。\n",
            "主题: [密级管理, 受众, 草稿]\n",
            "概述: |\n  密级、受众两项都要写。\n",
            "概述: |\n  受众面广。\n  群众反映好。\n",
        ] {
            assert_eq!(found(lines), None, "{lines}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "([密级受众草稿: ：#\\-\n\t　{}\\[\\],机密\"]|secrecy){0,40}") {
            if let Some((place, _)) = find(&text, FileId(0), Takes::All, true) {
                prop_assert!(text.is_char_boundary(place));
            }
        }
    }
}
