//! What is said of the kinds of findings: of one on the terminal, of all in `docs/rules.md`.

use std::fmt::Write;

use super::explanations;
use crate::diag::{Explanation, Sample, Severity};

/// The explanation of the kind `code` as text; upper or lower case, with or without `JB`. None where there is no such kind.
#[must_use]
pub fn explain(code: &str) -> Option<String> {
    let wanted = code.trim().to_ascii_uppercase();
    let wanted = wanted.trim_start_matches("JB");
    let explanation = explanations()
        .into_iter()
        .find(|explanation| explanation.code.id.trim_start_matches("JB") == wanted)?;
    let mut text = format!(
        "{}（{}）{}\n\n查什么：{}\n为什么：{}\n依据：{}\n",
        explanation.code.id,
        strength(explanation.code.severity),
        explanation.name,
        explanation.what,
        explanation.why,
        explanation.source
    );
    for (word, samples) in parts(explanation) {
        let _ = write!(text, "\n{word}：\n");
        for (path, sample) in samples {
            if !path.is_empty() {
                let _ = writeln!(text, "  {path}");
            }
            for line in sample.lines() {
                let _ = writeln!(text, "    {line}");
            }
        }
    }
    Some(
        text.lines()
            .map(|line| line.trim_end().to_owned() + "\n")
            .collect(),
    )
}

/// `docs/rules.md`: every kind of finding, for editors.
#[must_use]
pub fn handbook() -> String {
    let mut text = String::from(
        "# 检查规则\n\n\
         <!-- 这一页由 src/lint/ 和 src/diag/explain/ 里的说明生成，不要直接改。重写：SNAPSHOTS=overwrite cargo test --test suite rules:: -->\n\n\
         `jianbao check`、`jianbao build` 和 `jianbao serve` 说的每一种问题都有一个代码，如 `JB1003`。\n\
         命令行里用 `jianbao explain JB1003` 看同样的说明。\n\n\
         - **错误**：这一期不生成，已有的网页和 PDF 不动。\n\
         - **警告**：照样生成，但要有人看一眼；`--deny-warnings` 时按错误办。\n\
         - **提示**：程序替您做了一件事，告诉您一声。\n\n\
         | 代码 | 级别 | 名称 |\n|---|---|---|\n",
    );
    let all = explanations();
    for explanation in &all {
        let (id, name) = (explanation.code.id, explanation.name);
        let strength = strength(explanation.code.severity);
        let _ = writeln!(
            text,
            "| [{id}](#{}) | {strength} | {name} |",
            id.to_ascii_lowercase()
        );
    }
    for explanation in all {
        let id = explanation.code.id;
        let _ = write!(
            text,
            "\n<a id=\"{}\"></a>\n\n## {id} {}\n\n{}。{}\n\n为什么：{}\n\n依据：{}\n",
            id.to_ascii_lowercase(),
            explanation.name,
            strength(explanation.code.severity),
            explanation.what,
            explanation.why,
            explanation.source
        );
        for (word, samples) in parts(explanation) {
            for (path, sample) in samples {
                let path = if path.is_empty() {
                    String::new()
                } else {
                    format!("（`{path}`）")
                };
                // Longer than any fence within.
                let _ = write!(
                    text,
                    "\n{word}{path}：\n\n````\n{}\n````\n",
                    sample.trim_end()
                );
            }
        }
    }
    text
}

fn parts(explanation: &'static Explanation) -> [(&'static str, &'static [Sample]); 2] {
    [("错", explanation.wrong), ("对", explanation.right)]
}

fn strength(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_however_it_is_typed() {
        let whole = explain("JB1003").expect("an explanation");
        assert!(
            whole.starts_with("JB1003（警告）没有用到的文件\n"),
            "{whole}"
        );
        for other in ["jb1003", "1003", " JB1003 "] {
            assert_eq!(explain(other).as_deref(), Some(whole.as_str()));
        }
        assert_eq!(explain("JB7777"), None);
        assert_eq!(explain(""), None);
    }
}
