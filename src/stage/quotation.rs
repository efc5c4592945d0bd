//! Quotations (引用) of figures in a text, `{{要约书.合计}}`: found after assembly, in titles, headings, paragraphs, cells and captions alike, and answered there.

use std::collections::BTreeMap;

use super::metric_charts::metric_chart;
use super::metric_tables::metric_table;
use super::part::{ArticlePart, AttachmentPart, AttachmentPartBody, Part};
use super::quotation_doubled::say_doubled;
use super::quotation_pieces::{QuotationPiece, QuotationPieces};
use super::quotation_slips::slips;
use crate::diag::{Diagnostic, Sink, code};
use crate::metric::answer::answer;
use crate::metric::reply::QueryDoubt;
use crate::metric::{Scene, query};
use crate::model::{
    ArticleHead, AttachmentHead, ComputedText, FileId, Inline, InlineKind, LineQuotation, Span,
    Spanned, Table,
};
use crate::source::cell_budget::CellBudget;
use crate::source::{Draft, DraftItem, Sources};

/// Answers the quotations of one issue.
#[derive(Debug)]
pub struct Quotations<'s, 'a> {
    /// All texts, to point at a quotation in them.
    pub sources: &'s Sources,
    /// What may be asked about.
    pub scene: &'s Scene<'a>,
    /// The unit whose fragment a file is, as an index into the register.
    pub unit_of: &'s BTreeMap<FileId, usize>,
    /// Whether some figures could not be read, which has been said: then a value that is missing has that cause.
    pub incomplete: bool,
    /// Whether a text names those who have not reported (未报单位), so that readers know.
    pub tells_silence: bool,
    /// Counts what the tables of figures hold.
    pub cells: CellBudget,
    /// What was quoted in lines, which keep the words alone.
    pub lines: Vec<LineQuotation>,
    /// Takes what is wrong.
    pub sink: &'s mut Sink,
}

impl Quotations<'_, '_> {
    /// Answers what is quoted in `parts`.
    pub fn parts(&mut self, parts: &mut [Part]) {
        for part in parts {
            match part {
                Part::Drafts(drafts) => self.drafts(drafts),
                Part::MetricTable(item) => {
                    if self.cells.is_spent() {
                        *part = Part::Drafts(Vec::new());
                        continue;
                    }
                    let table = metric_table(self.scene, item, self.sink);
                    if let Some(mut table) =
                        table.and_then(|table| self.cells.admit(table, self.sink))
                    {
                        self.table(&mut table);
                        *part = Part::Drafts(vec![Draft::Table(Box::new(table))]);
                    }
                }
                Part::MetricChart(item) => {
                    let drawn = metric_chart(self.scene, item, self.incomplete, self.sink);
                    let mut drafts: Vec<Draft> = drawn.into_iter().collect();
                    self.drafts(&mut drafts);
                    *part = Part::Drafts(drafts);
                }
                Part::OfUnit { title, part, .. } => {
                    if let Some(title) = title {
                        let mut line = Spanned::new(std::mem::take(title), part.span());
                        // It is the heading or the title of the part, where all that is wrong is said.
                        let mut unheard = Sink::default();
                        std::mem::swap(self.sink, &mut unheard);
                        let noted = self.lines.len();
                        self.line(&mut line);
                        self.lines.truncate(noted);
                        std::mem::swap(self.sink, &mut unheard);
                        *title = line.value;
                    }
                    self.parts(std::slice::from_mut(&mut **part));
                }
                Part::Heading { title, children } | Part::Column { title, children } => {
                    self.line(title);
                    self.parts(children);
                }
                Part::Article(ArticlePart {
                    head,
                    drafts,
                    span: _,
                }) => {
                    self.head(head);
                    self.drafts(drafts);
                }
            }
        }
    }

    /// Answers what is quoted in attachments.
    pub fn attachments(&mut self, attachments: &mut [AttachmentPart]) {
        for attachment in attachments {
            let AttachmentHead { title } = &mut attachment.head;
            self.line(title);
            match &mut attachment.body {
                AttachmentPartBody::Drafts(drafts) => self.drafts(drafts),
                AttachmentPartBody::Table(table) => self.table(table),
                AttachmentPartBody::Picture(..) | AttachmentPartBody::File { .. } => {}
            }
        }
    }

    fn head(&mut self, head: &mut ArticleHead) {
        let ArticleHead {
            title,
            subtitle,
            editor_note,
            source,
        } = head;
        for line in title
            .iter_mut()
            .chain(subtitle)
            .chain(editor_note)
            .chain(source)
        {
            self.line(line);
        }
    }

