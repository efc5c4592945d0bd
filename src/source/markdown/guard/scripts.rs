//! Raised and lowered signs of other dialects, `m^2^` and `H~2~O`: they mean nothing here, and there are signs to type instead.

use std::ops::Range;

/// No raised or lowered words are longer, in characters.
const LONGEST: usize = 8;

/// Each sign with its raised and its lowered form, where there is one.
const FORMS: [(char, char, char); 12] = [
    ('0', '⁰', '₀'),
    ('1', '¹', '₁'),
    ('2', '²', '₂'),
    ('3', '³', '₃'),
    ('4', '⁴', '₄'),
    ('5', '⁵', '₅'),
    ('6', '⁶', '₆'),
    ('7', '⁷', '₇'),
    ('8', '⁸', '₈'),
    ('9', '⁹', '₉'),
    ('+', '⁺', '₊'),
    ('-', '⁻', '₋'),
];

/// The first `^…^` or `~…~` of `line` that is meant so. A range (`5~7家、2~3人`) and a formula (`x^2+y^2`) are none.
pub fn find(line: &str) -> Option<Range<usize>> {
    let mut code = 0;
    for (at, sign) in line.char_indices() {
        if at < code || line[..at].ends_with('\\') {
            continue;
        }
        if sign == '`' {
            let run = line[at..].len() - line[at..].trim_start_matches('`').len();
            code = at + super::links::code_span(&line[at..], run).unwrap_or(run);
        }
        let fits = match sign {
            '^' => is_raised,
            '~' => is_lowered,
            _ => continue,
        };
        let inner = at + 1;
        let Some(length) = line[inner..].find(sign) else {
            continue;
        };
        let (word, rest) = (&line[inner..inner + length], &line[inner + length + 1..]);
        let before = line[..at].chars().next_back();
        let is_short = (1..=LONGEST).contains(&word.chars().count());
        if is_short && fits(before, word, rest.chars().next()) {
            return Some(at..inner + length + 1);
        }
    }
    None
}

/// `^注^`, `^2^`, `^[1]^`: what stands between them is no formula, and none goes on behind.
fn is_raised(_: Option<char>, word: &str, after: Option<char>) -> bool {
    let fits = |c: char| c.is_alphanumeric() || "[]（）()+-*①②③④⑤⑥⑦⑧⑨⑩".contains(c);
    word.chars().all(fits) && after.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '^')
}

/// `H~2~O`, `V~max~`: a number, or a few small letters, behind a letter.
fn is_lowered(before: Option<char>, word: &str, after: Option<char>) -> bool {
    let number = word.trim_end_matches(['+', '-']);
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let is_name = word.bytes().all(|b| b.is_ascii_lowercase());
    let behind_letter = before.is_some_and(|c| c.is_ascii_alphabetic() || c == ')');
    match after {
        Some(c) if c.is_ascii_digit() || c == '~' => false,
        Some(c) if c.is_ascii_alphabetic() => behind_letter && is_number,
        _ => behind_letter && (is_number || is_name),
    }
}

/// What to write instead of `typed`, with `word` between its signs.
pub fn help(typed: &str, word: &str) -> String {
    let is_raised = typed.starts_with('^');
    let form = |c: char| {
        let row = FORMS.iter().find(|(plain, _, _)| *plain == c)?;
        Some(if is_raised { row.1 } else { row.2 })
    };
    let instead: Option<String> = word.chars().map(form).collect();
    match instead {
        Some(instead) => format!("直接写上下标的字：“{typed}”写成“{instead}”"),
        None if is_raised => "注释写成 [^1]，另起一行写 [^1]: 注释的内容；别的直接写字".to_owned(),
        None => "没有下标的记号，直接写字".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LineEnds, guard};

    #[test]
    fn raised_and_lowered_signs_are_said_with_what_to_write() {
        for (typed, help) in [
            ("面积100m^2^", "“^2^”写成“²”"),
            ("约10^-3^克", "“^-3^”写成“⁻³”"),
            ("建制率^注^为95%", "注释写成 [^1]"),
            ("据统计^[1]^，", "注释写成 [^1]"),
            ("完成率^①^", "注释写成 [^1]"),
            ("H~2~O和CO2", "“~2~”写成“₂”"),
            ("排放CO~2~量", "“~2~”写成“₂”"),
            ("Fe(OH)~3~沉淀", "“~3~”写成“₃”"),
            ("电压V~max~，", "没有下标的记号"),
            ("SO~4~2-离子。Na~2~SO~4~", "“~2~”写成“₂”"),
        ] {
            let slips = guard(typed, LineEnds::Paragraph).slips;
            assert_eq!(slips.len(), 1, "{typed}");
            assert!(slips[0].help.contains(help), "{typed}: {}", slips[0].help);
        }
    }

    #[test]
    fn ranges_and_formulas_are_text() {
        for typed in [
            "5~7家，2~3人",
            "A~C栋、D~F栋",
            "A1~3~5号",
            "x^2+y^2=z^2",
            "10^4个和10^5个",
            "2^10^3",
            "（一）~（三）项，~（五）项",
            "好的~收到~",
            "^_^",
            "31~33℃~35℃",
            "a~c、e~g",
            "周一~周五~周日",
            "`H~2~O`",
            "https://example.cn/~zhang~/a",
            "增长~5%~",
            "甲 ^ 乙 ^ 丙",
        ] {
            let slips = guard(typed, LineEnds::Paragraph).slips;
            assert!(slips.is_empty(), "{typed}: {slips:?}");
        }
    }
}
