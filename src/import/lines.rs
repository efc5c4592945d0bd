//! The lines of a fragment: each paragraph with the marks of the format, automatic numbers typed out for `tidy` to judge, tables, pictures, notes.

use std::collections::{BTreeMap, BTreeSet};

use super::captions::{caption_line, table_caption};
use super::escape::escaped;
use super::manuscript::{
    Manuscript, ManuscriptElement, NotCarried, ParagraphRole, SentParagraph, TextPiece,
};
use super::names::FileNames;
use super::report::{Certainty, ImportReport};
use super::tables::TableWords;
use crate::zh::label::{NumberPrefix, Numerals, goes_on, typed_number};

/// The longest heading, in characters, with the text that may follow it on its line.
const LONGEST_HEADING: usize = 60;
/// The longest line that is a heading only by its look.
const LONGEST_BY_LOOK: usize = 30;

/// A file that an import makes beside a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFile {
    /// Its name, without a folder.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Writes the lines of a fragment.
pub struct FragmentWriter<'m> {
    pub(super) sent: &'m Manuscript,
    pub(super) names: &'m mut FileNames,
    pub(super) report: &'m mut ImportReport,
    /// Stands before the names of tables and pictures that have none of their own.
    pub(super) prefix: String,
    pub lines: Vec<String>,
    pub files: Vec<ImportedFile>,
    /// The names of pictures by their index.
    pub(super) pictures: Vec<Option<String>>,
    /// The level of the highest heading by style.
    highest: u8,
    /// The face that most of the text is set in.
    face: Option<String>,
    pub(super) notes: BTreeSet<usize>,
    /// Whether 一、 and （一） are headings wherever they stand; where some are sentences, `tidy` judges.
    kinds: [bool; 2],
    /// Whether every table is a file of its own, also where bars would do.
    pub tables_apart: bool,
    pub(super) counts: LineCounts,
}

#[derive(Default)]
pub(super) struct LineCounts {
    headings: usize,
    numbers: usize,
    bullets: usize,
    typed: usize,
    pub tables: usize,
    pub pictures: usize,
}

impl<'m> FragmentWriter<'m> {
    /// For `elements`, which are of `sent`; their looks tell what is a heading.
    pub fn new(
        sent: &'m Manuscript,
        elements: &[ManuscriptElement],
        names: &'m mut FileNames,
        report: &'m mut ImportReport,
        prefix: &str,
    ) -> Self {
        let paragraphs = || {
            elements.iter().filter_map(|element| match element {
                ManuscriptElement::Paragraph(paragraph) => Some(paragraph),
                ManuscriptElement::Table(_) => None,
            })
        };
        let mut faces = BTreeMap::<&str, usize>::new();
        for paragraph in paragraphs() {
            if let Some(face) = &paragraph.look.face {
                *faces.entry(face).or_default() += paragraph.text().chars().count();
            }
        }
        let face = faces.into_iter().max_by_key(|(_, count)| *count);
        Self {
            highest: paragraphs()
                .filter_map(|paragraph| paragraph.look.heading.or_else(|| paragraph.run_in()))
                .min()
                .unwrap_or(1),
            kinds: typed_kinds(elements),
            face: face.map(|(face, _)| face.to_owned()),
            pictures: vec![None; sent.pictures.len()],
            sent,
            names,
            report,
            prefix: prefix.to_owned(),
            lines: Vec::new(),
            files: Vec::new(),
            notes: BTreeSet::new(),
            tables_apart: false,
            counts: LineCounts::default(),
        }
    }

    /// Writes `elements` and the notes that they mark.
    pub fn write(&mut self, elements: &[ManuscriptElement]) {
        let mut place = 0;
        while let Some(element) = elements.get(place) {
            if let Some(taken) = self.styled(&elements[place..]) {
                place += taken;
                continue;
            }
            place += 1;
            match element {
                ManuscriptElement::Paragraph(paragraph) => {
                    let below = match elements.get(place) {
                        Some(ManuscriptElement::Paragraph(below)) => Some(below),
                        _ => None,
                    };
                    let is_above_table =
                        matches!(elements.get(place), Some(ManuscriptElement::Table(_)));
                    let text = paragraph.text();
                    let title = match (is_above_table, table_caption(&text)) {
                        (true, Some(title)) if paragraph.look.number.is_none() => Some(title),
                        (true, None) if self.is_caption(paragraph) => Some(text.trim()),
                        _ => None,
                    };
                    if let Some(title) = title {
                        self.lines.push(caption_line(title));
                    } else if self.paragraph(paragraph, below) {
                        place += 1;
                    }
                }
                ManuscriptElement::Table(table) => {
                    self.table(table.clone(), TableWords::default());
                }
            }
        }
        let notes = std::mem::take(&mut self.notes);
        for index in &notes {
            let text = self.sent.notes.get(*index).map_or("", String::as_str);
            self.lines
                .push(format!("[^{}]: {}", index + 1, escaped(text)));
        }
        self.say(notes.len());
    }

