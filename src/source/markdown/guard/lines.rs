//! The lines of a fragment: which of them begin a heading, a quotation, a list or a table, and which are text.

use std::ops::Range;

use super::items::{ItemMark, Kind, Nest};
use super::kinds::{BlockKind, heading_level};
use super::out::Out;
use super::slip::LineEnds;
use super::wrapped::first_wrapped;
use super::writer::{LineBody, LineWriter};
use super::{dialects, grid, inline, links, notes, quotes};
use crate::diag::code;
use crate::source::markdown::name_lists;

/// Writes `text` anew for the Markdown reader.
pub fn write(text: &str, line_ends: LineEnds) -> Out<'_> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        // A carriage return alone is a line end to the Markdown reader too.
        let length = text[start..]
            .find(['\n', '\r'])
            .unwrap_or(text.len() - start);
        lines.push(start..start + text[start..start + length].trim_end().len());
        start += length + usize::from(text[start + length..].starts_with("\r\n")) + 1;
    }
    let mut writer = LineWriter::new(text, line_ends);
    writer.blocks(&lines, "", 0);
    let slips = writer.out.notes.slips();
    writer.out.slips.extend(slips);
    writer.out
}

/// What was written last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Item,
    Other,
}

/// Whether a line stands above a list of names.
fn begins_names(text: &str) -> bool {
    name_lists::MARKS.contains(&text.trim())
}

impl<'t> LineWriter<'t> {
    /// An empty line between two blocks.
    fn part(&mut self, last: Last, prefix: &str, at: usize) {
        if last != Last::Nothing {
            self.out.put(&format!("{}\n", prefix.trim_end()), at..at);
        }
    }

    fn blocks(&mut self, lines: &[Range<usize>], prefix: &str, depth: usize) {
        let mut nest = Nest::default();
        let mut last = Last::Nothing;
        let mut run: Vec<Range<usize>> = Vec::new();
        let mut place = 0;
        while place < lines.len() {
            let body = self.body(&lines[place]);
            let range = body.start..lines[place].end;
            if body.text.is_empty() {
                self.end_of_run(&mut run, depth);
                place += 1;
                continue;
            }
            let item = self.item(lines, place, body, &nest);
            let kind = if item.is_some() {
                BlockKind::Item
            } else {
                self.kind(lines, place, body, depth)
            };
            if kind != BlockKind::Text {
                self.end_of_run(&mut run, depth);
            }
            if let (BlockKind::Item, Some(mark)) = (kind, item) {
                place = self.write_item(lines, place, body, mark, &mut nest, last, prefix);
                last = Last::Item;
                continue;
            }
            // What is indented under an item belongs to it; anything else ends the list.
            let column = if body.wide || body.indent < 2 {
                nest.clear();
                None
            } else {
                nest.column(body.indent)
            };
            let inner = format!("{prefix}{}", " ".repeat(column.unwrap_or(0)));
            self.part(last, prefix, body.start);
            match kind {
                BlockKind::Fence(end) => {
                    for line in &lines[place..=end] {
                        let typed = &self.out.typed[line.clone()];
                        // No more than the opening line is indented; the closing one may be, however far.
                        let closes = *line == lines[end];
                        let most = if closes { typed.len() } else { body.indent };
                        let cut: usize = typed
                            .chars()
                            .take_while(|c| c.is_whitespace())
                            .take(most)
                            .map(char::len_utf8)
                            .sum();
                        self.out.put(&inner, line.start..line.start);
                        self.out.copy(line.start + cut..line.end);
                        self.out.put("\n", line.end..line.end);
                    }
                    place = end + 1;
                }
                BlockKind::Quote(end) => {
                    let quoted_lines: Vec<Range<usize>> = lines[place..end]
                        .iter()
                        .map(|line| {
                            let body = self.body(line);
                            let cut = quotes::quote_mark(body.text).unwrap_or(1);
                            body.start + cut..line.end
                        })
                        .collect();
                    self.blocks(&quoted_lines, &format!("{inner}> "), depth + 1);
                    place = end;
                }
                BlockKind::Heading(level) => {
                    let hashes = body.text.len() - body.text.trim_start_matches(['#', '＃']).len();
                    let rest = &body.text[hashes..];
                    let content = range.end - rest.trim_start().len();
                    if body.text.starts_with('＃') {
                        self.slip(
                            code::MENDED_MARK,
                            body.start..body.start + hashes,
                            "全角的“＃”当作标题的记号",
                            "改用半角：# 总体情况",
                        );
                    }
                    let typed = self.out.typed[content..range.end].trim_end();
                    let words = typed.trim_end_matches('#');
                    if words.len() < typed.len() && words.ends_with([' ', '\t']) {
                        let end = content + typed.len();
                        self.slip(
                            code::MENDED_MARK,
                            end - (typed.len() - words.len())..end,
                            "行末的“#”当作标题的记号，不印出来",
                            "删去；要印出来，紧接着前面的字写，中间不空格",
                        );
                    }
                    let mark = format!("{inner}{} ", "#".repeat(level));
                    self.out.put(&mark, body.start..content);
                    let rest = content..range.end;
                    inline::write_within(&mut self.out, &rest);
                    self.out.put("\n", range.end..range.end);
                    place += 1;
                }
                BlockKind::Rule => {
                    if !body.text.starts_with('-') {
                        self.slip(
                            code::MENDED_MARK,
                            range.clone(),
                            "这一行横线当作分隔线",
                            "分隔线写三个半角的“-”：---",
                        );
                    } else if place > 0
                        && dialects::looks_like_title(self.body(&lines[place - 1]).text)
                    {
                        // Other dialects make a heading of a line that dashes follow.
                        let message = "这一行当作分隔线，上面一行不会成为标题";
                        let help =
                            "上面一行是标题的，写成 # 标题，删去这一行；确实要分隔线，前面空一行";
                        self.slip(code::NOT_A_MARK, range.clone(), message, help);
                    }
                    self.out.put(&format!("{inner}---\n"), range);
                    place += 1;
                }
                BlockKind::Table(end) => {
                    let rows = self.bodies(&lines[place..end]);
                    grid::write(&mut self.out, &rows, &inner);
                    place = end;
                }
                BlockKind::Pasted(end) => {
                    let typed = self.out.typed;
                    let tabs = |row: &Range<usize>| typed[row.clone()].matches('\t').count();
                    let mut rows = self.bodies(&lines[place..end]);
                    // Where cells at the ends are empty, the blanks there count.
                    if rows.iter().any(|row| tabs(row) != tabs(&rows[0])) {
                        let whole = lines[place..end].iter();
                        rows = whole.map(|line| grid::row_range(typed, line)).collect();
                    }
                    grid::write_pasted(&mut self.out, &rows, &inner);
                    place = end;
                }
                BlockKind::Note => {
                    nest.clear();
                    let end = self.end_of_paragraph(lines, place, depth, &nest);
                    self.note(body, &self.bodies(&lines[place..end]));
                    self.say_rest_of_note(lines, end);
                    place = end;
                }
                BlockKind::Text | BlockKind::Item => {
                    let end = self.end_of_paragraph(lines, place, depth, &nest);
                    let pieces = self.bodies(&lines[place..end]);
                    if column.is_none() && !body.wide {
                        run.extend(pieces.iter().cloned());
                    } else {
                        self.end_of_run(&mut run, depth);
                    }
                    self.out.put(&inner, body.start..body.start);
                    inline::write(&mut self.out, &pieces, &format!("\n{inner}"));
                    self.out.put("\n", range.end..range.end);
                    place = end;
                }
            }
            last = Last::Other;
        }
        self.end_of_run(&mut run, depth);
    }

