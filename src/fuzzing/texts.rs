//! Fragments (片段): their front matters (片头) and their Markdown.

use super::findings::{fault, is_in};
use super::letters::Letters;
use crate::diag::Sink;
use crate::model::{FileId, Inline, InlineKind, LinkTarget, Span};
use crate::source::markdown::guard::LineEnds;
use crate::source::markdown::{Targets, lower};
use crate::source::yaml::Yaml;
use crate::source::{Draft, front_matter};
use crate::stage::parse::front;

const FILE: FileId = FileId(0);

/// A front matter is read, or something is said; nothing of the text is in neither part.
pub fn front_matter(text: &str) -> Option<String> {
    let mut sink = Sink::default();
    let Some(parts) = front_matter::split(text, FILE, &mut sink) else {
        return match sink.has_errors() {
            true => fault(&sink, text),
            false => Some("no fragment, and nobody is told why".to_owned()),
        };
    };
    let ends = [
        (parts.front_start, parts.front.unwrap_or_default()),
        (parts.body_start, parts.body),
    ];
    if ends
        .iter()
        .any(|(start, part)| text.get(*start..*start + part.len()) != Some(*part))
    {
        return Some("a part does not stand where it is said to stand".to_owned());
    }
    let between = text
        .get(parts.front_start + ends[0].1.len()..parts.body_start)
        .unwrap_or_default();
    if parts.body_start + parts.body.len() != text.len() || between.trim_matches('-').trim() != "" {
        return Some("some of the text is in no part".to_owned());
    }
    let front = front::read(&parts, FILE, &mut sink);
    if !sink.is_empty() {
        return fault(&sink, text);
    }
    let yaml = Yaml::parse(parts.front?, FILE, parts.front_start, &mut sink)?;
    let read = Letters::of(&format!("{front:?}"));
    let entries = yaml.root().entries().unwrap_or_default();
    entries.iter().find_map(|(key, value)| {
        let key = key.text()?;
        let value = value.text()?;
        let is_text = ["单位", "标题", "副题", "按语", "来源"].contains(&key.as_str());
        let missing = Letters::of(&value)
            .missing_in(&read, "")
            .filter(|_| is_text)?;
        Some(format!("“{missing}” is not in {front:?}"))
    })
}

/// The letters of a fragment come out again, or something is said.
pub fn markdown(text: &str) -> Option<String> {
    let mut sink = Sink::default();
    let mut targets = AnyTargets::default();
    // Both ways to read line ends, told by the text itself so that a case can be tried again.
    let line_ends = match text.starts_with(' ') || text.len() % 3 == 1 {
        true => LineEnds::Joined,
        false => LineEnds::Paragraph,
    };
    let drafts = lower(text, FILE, 0, line_ends, &mut targets, &mut sink);
    if let Some(fault) = fault(&sink, text) {
        return Some(fault);
    }
    let mut read = Reading {
        typed: text,
        letters: Letters::default(),
        misplaced: None,
        has_captions: false,
    };
    read.drafts(&drafts);
    if let Some(span) = read.misplaced {
        return Some(format!("points outside of the text: {span:?}"));
    }
    if !sink.is_empty() {
        return None;
    }
    for target in &targets.0 {
        read.letters.add(target);
        // A character of an address may have been written by its name.
        for (character, name) in [('<', "lt"), ('>', "gt"), ('&', "amp"), ('"', "quot")] {
            (0..target.matches(character).count()).for_each(|_| read.letters.add(name));
        }
    }
    // What stands before a caption, a measure, a note and the width of a picture says what they are.
    let exempt = if read.has_captions {
        "表图注宽计量单位0123456789"
    } else {
        ""
    };
    // Blanks of HTML are blanks.
    let mut typed = text.to_owned();
    for blank in ["&emsp;", "&ensp;", "&nbsp;", "&thinsp;"] {
        typed = typed.replace(blank, " ");
    }
    let missing = Letters::of(&typed).missing_in(&read.letters, exempt)?;
    Some(format!(
        "“{missing}” is not there, and nothing is said: {drafts:?}"
    ))
}

/// Takes whatever links and pictures lead to.
#[derive(Default)]
struct AnyTargets(Vec<String>);

impl Targets for AnyTargets {
    fn link(&mut self, target: &str, _: Span, _: &mut Sink) -> Option<LinkTarget> {
        self.0.push(target.to_owned());
        Some(LinkTarget::Address(target.to_owned()))
    }

    fn picture(
        &mut self,
        target: &str,
        caption: Vec<Inline>,
        span: Span,
        _: &mut Sink,
    ) -> Option<Draft> {
        self.0.push(target.to_owned());
        Some(Draft::Figure {
            file: FILE,
            caption,
            width: None,
            span,
        })
    }
}

/// Goes through what came of a text.
struct Reading<'t> {
    typed: &'t str,
    letters: Letters,
    /// A place that is none.
    misplaced: Option<Span>,
    /// Whether there are tables or pictures.
    has_captions: bool,
}

impl Reading<'_> {
    fn drafts(&mut self, drafts: &[Draft]) {
        for draft in drafts {
            match draft {
                Draft::Heading { content, span, .. } | Draft::Paragraph { content, span } => {
                    self.inlines(content);
                    self.place(*span);
                }
                Draft::List { items, span, .. } => {
                    self.place(*span);
                    for item in items {
                        self.place(item.span);
                        self.typed_number(item.span);
                        self.drafts(&item.blocks);
                    }
                }
                Draft::Quote { blocks, span } => {
                    self.place(*span);
                    self.drafts(blocks);
                }
                Draft::Code { text, span } => {
                    self.place(*span);
                    self.letters.add(text);
                }
                Draft::Table(table) => {
                    self.has_captions = true;
                    self.place(table.span);
                    self.inlines(&table.caption);
                    for cell in table.head.iter().chain(&table.rows).flatten() {
                        self.place(cell.span);
                        self.inlines(&cell.content);
                    }
                    for text in table.before.iter().chain(&table.measure).chain(&table.note) {
                        self.letters.add(text);
                    }
                }
                Draft::Figure { caption, span, .. } => {
                    self.has_captions = true;
                    self.place(*span);
                    self.inlines(caption);
                }
                Draft::Chart { span, .. } | Draft::Rule(span) => self.place(*span),
                Draft::Figures { figures, span } => {
                    self.place(*span);
                    self.drafts(figures);
                }
            }
        }
    }

    /// The number in front of an item is typed, and printed as the item's own.
    fn typed_number(&mut self, item: Span) {
        let text = self.typed.get(item.range()).unwrap_or_default();
        let start = text.trim_start();
        let end = start.find(|c: char| !c.is_ascii_digit());
        self.letters.add(&start[..end.unwrap_or(start.len())]);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            inline.walk(&mut |inline| self.inline(inline));
        }
    }

    fn inline(&mut self, inline: &Inline) {
        self.place(inline.span);
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => self.letters.add(text),
            InlineKind::Computed(computed) => self.letters.add(&computed.text),
            InlineKind::Note(note) => {
                // The name of the note, at its mark and at its text.
                let mark = self.typed.get(inline.span.range()).unwrap_or_default();
                self.letters.add(mark);
                self.letters.add(mark);
                self.place(note.span);
                self.inlines(&note.content);
            }
            InlineKind::Strong(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Strike(_)
            | InlineKind::Link { .. }
            | InlineKind::Break => {}
        }
    }

    fn place(&mut self, span: Span) {
        if !is_in(span, self.typed) {
            self.misplaced = Some(span);
        }
    }
}
