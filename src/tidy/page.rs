//! A text on its way: its lines, which of them are decided, and the edits so far.

use std::ops::Range;

use super::edit::{Edit, PastedElement};
use crate::source::remarks;

#[derive(Clone, Copy, Debug)]
pub struct Line<'t> {
    /// Its number, from 1.
    pub number: usize,
    /// Where it begins.
    pub start: usize,
    /// Where the next one begins.
    pub stop: usize,
    /// What stands before its text.
    pub indent: &'t str,
    /// The text without white space around it.
    pub body: &'t str,
}

impl Line<'_> {
    /// Where the text begins.
    #[must_use]
    pub fn body_start(&self) -> usize {
        self.start + self.indent.len()
    }

    /// Where the text ends.
    #[must_use]
    pub fn end(&self) -> usize {
        self.body_start() + self.body.len()
    }

    /// What stands on it from `start` to `end`, places in the whole text.
    #[must_use]
    pub fn text_between(&self, start: usize, end: usize) -> String {
        let whole = format!("{}{}", self.indent, self.body);
        whole
            .get(start - self.start..end - self.start)
            .unwrap_or_default()
            .to_owned()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.body.is_empty()
    }
}

/// A text on its way.
#[derive(Debug)]
pub struct Page<'t> {
    pub text: &'t str,
    /// Its lines after the front matter.
    pub lines: Vec<Line<'t>>,
    /// Which lines need no more looking at.
    pub done: Vec<bool>,
    /// The edits so far, in no order.
    pub edits: Vec<Edit>,
    /// What the text ends its lines with.
    pub newline: &'static str,
}

impl<'t> Page<'t> {
    /// The lines of `text` from `start` on. What is code, a quotation, a table or a remark already is not looked at.
    #[must_use]
    pub fn new(text: &'t str, start: usize) -> Self {
        let before = text.get(..start).unwrap_or_default();
        let first = before.matches('\n').count() + 1;
        let mut place = start;
        let mut lines = Vec::new();
        let body = text.get(start..).unwrap_or_default();
        for (number, line) in (first..).zip(body.split_inclusive('\n')) {
            let trimmed = line.trim_end();
            let body = trimmed.trim_start();
            lines.push(Line {
                number,
                start: place,
                stop: place + line.len(),
                indent: &trimmed[..trimmed.len() - body.len()],
                body,
            });
            place += line.len();
        }
        let mut page = Self {
            text,
            done: vec![false; lines.len()],
            lines,
            edits: Vec::new(),
            newline: if text.contains("\r\n") { "\r\n" } else { "\n" },
        };
        page.pass_over(start);
        page
    }

    fn pass_over(&mut self, start: usize) {
        let remarks = remarks::find(self.text);
        let mut fence = false;
        for (line, done) in self.lines.iter().zip(&mut self.done) {
            let is_fence = line.body.starts_with("```");
            let in_remark = remarks.iter().any(|remark| {
                remark.start >= start && remark.start < line.stop && remark.end > line.start
            });
            *done = fence
                || is_fence
                || in_remark
                || line.is_empty()
                || line.body.starts_with(['>', '|'])
                || line.body.starts_with("[^");
            fence ^= is_fence;
        }
    }

    /// The line at `place` as it was typed, without its end.
    #[must_use]
    pub fn raw(&self, place: usize) -> &'t str {
        let line = self.lines[place];
        let typed = self.text.get(line.start..line.stop).unwrap_or_default();
        typed.trim_end_matches(['\r', '\n'])
    }

    /// The next line after `place` that is not empty.
    #[must_use]
    pub fn next(&self, place: usize) -> Option<usize> {
        (place + 1..self.lines.len()).find(|&next| !self.lines[next].is_empty())
    }

    /// Whether the line at `place` is text that nobody has decided about.
    #[must_use]
    pub fn is_open(&self, place: usize) -> bool {
        self.done.get(place).is_some_and(|done| !done)
    }

    /// Puts `with` in the place of `range`.
    pub fn replace(
        &mut self,
        element: PastedElement,
        line: usize,
        range: Range<usize>,
        with: &str,
    ) {
        self.edits.push(Edit {
            element,
            line,
            range,
            with: with.to_owned(),
            why: String::new(),
        });
    }

    /// Takes the line at `place` out, with the empty ones before it.
    pub fn remove_line(&mut self, element: PastedElement, place: usize, why: &str) {
        let mut first = place;
        while first > 0 && self.lines[first - 1].is_empty() {
            first -= 1;
        }
        self.edits.push(Edit {
            element,
            line: self.lines[place].number,
            range: self.lines[first].start..self.lines[place].stop,
            with: String::new(),
            why: why.to_owned(),
        });
        self.done[place] = true;
    }
}