    /// Writes what a note says: `[^1]: …`.
    fn note(&mut self, body: LineBody<'_>, pieces: &[Range<usize>]) {
        let Some((mark, wide)) = notes::definition(body.text) else {
            return;
        };
        let range = body.start..body.start + mark.length;
        if mark.wide {
            self.slip(
                code::MENDED_MARK,
                range.clone(),
                notes::WIDE,
                notes::WIDE_HELP,
            );
        } else if wide {
            self.slip(
                code::MENDED_MARK,
                range.clone(),
                "全角的“：”当作注释的记号",
                &format!("改用半角：[^{}]: 注释的内容", mark.name),
            );
        }
        let mut pieces = pieces.to_vec();
        if let Some(first) = pieces.first_mut() {
            let rest = &self.out.typed[range.end..first.end];
            first.start = first.end - rest.trim_start().len();
            let written = self.out.notes.define(mark.name, range.clone());
            self.out.put(&written, range.start..first.start);
        }
        inline::write(&mut self.out, &pieces, "\n    ");
        self.out.notes.end_definition();
        let stop = pieces.last().map_or(range.end, |last| last.end);
        self.out.put("\n", stop..stop);
    }

    fn bodies(&self, lines: &[Range<usize>]) -> Vec<Range<usize>> {
        lines
            .iter()
            .map(|line| self.body(line).start..line.end)
            .collect()
    }

