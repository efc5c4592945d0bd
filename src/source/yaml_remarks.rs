//! Remarks behind a value, which may be words of a text.

use super::places::PlaceKind;
use super::yaml::Node;
use crate::model::Span;

impl Node<'_> {
    /// A remark right behind the value on its line, parted from it by a single blank: in a title that may be a `#` of the text (`关于第 # 1号机组`). Remarks
    /// that are set apart by several blanks are meant as such.
    #[must_use]
    pub fn remark_beside(&self) -> Option<Span> {
        let place = self.place?;
        // Behind a closing quotation mark nobody means text.
        if !matches!(place.kind, PlaceKind::Scalar { plain: true }) {
            return None;
        }
        let rest = self.yaml.text.get(place.range.end..)?;
        let line = rest.lines().next()?;
        let comment = line.strip_prefix([' ', '\t'])?;
        let start = place.range.end + line.len() - comment.len();
        let is_remark = comment.starts_with("# ") || comment.starts_with("#\t");
        is_remark.then(|| self.yaml.span(start..start + comment.trim_end().len()))
    }

    /// A backslash in quotation marks that makes another character of what follows: `"D:\table"` has a tab in it. A line end and quotation marks are meant.
    #[must_use]
    pub fn escape_beside(&self) -> Option<Span> {
        let place = self.place?;
        let typed = self.source()?;
        let inner = typed.strip_prefix('"')?;
        let mut chars = inner.char_indices();
        while let Some((at, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            let (_, next) = chars.next()?;
            if !matches!(next, '\\' | '"' | 'n' | 'u' | 'U' | 'x' | '\n' | '\r') {
                let start = place.range.start + 1 + at;
                return Some(self.yaml.span(start..start + 1 + next.len_utf8()));
            }
        }
        None
    }
}
