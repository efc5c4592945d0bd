//! The slips that Chinese writers make in YAML: full-width marks where YAML wants half-width ones.
//!
//! They are looked for only where a text is not YAML or not the expected mapping, so that a legitimate full-width mark is never blamed.

/// A slip with the corrected line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The bytes at fault.
    pub range: std::ops::Range<usize>,
    /// What is wrong.
    pub message: String,
    /// The line as it should be.
    pub help: String,
}

/// All slips in `text`, at most one a line, from the top.
#[must_use]
pub fn find(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut start = 0;
    let mut expected = 0;
    for line in text.split_inclusive('\n') {
        let visible = line.trim_end_matches(['\n', '\r']);
        if let Some(slip) = slip_in(visible, start, expected) {
            slips.push(slip);
        }
        expected = indent_after(visible).unwrap_or(expected);
        start += line.len();
    }
    slips
}

/// How far the line after `line` is probably indented; none for an empty line.
fn indent_after(line: &str) -> Option<usize> {
    let text = line.trim_start();
    if text.is_empty() {
        return None;
    }
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let indent = indent + if text.starts_with("- ") { 2 } else { 0 };
    Some(
        indent
            + if text.trim_end().ends_with([':', '：']) {
                2
            } else {
                0
            },
    )
}

fn slip_in(line: &str, start: usize, expected: usize) -> Option<Slip> {
    let indent = line.len() - line.trim_start_matches([' ', '\t', '　', '\u{A0}']).len();
    let has_other_space = line[..indent].contains(|c| c != ' ');
    let fixed_indent = " ".repeat(if has_other_space { expected } else { indent });
    let rest = &line[indent..];
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    let slip = |from: usize, length: usize, message: String, fixed: String| Slip {
        range: start + from..start + from + length,
        message,
        help: fixed,
    };
    if let Some((place, c)) = line[..indent].char_indices().find(|(_, c)| *c != ' ') {
        let name = match c {
            '\t' => "制表符",
            '　' => "全角空格",
            _ => "不间断空格",
        };
        return Some(slip(
            place,
            c.len_utf8(),
            format!("缩进用了{name}，应当用半角空格"),
            format!("{fixed_indent}{rest}"),
        ));
    }
    if let Some(dash) = rest.chars().next().filter(|c| "－—–•·".contains(*c)) {
        let item = rest[dash.len_utf8()..].trim_start_matches([' ', '　', '—']);
        return Some(slip(
            indent,
            dash.len_utf8(),
            format!("列表项用了“{dash}”，应当用半角“-”加空格"),
            format!("{fixed_indent}- {item}"),
        ));
    }
    // A dash that a letter follows; `-5` is a number and `---` a line.
    if let Some(item) = rest.strip_prefix('-')
        && item.starts_with(|c: char| c.is_alphabetic() || matches!(c, '{' | '[' | '"'))
    {
        return Some(slip(
            indent,
            1,
            "列表项的“-”后面缺少空格".to_owned(),
            format!("{fixed_indent}- {item}"),
        ));
    }
    if let Some(item) = rest.strip_prefix("- ")
        && let Some(bracket) = item.chars().next().filter(|c| matches!(c, '｛' | '［'))
    {
        return Some(slip(
            indent + 2,
            bracket.len_utf8(),
            format!("这里用了全角括号“{bracket}”，应当用半角括号"),
            format!("{fixed_indent}- {}", half_width(item)),
        ));
    }
    let (bullet, body) = match rest.strip_prefix("- ") {
        Some(body) => ("- ", body),
        None => ("", rest),
    };
    let body_start = indent + bullet.len();
    let end_of_key = body.find([':', '：', ' ', '"', '\'', '[', '{', '“'])?;
    let key = &body[..end_of_key];
    // Longer than any key of the format: this is prose, not a key.
    if key.is_empty() || key.chars().count() > 10 {
        return None;
    }
    let after = &body[end_of_key..];
    if let Some(value) = after.strip_prefix('：') {
        return Some(slip(
            body_start + end_of_key,
            '：'.len_utf8(),
            format!("键“{key}”后面是全角冒号“：”，应为半角冒号加空格“: ”"),
            format!(
                "{fixed_indent}{bullet}{key}: {}",
                value.trim_start_matches([' ', '　'])
            ),
        ));
    }
    if let Some(value) = after.strip_prefix(':')
        && !value.is_empty()
        && !value.starts_with([' ', '/'])
    {
        return Some(slip(
            body_start + end_of_key,
            1,
            format!("键“{key}”的冒号后面缺少空格"),
            format!(
                "{fixed_indent}{bullet}{key}: {}",
                value.trim_start_matches('　')
            ),
        ));
    }
    let value = after.strip_prefix(": ")?.trim_start();
    let value_start = line.len() - value.len();
    if let Some(inner) = value.strip_prefix('“') {
        let inner = inner.trim_end();
        let inner = inner.strip_suffix('”').unwrap_or(inner);
        // A value that opens with “ and goes on after ” is prose with a quotation, which YAML takes as it is.
        if !inner.contains('”') {
            return None;
        }
    }
    if value.starts_with('［') || value.starts_with('【') || value.starts_with('｛') {
        let bracket = value.chars().next()?;
        let fixed = half_width(value);
        return Some(slip(
            value_start,
            bracket.len_utf8(),
            format!("列表用了全角括号“{bracket}”，应当用半角括号"),
            format!("{fixed_indent}{bullet}{key}: {fixed}"),
        ));
    }
    None
}

/// A value with half-width brackets, commas and colons.
#[must_use]
pub fn half_width(value: &str) -> String {
    let half = value.chars().map(|c| match c {
        '［' | '【' => '[',
        '］' | '】' => ']',
        '｛' => '{',
        '｝' => '}',
        '，' => ',',
        other => other,
    });
    let half: String = half.collect();
    match half.starts_with('{') {
        true => half.replace('：', ": "),
        false => half,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_slip_is_named_with_the_corrected_line() {
        let cases = [
            ("标题：甲", "全角冒号", "标题: 甲"),
            ("号:3", "缺少空格", "号: 3"),
            ("　　号: 3", "全角空格", "号: 3"),
            ("\t号: 3", "制表符", "号: 3"),
            ("-导语.md", "缺少空格", "- 导语.md"),
            ("－ 导语.md", "半角“-”", "- 导语.md"),
            ("署名: ［甲，乙］", "全角括号", "署名: [甲,乙]"),
            (
                "  - ｛代号: baihua，名称：百花乡｝",
                "全角括号",
                "  - {代号: baihua,名称: 百花乡}",
            ),
        ];
        for (line, message, help) in cases {
            let slips = find(line);
            assert_eq!(slips.len(), 1, "{line}");
            assert!(slips[0].message.contains(message), "{line}");
            assert_eq!(slips[0].help, help, "{line}");
        }
    }

    #[test]
    fn good_lines_are_left_alone() {
        for line in [
            "标题: 甲：乙",
            "# 标题：甲",
            "网址: https://example.org",
            "简介: “甲”和“乙”",
            "- 导语.md",
            "这是一段很长很长很长很长的话：不是键",
            "",
        ] {
            assert_eq!(find(line), [], "{line}");
        }
    }

    proptest! {
        #[test]
        fn slips_lie_on_character_boundaries(text in "[标号： :\\-－　\t“”［］a\n]{0,30}") {
            for slip in find(&text) {
                prop_assert!(text.get(slip.range.clone()).is_some());
            }
        }
    }
}
