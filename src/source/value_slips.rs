//! Values that YAML takes for something else: quotation marks and signs at their start, brackets and quotation marks that are never closed.

use super::slips::Slip;

/// The slip that explains why the library stopped at `place` of `text`, where it is one of these.
#[must_use]
pub fn find(text: &str, place: usize) -> Option<Slip> {
    let line = line_at(text, place);
    in_line(text, line)
        .or_else(|| unclosed(text, place))
        .or_else(|| continued(text, place))
}

/// A line before `place` that goes on with the value of the line above and is not indented: YAML takes it for a key without a colon.
fn continued(text: &str, place: usize) -> Option<Slip> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut above: Option<&str> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.trim_end().len();
        start += line.len();
        if range.start > place {
            break;
        }
        let body = line.trim();
        if body.is_empty() || body.starts_with('#') {
            continue;
        }
        let has_key = body.contains(": ") || body.ends_with(':');
        let of_key = above.filter(|above| {
            let value = above.split_once(": ").map_or("", |(_, value)| value.trim());
            !value.is_empty() && !value.starts_with(['|', '>', '[', '{', '"', '\'', '#'])
        });
        if let (false, false, Some(above)) = (has_key, body.starts_with('-'), of_key)
            && indent(line) <= indent(above)
        {
            let from = range.end - line.trim().len();
            let blanks = " ".repeat(indent(above) + 2);
            let (message, keyed) = match key_without_colon(body) {
                Some((key, value)) => (
                    "这一行没有“键: ”：漏写了冒号，或者是上一行的后半截",
                    format!("{key}: {value}”；是上一行的后半截，写成“"),
                ),
                None => ("这一行没有“键: ”，像是上一行的后半截", String::new()),
            };
            return Some(Slip {
                range: from..range.end,
                message: message.to_owned(),
                help: format!(
                    "{keyed}{blanks}{body}”，或与上一行写成一行：“{} {body}",
                    above.trim_end()
                ),
            });
        }
        above = Some(line);
    }
    None
}

/// A short word and what stands behind a blank: `标题 甲` may be a key whose colon was forgotten.
fn key_without_colon(body: &str) -> Option<(&str, &str)> {
    /// Characters of the longest keys.
    const LONGEST: usize = 6;
    let (key, value) = body.split_once([' ', '　', '\t'])?;
    let is_word = key.chars().all(char::is_alphanumeric) && key.chars().count() <= LONGEST;
    is_word.then(|| (key, value.trim_start()))
}

/// Where the line around `place` stands, without its end.
fn line_at(text: &str, place: usize) -> (usize, usize) {
    let place = text.floor_char_boundary(place.min(text.len()));
    let start = text[..place].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    (start, end)
}

/// What stands before the value in a line and where the value is: `  - 标题: 甲`.
fn value_in(text: &str, (start, end): (usize, usize)) -> Option<(&str, &str, usize)> {
    let line = text[start..end].trim_end();
    let body = line.trim_start().trim_start_matches("- ");
    let key = body.split([':', ' ', '"', '\'', '[', '{']).next()?;
    let from = line.len() - body.len();
    let value_from = match body[key.len()..].strip_prefix(": ") {
        Some(rest) if !key.is_empty() => line.len() - rest.trim_start().len(),
        _ => from,
    };
    let value = &line[value_from..];
    (!value.is_empty()).then(|| (&line[..value_from], value, start + value_from))
}

fn in_line(text: &str, line: (usize, usize)) -> Option<Slip> {
    let (before, value, at) = value_in(text, line)?;
    let first = value.chars().next()?;
    let slip = |length: usize, message: String, fixed: String| {
        Some(Slip {
            range: at..at + length,
            message,
            help: format!("{before}{fixed}"),
        })
    };
    let quoted = || match value.contains('"') {
        true => format!("'{}'", value.replace('\'', "''")),
        false => format!("\"{}\"", value.replace('\\', "\\\\")),
    };
    match first {
        '"' => {
            let inner = &value[1..];
            if let Some(escape) = wrong_escape(inner) {
                let bare = value.trim_matches('"');
                let typed: String = inner[escape..].chars().take(2).collect();
                return Some(Slip {
                    range: at + 1 + escape..at + 1 + escape + typed.len(),
                    message: format!("双引号里的“{typed}”有特殊含义，不能这样写"),
                    help: format!("{before}'{bare}'"),
                });
            }
            let close = inner.find('"')?;
            let rest = inner[close + 1..].trim_start();
            if rest.is_empty() || rest.starts_with(['#', ',', ']', '}', ':']) {
                return None;
            }
            let fixed = format!("“{}”{}", &inner[..close], inner[close + 1..].trim_end());
            slip(
                close + 2,
                "值以半角引号开头，引号后面还有字".to_owned(),
                fixed,
            )
        }
        '[' | '{' => {
            let close = value.rfind(if first == '[' { ']' } else { '}' })?;
            let rest = value[close + 1..].trim();
            if rest.is_empty() || rest.starts_with(['#', ',']) {
                return None;
            }
            slip(
                1,
                format!("值以“{first}”开头，当作了列表或键值，后面却还有字"),
                quoted(),
            )
        }
        '>' | '|' if value.len() > 1 && !value[1..].starts_with(['-', '+', ' ']) => {
            slip(1, format!("“{first}”后面不能直接写字"), quoted())
        }
        '!' | '@' | '`' | '%' | '&' | '*' => slip(1, format!("值不能以“{first}”开头"), quoted()),
        _ => None,
    }
}

