//! Pictures in a line: those that nothing parts stand side by side, and what is written in braces behind one says how wide it is.

use std::ops::Range;

use super::{Lowering, guard};
use crate::diag::{Diagnostic, code};
use crate::source::Draft;

/// The most pictures in one row; more begin another.
const MOST_IN_A_ROW: usize = 3;

impl Lowering<'_> {
    /// Takes a picture that was typed at `range`; one that only blanks part from the one before it stands beside it.
    pub(super) fn figure(&mut self, draft: Option<Draft>, range: &Range<usize>) {
        let beside = self.figure_end.is_some_and(|end| {
            self.text
                .get(end..range.start)
                .is_some_and(|between| between.chars().all(|c| c.is_whitespace() && c != '\n'))
        });
        self.figure_end = None;
        let Some(draft) = draft else {
            return;
        };
        let Draft::Figure { span, .. } = draft else {
            self.figures.push(draft);
            self.table_end = Some(range.end);
            return;
        };
        self.figure_end = Some(range.end);
        match self.figures.last_mut() {
            Some(Draft::Figures {
                figures,
                span: whole,
            }) if beside => {
                figures.push(draft);
                *whole = whole.to(span);
            }
            Some(first @ Draft::Figure { .. }) if beside => {
                let Draft::Figure { span: start, .. } = first else {
                    return;
                };
                let whole = start.to(span);
                let figures = vec![first.clone(), draft];
                *first = Draft::Figures {
                    figures,
                    span: whole,
                };
            }
            _ => self.figures.push(draft),
        }
    }

    /// The pictures that follow the block that is being closed: rows of at most three, as even as can be.
    pub(super) fn take_figures(&mut self) -> Vec<Draft> {
        self.figure_end = None;
        let mut taken = Vec::new();
        for draft in std::mem::take(&mut self.figures) {
            let Draft::Figures { mut figures, span } = draft else {
                taken.push(draft);
                continue;
            };
            let mut rows = figures.len().div_ceil(MOST_IN_A_ROW);
            while rows > 0 {
                let rest = figures.split_off(figures.len().div_ceil(rows));
                taken.push(Draft::Figures { figures, span });
                figures = rest;
                rows -= 1;
            }
        }
        taken
    }

    /// Where `text`, which stands at `range`, begins with the width of the picture before it, takes that down and gives what follows.
    pub(super) fn figure_width(
        &mut self,
        text: &str,
        range: &Range<usize>,
    ) -> Option<Range<usize>> {
        if text.len() != range.len() {
            return None;
        }
        if self.table_end.take() == Some(range.start) && text.starts_with(['{', '｛']) {
            let message = "表格没有宽度，后面的花括号照样印出来";
            let finding = Diagnostic::new(code::NOT_A_MARK, self.exact(range), message);
            self.sink
                .push(finding.help("删去它；表格总是和版心一样宽，宽窄由内容定"));
            return None;
        }
        if self.figure_end != Some(range.start) {
            return None;
        }
        let close = text.trim_start_matches([' ', '　']);
        let inner = close.strip_prefix(['{', '｛'])?;
        let end = inner.find(['}', '｝'])?;
        let closing = inner[end..].chars().next().map_or(0, char::len_utf8);
        let length = text.len() - inner.len() + end + closing;
        let place = range.start..range.start + length;
        let typed = guard::restore(&inner[..end]);
        let width = width(&typed);
        // Behind a blank other braces are text.
        if width.is_none() && close.len() < text.len() {
            return None;
        }
        let Some(width) = width else {
            self.sink.push(
                Diagnostic::new(
                    code::NOT_A_MARK,
                    self.exact(&place),
                    format!("图片后面的“{{{typed}}}”看不懂，照样印出来"),
                )
                .help(
                    "图片的宽度写成 ![图题](文件名.jpg){宽=50%}，是版心宽度的百分之几，10% 到 100%",
                ),
            );
            return None;
        };
        if close.len() < text.len() {
            let message = format!("图片和“{{{typed}}}”之间有空格，照样当作图片的宽度");
            let finding = Diagnostic::new(code::MENDED_MARK, self.exact(&place), message);
            self.sink
                .push(finding.help(format!("紧接着写在图片后面：{{宽={width}%}}")));
        }
        let last = match self.figures.last_mut() {
            Some(Draft::Figures { figures, .. }) => figures.last_mut(),
            last => last,
        };
        if let Some(Draft::Figure { width: own, .. }) = last {
            *own = Some(width);
        }
        self.figure_end = Some(place.end);
        Some(place.end..range.end)
    }
}

/// `宽=50%`, `宽：50％`, `width=50%` …: hundredths of the type area.
fn width(typed: &str) -> Option<u8> {
    let typed = typed.trim();
    let value = ["宽度", "宽", "width"]
        .iter()
        .find_map(|key| typed.strip_prefix(key))?;
    let value = value
        .trim_start()
        .trim_start_matches(['=', '＝', ':', '：']);
    let value = value.trim().strip_suffix(['%', '％'])?;
    let number: u8 = value.trim().parse().ok()?;
    (10..=100).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn a_width_is_a_part_of_the_type_area() {
        for typed in [
            "宽=50%",
            " 宽 ＝ 50％ ",
            "宽：50%",
            "宽度:50%",
            "width=50%",
            "宽 50%",
        ] {
            assert_eq!(width(typed), Some(50), "{typed}");
        }
        for typed in [
            "",
            "宽",
            "宽=50",
            "宽=8厘米",
            "宽=0%",
            "宽=120%",
            "高=50%",
            "宽=5.5%",
        ] {
            assert_eq!(width(typed), None, "{typed}");
        }
    }
}