    /// Where the paragraph that begins at `place` ends: its lines are one where somebody wraps by hand, and in a quotation.
    fn end_of_paragraph(
        &mut self,
        lines: &[Range<usize>],
        place: usize,
        depth: usize,
        nest: &Nest,
    ) -> usize {
        let mut end = place + 1;
        let start = lines[place].start;
        if self.line_ends == LineEnds::Joined && begins_names(self.body(&lines[place]).text) {
            // The names below stay lines, as the guide says, whoever wraps his other lines by hand.
            let below = self.count(lines, end, |_| true);
            self.names_end = lines[end + below - 1].end;
            return end;
        }
        let is_line = self.line_ends == LineEnds::Paragraph && depth == 0;
        if is_line || start < self.names_end {
            return end;
        }
        while let Some(line) = lines.get(end) {
            // A picture follows the line that it stands in.
            let before = &self.out.typed[lines[end - 1].clone()];
            if self.line_ends == LineEnds::Paragraph && links::holds_picture(before) {
                break;
            }
            let body = self.body(line);
            let slips = self.out.slips.len();
            let is_text =
                !(body.text.is_empty() || begins_names(body.text) || body.wide && depth == 0)
                    && self.item(lines, end, body, nest).is_none()
                    && self.kind(lines, end, body, depth) == BlockKind::Text;
            if !is_text {
                // It will be looked at again.
                self.out.slips.truncate(slips);
                break;
            }
            end += 1;
        }
        end
    }

    #[allow(clippy::too_many_arguments, reason = "one step of the loop above")]
    fn write_item(
        &mut self,
        lines: &[Range<usize>],
        place: usize,
        body: LineBody<'_>,
        mark: ItemMark,
        nest: &mut Nest,
        last: Last,
        prefix: &str,
    ) -> usize {
        let ordered = matches!(mark.kind, Kind::Number(_));
        let at = nest.place(body.indent, ordered);
        let first = matches!(mark.kind, Kind::Number(1));
        if last != Last::Item || (ordered && !first && !at.continues) {
            self.part(last, prefix, body.start);
        }
        let written = match mark.kind {
            Kind::Bullet('*') => "* ".to_owned(),
            Kind::Bullet(_) => "- ".to_owned(),
            Kind::Number(number) => format!("{number}. "),
        };
        nest.open(body.indent, written.len(), ordered);
        let before = format!("{prefix}{}{written}", " ".repeat(at.base));
        let content = body.start + mark.content;
        self.out.put(&before, body.start..content);
        let heading = heading_level(&self.out.typed[content..lines[place].end]);
        let first = content..lines[place].end;
        let mut pieces = vec![first];
        if let Some(level) = heading {
            let text = &self.out.typed[pieces[0].clone()];
            let rest = text[level..].trim_start().len();
            let start = pieces[0].end - rest;
            self.out
                .put(&format!("{} ", "#".repeat(level)), content..start);
            pieces[0].start = start;
        }
        let mut end = place + 1;
        if let Some(rows) = self.rows_of_item(lines, place, &pieces[0], nest) {
            let stop = rows.last().map_or(content, |row| row.end);
            self.out.put("\n", content..content);
            let inner = format!("{prefix}{}", " ".repeat(nest.innermost().unwrap_or(0)));
            grid::write(&mut self.out, &rows, &inner);
            self.out.put("\n", stop..stop);
            return place + rows.len();
        }
        if self.line_ends == LineEnds::Joined && heading.is_none() {
            end = self.end_of_paragraph(lines, place, 0, nest);
            pieces.extend(self.bodies(&lines[place + 1..end]));
        }
        let column = nest.innermost().unwrap_or(0);
        let between = format!("\n{prefix}{}", " ".repeat(column));
        inline::write(&mut self.out, &pieces, &between);
        let stop = lines[end - 1].end;
        self.out.put("\n", stop..stop);
        end
    }

    /// The rows of the table that `first`, the text of the item at `place`, begins with the lines under it, if it does.
    fn rows_of_item(
        &self,
        lines: &[Range<usize>],
        place: usize,
        first: &Range<usize>,
        nest: &Nest,
    ) -> Option<Vec<Range<usize>>> {
        if !grid::begins_with_bar(&self.out.typed[first.clone()]) {
            return None;
        }
        let outside = nest.innermost_indent();
        let below = self.count(lines, place + 1, |body| {
            grid::begins_with_bar(body.text) && body.indent > outside
        });
        let below = &lines[place + 1..place + 1 + below];
        (!below.is_empty()).then(|| {
            let rows = std::iter::once(first.clone()).chain(self.bodies(below));
            rows.collect()
        })
    }

    /// Looks at the lines of text that no empty line parts, and says once if they look like one paragraph wrapped by hand.
    fn end_of_run(&mut self, run: &mut Vec<Range<usize>>, depth: usize) {
        let lines = std::mem::take(run);
        if self.wrapped || depth > 0 || self.line_ends == LineEnds::Joined || lines.len() < 2 {
            return;
        }
        let texts: Vec<&str> = lines
            .iter()
            .map(|line| &self.out.typed[line.clone()])
            .collect();
        if let Some(first) = first_wrapped(&texts) {
            self.wrapped = true;
            self.slip(
                code::WRAPPED,
                lines[first].clone(),
                "这一行和下一行像是手工折行的一段；现在一行就是一段",
                "接成一行；都是手工折行的，在片头写 换行: 续行",
            );
        }
    }
}
