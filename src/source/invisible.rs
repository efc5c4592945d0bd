//! Characters that nobody sees and that come along when text is pasted: they are never printed, and it is said where the first stands.

use std::ops::Range;

use crate::diag::{Diagnostic, code};
use crate::model::Span;
use crate::zh::text::is_invisible_control;

/// The invisible characters of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invisible {
    /// Where the first of them stands.
    pub range: Range<usize>,
    first: char,
    count: usize,
}

/// The invisible characters of `text`; none where it has none.
#[must_use]
pub fn find(text: &str) -> Option<Invisible> {
    let mut all = text.char_indices();
    let (start, first) = all.find(|(_, c)| is_invisible_control(*c))?;
    let count = text.chars().filter(|c| is_invisible_control(*c)).count();
    Some(Invisible {
        range: start..start + first.len_utf8(),
        first,
        count,
    })
}

impl Invisible {
    /// What is said about them at `place`.
    #[must_use]
    pub fn said(&self, place: Span) -> Diagnostic {
        let (message, help) = self.words();
        Diagnostic::new(code::INVISIBLE, place, message).help(help)
    }

    /// What is said about them, and what to do.
    #[must_use]
    pub fn words(&self) -> (String, &'static str) {
        let (name, help) = match self.first {
            '\u{B}' | '\u{2028}' => ("Word 的手动换行符", "删去它；要分成两段，在这里按回车"),
            '\u{C}' => ("分页符", "删去它；分页由程序编排"),
            '\u{AD}' => ("软连字符", "删去它"),
            '\u{FFFC}' => (
                "占位字符，粘贴时没有带来的图片留下的",
                "删去它；图片另存成文件，写成 ![图题](文件名.png)",
            ),
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => (
                "没有宽度的字符",
                "删去它前后的字重新输入，不要从网页或聊天软件直接粘贴",
            ),
            _ => (
                "控制字符",
                "删去它前后的字重新输入，不要从网页或聊天软件直接粘贴",
            ),
        };
        let more = match self.count {
            1 => String::new(),
            count => format!("，连同后面的共 {count} 个"),
        };
        let number = u32::from(self.first);
        let message = format!("这里有看不见的{name}（U+{number:04X}）{more}，印出来时已去掉");
        (message, help)
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn the_first_is_found_and_all_are_counted() {
        let found = find("开课12\u{AD}场。\n\u{C}覆盖\u{7}户").expect("three");
        assert_eq!((found.range, found.count), (8..10, 3));
        assert_eq!(find("开课\t12　场。\r\n"), None);
    }
}
