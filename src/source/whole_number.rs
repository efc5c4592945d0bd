//! Whole numbers as they are typed: with the words that the program prints around them, in full-width digits, with a nought before them.

use super::yaml::Node;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::Spanned;

/// What the program prints around the number of a field, longest first.
const WORDS: &[(&str, &[&str], &[&str])] = &[
    ("号", &["第"], &["号"]),
    ("期", &["第"], &["期"]),
    ("总期", &["总第", "第"], &["期"]),
    ("增刊", &["增刊第", "增刊", "第"], &["期", "号"]),
    ("份数", &["共印", "共", "印"], &["份"]),
    ("份号", &[], &[]),
];

/// A whole number that is not negative, of the field `name`.
pub fn read(node: Node<'_>, name: &str, sink: &mut Sink) -> Option<Spanned<u32>> {
    let typed = node.text().unwrap_or_default();
    let typed = typed.trim();
    let half: String = typed.chars().map(half_width).collect();
    let bare = without_words(&half, name);
    let Ok(value) = bare.parse::<u32>() else {
        let message = format!("“{name}”应当是一个数，如 3");
        let finding = Diagnostic::new(code::WRONG_TYPE, node.span, message);
        sink.push(finding.help("只写阿拉伯数字，不写“第”“号”“期”“份”"));
        return None;
    };
    let is_field = WORDS.iter().any(|(field, ..)| *field == name);
    if is_field && name != "份号" && half != value.to_string() {
        let message = format!("“{typed}”取作 {value}，别的字不从这里印");
        let finding = Diagnostic::new(code::PRINTED_WORD, node.span, message);
        sink.push(finding.help(format!("只写数：{name}: {value}")));
    }
    Some(Spanned::new(value, node.span))
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        other => other,
    }
}

/// `typed` without the words that are printed around the number of the field `name`, and brackets around it all.
fn without_words<'t>(typed: &'t str, name: &str) -> &'t str {
    let Some((_, before, after)) = WORDS.iter().find(|(field, ..)| *field == name) else {
        return typed;
    };
    let inner = typed.strip_prefix(['（', '(']);
    let inner = inner.and_then(|inner| inner.strip_suffix(['）', ')']));
    let typed = inner.unwrap_or(typed).trim();
    let rest = before.iter().find_map(|word| typed.strip_prefix(word));
    let rest = rest.unwrap_or(typed).trim();
    let bare = after.iter().find_map(|word| rest.strip_suffix(word));
    bare.unwrap_or(rest).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_printed_are_no_part_of_the_number() {
        for (typed, name, bare) in [
            ("第3号", "号", "3"),
            ("第 12 期", "期", "12"),
            ("总第120期", "总期", "120"),
            ("（共印60份）", "份数", "60"),
            ("60份", "份数", "60"),
            ("增刊第2期", "增刊", "2"),
            ("3月", "期", "3月"),
            ("第3行", "表头", "第3行"),
        ] {
            assert_eq!(without_words(typed, name), bare, "{typed}");
        }
    }
}
