//! Blocks whose styles say what they are: tables with what stands above and below them, lists, quotations, lines that stay as they are.

use super::captions::table_caption;
use super::inline_text::clean;
use super::lines::FragmentWriter;
use super::manuscript::{ManuscriptElement, SentParagraph, TextPiece};
use super::standard_element::StandardElement as Element;
use super::tables::TableWords;
use crate::zh::label::{LabelStyle, NumberPrefix, Numerals, typed_number};

/// No list nests deeper.
const DEEPEST: usize = 6;

impl FragmentWriter<'_> {
    /// Writes what `elements` begin with, where styles or a table say what it is; how many of them that were.
    pub(super) fn styled(&mut self, elements: &[ManuscriptElement]) -> Option<usize> {
        if let Some(taken) = self.styled_table(elements) {
            return Some(taken);
        }
        let first = paragraph(elements.first()?)?;
        let is_same = |element: &&ManuscriptElement| {
            paragraph(element).is_some_and(|other| other.look.element == first.look.element)
        };
        let same = || elements.iter().take_while(is_same).filter_map(paragraph);
        match first.look.element? {
            Element::Quotation => {
                for (at, own) in same().enumerate() {
                    if at > 0 {
                        self.lines.push(">".to_owned());
                    }
                    for line in self.marked_lines(own) {
                        self.lines.push(format!("> {line}"));
                    }
                }
                self.part();
                Some(same().count())
            }
            Element::Code => {
                self.part();
                self.lines.push("```".to_owned());
                for own in same() {
                    self.lines.extend(own.text().lines().map(str::to_owned));
                }
                self.lines.push("```".to_owned());
                self.part();
                Some(same().count())
            }
            Element::Rule => {
                self.part();
                self.lines.push("---".to_owned());
                self.part();
                Some(1)
            }
            Element::ListItem if same().all(|own| own.look.number.is_none()) => {
                let items: Vec<&SentParagraph> = same().collect();
                self.list(&items);
                Some(items.len())
            }
            _ => None,
        }
    }

    /// The lines of a paragraph with their marks.
    fn marked_lines(&mut self, paragraph: &SentParagraph) -> Vec<String> {
        let lines = paragraph.pieces.split(|piece| *piece == TextPiece::Break);
        lines.map(|line| self.inline(line, false)).collect()
    }

    /// 表题, 表前, 计量单位, the table, 表注.
    fn styled_table(&mut self, elements: &[ManuscriptElement]) -> Option<usize> {
        let above = elements.iter().take_while(|element| {
            let element = paragraph(element).and_then(|paragraph| paragraph.look.element);
            matches!(element, Some(Element::TableCaption | Element::TableLine))
        });
        let above: Vec<&SentParagraph> = above.filter_map(paragraph).collect();
        let ManuscriptElement::Table(table) = elements.get(above.len())? else {
            return None;
        };
        let below = elements.iter().skip(above.len() + 1);
        let below = below.map_while(paragraph);
        let below: Vec<&SentParagraph> = below
            .take_while(|paragraph| paragraph.look.element == Some(Element::TableNote))
            .collect();
        if above.is_empty() && below.is_empty() {
            return None;
        }
        let mut words = TableWords::default();
        for paragraph in &above {
            let text = paragraph.text();
            let text = text.trim();
            if paragraph.look.element == Some(Element::TableCaption) {
                words.title = table_caption(text).unwrap_or(text).to_owned();
                continue;
            }
            for part in text.split('\t').map(str::trim) {
                match part.strip_prefix("单位：") {
                    Some(measure) => words.measure = Some(measure.to_owned()),
                    None if part.is_empty() => {}
                    None => words.before.push(clean(part)),
                }
            }
        }
        for paragraph in &below {
            words.notes.extend(notes(&paragraph.text()));
        }
        self.table(table.clone(), words);
        Some(above.len() + 1 + below.len())
    }

    /// A paragraph that begins with a heading (段首标题): the heading, and its text on the next line.
    pub(super) fn run_in(&mut self, paragraph: &SentParagraph, level: u8) {
        let is_heading =
            |piece: &TextPiece| matches!(piece, TextPiece::Text(run) if run.run_in.is_some());
        let pieces = &paragraph.pieces;
        let end = pieces
            .iter()
            .position(|piece| !is_heading(piece))
            .unwrap_or(pieces.len());
        let (own, rest) = pieces.split_at(end);
        let heading = SentParagraph {
            pieces: own.to_vec(),
            ..SentParagraph::default()
        };
        self.heading(&heading, level);
        let words = self.inline(rest, false);
        self.lines.push(words.trim().to_owned());
    }

    /// Items of a list; those of another numbering than the one before stand inside it.
    fn list(&mut self, items: &[&SentParagraph]) {
        let mut kinds: Vec<Option<(Numerals, bool)>> = Vec::new();
        // The last label of each depth: 3、 before 四季度 is read as 3、四 unless it is known to come after 2、.
        let mut labels: Vec<String> = Vec::new();
        self.part();
        for item in items {
            let text = item.text();
            let typed = text.trim_start();
            let number = typed_number(typed).or_else(|| {
                let follows = labels.iter().rev();
                follows
                    .into_iter()
                    .find_map(|label| following(label, typed))
            });
            let kind = number
                .as_ref()
                .map(|number| (number.numerals, number.bracketed));
            match kinds.iter().position(|known| *known == kind) {
                Some(depth) => kinds.truncate(depth + 1),
                None if kinds.len() < DEEPEST => kinds.push(kind),
                None => {}
            }
            labels.truncate(kinds.len().saturating_sub(1));
            let label = number
                .as_ref()
                .and_then(|number| typed.get(..number.length));
            labels.push(label.unwrap_or_default().trim_end().to_owned());
            let indent = "    ".repeat(kinds.len().saturating_sub(1));
            let label = number
                .as_ref()
                .map_or_else(|| "-".to_owned(), |number| format!("{}.", number.value));
            let bullet = typed.strip_prefix(['•', '●', '·', '○', '■', '◆']);
            let bullet = bullet.map_or(0, |rest| typed.len() - rest.trim_start().len());
            let length = number.map_or(bullet, |number| number.length);
            let rest = without_start(item, text.len() - text.trim_start().len() + length);
            let lines = self.marked_lines(&rest);
            self.lines
                .push(format!("{indent}{label} {}", lines.concat()));
        }
        self.part();
    }
}

