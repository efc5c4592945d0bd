//! Web pages: their text with headings, lists and tables. Nothing that a page leads to is fetched, and no script is looked at.

use super::html_tags::{attribute, decoded, tag_name};
use super::manuscript::{
    AutomaticNumber, Manuscript, ManuscriptElement, SentCell, SentParagraph, SentTable, SentText,
    TextPiece,
};

/// Elements whose text nobody sees.
const UNSEEN: [&str; 6] = ["script", "style", "head", "template", "noscript", "svg"];
/// Elements that begin a paragraph, and end one.
const BLOCKS: [&str; 22] = [
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "body",
];

#[derive(Default)]
struct PageReader {
    sent: Manuscript,
    open: SentParagraph,
    bold: usize,
    struck: usize,
    /// Of each span that is open whether it strikes out.
    spans: Vec<bool>,
    /// The lists that are open: the number of the last item, none where it has bullets.
    lists: Vec<Option<u32>>,
    /// The table that is open, how many are in it, and its cells that reach down: the rows that are left, by column.
    table: Option<SentTable>,
    inner: usize,
    row: Vec<SentCell>,
    down: Vec<usize>,
    cell: Option<SentCell>,
    address: Option<String>,
}

/// Reads the page `html`.
#[must_use]
pub fn read(html: &str) -> Manuscript {
    let mut reader = PageReader::default();
    let mut place = 0;
    while let Some(rest) = html.get(place..).filter(|rest| !rest.is_empty()) {
        if let Some(inner) = rest.strip_prefix("<!--") {
            place += 4 + inner.find("-->").map_or(inner.len(), |end| end + 3);
        } else if rest.starts_with('<')
            && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c))
        {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            let tag = rest
                .get(1..end.saturating_sub(1).max(1))
                .unwrap_or_default();
            place += end;
            let name = tag_name(tag);
            if !tag.starts_with('/') && !tag.ends_with('/') && UNSEEN.contains(&name.as_str()) {
                let closing = format!("</{name}");
                let lower = html.get(place..).unwrap_or_default().to_ascii_lowercase();
                place += lower.find(&closing).unwrap_or(lower.len());
            } else {
                reader.tag(tag, &name);
            }
        } else {
            let next = rest
                .char_indices()
                .skip(1)
                .find(|(_, c)| *c == '<')
                .map_or(rest.len(), |(at, _)| at);
            reader.text(&decoded(rest.get(..next).unwrap_or_default()));
            place += next;
        }
    }
    reader.end_cell();
    reader.end_row();
    reader.end_table();
    reader.end();
    reader.sent
}

impl PageReader {
    fn tag(&mut self, tag: &str, name: &str) {
        let closes = tag.starts_with('/');
        if BLOCKS.contains(&name) {
            self.end();
        }
        match (name, closes) {
            ("s" | "strike" | "del", false) => self.struck += 1,
            ("s" | "strike" | "del", true) => self.struck = self.struck.saturating_sub(1),
            ("span", false) => {
                let style = attribute(tag, "style").unwrap_or_default();
                let is_struck = style.contains("line-through");
                self.struck += usize::from(is_struck);
                self.spans.push(is_struck);
            }
            ("span", true) => {
                let was_struck = self.spans.pop().unwrap_or(false);
                self.struck = self.struck.saturating_sub(usize::from(was_struck));
            }
            ("b" | "strong", false) => self.bold += 1,
            ("b" | "strong", true) => self.bold = self.bold.saturating_sub(1),
            ("br", _) => self.open.pieces.push(TextPiece::Break),
            ("ul", false) => self.lists.push(None),
            ("ol", false) => self.lists.push(Some(0)),
            ("ul" | "ol", true) => {
                self.lists.pop();
            }
            ("li", false) => self.item(),
            ("a", false) => {
                let address = attribute(tag, "href").filter(|address| {
                    address.starts_with("http")
                        && !address.contains(|c: char| c.is_whitespace() || "()<>".contains(c))
                });
                self.address = address;
            }
            ("a", true) => self.address = None,
            ("img", _) => {
                let source = attribute(tag, "src").unwrap_or_default();
                let source: String = source.chars().take(80).collect();
                self.sent.leave_out("网页里的图片，没有去取", &source);
            }
            ("table", false) if self.table.is_none() => self.table = Some(SentTable::default()),
            ("table", false) => self.inner += 1,
            ("table", true) if self.inner > 0 => self.inner -= 1,
            ("table", true) => self.end_table(),
            ("tr", _) if self.inner == 0 => self.end_row(),
            ("td" | "th", false) if self.inner == 0 && self.table.is_some() => self.begin_cell(tag),
            ("td" | "th", true) if self.inner == 0 => self.end_cell(),
            _ => {
                let level = name
                    .strip_prefix('h')
                    .and_then(|level| level.parse::<u8>().ok());
                if let (Some(level), false) =
                    (level.filter(|level| (1..=6).contains(level)), closes)
                {
                    self.open.look.heading = Some(level);
                }
            }
        }
    }

