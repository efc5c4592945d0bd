//! Lines of YAML that are not what they look like: a first key without its colon, a key with a blank too many before it, signs in a list in brackets that mean
//! something else there.

use super::slips::Slip;

/// The slip that explains why the library stopped at `place` of `text`, where it is one of these.
#[must_use]
pub fn find(text: &str, place: usize) -> Option<Slip> {
    first_key(text)
        .or_else(|| indented_key(text, place))
        .or_else(|| sign_in_brackets(text, place))
}

/// The lines of `text` with their places that are not empty and no comments.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        let place = start;
        start += line.len();
        (place, line.trim_end())
    });
    lines.filter(|(_, line)| {
        let body = line.trim_start();
        !body.is_empty() && !body.starts_with('#') && body != "---"
    })
}

fn has_key(line: &str) -> bool {
    let body = line.trim();
    body.contains(": ") || body.ends_with(':')
}

/// `标题; 甲`, `标题 = 甲`, `标题 甲` in the first line, above lines with keys.
fn first_key(text: &str) -> Option<Slip> {
    let mut lines = lines(text);
    let (start, first) = lines.next()?;
    let (_, second) = lines.next()?;
    let is_key = !has_key(first) && !first.starts_with(['-', '[', '{', '"', '\'', ' ']);
    (is_key && has_key(second) && !second.starts_with([' ', '-'])).then_some(())?;
    let end = first.find(|c: char| c.is_whitespace() || ";；=＝,，".contains(c))?;
    let value =
        first[end..].trim_start_matches(|c: char| c.is_whitespace() || ";；=＝,，".contains(c));
    (end > 0 && !value.is_empty()).then(|| Slip {
        range: start..start + first.len(),
        message: "这一行没有“键: ”：键的后面要写半角冒号，再空一格".to_owned(),
        help: format!("{}: {value}", &first[..end]),
    })
}

/// A key that stands a blank or more to the right of the line with a key above it, whose value is there already.
fn indented_key(text: &str, place: usize) -> Option<Slip> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut above: Option<&str> = None;
    for (start, line) in lines(text) {
        let is_here = start <= place && place <= start + line.len();
        let value = above.and_then(|above| above.trim_start().split_once(": "));
        let is_plain = value.is_some_and(|(_, value)| {
            let value = value.trim();
            !value.is_empty() && !value.starts_with(['|', '>', '[', '{', '"', '\'', '#', '&', '!'])
        });
        if let Some(above) = above.filter(|above| {
            is_here
                && is_plain
                && !above.trim_start().starts_with("- ")
                && indent(line) > indent(above)
        }) && has_key(line)
        {
            let blanks = " ".repeat(indent(above));
            return Some(Slip {
                range: start..start + line.len(),
                message: "这一行前面多了空格，与上面的键对不齐".to_owned(),
                help: format!("{blanks}{}", line.trim_start()),
            });
        }
        above = Some(line);
    }
    None
}

/// `[甲, -]`, `[甲, #b]`, `[甲, !x]`: a sign that means something else where an item begins.
fn sign_in_brackets(text: &str, place: usize) -> Option<Slip> {
    let place = text.floor_char_boundary(place.min(text.len()));
    let start = text[..place].rfind('\n').map_or(0, |at| at + 1);
    // The library may stop in the next line.
    let above = text[..start.saturating_sub(1)]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    [start, above].into_iter().find_map(|start| {
        let line = text[start..].lines().next()?.trim_end();
        let open = line.find('[')?;
        let inner = line[open + 1..].strip_suffix(']')?;
        let mut at = start + open + 1;
        for item in inner.split(',') {
            let typed = item.trim();
            let from = at + item.len() - item.trim_start().len();
            at += item.len() + 1;
            let is_minus = typed == "-" || typed.starts_with("- ");
            if is_minus || typed.starts_with(['#', '!', '&', '*', '@', '%', '`', '|', '>']) {
                let offset = from - start;
                return Some(Slip {
                    range: from..from + typed.len(),
                    message: format!("方括号里的“{typed}”有特殊含义，要照样印就加引号"),
                    help: format!(
                        "{}\"{typed}\"{}",
                        &line[..offset],
                        &line[offset + typed.len()..]
                    ),
                });
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_slip_is_named_with_the_corrected_line() {
        for (text, stop, message, help) in [
            (
                "标题; 关于甲\n日期: 2026-01-05\n",
                "日期",
                "没有“键: ”",
                "标题: 关于甲",
            ),
            (
                "标题 = 关于甲\n日期: 2026-01-05\n",
                "日期",
                "没有“键: ”",
                "标题: 关于甲",
            ),
            (
                "标题 关于甲\n日期: 2026-01-05\n",
                "日期",
                "没有“键: ”",
                "标题: 关于甲",
            ),
            (
                "标题；关于甲\n日期: 2026-01-05\n",
                "日期",
                "没有“键: ”",
                "标题: 关于甲",
            ),
            (
                "标题: 甲\n 日期: 2026-01-05\n",
                "日期",
                "多了空格",
                "日期: 2026-01-05",
            ),
            (
                "标题: 甲\n日期: 2026-01-05\n   正文: [a.md]\n",
                "正文",
                "多了空格",
                "正文: [a.md]",
            ),
            ("行:\n  - [甲, -]\n", "]", "“-”", "  - [甲, \"-\"]"),
            ("行:\n  - [甲, - 3]\n", "3", "“- 3”", "  - [甲, \"- 3\"]"),
            (
                "行:\n  - [甲, #b]\n  - [乙, 2]\n",
                "乙",
                "“#b”",
                "  - [甲, \"#b\"]",
            ),
            ("行:\n  - [甲, !x]\n", "]", "“!x”", "  - [甲, \"!x\"]"),
            ("行:\n  - [甲, @x]\n", "@", "“@x”", "  - [甲, \"@x\"]"),
        ] {
            let slip = find(text, text.find(stop).expect(text)).unwrap_or_else(|| panic!("{text}"));
            assert!(slip.message.contains(message), "{text}: {}", slip.message);
            assert_eq!(slip.help, help, "{text}");
        }
        for text in [
            "标题: 甲\n日期: 2026-01-05\n",
            "- 甲\n- 乙\n",
            "行:\n  - [甲, \"-\"]\n",
        ] {
            assert_eq!(find(text, 0), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn slips_lie_on_character_boundaries(text in "[标号 :;=\\[\\]#!,\"a\n-]{0,30}", place in 0usize..40) {
            if let Some(slip) = find(&text, place) {
                prop_assert!(text.get(slip.range).is_some());
            }
        }
    }
}