fn paragraph(element: &ManuscriptElement) -> Option<&SentParagraph> {
    match element {
        ManuscriptElement::Paragraph(paragraph) => Some(paragraph),
        ManuscriptElement::Table(_) => None,
    }
}

/// `paragraph` without the first `length` bytes of its text.
fn without_start(paragraph: &SentParagraph, length: usize) -> SentParagraph {
    let mut rest = paragraph.clone();
    let mut left = length;
    for piece in &mut rest.pieces {
        if let TextPiece::Text(run) = piece {
            let taken = left.min(run.text.len());
            if let Some(text) = run.text.get(taken..) {
                run.text = text.to_owned();
            }
            left -= taken;
        }
        if left == 0 {
            break;
        }
    }
    rest
}

/// The number that `text` begins with where it is the one after `label`.
fn following(label: &str, text: &str) -> Option<NumberPrefix> {
    let before = typed_number(&format!("{label}甲"))?;
    let style = ["1、", "1.", "1．", "（1）", "一、", "（一）", "①"];
    style.iter().find_map(|sample| {
        let style = LabelStyle::from_sample(sample)?;
        if style.format(before.value) != label {
            return None;
        }
        let next = style.format(before.value + 1);
        let rest = text.strip_prefix(&next)?;
        Some(NumberPrefix {
            value: before.value + 1,
            length: text.len() - rest.trim_start().len(),
            ..before.clone()
        })
    })
}

/// The notes under a table, without the word and the numbers that are printed before them.
fn notes(text: &str) -> Vec<String> {
    let text = text.trim();
    let text = text.strip_prefix("注：").unwrap_or(text);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let is_counted = |(at, line): (usize, &&str)| {
        let number = typed_number(line);
        number.is_some_and(|number| usize::try_from(number.value) == Ok(at + 1))
    };
    if lines.len() > 1 && lines.iter().enumerate().all(is_counted) {
        let bare = lines.iter().map(|line| {
            let length = typed_number(line).map_or(0, |number| number.length);
            line.get(length..).unwrap_or(line).to_owned()
        });
        return bare.collect();
    }
    vec![lines.concat()]
}