    /// Answers what is quoted in blocks of text.
    pub fn drafts(&mut self, drafts: &mut [Draft]) {
        for draft in drafts {
            match draft {
                Draft::Heading { content, .. }
                | Draft::Paragraph { content, .. }
                | Draft::Figure {
                    caption: content, ..
                }
                | Draft::Chart {
                    caption: content, ..
                } => self.inlines(content),
                Draft::List { items, .. } => {
                    for DraftItem { blocks, .. } in items {
                        self.drafts(blocks);
                    }
                }
                Draft::Quote { blocks, .. }
                | Draft::Figures {
                    figures: blocks, ..
                } => self.drafts(blocks),
                Draft::Table(table) => self.table(table),
                // Text kept as it was typed.
                Draft::Code { .. } | Draft::Rule(_) => {}
            }
        }
    }

    fn table(&mut self, table: &mut Table) {
        self.inlines(&mut table.caption);
        let lines = table.before.iter_mut().chain(&mut table.measure);
        for line in lines.chain(&mut table.note) {
            self.line(line);
        }
        for cell in table.head.iter_mut().chain(&mut table.rows).flatten() {
            self.inlines(&mut cell.content);
        }
    }

    /// Answers what is quoted in a line without marks, and notes it among [`Self::lines`].
    pub fn line(&mut self, line: &mut Spanned<String>) {
        let Some(pieces) = self.pieces(&line.value, line.span) else {
            return;
        };
        let mut text = String::new();
        for piece in pieces {
            match piece {
                QuotationPiece::Typed(range) => text.push_str(&line.value[range]),
                QuotationPiece::Literal(_) => text.push_str("{{"),
                QuotationPiece::Quotation(range) => {
                    let quotation = &line.value[range.clone()];
                    let place = self.place(&line.value, line.span, range.clone());
                    match self.answer(quotation, place) {
                        Some(computed) => {
                            say_doubled(&line.value, range, &computed.text, place, self.sink);
                            let start = text.len();
                            text.push_str(&computed.text);
                            self.lines.push(LineQuotation {
                                line: line.span,
                                start,
                                computed,
                            });
                        }
                        None => text.push_str(quotation),
                    }
                }
            }
        }
        line.value = text;
    }

    /// `line` with what is quoted in it answered.
    pub fn answered(&mut self, line: &Spanned<String>) -> Spanned<String> {
        let mut line = line.clone();
        self.line(&mut line);
        line
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        join_split(inlines);
        let mut place = 0;
        while place < inlines.len() {
            let inline = &mut inlines[place];
            match &mut inline.kind {
                InlineKind::Text(_) => {
                    let made = self.text(inline);
                    let count = made.as_ref().map_or(1, Vec::len);
                    if let Some(made) = made {
                        inlines.splice(place..=place, made);
                    }
                    place += count;
                    continue;
                }
                InlineKind::Strong(content)
                | InlineKind::Emphasis(content)
                | InlineKind::Strike(content)
                | InlineKind::Link { content, .. } => self.inlines(content),
                InlineKind::Note(note) => self.inlines(&mut note.content),
                InlineKind::Code(_) | InlineKind::Computed(_) | InlineKind::Break => {}
            }
            place += 1;
        }
    }

    /// What stands for a plain text with quotations in it.
    fn text(&mut self, inline: &Inline) -> Option<Vec<Inline>> {
        let InlineKind::Text(text) = &inline.kind else {
            return None;
        };
        let pieces = self.pieces(text, inline.span)?;
        let mut made = Vec::new();
        for piece in pieces {
            let (range, kind) = match piece {
                QuotationPiece::Typed(range) => {
                    let words = text[range.clone()].to_owned();
                    (range, InlineKind::Text(words))
                }
                QuotationPiece::Literal(range) => (range, InlineKind::Text("{{".to_owned())),
                QuotationPiece::Quotation(range) => {
                    let place = self.place(text, inline.span, range.clone());
                    let quotation = &text[range.clone()];
                    let kind = match self.answer(quotation, place) {
                        Some(computed) => {
                            say_doubled(text, range.clone(), &computed.text, place, self.sink);
                            InlineKind::Computed(computed)
                        }
                        None => InlineKind::Text(quotation.to_owned()),
                    };
                    (range, kind)
                }
            };
            let span = self.place(text, inline.span, range);
            made.push(Inline::new(kind, span));
        }
        Some(made)
    }

    /// The part `range` of `text`, which was typed at `span`.
    fn place(&self, text: &str, span: Span, range: std::ops::Range<usize>) -> Span {
        if text.len() == span.len() {
            return span.part(range.start, range.end);
        }
        // An escape or a break of lines stands between: the part is looked for.
        let typed = self.sources.text(span.file).get(span.range());
        let (Some(typed), Some(part)) = (typed, text.get(range.clone())) else {
            return span;
        };
        let before = text[..range.start].matches(part).count();
        let found = typed.match_indices(part).nth(before);
        found.map_or(span, |(at, _)| span.part(at, at + part.len()))
    }