    fn item(&mut self) {
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(0);
        let number = match self.lists.last_mut() {
            Some(Some(count)) => {
                *count += 1;
                AutomaticNumber {
                    label: format!("{count}."),
                    is_bullet: false,
                    depth,
                }
            }
            _ => AutomaticNumber {
                label: "•".to_owned(),
                is_bullet: true,
                depth,
            },
        };
        self.open.look.number = Some(number);
    }

    fn text(&mut self, text: &str) {
        let mut plain = String::new();
        for c in text.chars() {
            // Line ends in the source are blanks, and between Chinese characters none.
            let c = if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            };
            if c == ' ' && (plain.ends_with(' ') || plain.is_empty() && self.open.text().is_empty())
            {
                continue;
            }
            plain.push(c);
        }
        if plain.is_empty() {
            return;
        }
        if let Some(address) = &self.address {
            self.open.pieces.push(TextPiece::Link {
                text: plain,
                address: address.clone(),
            });
            return;
        }
        let (bold, struck) = (self.bold > 0, self.struck > 0);
        if let Some(TextPiece::Text(last)) = self.open.pieces.last_mut()
            && (last.bold, last.struck) == (bold, struck)
        {
            last.text.push_str(&plain);
            return;
        }
        self.open.pieces.push(TextPiece::Text(SentText {
            run_in: None,
            text: plain,
            bold,
            struck,
        }));
    }

    /// Ends the paragraph that is open.
    fn end(&mut self) {
        let paragraph = std::mem::take(&mut self.open);
        if paragraph.text().trim().is_empty() {
            // The number of an item stays with what follows in it.
            self.open.look.number = paragraph.look.number;
            return;
        }
        match &mut self.cell {
            Some(cell) => cell.paragraphs.push(paragraph),
            None => self
                .sent
                .elements
                .push(ManuscriptElement::Paragraph(paragraph)),
        }
    }

    fn begin_cell(&mut self, tag: &str) {
        self.end_cell();
        let span = |name: &str| {
            let span = attribute(tag, name).and_then(|span| span.trim().parse::<usize>().ok());
            span.unwrap_or(1).clamp(1, 200)
        };
        let mut column = self.row.last().map_or(0, |cell| cell.column + cell.colspan);
        while self.down.get(column).is_some_and(|rows| *rows > 0) {
            column += 1;
        }
        self.cell = Some(SentCell {
            paragraphs: Vec::new(),
            column,
            colspan: span("colspan"),
            rowspan: span("rowspan"),
        });
    }

    fn end_cell(&mut self) {
        self.end();
        if let Some(cell) = self.cell.take() {
            self.row.push(cell);
        }
        self.open = SentParagraph::default();
    }

    fn end_row(&mut self) {
        self.end_cell();
        let row = std::mem::take(&mut self.row);
        let Some(table) = &mut self.table else { return };
        if row.is_empty() {
            return;
        }
        for rows in &mut self.down {
            *rows = rows.saturating_sub(1);
        }
        for cell in &row {
            let end = cell.column + cell.colspan;
            table.columns = table.columns.max(end);
            self.down.resize(self.down.len().max(end), 0);
            self.down[cell.column..end].fill(cell.rowspan - 1);
        }
        table.rows.push(row);
    }

    fn end_table(&mut self) {
        self.end_row();
        self.down.clear();
        let Some(mut table) = self.table.take() else {
            return;
        };
        // A span may say more rows than there are.
        let count = table.rows.len();
        for (place, row) in table.rows.iter_mut().enumerate() {
            for cell in row.iter_mut() {
                cell.rowspan = cell.rowspan.min(count - place);
            }
        }
        super::tables::fill(&mut table);
        if table.columns > 1 && table.rows.len() > 1 {
            self.sent.elements.push(ManuscriptElement::Table(table));
            return;
        }
        // A table of one row or column sets a page, and holds its text.
        for paragraph in table
            .rows
            .into_iter()
            .flatten()
            .flat_map(|cell| cell.paragraphs)
        {
            self.sent
                .elements
                .push(ManuscriptElement::Paragraph(paragraph));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_it_is_seen() {
        let page = "<html><head><title>x</title><style>p{}</style></head><body><h1>一、情况</h1><p>甲&amp;乙<b>丙</b>&#65;<br>丁</p>\
            <ol><li>第一</li><li>第二</li></ol><script>alert('x<p>')</script>\
            <table><tr><td rowspan=2>单位</td><td colspan='2'>数</td></tr><tr><td>一</td><td>二</td></tr></table><!-- 看不见 --></body></html>";
        let sent = read(page);
        let text: Vec<String> = sent
            .elements
            .iter()
            .map(|element| match element {
                ManuscriptElement::Paragraph(paragraph) => paragraph.text(),
                ManuscriptElement::Table(table) => {
                    format!("{} × {}", table.rows.len(), table.columns)
                }
            })
            .collect();
        assert_eq!(text, ["一、情况", "甲&乙丙A\n丁", "第一", "第二", "2 × 3"]);
    }

    #[test]
    fn broken_pages_are_read_without_a_panic() {
        for page in [
            "<",
            "<p",
            "甲<",
            "<table><td rowspan=9>甲",
            "&#x110000;&",
            "<script>",
            "</td></tr></table>",
            "<td>甲<table><td>",
        ] {
            let _ = read(page);
        }
    }
}
