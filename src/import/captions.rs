//! Captions as word processors print them: 图1　走访, 表1　进度.

use super::escape::escaped;

/// The title behind 图1.
#[must_use]
pub fn figure_caption(text: &str) -> Option<&str> {
    numbered_caption(text.trim(), '图')
}

/// The title behind 表1.
#[must_use]
pub fn table_caption(text: &str) -> Option<&str> {
    numbered_caption(text.trim(), '表')
}

/// A caption as a line over a table.
#[must_use]
pub fn caption_line(title: &str) -> String {
    format!("表：{}", escaped(title))
}

fn numbered_caption(text: &str, kind: char) -> Option<&str> {
    let rest = text.strip_prefix(kind)?.trim_start();
    let title = rest
        .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十-".contains(c));
    let words = title.trim_start_matches([' ', '　', '：', ':', '.', '．', '、']);
    let fits = title.len() < rest.len()
        && words.len() < title.len()
        && !words.is_empty()
        && text.chars().count() <= 40
        && !text.contains(['。', '；', '\n']);
    fits.then_some(words)
}