    fn say(&mut self, notes: usize) {
        let counts = &self.counts;
        for (count, words) in [
            (counts.headings, "个标题（按样式、大纲级别）"),
            (counts.typed, "个有编号的标题"),
            (counts.numbers, "个自动编号的段落"),
            (counts.bullets, "个项目符号"),
            (counts.tables, "张表格"),
            (counts.pictures, "张图片（横着存的，生成时自动转正）"),
            (notes, "条注释"),
        ] {
            if count > 0 {
                self.report.understood.push(format!("{count} {words}"));
            }
        }
    }

    /// A short line in the middle right above a table.
    fn is_caption(&self, paragraph: &SentParagraph) -> bool {
        let text = paragraph.text();
        let text = text.trim();
        paragraph.look.centered
            && paragraph.look.number.is_none()
            && (2..=LONGEST_HEADING).contains(&text.chars().count())
            && !text.contains(['\n', '。', '：'])
            && !text.starts_with(['表', '图'])
            && paragraph
                .pieces
                .iter()
                .all(|piece| matches!(piece, TextPiece::Text(_)))
    }

    /// Writes a paragraph; whether the paragraph `below` was its picture's caption and is written too.
    fn paragraph(&mut self, paragraph: &SentParagraph, below: Option<&SentParagraph>) -> bool {
        if paragraph.look.role == ParagraphRole::Contents {
            let text = paragraph.text();
            let label = paragraph
                .look
                .number
                .as_ref()
                .map_or("", |number| number.label.as_str());
            let left = NotCarried {
                what: "目录里的一行".to_owned(),
                text: format!("{label}{}", text.replace('\t', " ").trim()),
            };
            self.report.left_out.push(left);
            return false;
        }
        let segments = segments(paragraph);
        let text = paragraph.text();
        let heading = paragraph
            .look
            .heading
            .filter(|_| is_heading_text(text.trim()));
        match (heading, paragraph.run_in()) {
            (Some(level), None) if !text.trim().is_empty() => self.heading(paragraph, level),
            (_, Some(level)) => self.run_in(paragraph, level),
            _ => match typed_heading(paragraph, below).filter(|(kind, _)| self.kinds[kind - 1]) {
                Some((kind, words)) => {
                    let level = if kind == 2 && self.kinds[0] { 2 } else { 1 };
                    self.counts.typed += 1;
                    self.lines
                        .push(format!("{} {}", "#".repeat(level), escaped(&words)));
                }
                None => self.text(paragraph, &segments),
            },
        }
        for remark in &paragraph.remarks {
            let safe = remark.replace("--", "－－").replace('>', "＞");
            self.lines.push(format!("<!-- {safe} -->"));
        }
        self.figures(paragraph, below)
    }

    pub(super) fn heading(&mut self, paragraph: &SentParagraph, level: u8) {
        let level = usize::from(level.saturating_sub(self.highest)) + 1;
        let words: String = segments(paragraph)
            .iter()
            .map(|segment| self.inline(segment, true))
            .collect();
        let label = paragraph
            .look
            .number
            .as_ref()
            .filter(|number| !number.is_bullet);
        let label = label.map_or("", |number| number.label.as_str());
        let is_counted = typed_number(&format!("{label}甲")).is_some();
        if !label.is_empty() && !is_counted {
            let text = words.trim();
            self.report.look(
                Certainty::Likely,
                format!("标题“{text}”前的编号“{label}”由程序重编"),
            );
        }
        let label = if is_counted { label } else { "" };
        // What is set as a heading by a style of the standard has the number that the program printed.
        let typed = typed_number(words.trim()).filter(|_| self.sent.names_elements);
        let printed = typed.map_or(0, |number| number.length);
        let words = words.trim().get(printed..).unwrap_or_default();
        self.counts.headings += 1;
        self.lines.push(format!(
            "{} {label}{}",
            "#".repeat(level.min(6)),
            words.trim()
        ));
    }

