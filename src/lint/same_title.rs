//! JB3005: two issues of one year under the same title, which names a period.

use std::collections::BTreeMap;

use super::{Archive, ArchiveIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3005"),
        name: "两期标题相同",
        what: "同一系列同一年的两期标题一字不差，标题里又写着月份、季度或第几次。",
        why: "同一段时间不会通报两次；多半是照上一期起草，忘了改标题。",
        source: "实务",
        wrong: &[
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-10-12\n正文: [正文.md]\n",
            ),
            ("ducha/2026/2/正文.md", "各县区继续推进。\n"),
        ],
        right: &[
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第三季度集体协商推进情况的通报\n日期: 2026-10-12\n正文: [正文.md]\n",
            ),
            ("ducha/2026/2/正文.md", "各县区继续推进。\n"),
        ],
    },
    judge: Judge::Archive(check),
};

fn check(archive: &Archive<'_>, sink: &mut Sink) {
    let mut first: BTreeMap<(&str, u16, &str), &ArchiveIssue<'_>> = BTreeMap::new();
    for issue in archive
        .issues
        .iter()
        .filter(|issue| names_period(&issue.title))
    {
        let key = (
            issue.id.series.as_str(),
            issue.id.year,
            issue.title.as_str(),
        );
        let Some(before) = first.get(&key) else {
            first.insert(key, issue);
            continue;
        };
        // A correction bears the title of what it corrects.
        if before.amended_by.contains(&issue.id) || issue.amended_by.contains(&before.id) {
            continue;
        }
        sink.push(
            RULE.found(
                issue.place,
                format!("标题与 {} 的一样：{}", before.id, issue.title),
            )
            .related(before.place, "先有的一期")
            .help("改成这一期的标题；若是更正重发，在原来那一期写上“更正”"),
        );
    }
}

/// Whether a title says which month, quarter, half of the year or how manieth time it is about.
fn names_period(title: &str) -> bool {
    const COUNTS: &str = "一二三四五六七八九十0123456789";
    let counted = |before: &str| before.ends_with(|c| COUNTS.contains(c));
    ["季度", "月份", "月", "次", "周"].iter().any(|word| {
        title
            .match_indices(word)
            .any(|(at, _)| counted(&title[..at]))
    }) || title.contains("上半年")
        || title.contains("下半年")
}

#[cfg(test)]
mod tests {
    use super::names_period;

    #[test]
    fn only_a_title_that_says_when_can_be_wrong() {
        for title in [
            "关于第二季度集体协商推进情况的通报",
            "5月份工作动态",
            "全市第12次调度会纪要",
            "上半年工作小结",
        ] {
            assert!(names_period(title), "{title}");
        }
        for title in ["工会要闻", "关于集体协商推进情况的通报", "每周动态", ""]
        {
            assert!(!names_period(title), "{title}");
        }
    }
}
