//! Characters: marks of strong emphasis, what nobody sees, and line breaks that are no spaces.

use super::Lowering;
use super::emphasis::Piece;
use super::frame::{ElementKind, OpenElement, TypedEntity};
use super::guard::{self, LineEnds};
use crate::diag::{Diagnostic, code};
use crate::model::{InlineKind, Span};
use crate::zh::label::typed_number;
use crate::zh::text::{is_invisible_control, is_wide};

impl Lowering<'_> {
    pub(super) fn text(&mut self, text: &str, range: &std::ops::Range<usize>) {
        if let Some(OpenElement {
            open: ElementKind::Code { text: code, .. },
            ..
        }) = self.stack.last_mut()
        {
            code.push_str(&guard::restore(text));
            return;
        }
        if let Some(rest) = self.figure_width(text, range) {
            if rest.start < range.end {
                let text = &text[rest.start - range.start..];
                self.text(text, &rest);
            }
            return;
        }
        let span = self.exact(range);
        // What is not in the text as it stands, as `&amp;`, has one place as a whole.
        let as_written = text.len() == range.len();
        if !as_written {
            self.note_entity(text, range);
        }
        let mut start = 0;
        while let Some((length, sign, mark)) = text[start..]
            .char_indices()
            .find_map(|(place, c)| Some((place, c, guard::mark(c)?)))
        {
            let place = start + length;
            let next = place + sign.len_utf8();
            let part = |from: usize, to: usize, lowering: &Self| match as_written {
                true => lowering.exact(&(range.start + from..range.start + to)),
                false => span,
            };
            let (before, own) = (part(start, place, self), part(place, next, self));
            self.plain(&text[start..place], before);
            self.piece(Piece::Mark(mark, own));
            start = next;
        }
        let rest = match as_written {
            true => self.exact(&(range.start + start..range.end)),
            false => span,
        };
        self.plain(&text[start..], rest);
    }

    fn plain(&mut self, text: &str, span: Span) {
        if !text.is_empty() {
            let text = self.visible(text);
            self.inline(InlineKind::Text(text), span);
        }
    }

    /// Notes that another character is printed than was typed, `<` for `&lt;`. A blank (`&nbsp;`) is one either way.
    fn note_entity(&mut self, text: &str, range: &std::ops::Range<usize>) {
        let typed = self.text.get(range.clone()).unwrap_or_default();
        let is_entity = typed.starts_with('&') && typed.ends_with(';');
        let is_seen = text
            .chars()
            .any(|c| !c.is_whitespace() && !is_invisible_control(c));
        if !is_entity || !is_seen {
            return;
        }
        let known = self.entities.iter_mut().find(|known| known.typed == typed);
        match known {
            Some(known) => known.count += 1,
            None => self.entities.push(TypedEntity {
                typed: typed.to_owned(),
                printed: text.to_owned(),
                place: self.exact(range),
                count: 1,
            }),
        }
    }

    /// Says, once for a text, which characters are typed as codes: whoever pastes one pastes many.
    pub(super) fn say_entities(&mut self) {
        let entities = std::mem::take(&mut self.entities);
        let Some(first) = entities.first() else {
            return;
        };
        let typed: Vec<&str> = entities.iter().map(|found| found.typed.as_str()).collect();
        let count: usize = entities.iter().map(|found| found.count).sum();
        let counted = match count {
            1 => String::new(),
            count => format!("（共 {count} 处）"),
        };
        let message = match typed.as_slice() {
            [one] => format!("“{one}”是字符的代码，印成“{}”{counted}", first.printed),
            _ => format!(
                "“{}”是字符的代码，印成它们代表的字符{counted}",
                typed.join("”“")
            ),
        };
        let help = format!(
            "直接写“{}”；确实要印出代码，前面加反斜杠：\\{}",
            first.printed, first.typed
        );
        let finding = Diagnostic::new(code::MENDED_MARK, first.place, message);
        self.sink.push(finding.help(help));
    }

    /// The place of `range` in the file, white space at its end included.
    pub(super) fn exact(&self, range: &std::ops::Range<usize>) -> Span {
        let typed = self.guarded.typed(range);
        Span::new(
            self.file,
            self.offset + typed.start,
            self.offset + typed.end,
        )
    }

    /// `text` as its writer typed it, without characters that nobody sees; they have been reported.
    pub(super) fn visible(&self, text: &str) -> String {
        let mut text = guard::restore(text);
        text.retain(|c| !is_invisible_control(c));
        text
    }

    /// A line end inside a paragraph. Where lines are joined it is a space, but only between two characters that are not Chinese.
    pub(super) fn soft_break(&mut self, range: &std::ops::Range<usize>) {
        if self.line_ends == LineEnds::Paragraph {
            // Only a quotation keeps several lines together, and keeps them as lines.
            self.inline(InlineKind::Break, self.exact(range));
            return;
        }
        let skip =
            |c: &char| !c.is_whitespace() && !c.is_control() && !matches!(c, '`' | '[' | '>');
        let before = self.text[..range.start].chars().rev().find(skip);
        let after = self.text[range.end..].chars().find(skip);
        if let (Some(before), Some(after)) = (before, after) {
            self.warn_of_joined_lines(before, range);
            if !is_wide(before) && !is_wide(after) {
                self.inline(InlineKind::Text(" ".to_owned()), self.exact(range));
            }
        }
    }

    /// Markdown joins lines that no empty line parts. Where a sentence ends before the break, or the next line begins like a new paragraph or item,
    /// the writer probably meant to begin one.
    fn warn_of_joined_lines(&mut self, before: char, range: &std::ops::Range<usize>) {
        let rest = self.text[range.end..].trim_start_matches([' ', '>']);
        let line = rest.lines().next().unwrap_or_default();
        let typed = guard::restore(line);
        let begins_anew = typed.starts_with('　')
            || typed_number(typed.trim_start()).is_some()
            || begins_item(&typed);
        if !begins_anew && !"。！？；”".contains(before) {
            return;
        }
        // One warning for a paragraph is enough, however many lines it has.
        let Some(frame) = self.stack.last() else {
            return;
        };
        if self.joined_lines == Some(frame.range.start) {
            return;
        }
        self.joined_lines = Some(frame.range.start);
        let start = range.end + (self.text[range.end..].len() - rest.len());
        let span = self.span(&(start..start + line.len()));
        self.sink.push(
            Diagnostic::new(code::JOINED_LINES, span, "这一行会和上一行接成一段").help(
                "要另起一段，两行之间空一行；要成为列表，“1.”后面空一格；本来就是一段，就不要换行",
            ),
        );
    }
}

/// Whether a line begins like one of several: ●甲, 1.甲, 附件：1.甲, 联系人：张三.
fn begins_item(line: &str) -> bool {
    const LONGEST_LABEL: usize = 6;
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = digits.strip_prefix(['.', '．', '、', '）', ')']);
    let is_numbered = (1..=2).contains(&(line.len() - digits.len()))
        && behind.is_some_and(|behind| !behind.starts_with(|c: char| c.is_ascii_digit()));
    let label = line.split_once('：').map(|(label, _)| label.trim());
    let is_label = label.is_some_and(|label| {
        (1..=LONGEST_LABEL).contains(&label.chars().count())
            && label
                .chars()
                .all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
    });
    line.starts_with([
        '●', '○', '·', '•', '◆', '◇', '■', '□', '▲', '△', '★', '☆', '√', '※', '➢',
    ]) || is_numbered
        || is_label
}
