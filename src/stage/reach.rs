//! Which issues may speak of what others have said: nothing that only few may read gets into what more may.

use super::plan::PlannedIssue;
use crate::model::{AmendmentKind, Audience, is_classified};

/// The levels of secrecy (密级), the least first.
const LEVELS: [&str; 3] = ["秘密", "机密", "绝密"];

/// Whether `issue` may repeat, add up and compare what `earlier` brings. It may not where fewer may read that, where that is a draft (草稿) or may be marked
/// without it being read, and where that had been taken back (撤回) by its own date. This depends on the content alone and not on whom a build is for, so that an
/// issue says the same to everybody who may read it.
#[must_use]
pub fn may_quote(issue: &PlannedIssue, earlier: &PlannedIssue) -> bool {
    if earlier.publication.draft || earlier.in_doubt {
        return false;
    }
    let date = issue.spec.as_ref().map(|spec| spec.date.value);
    let amendments = earlier.publication.amendments.iter();
    let mut withdrawn = amendments.filter(|amendment| amendment.kind == AmendmentKind::Withdrawn);
    if withdrawn.any(|amendment| date.is_none_or(|date| !date.surely_before(amendment.date))) {
        return false;
    }
    // A mark of no known level counts as the strictest where it is read from, and as the least where it is read to.
    closeness(earlier, LEVELS.len()) <= closeness(issue, 1)
}

/// How few may read an issue: 0 for 公开, 1 for 内部, more for the levels of secrecy; `unknown` is the level of a mark that names none.
fn closeness(issue: &PlannedIssue, unknown: usize) -> usize {
    let mark = issue.spec.as_ref().and_then(|spec| spec.elements.secrecy());
    match mark.filter(|mark| is_classified(mark)) {
        Some(mark) => {
            let level = LEVELS.iter().rposition(|level| mark.contains(level));
            1 + level.map_or(unknown, |level| level + 1)
        }
        None => usize::from(issue.publication.audience == Audience::Internal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Content, SourceFile, Sources};
    use crate::stage::plan;

    /// Whether an issue of August with `own` lines may quote one of July with `earlier` lines.
    fn quotes(own: &str, earlier: &str) -> bool {
        let issue = |month: u32, lines: &str| {
            let path = format!("a/2026/{month}/issue.yaml");
            let text = format!("标题: 月报\n日期: 2026-0{month}-08\n正文: [正文.md]\n{lines}");
            (path, text)
        };
        let files = [
            ("site.yaml".to_owned(), "名称: 甲库\n".to_owned()),
            (
                "a/series.yaml".to_owned(),
                "名称: 甲\n版式: 公文\n".to_owned(),
            ),
            issue(7, earlier),
            issue(8, own),
        ];
        let files = files.map(|(path, text)| SourceFile {
            path,
            content: Content::Text(text),
        });
        let plan = plan(&Sources::new("content", files.to_vec()));
        let find = |month: &str| {
            let mut issues = plan.issues.iter();
            issues
                .find(|issue| issue.id.folder == month)
                .expect("an issue")
        };
        may_quote(find("8"), find("7"))
    }

    #[test]
    fn what_fewer_may_read_is_quoted_only_where_no_more_may_read_it() {
        // The least secret first.
        let marks = [
            "",
            "受众: 内部\n",
            "密级: 秘密★1年\n",
            "密级: 机密★1年\n",
            "密级: 绝密★1年\n",
        ];
        for (own, line) in marks.iter().enumerate() {
            for (earlier, other) in marks.iter().enumerate() {
                assert_eq!(quotes(line, other), earlier <= own, "{line}{other}");
            }
        }
        // A level that is not known is the least where it quotes, and the strictest where it is quoted.
        let spaced = "密级: 机 密★1年\n";
        for (place, line) in marks.iter().enumerate() {
            assert_eq!(quotes(spaced, line), place <= 2, "{line}");
            assert_eq!(quotes(line, spaced), place == 4, "{line}");
        }
        assert!(!quotes("密级: 绝密★1年\n", "密级: 内部★1年\n"));
    }

    #[test]
    fn drafts_and_marks_that_could_not_be_read_are_quoted_by_nobody() {
        for own in ["", "密级: 绝密★1年\n"] {
            assert!(!quotes(own, "草稿: 是\n"));
            assert!(!quotes(own, "密级：机密\n"));
        }
    }

    #[test]
    fn what_had_been_taken_back_by_then_is_not_quoted() {
        for (day, is_quoted) in [
            ("2026-08-07", false),
            ("2026-08-08", false),
            ("2026-08-09", true),
        ] {
            let withdrawn = format!("撤回: {{日期: {day}, 说明: 数字有误}}\n");
            assert_eq!(quotes("", &withdrawn), is_quoted, "{day}");
        }
        // Nor by one whose own date is not known.
        assert!(quotes(
            "",
            "更正: {日期: 2026-08-01, 内容: 甲改为乙, 位置: 正文}\n"
        ));
    }
}
