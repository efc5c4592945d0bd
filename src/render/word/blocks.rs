//! The blocks of a text, in order.

use super::key;
use super::look::RunLook;
use super::measures::{CHAR, PITCH};
use super::paragraph::{EdgeLine, Indent, WordParagraph};
use super::run::push_text;
use super::sections::lies_on_its_side;
use super::styles::RUN_IN;
use super::writing::{Setting, Writing};
use super::xml::WordXml;
use crate::model::{Article, Block, CodeBlock, Column, Heading, Inline, List, plain_text};
use crate::zh::text::gap_after;

impl Setting {
    /// The text of an issue.
    pub(super) const TEXT: Self = Self {
        style: "Normal",
        face: None,
        left: 0,
        depth: 0,
    };

    /// What stands in the runs of its paragraphs.
    fn look(&self) -> RunLook {
        RunLook {
            face: self.face,
            ..RunLook::default()
        }
    }

    /// How its paragraphs are set in; none where their style says it.
    fn indent(&self) -> Option<Indent> {
        (self.left > 0).then(|| Indent {
            left: self.left,
            first: 2 * CHAR,
            ..Indent::default()
        })
    }
}

impl Writing<'_> {
    /// Writes `blocks`. What closes them (署名 and the like) follows: their last paragraph stays with it on a page where `held`.
    pub(super) fn blocks(&mut self, blocks: &[Block], setting: Setting, held: bool) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            // Headings right above a table on its side go with it.
            if lies_on_its_side(rest) {
                self.turn_to_side();
            } else if !self.is_upright() {
                self.turn_upright();
            }
            self.block(block, setting, held && after.is_empty());
            rest = after;
        }
        if !self.is_upright() {
            self.turn_upright();
        }
    }

    fn block(&mut self, block: &Block, setting: Setting, held: bool) {
        match block {
            Block::Heading(heading) => self.heading(heading, setting, held),
            Block::Paragraph(paragraph) => {
                let anchor = &paragraph.anchor;
                self.text(&[], &paragraph.content, anchor, setting, held);
            }
            Block::List(list) => self.list(list, setting, held),
            Block::Quote(quote) => {
                let quoted = Setting {
                    style: "Quote",
                    left: setting.left + 2 * CHAR,
                    ..setting
                };
                self.blocks(&quote.blocks, quoted, held);
            }
            Block::Code(code) => self.code(code, setting, held),
            Block::Table(table) => self.table(table, held),
            Block::Figure(figure) => self.figure(figure, held),
            Block::Figures(row) => self.figures(row, held),
            Block::Rule(_) => {
                let mut paragraph = WordParagraph::new("Rule");
                paragraph.pitch = Some(PITCH / 2);
                paragraph.space.1 = PITCH / 2;
                paragraph.keep_next = held;
                paragraph.rule = Some(EdgeLine {
                    above: false,
                    kind: "single",
                    thickness: 6,
                    distance: 0,
                    red: false,
                    hidden: false,
                });
                self.paragraph(&paragraph);
            }
            Block::Column(column) => self.column(column, setting, held),
            Block::Article(article) => self.article(article, setting, held),
        }
    }

    /// A paragraph of text that begins with `before`, which is written already.
    fn text(
        &mut self,
        before: &[(&str, RunLook)],
        content: &[Inline],
        anchor: &str,
        setting: Setting,
        held: bool,
    ) {
        let mut paragraph = WordParagraph::new(setting.style).known_by(key::of_anchor(anchor));
        paragraph.keep_next = held;
        paragraph.indent = setting.indent();
        for (text, look) in before {
            push_text(&mut paragraph.runs, text, look);
        }
        let mut runs = WordXml::default();
        self.inlines(&mut runs, content, &setting.look());
        paragraph.runs.append(&runs);
        self.paragraph(&paragraph);
    }

    /// 7.3.3; the number is text. A heading that runs in (段首标题) shares the paragraph, as on paper.
    fn heading(&mut self, heading: &Heading, setting: Setting, held: bool) {
        const STYLES: [&str; 4] = ["Heading1", "Heading2", "Heading3", "Heading4"];
        let level = usize::from(heading.level.clamp(1, 4)) - 1;
        let depth = (setting.depth + heading.level).min(self.last_depth + 1);
        self.last_depth = depth;
        let label = format!("{}{}", heading.label, gap_after(&heading.label));
        let key = key::of_anchor(&heading.anchor);
        let Some(run_in) = &heading.run_in else {
            let mut paragraph = WordParagraph::new(STYLES[level]).known_by(key);
            paragraph.keep_next = true;
            paragraph.indent = setting.indent();
            paragraph.outline = Some(depth.saturating_sub(1));
            self.push(&mut paragraph.runs, &label, &RunLook::default());
            let mut runs = WordXml::default();
            self.inlines(&mut runs, &heading.content, &RunLook::default());
            paragraph.runs.append(&runs);
            self.paragraph(&paragraph);
            return;
        };
        let mut paragraph = WordParagraph::new(setting.style).known_by(key);
        paragraph.keep_next = held;
        paragraph.indent = setting.indent();
        let look = RunLook {
            style: RUN_IN.get(level).map(|(id, ..)| *id),
            ..RunLook::default()
        };
        let mut runs = WordXml::default();
        self.push(&mut runs, &label, &look);
        self.inlines(&mut runs, &heading.content, &look);
        self.inlines(&mut runs, run_in, &setting.look());
        paragraph.runs = runs;
        self.paragraph(&paragraph);
    }

    /// An item is a paragraph that begins with its number, nested items alike (7.3.3).
    fn list(&mut self, list: &List, setting: Setting, held: bool) {
        let of_list = Setting {
            style: if setting.style == Setting::TEXT.style {
                "ListParagraph"
            } else {
                setting.style
            },
            ..setting
        };
        let last_item = list.items.len().saturating_sub(1);
        for (at, item) in list.items.iter().enumerate() {
            let held = held && at == last_item;
            let label = format!("{}{}", item.label, gap_after(&item.label));
            if let Some((Block::Paragraph(first), rest)) = item.blocks.split_first() {
                let before = [(label.as_str(), of_list.look())];
                let held_here = held && rest.is_empty();
                let (content, anchor) = (&first.content, &first.anchor);
                self.text(&before, content, anchor, of_list, held_here);
                self.blocks(rest, setting, held);
                continue;
            }
            if !item.label.is_empty() {
                let mut paragraph = WordParagraph::new(of_list.style);
                paragraph.keep_next = true;
                paragraph.indent = of_list.indent();
                push_text(&mut paragraph.runs, &item.label, &of_list.look());
                self.paragraph(&paragraph);
            }
            self.blocks(&item.blocks, setting, held);
        }
    }

    fn code(&mut self, code: &CodeBlock, setting: Setting, held: bool) {
        let mut paragraph = WordParagraph::new("Code").known_by(key::of_anchor(&code.anchor));
        paragraph.keep_next = held;
        paragraph.indent = Some(Indent {
            left: setting.left + 2 * CHAR,
            ..Indent::default()
        });
        self.push(
            &mut paragraph.runs,
            code.text.trim_end_matches('\n'),
            &RunLook::default(),
        );
        self.paragraph(&paragraph);
    }

    /// 【栏目】 flush left in 黑体, before its articles (practice).
    fn column(&mut self, column: &Column, setting: Setting, held: bool) {
        let depth = (setting.depth + 1).min(self.last_depth + 1);
        self.last_depth = depth;
        if !column.title.is_empty() {
            let mut paragraph = self
                .line("Column", &column.printed_title())
                .known_by(key::of_anchor(&column.anchor))
                .after_space(PITCH);
            paragraph.outline = Some(depth - 1);
            self.paragraph(&paragraph);
        }
        self.blocks(&column.blocks, Setting { depth, ..setting }, held);
    }

    /// An article: a centred title, 副题, 按语, its text, and who sent it in.
    fn article(&mut self, article: &Article, setting: Setting, held: bool) {
        let depth = (setting.depth + 1).min(self.last_depth + 1);
        self.last_depth = depth;
        let lines = article.head.lines();
        let titled = !article.head.title.is_empty();
        if titled {
            let title: Vec<&str> = article.head.title.iter().map(|line| &**line).collect();
            let mut paragraph = self
                .line("ArticleTitle", &title.join("\n"))
                .known_by(key::of_anchor(&article.anchor))
                .after_space(PITCH);
            paragraph.outline = Some(depth - 1);
            if lines.under_title.is_empty() {
                paragraph.space.1 = PITCH;
            }
            self.paragraph(&paragraph);
        }
        for (at, line) in lines.under_title.iter().enumerate() {
            let mut paragraph = self
                .line("Subtitle", &line.printed())
                .known_by(key::part_of(&article.anchor, &format!("u{}", at + 1)));
            if titled && at + 1 == lines.under_title.len() {
                paragraph.space.1 = PITCH;
            }
            self.paragraph(&paragraph);
        }
        for (at, line) in lines.before_text.iter().enumerate() {
            let key = key::part_of(&article.anchor, &format!("b{}", at + 1));
            let paragraph = self.line("EditorNote", &line.printed()).known_by(key);
            self.paragraph(&paragraph);
        }
        let closed = held || !lines.at_end.is_empty() && is_short(article.blocks.last());
        self.blocks(&article.blocks, Setting { depth, ..setting }, closed);
        let last = lines.at_end.len().saturating_sub(1);
        for (at, line) in lines.at_end.iter().enumerate() {
            let key = key::part_of(&article.anchor, &format!("e{}", at + 1));
            let mut paragraph = self.line("Source", &line.printed()).known_by(key);
            paragraph.keep_next = held || at < last;
            self.paragraph(&paragraph);
        }
    }
}

/// Whether a block is no long paragraph. LibreOffice parts none that stays with what follows, and would leave the rest of the page empty before it.
fn is_short(block: Option<&Block>) -> bool {
    const FOUR_LINES: usize = 4 * 28;
    let Some(Block::Paragraph(paragraph)) = block else {
        return true;
    };
    plain_text(&paragraph.content).chars().count() <= FOUR_LINES
}