/// Where a backslash stands in double quotes that YAML does not know with what follows it.
fn wrong_escape(inner: &str) -> Option<usize> {
    let mut chars = inner.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return None,
            '\\' => {
                let (_, next) = chars.next()?;
                if !"0abtnvfre \"/\\N_LPxuU\t".contains(next) {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// A bracket or quotation mark that begins a value before `place` and is not closed in its line.
fn unclosed(text: &str, place: usize) -> Option<Slip> {
    let mut start = 0;
    let mut found = None;
    for line in text.split_inclusive('\n') {
        let range = (start, start + line.trim_end().len());
        start += line.len();
        if range.0 > place {
            break;
        }
        let Some((before, value, at)) = value_in(text, range) else {
            continue;
        };
        let (open, close) = match value.chars().next() {
            Some('[') => ('[', ']'),
            Some('{') => ('{', '}'),
            Some('"') => ('"', '"'),
            Some('\'') => ('\'', '\''),
            _ => continue,
        };
        let count = |c: char| value.matches(c).count();
        let is_open = match open == close {
            true => count(open) % 2 == 1,
            false => count(open) > count(close),
        };
        if is_open {
            found.get_or_insert(Slip {
                range: at..at + 1,
                message: format!("“{open}”没有配对，缺少“{close}”"),
                help: format!("{before}{value}{close}"),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_slip_is_named_with_the_corrected_line() {
        for (text, place, message, help) in [
            (
                "标题: \"十四五\"规划的通报",
                10,
                "引号后面还有字",
                "标题: “十四五”规划的通报",
            ),
            (
                "标题: [重要]关于台账",
                10,
                "当作了列表",
                "标题: \"[重要]关于台账\"",
            ),
            ("标题: !紧急通知", 8, "“!”", "标题: \"!紧急通知\""),
            ("标题: >关于报送", 8, "“>”后面", "标题: \">关于报送\""),
            ("标题: @全体职工", 8, "“@”", "标题: \"@全体职工\""),
            (
                "标题: \"路径C:\\资料\"",
                16,
                "“\\资”",
                "标题: '路径C:\\资料'",
            ),
            (
                "标题: \"甲\n日期: 2026-03-19\n",
                30,
                "缺少“\"”",
                "标题: \"甲\"",
            ),
            (
                "单位: 青禾县\n标题 甲\n",
                18,
                "漏写了冒号",
                "标题: 甲”；是上一行的后半截，写成“  标题 甲”，或与上一行写成一行：“单位: 青禾县 标题 甲",
            ),
            (
                "署名: [甲, 乙\n正文: [正文.md]\n",
                22,
                "缺少“]”",
                "署名: [甲, 乙]",
            ),
        ] {
            let slip = find(text, place).unwrap_or_else(|| panic!("{text}"));
            assert!(slip.message.contains(message), "{text}: {}", slip.message);
            assert_eq!(slip.help, help, "{text}");
        }
        let typed = "标题: 关于上半年\n督查情况的通报\n日期: 2026-03-16\n";
        let slip = find(typed, typed.find("日期").unwrap_or(0)).expect("a slip");
        assert_eq!(&typed[slip.range], "督查情况的通报");
        for text in [
            "标题: 甲",
            "署名: [甲, 乙]",
            "标题: \"甲\" # 乙",
            "标题: |",
            "- 导语.md",
            "标题: '甲'",
        ] {
            assert_eq!(find(text, 0), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn slips_lie_on_character_boundaries(text in "[标号 :\"'\\[\\]{}>|!@\\\\a\n-]{0,30}", place in 0usize..40) {
            if let Some(slip) = find(&text, place) {
                prop_assert!(text.get(slip.range).is_some());
            }
        }
    }
}
