//! Web pages: their text with headings, lists and tables. Nothing that a page leads to is fetched, and no script is looked at.

use super::html_tags::{attribute, decoded, end_of, hidden, tag_name, without_tags};
use super::manuscript::{
    AutomaticNumber, Manuscript, ManuscriptElement, SentCell, SentParagraph, SentTable, SentText,
    TextPiece, raised,
};

/// Elements whose text nobody sees.
const UNSEEN: [&str; 6] = ["script", "style", "head", "template", "noscript", "svg"];
/// Elements that begin a paragraph, and end one.
const BLOCKS: &[&str] = &[
    "dl",
    "dt",
    "dd",
    "pre",
    "hr",
    "figure",
    "figcaption",
    "caption",
    "address",
    "aside",
    "nav",
    "details",
    "summary",
    "fieldset",
    "form",
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
pub(super) struct PageReader {
    pub(super) sent: Manuscript,
    pub(super) open: SentParagraph,
    bold: usize,
    struck: usize,
    raised: usize,
    /// Whether line ends are those of the page (`pre`).
    as_typed: usize,
    /// Of each span that is open whether it strikes out.
    spans: Vec<bool>,
    /// The lists that are open: the number of the last item, none where it has bullets.
    lists: Vec<Option<u32>>,
    /// The table that is open, how many are in it, and its cells that reach down: the rows that are left, by column.
    pub(super) table: Option<SentTable>,
    inner: usize,
    pub(super) row: Vec<SentCell>,
    pub(super) down: Vec<usize>,
    pub(super) cell: Option<SentCell>,
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
            } else if let Some(what) = hidden(tag, &name) {
                let inside = html.get(place..).unwrap_or_default();
                let end = end_of(inside, &name);
                let text = decoded(&without_tags(&inside[..end]));
                reader.sent.leave_out(what, &text);
                // With the tag that closes it, as the one that opens it was not read.
                let close = inside[end..]
                    .find('>')
                    .map_or(inside.len(), |at| end + at + 1);
                place += close;
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
            ("sup" | "sub", false) => self.raised += 1,
            ("sup" | "sub", true) => self.raised = self.raised.saturating_sub(1),
            ("pre", false) => self.as_typed += 1,
            ("pre", true) => self.as_typed = self.as_typed.saturating_sub(1),
            ("br", _) => self.open.pieces.push(TextPiece::Break),
            ("ul", false) => self.lists.push(None),
            ("ol", false) => {
                let start = attribute(tag, "start").and_then(|start| start.trim().parse().ok());
                let start: u32 = start.unwrap_or(1);
                self.lists.push(Some(start.saturating_sub(1)));
            }
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
        if self.as_typed > 0 && text.contains('\n') {
            for (number, line) in text.lines().enumerate() {
                if number > 0 {
                    self.open.pieces.push(TextPiece::Break);
                }
                self.text(line);
            }
            return;
        }
        if self.raised > 0 && !text.trim().is_empty() {
            self.sent.remark(raised(&self.open.text(), text.trim()));
        }
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
                struck: self.struck > 0,
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
    pub(super) fn end(&mut self) {
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
    fn what_is_struck_raised_hidden_or_kept_as_typed_is_known() {
        let sent = read(
            "<p>共<s>30</s>35家，面积5m<sup>2</sup>。<span style='display: none'>隐<span>藏</span></span></p>\
             <ol start=3><li>三</li></ol><dl><dt>术语</dt><dd>解释</dd></dl><pre>一行\n二行</pre><ruby>翀<rt>chong</rt></ruby>",
        );
        let paragraphs: Vec<(String, String)> = sent
            .elements
            .iter()
            .filter_map(|element| match element {
                ManuscriptElement::Paragraph(own) => {
                    let label = own.look.number.as_ref();
                    Some((
                        label.map_or(String::new(), |own| own.label.clone()),
                        own.text(),
                    ))
                }
                ManuscriptElement::Table(_) => None,
            })
            .collect();
        let wanted = [
            ("", "共3035家，面积5m2。"),
            ("3.", "三"),
            ("", "术语"),
            ("", "解释"),
            ("", "一行\n二行"),
            ("", "翀"),
        ];
        let wanted = wanted.map(|(label, text)| (label.to_owned(), text.to_owned()));
        assert_eq!(paragraphs, wanted);
        let left: Vec<&str> = sent
            .left_out
            .iter()
            .map(|left| left.text.as_str())
            .collect();
        assert_eq!(left, ["隐藏", "chong"]);
        assert_eq!(
            sent.remarks,
            ["“面积5m2”里的“2”是上标或下标，按平常的字放进来，请核对"]
        );
        let ManuscriptElement::Paragraph(first) = &sent.elements[0] else {
            panic!("a paragraph")
        };
        let struck = first
            .pieces
            .iter()
            .filter(|piece| matches!(piece, TextPiece::Text(run) if run.struck));
        assert_eq!(struck.count(), 1);
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