    fn text(&mut self, paragraph: &SentParagraph, segments: &[Vec<TextPiece>]) {
        let text = paragraph.text();
        let short = text.trim().chars().count() <= LONGEST_BY_LOOK && !text.contains(['。', '\n']);
        let own_face = paragraph
            .look
            .face
            .as_deref()
            .is_some_and(|face| face.contains("黑体"));
        let stands_out = own_face
            && self
                .face
                .as_deref()
                .is_some_and(|face| !face.contains("黑体"));
        let bold = paragraph.is_bold() || short && stands_out;
        let mut label = String::new();
        let mut begin = String::new();
        if let Some(number) = &paragraph.look.number {
            if number.is_bullet {
                self.counts.bullets += 1;
                begin = format!("{}- ", "  ".repeat(usize::from(number.depth)));
            } else {
                self.counts.numbers += 1;
                label = spaced(&number.label);
            }
        }
        for (place, segment) in segments.iter().enumerate() {
            let marks = if bold { "**" } else { "" };
            let before = match place {
                0 => format!("{marks}{label}"),
                _ => marks.to_owned(),
            };
            let words = self.inline_after(&before, segment, bold);
            let words = words.trim();
            if words.is_empty() && (place > 0 || label.is_empty()) {
                continue;
            }
            let (begin, label) = if place == 0 {
                (begin.as_str(), label.as_str())
            } else {
                ("", "")
            };
            let is_marked = bold && !words.contains("**") && !words.is_empty();
            // A bold heading that stands alone is one; all of a long paragraph in bold stays as it is.
            let line = match is_marked {
                true => format!("{begin}**{label}{words}**"),
                false => format!("{begin}{label}{words}"),
            };
            self.lines.push(line);
        }
    }
}

/// Whether a paragraph that is set as a heading says what a heading says: few words, or few words up to a full stop.
fn is_heading_text(text: &str) -> bool {
    let words = text.split('。').next().unwrap_or_default();
    text.chars().count() <= LONGEST_HEADING
        || words.chars().count() <= LONGEST_BY_LOOK && text.contains('。')
}

/// For 一、 and （一） whether all lines with such a number are headings, and there is one.
fn typed_kinds(elements: &[ManuscriptElement]) -> [bool; 2] {
    let mut kinds = [false; 2];
    let mut mixed = [false; 2];
    for (place, element) in elements.iter().enumerate() {
        let ManuscriptElement::Paragraph(paragraph) = element else {
            continue;
        };
        let Some((number, _)) = han_number(paragraph) else {
            continue;
        };
        let below = match elements.get(place + 1) {
            Some(ManuscriptElement::Paragraph(below)) => Some(below),
            _ => None,
        };
        let kind = usize::from(number.bracketed);
        match typed_heading(paragraph, below) {
            Some(_) => kinds[kind] = true,
            None => mixed[kind] = true,
        }
    }
    [kinds[0] && !mixed[0], kinds[1] && !mixed[1] && !mixed[0]]
}

/// The Chinese number that a paragraph begins with, automatic or typed, and the whole of its text.
fn han_number(paragraph: &SentParagraph) -> Option<(NumberPrefix, String)> {
    let number = paragraph
        .look
        .number
        .as_ref()
        .filter(|number| !number.is_bullet);
    let label = number.map_or("", |number| number.label.as_str());
    let text = format!("{label}{}", paragraph.text().trim());
    let number = typed_number(&text)?;
    (number.numerals == Numerals::Han && !text.starts_with('第')).then_some((number, text))
}

/// The kind and the words of a heading that says its number, 1 for 一、 and 2 for （一）: a line that is no sentence, with text of another kind under it.
fn typed_heading(
    paragraph: &SentParagraph,
    below: Option<&SentParagraph>,
) -> Option<(usize, String)> {
    const LONGEST_TYPED: usize = 70;
    let (number, text) = han_number(paragraph)?;
    let words = text.get(number.length..)?.trim();
    let plain = paragraph
        .pieces
        .iter()
        .all(|piece| matches!(piece, TextPiece::Text(run) if !run.struck));
    let ends = words.ends_with(['。', '；', ';', '，', '、', '：', ':', '！', '？', '…']);
    let is_sentence =
        words.contains(['。', '；', '\n', '\t']) || words.chars().count() > LONGEST_TYPED;
    if !plain || ends || goes_on(words) || is_sentence || words.is_empty() {
        return None;
    }
    // Lines of the same kind one under the other are rather items.
    let same = han_number(below?).is_some_and(|(next, _)| next.bracketed == number.bracketed);
    (!same).then(|| (1 + usize::from(number.bracketed), words.to_owned()))
}

/// The pieces of each line.
fn segments(paragraph: &SentParagraph) -> Vec<Vec<TextPiece>> {
    let lines = paragraph.pieces.split(|piece| *piece == TextPiece::Break);
    lines.map(<[TextPiece]>::to_vec).collect()
}

/// A label as it is typed: a number that a point closes has a blank after it.
fn spaced(label: &str) -> String {
    match label.ends_with('.') || label.ends_with(|c: char| c.is_alphanumeric()) {
        true => format!("{label} "),
        false => label.to_owned(),
    }
}
