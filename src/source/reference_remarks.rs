//! `[//]: # (…)`, `[comment]: <> (…)`: the customary way to hide something in Markdown, wherever it stands and however the signs are typed.

/// What stands in the brackets of such a remark.
const WORDS: [&str; 4] = ["//", "comment", "注释", "批注"];

/// The longest of these words with blanks, in bytes.
const LONGEST_WORD: usize = 40;

/// No remark is longer, in bytes: a text can be nothing but beginnings of remarks.
const LONGEST: usize = 8_000;

/// What begins a remark: the length of its beginning, and whether a bracket ends the remark.
struct Opening {
    length: usize,
    bracketed: bool,
}

/// `[//]: # (`, `[//] # (`, `［//］：＃（`, `[comment]: <> (`; without a bracket the rest of the line is the remark.
fn opening(rest: &str) -> Option<Opening> {
    let inner = rest.strip_prefix(['[', '［'])?;
    // A line can be nothing but brackets.
    let near = &inner[..inner.floor_char_boundary(LONGEST_WORD)];
    let end = near.find([']', '］', '\n'])?;
    let word = inner[..end].trim().to_ascii_lowercase();
    WORDS.contains(&word.as_str()).then_some(())?;
    let behind = inner[end..].strip_prefix([']', '］'])?;
    let blank = [' ', '\t', '　'];
    let after = behind.trim_start_matches(blank);
    let colon = after.strip_prefix([':', '：']);
    let signs = colon.unwrap_or(after).trim_start_matches(blank);
    let hash = signs
        .strip_prefix(['#', '＃'])
        .or_else(|| signs.strip_prefix("<>"));
    let is_remark = match (colon.is_some(), hash.is_some()) {
        (true, true) => true,
        // Of words somebody may speak: [注释]：见下表.
        (true, false) => matches!(word.as_str(), "//" | "comment"),
        (false, true) => word == "//",
        (false, false) => false,
    };
    is_remark.then_some(())?;
    let content = hash.unwrap_or(signs).trim_start_matches(blank);
    let bracketed = content.starts_with(['(', '（']);
    Some(Opening {
        length: rest.len() - content.len(),
        bracketed,
    })
}

/// The length of the remark at the start of `rest`: to the bracket that ends it, in the same paragraph, or to the end of the line where there is none.
#[must_use]
pub fn length(rest: &str) -> Option<usize> {
    let Opening { length, bracketed } = opening(rest)?;
    let content = &rest[length..];
    let content = &content[..content.floor_char_boundary(LONGEST)];
    if !bracketed {
        let line = content.find(['\n', '\r']).unwrap_or(content.len());
        return Some(length + content[..line].trim_end().len());
    }
    let mut depth = 0_usize;
    let mut is_blank_line = false;
    for (at, c) in content.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(length + at + c.len_utf8());
                }
            }
            '\n' if is_blank_line => return None,
            _ => {}
        }
        is_blank_line = c == '\n' || is_blank_line && c.is_whitespace();
    }
    None
}

/// Whether a remark begins at the start of `rest` whose bracket nothing ends.
#[must_use]
pub fn is_open(rest: &str) -> bool {
    opening(rest).is_some() && length(rest).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_goes_as_far_as_its_bracket() {
        for (typed, remark) in [
            ("[//]: # (别登)乙", "[//]: # (别登)"),
            ("[//] # (别登)", "[//] # (别登)"),
            ("[//]:# (别（先）登)乙", "[//]:# (别（先）登)"),
            ("［//］：＃（别登）乙", "［//］：＃（别登）"),
            (
                "[//]: # (给小王：\n这句别登)\n乙",
                "[//]: # (给小王：\n这句别登)",
            ),
            ("[//]: # 别登\n乙", "[//]: # 别登"),
            ("[comment]: <> (别登)", "[comment]: <> (别登)"),
            ("[注释]: # (别登)", "[注释]: # (别登)"),
        ] {
            assert_eq!(length(typed), Some(remark.len()), "{typed}");
        }
        for typed in ["[//](a.md)", "[注释]：见下表", "[//]", "[甲]: # (乙)"] {
            assert_eq!(length(typed), None, "{typed}");
            assert!(!is_open(typed), "{typed}");
        }
        for typed in ["[//]: # (别登\n\n乙)", "[//]: # (别登"] {
            assert!(is_open(typed), "{typed}");
        }
    }
}
