//! The running text of an issue that is about the whole: not what one unit (单位) sent in, nor what is said under its name. An abstract (内容概述) made
//! of a unit's text would pass its figures off as those of all.

use std::collections::BTreeSet;

use super::unit_texts::UnitTexts;
use super::{Block, Document, FileId, Inline, plain_text, walk};
use crate::zh::text::is_invisible_control;

/// Running text from the beginning of the issue, a little more than `most` characters. Of an issue that has nothing but the text of one unit it is that text;
/// of one that has the texts of several and nothing else, a sentence that names them.
pub(super) fn beginning(document: &Document, most: usize) -> String {
    let mut reading = GeneralReading {
        of_units: &document.unit_texts,
        passes_over: true,
        under: None,
        passed: Vec::new(),
        text: String::new(),
        most,
        of_texts: walk(&document.body)
            .filter_map(|block| match block {
                Block::Paragraph(paragraph) => Some(paragraph.span.file),
                _ => None,
            })
            .collect(),
    };
    reading.blocks(&document.body);
    if !reading.text.is_empty() {
        return reading.text;
    }
    let passed = std::mem::take(&mut reading.passed);
    let named = document.units.iter().map(|(_, name)| name.as_str());
    let mut units: Vec<&str> = named.collect();
    units.extend(passed.iter().map(String::as_str).filter(|name| {
        // A unit that is known by a fragment and by another name in a heading is one.
        document.units.is_empty() && !name.is_empty()
    }));
    match units.as_slice() {
        [] | [_] => {
            reading.passes_over = false;
            reading.under = None;
            reading.blocks(&document.body);
            reading.text
        }
        [first, second] => format!("本期是{first}、{second}的情况。"),
        [first, second, ..] => format!("本期是{first}、{second}等{}个单位的情况。", units.len()),
    }
}

struct GeneralReading<'a> {
    of_units: &'a UnitTexts,
    /// Whether what is about one unit is passed over.
    passes_over: bool,
    /// The heading that names a unit, as long as the text below it lasts.
    under: Option<UnitHeading>,
    /// The units whose text was passed over, as it names them.
    passed: Vec<String>,
    text: String,
    /// Enough of it, in characters.
    most: usize,
    /// The files in which paragraphs were typed.
    of_texts: BTreeSet<FileId>,
}

/// A heading that names a unit.
#[derive(Clone, Copy)]
struct UnitHeading {
    level: u8,
    /// The file of the text below it: its own, or for one of the outline the first that stands there. What comes from another file after that only
    /// follows it.
    file: Option<FileId>,
}

impl GeneralReading<'_> {
    fn passed(&mut self, unit: String) {
        if !self.passed.contains(&unit) {
            self.passed.push(unit);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            if self.text.chars().count() > self.most {
                return;
            }
            match block {
                Block::Heading(heading) => {
                    let title = plain_text(&heading.content);
                    if self.under.is_some_and(|under| heading.level <= under.level) {
                        self.under = None;
                    }
                    let unit = self.unit_at_start(&title).map(str::to_owned);
                    if let Some(unit) = unit.filter(|_| self.passes_over) {
                        self.passed(unit);
                        // Under a heading that runs in stands its own paragraph only.
                        if heading.run_in.is_none() {
                            let of_outline = !self.of_texts.contains(&heading.span.file);
                            self.under = self.under.or(Some(UnitHeading {
                                level: heading.level,
                                file: (!of_outline).then_some(heading.span.file),
                            }));
                        }
                    } else if let Some(run_in) = &heading.run_in
                        && !self.is_of_unit(heading.span.file)
                    {
                        self.push(&heading.content);
                        self.push(run_in);
                    }
                }
                Block::Paragraph(paragraph) => {
                    let text = plain_text(&paragraph.content);
                    let unit = self.unit_at_start(&text).map(str::to_owned);
                    if self.is_of_unit(paragraph.span.file) {
                        continue;
                    }
                    match unit.filter(|_| self.passes_over) {
                        Some(unit) => {
                            self.passed(unit);
                        }
                        None => self.push(&paragraph.content),
                    }
                }
                Block::List(list) => {
                    for item in &list.items {
                        self.blocks(&item.blocks);
                    }
                }
                Block::Quote(quote) => self.blocks(&quote.blocks),
                Block::Column(column) => self.blocks(&column.blocks),
                Block::Article(article) => {
                    self.under = None;
                    self.blocks(&article.blocks);
                }
                Block::Code(_)
                | Block::Table(_)
                | Block::Figure(_)
                | Block::Figures(_)
                | Block::Rule(_) => {}
            }
        }
    }

    /// Whether a text in `file`, at this place, is a unit's.
    fn is_of_unit(&mut self, file: FileId) -> bool {
        if let Some(under) = &mut self.under {
            let first = *under.file.get_or_insert(file);
            if self.passes_over && first == file {
                return true;
            }
        }
        self.passes_over && self.of_units.files.contains(&file)
    }

    /// The unit with whose name a text begins, where it goes on about that unit alone: 青禾县、白石区 are two.
    fn unit_at_start(&self, text: &str) -> Option<&str> {
        let begins = text.trim_start_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_digit() || ".、（）()·●◆—-“【".contains(c)
        });
        let names = self.of_units.names.iter();
        let name = names
            .filter(|name| !name.is_empty() && begins.starts_with(name.as_str()))
            .max_by_key(|name| name.len())?;
        let rest = begins.strip_prefix(name.as_str())?;
        let others = ["、", "和", "与", "及", "等", "以及", "，"];
        let is_list = others.iter().any(|word| rest.starts_with(word))
            && self.of_units.names.iter().any(|other| {
                other != name && !other.is_empty() && first_sentence(rest).contains(other.as_str())
            });
        let is_some = rest.starts_with('等');
        (!is_list && !is_some).then_some(name.as_str())
    }

    fn push(&mut self, content: &[Inline]) {
        let paragraph: String = plain_text(content)
            .chars()
            .filter(|c| !is_invisible_control(*c))
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .collect();
        self.text.push_str(paragraph.trim());
    }
}

fn first_sentence(text: &str) -> &str {
    text.split(['。', '；', '！', '？']).next().unwrap_or(text)
}
