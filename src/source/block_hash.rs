//! A line that begins with `#` below a value of several lines (`|`, `>`) and is set in less than they are: YAML takes it for a comment, which ends the value.

use std::ops::Range;

/// Whether a comment is rather text that begins with `#`: nothing parts the two, or nothing follows.
#[must_use]
pub fn is_text_of_comment(comment: &str) -> bool {
    // An entry of a list that is left out for now is a comment.
    comment.starts_with('#')
        && !comment
            .trim_start_matches('#')
            .starts_with([' ', '\t', '-'])
}

/// The first `#` behind a blank or a tab, where a comment begins.
#[must_use]
pub fn hash_after_blank(text: &str) -> Option<usize> {
    let mut hashes = text.match_indices('#').map(|(at, _)| at);
    hashes.find(|at| text[..*at].ends_with([' ', '\t']))
}

/// Such a line right below the value at `range`, where its `#` rather belongs to the text: `#3号楼`.
#[must_use]
pub fn below(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    // What stands in quotation marks or for an anchor has no lines.
    if text.get(range.clone())?.starts_with(['"', '\'', '*']) {
        return None;
    }
    let mut start = range.end + text.get(range.end..)?.find('\n')? + 1;
    for line in text[start..].split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() {
            start += line.len();
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        // One that is set in by more than its key is no remark beside the keys.
        let is_deeper = indent > key_indent(text, range.start);
        let is_text = words.starts_with('#') && (is_text_of_comment(words) || is_deeper);
        return (indent > 0 && is_text).then(|| start + indent..start + indent + words.len());
    }
    None
}

/// How far the key is set in whose value stands at `place`, the marks of lists with it.
fn key_indent(text: &str, place: usize) -> usize {
    let mut lines = text[..place].rsplit('\n');
    let is_key = |line: &&str| !line.trim().is_empty();
    let Some(line) = lines.find(is_key) else {
        return 0;
    };
    let key = line.trim_start_matches([' ', '-']);
    line.len() - key.len()
}

/// Such a line with more of the value below it: then the text is no YAML.
#[must_use]
pub fn between(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    // How far the key of the value, and the value, are set in.
    let mut block: Option<(usize, Option<usize>)> = None;
    let mut hash: Option<Range<usize>> = None;
    for line in text.split_inclusive('\n') {
        let here = start;
        start += line.len();
        let words = line.trim();
        let indent = line.len() - line.trim_start().len();
        if words.is_empty() {
            continue;
        }
        if let Some((key, first)) = &mut block {
            let first = *first.get_or_insert(indent);
            if indent > *key && (indent >= first || hash.is_some()) {
                if let Some(hash) = hash {
                    return Some(hash);
                }
                continue;
            }
            if indent > *key && words.starts_with('#') {
                hash = Some(here + indent..here + indent + words.len());
                continue;
            }
        }
        hash = None;
        let header = words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
        let begins = [": |", ": >", "- |", "- >"]
            .iter()
            .any(|end| header.ends_with(end));
        block = begins.then_some((indent, None));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_hash_with_text_after_it_is_no_comment() {
        let found = |text: &str| {
            let start = text.find('第').expect("a value");
            let end = start + text[start..].find('\n').expect("a line");
            below(text, start..end).map(|range| text[range].to_owned())
        };
        let text = "按语: |\n    第一行。\n\n  #3号楼。\n正文: [正文.md]\n";
        assert_eq!(found(text).as_deref(), Some("#3号楼。"));
        let text = "按语: |\n    第一行。\n  # 二、\n正文: [正文.md]\n";
        assert_eq!(found(text).as_deref(), Some("# 二、"));
        for text in [
            "- 按语: |\n    第一行。\n  # 备注\n  正文: [正文.md]\n",
            "按语: |\n    第一行。\n#3号楼\n正文: [正文.md]\n",
            "按语: |\n    第一行。\n正文: [正文.md]\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_value_goes_on_below_a_hash() {
        let found = |text: &str| between(text).map(|range| text[range].to_owned());
        let text = "附注: >\n    甲\n  # 3号楼\n    乙\n正文: [正文.md]\n";
        assert_eq!(found(text).as_deref(), Some("# 3号楼"));
        for text in [
            "附注: >\n    甲\n  # 备注\n正文: [正文.md]\n",
            "附注: >\n    甲\n    # 乙\n    丙\n",
            "附注: 甲\n  # 备注\n主送: 乙\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
