//! Every text of a document points at the place where it was typed: what stands there in the source holds what the reader sees.

use crate::support;
use jianbao::diag::Sink;
use jianbao::model::{Block, Document, Inline, InlineKind, Span, walk};
use jianbao::source::Sources;
use jianbao::stage::{self, discover::discover};

/// What is left of a text when white space and the marks that Markdown, YAML and CSV put around it are gone.
fn visible(text: &str) -> String {
    let mark = |c: char| c.is_whitespace() || matches!(c, '\\' | '"' | '\'' | '>' | '|');
    text.chars().filter(|c| !mark(*c)).collect()
}

struct Places<'a> {
    sources: &'a Sources,
    wrong: Vec<String>,
    seen: usize,
}

impl Places<'_> {
    fn source(&self, span: Span) -> String {
        let text = self.sources.text(span.file);
        let found = text.get(span.range()).map(visible);
        found.unwrap_or_else(|| panic!("{} {:?}", self.sources.path(span.file), span.range()))
    }

    fn text(&mut self, text: &str, span: Span) {
        self.seen += 1;
        // Words that the program adds have the place of what made it do so.
        let typed = text.trim_start_matches("——");
        let typed = typed
            .strip_prefix('（')
            .and_then(|rest| rest.strip_suffix('）'))
            .unwrap_or(typed);
        let (at, typed) = (self.source(span), visible(typed));
        if !at.contains(&typed) && typed != "编者按：" {
            let path = self.sources.path(span.file);
            self.wrong
                .push(format!("{path} {:?}: {at} <> {typed}", span.range()));
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            inline.walk(&mut |inline| match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => {
                    self.text(text, inline.span);
                    // A plain text has its own bytes and not those of its paragraph.
                    if text != "编者按：" && inline.span.len() > 2 * text.len() + 8 {
                        self.wrong.push(format!("{text} at {:?}", inline.span));
                    }
                }
                InlineKind::Note(note) => {
                    let at = self.source(inline.span);
                    if !at.starts_with("[^") || !at.ends_with(']') {
                        self.wrong.push(format!("a note at {at}"));
                    }
                    self.inlines(&note.content);
                }
                InlineKind::Computed(_) => {
                    let at = self.source(inline.span);
                    if !at.starts_with("{{") || !at.ends_with("}}") {
                        self.wrong.push(format!("a quotation at {at}"));
                    }
                }
                InlineKind::Strong(_)
                | InlineKind::Emphasis(_)
                | InlineKind::Strike(_)
                | InlineKind::Link { .. }
                | InlineKind::Break => {}
            });
        }
    }

    fn document(&mut self, document: &Document) {
        let lines = document.head.title.iter().chain(&document.head.subtitle);
        for line in lines
            .chain(&document.head.signatures)
            .chain(&document.head.topics)
            .chain(&document.head.remark)
        {
            self.text(line, line.span);
        }
        for block in document.blocks() {
            match block {
                Block::Heading(heading) => {
                    // The heading of a group may be made from a register, at the place that asks for it.
                    if heading.content.len() != 1 {
                        self.inlines(&heading.content);
                    }
                    self.inlines(heading.run_in.as_deref().unwrap_or_default());
                }
                Block::Paragraph(paragraph) => self.inlines(&paragraph.content),
                Block::Code(code) => self.text(&code.text, code.span),
                // What the program makes of data stands at the item of the outline that asks for it.
                Block::Table(table) if self.source(table.span).contains("表:") => {
                    self.inlines(&table.caption);
                }
                Block::Table(table) => {
                    self.inlines(&table.caption);
                    for line in table.before.iter().chain(&table.measure).chain(&table.note) {
                        self.text(line, line.span);
                    }
                    for cell in table.head.iter().chain(&table.rows).flatten() {
                        self.inlines(&cell.content);
                    }
                }
                Block::Figure(figure) => self.inlines(&figure.caption),
                Block::Column(column) => self.text(&column.title, column.title.span),
                Block::Article(article) => {
                    let lines = article.head.title.iter().chain(&article.head.subtitle);
                    for line in lines.chain(&article.head.source) {
                        self.text(line, line.span);
                    }
                }
                Block::List(list) => {
                    for item in &list.items {
                        for block in walk(&item.blocks) {
                            if let Block::Paragraph(paragraph) = block {
                                assert!(item.span.start <= paragraph.span.start, "{:?}", item.span);
                            }
                        }
                    }
                }
                Block::Quote(_) | Block::Figures(_) | Block::Rule(_) => {}
            }
        }
    }
}

#[test]
fn what_a_reader_sees_stands_in_the_source_where_its_place_says() {
    let sources = discover(&support::root().join("content")).expect("the sample archive");
    let plan = stage::plan(&sources);
    let mut places = Places {
        sources: &sources,
        wrong: Vec::new(),
        seen: 0,
    };
    for issue in &plan.issues {
        let mut sink = Sink::default();
        let collected = stage::collect(&sources, &plan, issue);
        let (document, _) = stage::document(&sources, &plan, issue, &collected, &mut sink);
        places.document(&document.expect("an issue without errors"));
    }
    assert!(places.wrong.is_empty(), "{}", places.wrong.join("\n"));
    assert!(places.seen > 1000, "{}", places.seen);
}
