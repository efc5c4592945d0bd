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

#[cfg(test)]
mod tests {
    use super::is_in_path;

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