    /// `text` in pieces; none where nothing in it is a quotation. What only looks like one is said.
    fn pieces(&mut self, text: &str, span: Span) -> Option<Vec<QuotationPiece>> {
        self.say_slips(text, span);
        let knows_metrics = !self.scene.metrics.is_empty();
        let QuotationPieces {
            pieces,
            unpaired,
            unregistered,
        } = QuotationPieces::of(text, knows_metrics)?;
        if let Some(range) = unpaired {
            let place = self.place(text, span, range);
            let finding = Diagnostic::new(code::BAD_QUOTATION, place, "“{{”没有配对的“}}”");
            self.sink
                .push(finding.help("引用写成 {{要约书.合计}}；要照样印出花括号，写成 \\{{"));
        }
        for range in unregistered {
            let place = self.place(text, span, range.clone());
            let message = format!("这里会照样印出“{}”：没有指标登记表", &text[range]);
            let finding = Diagnostic::new(code::NOT_QUOTED, place, message);
            self.sink.push(finding.help(
                "要引用数字，在内容文件夹里新建 metrics.yaml，登记这个指标；不是引用，去掉花括号",
            ));
        }
        pieces
    }

    fn say_slips(&mut self, text: &str, span: Span) {
        for slip in slips(text, self.scene.metrics) {
            let typed = &text[slip.range.clone()];
            let (code, what) = match slip.is_sure {
                true => (code::BAD_QUOTATION, "的花括号是全角的"),
                false => (code::NOT_QUOTED, "不是两层半角的花括号"),
            };
            let message = format!("“{typed}”{what}，会照样印出来，不会换成数");
            let place = self.place(text, span, slip.range);
            let finding = Diagnostic::new(code, place, message);
            self.sink.push(finding.help(format!("改成 {}", slip.meant)));
        }
    }

    fn answer(&mut self, quotation: &str, place: Span) -> Option<ComputedText> {
        let inner = quotation.get(2..quotation.len() - 2)?;
        let asked = match query::parse(inner) {
            Ok(asked) => asked,
            Err(error) => {
                let finding = Diagnostic::new(code::BAD_QUOTATION, place, error.to_string());
                self.sink.push(finding.help(
                    "写成 {{要约书.合计}} 或 {{要约书@青禾县}}；要照样印出花括号，写成 \\{{",
                ));
                return None;
            }
        };
        self.tells_silence |= asked.subject == "未报单位";
        let own = self.unit_of.get(&place.file).copied();
        match answer(self.scene, &asked, own) {
            Ok(answer) => {
                if let Some(doubt) = answer.doubt {
                    self.sink.push(doubtful(doubt, place));
                }
                Some(ComputedText {
                    text: answer.text,
                    source: answer.source,
                    origins: answer.origins,
                    light: None,
                })
            }
            Err(problem) if problem.is_gap && self.incomplete => None,
            Err(problem) => {
                let found = Diagnostic::new(code::BAD_QUOTATION, place, problem.message);
                self.sink.push(found.help(problem.help));
                None
            }
        }
    }
}

fn doubtful(doubt: QueryDoubt, place: Span) -> Diagnostic {
    match doubt {
        QueryDoubt::ZeroDenominator(words) => Diagnostic::new(code::NO_QUOTIENT, place, words)
            .help("核对分母；确实是 0 的，这一处改用文字说明"),
        QueryDoubt::NegativeBase(words) => Diagnostic::new(code::NO_QUOTIENT, place, words)
            .help("没有写错的，写增减了多少（较上期），或者改用文字说明"),
        QueryDoubt::OtherUnits(words) => Diagnostic::new(code::OTHER_UNITS, place, words)
            .help("催报齐了再比；不等的，写明不含哪个单位，或不写这个比较"),
    }
}

/// Joins plain texts that follow one another where a pair of braces is parted between them.
fn join_split(inlines: &mut Vec<Inline>) {
    let mut place = 0;
    while place + 1 < inlines.len() {
        let (before, after) = inlines.split_at_mut(place + 1);
        let (Some(first), Some(second)) = (before.last_mut(), after.first()) else {
            return;
        };
        if let (InlineKind::Text(text), InlineKind::Text(next)) = (&mut first.kind, &second.kind)
            && first.span.file == second.span.file
            && (text.rfind('{') > text.rfind("}}") || text.ends_with(['{', '\\']))
        {
            text.push_str(next);
            first.span = first.span.to(second.span);
            inlines.remove(place + 1);
        } else {
            place += 1;
        }
    }
}
