//! Bars in a title of one line: each parts two lines and is not printed, and whoever may have meant another thing is told.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::Spanned;

/// Says of the bars in `lines`, a title, that look like more than the end of a line: full-width ones, several side by side, at an end, after a backslash.
pub fn check(lines: &[Spanned<String>], sink: &mut Sink) {
    // In a list each line is given, and a bar is text.
    let [title] = lines else {
        return;
    };
    let bars = title.split(['|', '｜']).map(str::trim);
    let is_empty_line = bars.clone().count() > 1 && bars.clone().any(str::is_empty);
    let message = if title.contains('｜') {
        "全角的“｜”当作标题分行的记号，不印出来"
    } else if title.contains("\\|") {
        "标题里的反斜杠照样印出来，“|”仍当作分行的记号"
    } else if is_empty_line {
        "这里的“|”当作标题分行的记号，不印出来，旁边没有另一行"
    } else {
        return;
    };
    let help = "在这里分行的，写一个半角的“|”；不分行的，删去；要印出竖线，把标题写成列表：[第一行, 第二行]";
    sink.push(Diagnostic::new(code::MENDED_MARK, title.span, message).help(help));
}
