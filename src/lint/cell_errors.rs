//! JB3009: what a spreadsheet shows where it has no value: #DIV/0!, ####, 1.38E+10, =SUM(B2:B9).

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::{Block, plain_text};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3009"),
        name: "表格软件留下的错误值",
        what: "格子里是 #DIV/0!、#REF!、####、1.38E+10、=SUM(B2:B9) 一类的东西。",
        why: "这是表格软件算不出、列太窄、改成科学计数时显示的，或者公式本身，不是要印的数。",
        source: "实务",
        wrong: &[(
            "ducha/2026/1/正文.md",
            "表：进度\n\n| 单位 | 完成率 |\n|---|---|\n| 青禾县 | #DIV/0! |\n",
        )],
        right: &[(
            "ducha/2026/1/正文.md",
            "表：进度\n\n| 单位 | 完成率 |\n|---|---|\n| 青禾县 | — |\n",
        )],
    },
    judge: Judge::Issue(check),
};

/// The error values of Excel and WPS.
const ERRORS: &[&str] = &[
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!",
];

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let tables = issue.blocks().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Heading(_)
        | Block::Paragraph(_)
        | Block::List(_)
        | Block::Quote(_)
        | Block::Code(_)
        | Block::Figure(_)
        | Block::Figures(_)
        | Block::Rule(_)
        | Block::Column(_)
        | Block::Article(_) => None,
    });
    for cell in tables.flat_map(|table| table.head.iter().chain(&table.rows).flatten()) {
        let text = plain_text(&cell.content);
        let text = text.trim();
        let help = if ERRORS.contains(&text.to_ascii_uppercase().as_str()) {
            "在表格软件里改正公式，或写上实际的数"
        } else if text.chars().count() >= 3 && text.chars().all(|c| c == '#') {
            "在表格软件里把这一列拉宽再另存"
        } else if is_scientific(text) {
            "在表格软件里把这一列设为文本，重新填写再另存；电话、证号的后几位可能已经丢失"
        } else if is_formula(text) {
            "在表格软件里复制这一列，选择性粘贴为“数值”，再另存"
        } else {
            continue;
        };
        sink.push(
            RULE.found(cell.span, format!("格子里是“{text}”，不是数"))
                .help(help),
        );
    }
}

/// `1.38E+10`, as a spreadsheet shows a long number.
fn is_scientific(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    power.strip_prefix('+').is_some_and(digits)
        && digits(&number.trim_start_matches('-').replacen('.', "", 1))
}

/// `=SUM(B2:B9)`, `=B2/C2`: an equals sign before letters of a column or the name of a function.
fn is_formula(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('=') else {
        return false;
    };
    let is_sum = |c: char| c.is_ascii_digit() || "+-*/^().% ".contains(c);
    let first = rest.find(|c: char| c.is_ascii_digit());
    let is_operator = |c: char| "+-*/^".contains(c);
    if rest.chars().all(is_sum) && first.is_some_and(|at| rest[at..].contains(is_operator)) {
        return true;
    }
    let rest = rest.trim_start_matches(['+', '-', '(', '$']);
    let name = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '$'));
    name.len() < rest.len() && name.starts_with(|c: char| c == '(' || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_formula, is_scientific};

    #[test]
    fn a_formula_is_told_from_a_sign() {
        for text in [
            "=SUM(B2:B9)",
            "=B2/C2",
            "=$B$2*100",
            "=-A1",
            "=ROUND.UP(1)",
            "=1+2",
            "=(12-3)/4",
        ] {
            assert!(is_formula(text), "{text}");
        }
        for text in ["=", "= 12", "=12", "A=B", "=甲", "==="] {
            assert!(!is_formula(text), "{text}");
        }
    }

    #[test]
    fn only_a_long_number_in_short_is_meant() {
        for text in ["1.38E+10", "-4e+05", "6E+18"] {
            assert!(is_scientific(text), "{text}");
        }
        for text in ["E+1", "1.38", "A1E", "3E", "1E10号", "2.5E-"] {
            assert!(!is_scientific(text), "{text}");
        }
    }
}
