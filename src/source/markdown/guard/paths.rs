//! Paths of Windows, in which a backslash is a part and no mark.

/// How many characters a path of Windows has at most.
const LONGEST: usize = 260;

/// Whether what stands `before` a backslash is a path of Windows, `C:\\共享` or `\\\\server`, of which the backslash is a part. A path may have blanks in its
/// names (`D:\\新建 文件夹\\*.docx`); behind a blank a backslash is none of it.
#[must_use]
pub fn is_in_path(before: &str) -> bool {
    if before.ends_with(char::is_whitespace) {
        return false;
    }
    let far = before.char_indices().rev().nth(LONGEST);
    let before = &before[far.map_or(0, |(at, _)| at)..];
    let is_end = |c: char| "，。；：！？、（）“”《》\"'<>|".contains(c);
    let clause = before.rsplit(is_end).next().unwrap_or(before);
    let drive = |word: &str| {
        let letters = word.strip_suffix(':').unwrap_or_default().chars();
        let mut letters = letters.rev();
        letters.next().is_some_and(|c| c.is_ascii_alphabetic())
            && letters.next().is_none_or(|c| !c.is_ascii_alphanumeric())
    };
    drive(clause)
        || clause
            .match_indices(":\\")
            .any(|(at, _)| drive(&clause[..=at]))
        || clause.split_whitespace().any(|word| word.contains("\\\\"))
}

/// Whether the backslash at `place` of `line` parts two names of a path without a drive: `..\\*.docx`, `资料\\[2026]\\表.xlsx`. What stands before it in the
/// same word has such a backslash, or is a name, and what follows has another before a name, or ends like a file.
#[must_use]
pub fn is_relative_path(line: &str, place: usize) -> bool {
    let is_end = |c: char| c.is_whitespace() || "，。；：！？、（）()“”《》\"'<>|".contains(c);
    let far = line[..place].char_indices().rev().nth(LONGEST);
    let before = &line[far.map_or(0, |(at, _)| at)..place];
    let before = before.rsplit(is_end).next().unwrap_or(before);
    let rest = &line[place + 1..];
    let rest = &rest[..rest.floor_char_boundary(LONGEST)];
    let after = rest.split(is_end).next().unwrap_or(rest);
    // `\\*` frees a mark; a path goes on with a name.
    let has_name = |text: &str| {
        text.match_indices('\\')
            .any(|(at, _)| text[at + 1..].starts_with(char::is_alphanumeric))
    };
    let is_file = after.rsplit_once('.').is_some_and(|(_, ending)| {
        (2..=4).contains(&ending.len())
            && ending.bytes().all(|b| b.is_ascii_alphanumeric())
            && ending.bytes().any(|b| b.is_ascii_alphabetic())
    });
    let is_name = before.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == ']');
    is_name && (has_name(before) || has_name(after) || is_file)
}

#[cfg(test)]
mod tests {
    use super::{is_in_path, is_relative_path};

    #[test]
    fn a_path_without_a_drive_is_one_where_names_stand_around_its_backslash() {
        let is_path = |typed: &str| {
            let (before, _) = typed.split_once('^').expect("the place");
            is_relative_path(&typed.replace('^', ""), before.len())
        };
        for typed in [
            "见..^\\*.docx",
            "资料^\\[2026]\\表.xlsx",
            "资料^\\~备份\\a",
            "a^\\*b.docx",
            "文件夹“\\资料^\\*新*\\”",
        ] {
            assert!(is_path(typed), "{typed}");
        }
        for typed in [
            "带^\\*的指标",
            "^\\*表示约束性指标",
            "甲^\\[乙\\]",
            "甲^\\[乙\\](丙.md)",
            "3^\\~5",
            "甲^\\*\\*乙\\*\\*",
        ] {
            assert!(!is_path(typed), "{typed}");
        }
    }

    #[test]
    fn a_backslash_belongs_to_a_path_up_to_its_last_name() {
        for before in [
            "C:",
            "见C:",
            "存放在C:\\Users\\工会\\Desktop\\新建 文件夹",
            "\\\\server\\share 1",
            "见\\\\10.1.2.3\\资料",
            "D:\\资料",
            "路径：D:\\资料 2026",
        ] {
            assert!(is_in_path(before), "{before}");
        }
        for before in [
            "",
            "甲",
            "C:\\共享 和 ",
            "C:\\共享。另有",
            "时间：ABC:",
            "带*号",
            "D:\\资料，带",
        ] {
            assert!(!is_in_path(before), "{before}");
        }
    }
}
