//! Tables, their lines in each cell.

use super::inline::inlines;
use crate::model::{Align, Cell, Table};
use crate::render::html::escape::Html;

const QUIET: &str = "<p style=\"margin:0 0 4px;font-size:14px\">";

/// Writes `table` with what stands above and below it.
pub(super) fn write(html: &mut Html, table: &Table) {
    if !table.label.is_empty() || !table.caption.is_empty() {
        html.tag("<p style=\"margin:16px 0 4px;text-align:center;font-weight:bold\">");
        html.text(&table.label);
        if !table.label.is_empty() && !table.caption.is_empty() {
            html.tag("　");
        }
        inlines(html, &table.caption);
        html.tag("</p>\n");
    }
    for line in &table.before {
        html.tag(QUIET);
        html.text(line);
        html.tag("</p>\n");
    }
    if let Some(measure) = table.printed_measure() {
        html.tag("<p style=\"margin:0 0 4px;text-align:right;font-size:14px\">");
        html.text(&measure);
        html.tag("</p>\n");
    }
    if table.columns > 0 && table.head.len() + table.rows.len() > 0 {
        html.tag("<table style=\"width:100%;border-collapse:collapse;margin:0 0 8px;font-size:14px;line-height:1.5\">\n");
        for row in table.head.iter().chain(&table.rows) {
            html.tag("<tr>");
            for cell in row {
                write_cell(html, cell);
            }
            html.tag("</tr>\n");
        }
        html.tag("</table>\n");
    }
    if let Some(note) = table.printed_note() {
        for line in note.lines() {
            html.tag(QUIET);
            html.text(line);
            html.tag("</p>\n");
        }
    }
}

fn write_cell(html: &mut Html, cell: &Cell) {
    html.tag("<td");
    for (open, span) in [(" colspan=\"", cell.colspan), (" rowspan=\"", cell.rowspan)] {
        if span > 1 {
            html.tag(open);
            html.number(span);
            html.tag("\"");
        }
    }
    html.tag(match cell.align {
        Align::Left => " style=\"border:1px solid #999;padding:4px 6px;text-align:left\">",
        Align::Center => " style=\"border:1px solid #999;padding:4px 6px;text-align:center\">",
        Align::Right | Align::Decimal => {
            " style=\"border:1px solid #999;padding:4px 6px;text-align:right\">"
        }
    });
    inlines(html, &cell.content);
    html.tag("</td>");
}
