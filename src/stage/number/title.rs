//! The lines of a title, each with its place.

use crate::model::Spanned;
use crate::zh::title::{LINE, break_title};

/// The lines of a title that its writer gave as `lines`: several stay as they are, one is broken like [`break_title`] does, with no name of `names` torn.
#[must_use]
pub fn title_lines(lines: &[Spanned<String>], names: &[String]) -> Vec<Spanned<String>> {
    let [one] = lines else {
        return lines.to_vec();
    };
    let as_typed = one.value.len() == one.span.len();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut from = 0;
    break_title(one, LINE, &names)
        .into_iter()
        .map(|line| {
            let found = one.value[from..].find(&line);
            let Some(start) = found.map(|at| from + at).filter(|_| as_typed) else {
                return Spanned::new(line, one.span);
            };
            from = start + line.len();
            Spanned::new(line, one.span.part(start, from))
        })
        .collect()
}
