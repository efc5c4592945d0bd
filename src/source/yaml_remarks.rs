//! Remarks behind a value, which may be words of a text.

use super::yaml::Node;
use crate::model::Span;

impl Node<'_> {
    /// A remark right behind the value on its line, parted from it by a single blank: in a title that may be a `#` of the text (`关于第 # 1号机组`). Remarks
    /// that are set apart by several blanks are meant as such.
    #[must_use]
    pub fn remark_beside(&self) -> Option<Span> {
        let place = self.place?;
        let rest = self.yaml.text.get(place.range.end..)?;
        let line = rest.lines().next()?;
        let comment = line.strip_prefix([' ', '\t'])?;
        let start = place.range.end + line.len() - comment.len();
        let is_remark = comment.starts_with("# ") || comment.starts_with("#\t");
        is_remark.then(|| self.yaml.span(start..start + comment.trim_end().len()))
    }
}
