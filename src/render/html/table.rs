//! Tables: caption, head, merged cells, and a frame that scrolls sideways on a narrow screen.

use super::escape::Html;
use super::{inline, quoted_line};
use crate::model::{Align, Cell, Table, plain_text};

/// Writes `table`. `fallback_name` names it for readers who cannot see it, where it has neither number nor caption.
pub(super) fn write(html: &mut Html, table: &Table, fallback_name: &str) {
    html.tag("<div class=\"table\"");
    html.id(&table.anchor);
    html.tag(">\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    name(html, table, fallback_name);
    html.tag("\">\n<table>\n");
    caption(html, table);
    if !table.head.is_empty() {
        html.tag("<thead>\n");
        for row in &table.head {
            html.tag("<tr>");
            for cell in row {
                // A head that spans columns belongs to the group under it.
                let scope = if cell.colspan > 1 {
                    " scope=\"colgroup\""
                } else {
                    " scope=\"col\""
                };
                write_cell(html, cell, "<th", scope, "</th>");
            }
            html.tag("</tr>\n");
        }
        html.tag("</thead>\n");
    }
    html.tag("<tbody>\n");
    for row in &table.rows {
        html.tag("<tr>");
        for cell in row {
            write_cell(html, cell, "<td", "", "</td>");
        }
        html.tag("</tr>\n");
    }
    html.tag("</tbody>\n</table>\n</div>\n");
    if let (Some(note), Some(typed)) = (table.printed_note(), &table.note) {
        html.tag("<p class=\"table-note\">");
        for (number, line) in note.lines().enumerate() {
            if number > 0 {
                html.tag("<br>");
            }
            quoted_line::write(html, line, typed.span, Html::text);
        }
        html.tag("</p>\n");
    }
    html.tag("</div>\n");
}

fn name(html: &mut Html, table: &Table, fallback_name: &str) {
    if table.label.is_empty() && table.caption.is_empty() {
        html.text(fallback_name);
        return;
    }
    html.text(&table.label);
    if !table.label.is_empty() && !table.caption.is_empty() {
        html.tag("　");
    }
    html.text(&plain_text(&table.caption));
}

fn caption(html: &mut Html, table: &Table) {
    let has_title = !table.label.is_empty() || !table.caption.is_empty();
    if !has_title && table.before.is_empty() && table.measure.is_none() {
        return;
    }
    html.tag("<caption>");
    if has_title {
        html.tag("<span class=\"caption-title\">");
        if !table.label.is_empty() {
            html.tag("<span class=\"label\">");
            html.text(&table.label);
            html.tag("</span>");
            if !table.caption.is_empty() {
                html.tag("　");
            }
        }
        inline::write_whole(html, &table.caption);
        html.tag("</span>");
    }
    if !table.before.is_empty() || table.measure.is_some() {
        html.tag("<span class=\"caption-line\">");
        for text in &table.before {
            html.tag("<span>");
            quoted_line::write(html, text, text.span, Html::text);
            html.tag("</span> ");
        }
        if let Some(measure) = table.printed_measure() {
            html.tag("<span class=\"measure\">");
            html.text(&measure);
            html.tag("</span>");
        }
        html.tag("</span>");
    }
    html.tag("</caption>\n");
}

fn write_cell(
    html: &mut Html,
    cell: &Cell,
    open: &'static str,
    scope: &'static str,
    close: &'static str,
) {
    html.tag(open);
    html.tag(scope);
    if cell.colspan > 1 {
        html.tag(" colspan=\"");
        html.number(cell.colspan);
        html.tag("\"");
    }
    if cell.rowspan > 1 {
        html.tag(" rowspan=\"");
        html.number(cell.rowspan);
        html.tag("\"");
    }
    html.tag(match cell.align {
        Align::Left => " class=\"left\">",
        Align::Center => ">",
        Align::Right | Align::Decimal => " class=\"right\">",
    });
    inline::write(html, &cell.content);
    html.correction(cell.span);
    html.tag(close);
}
