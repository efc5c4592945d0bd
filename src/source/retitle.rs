//! A title that is written over a table in place of the one that its file gives.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Inline, Span, Table, plain_text};

/// Gives the table the title `printed`, which stands at `place`; that its own title is printed nowhere is said.
pub fn retitle(table: &mut Table, printed: Vec<Inline>, place: Span, sink: &mut Sink) {
    say_title_left_out(&table.caption, &plain_text(&printed), place, sink);
    table.caption = printed;
}

/// Says that the title `own` of a table is not printed, where it is not the one that is.
pub fn say_title_left_out(own: &[Inline], printed: &str, place: Span, sink: &mut Sink) {
    let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let own = plain_text(own);
    if own.trim().is_empty() || plain(&own) == plain(printed) {
        return;
    }
    sink.push(
        Diagnostic::new(
            code::TABLE_TAKEN,
            place,
            format!(
                "表格文件里的表题“{}”没有印，印的是“{}”",
                own.trim(),
                printed.trim()
            ),
        )
        .help("两处写成一样，或只在一处写"),
    );
}
