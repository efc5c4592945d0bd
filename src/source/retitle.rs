//! A title that is written over a table in place of the one that its file gives.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Inline, Span, Table, plain_text};

/// What is said of a row of a spreadsheet that is its title.
pub const TAKEN_AS_TITLE: &str = "当作表题";

/// Gives the table the title `printed`, which stands at `place`; that its own title is printed nowhere is said.
pub fn retitle(table: &mut Table, printed: Vec<Inline>, place: Span, sink: &mut Sink) {
    say_title_left_out(&table.caption, &plain_text(&printed), place, sink);
    table.caption = printed;
}

/// Says that the title `own` of a table is not printed, where it is not the one that is.
pub fn say_title_left_out(own: &[Inline], printed: &str, place: Span, sink: &mut Sink) {
    let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let table_title = own.first();
    let own = plain_text(own);
    if own.trim().is_empty() || plain(&own) == plain(printed) {
        return;
    }
    // Of a row that was taken for the title it has been said; what becomes of it is said there.
    let file = table_title.map(|first| first.span.file);
    let is_taken = |found: &Diagnostic| {
        found.code == code::TABLE_TAKEN
            && found.place.map(|place| place.file) == file
            && found.message.contains(TAKEN_AS_TITLE)
    };
    if let Some(found) = sink.last_mut(is_taken) {
        let printed = format!("没有印，表题印的是“{}”", printed.trim());
        found.message = found.message.replacen(TAKEN_AS_TITLE, &printed, 1);
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
