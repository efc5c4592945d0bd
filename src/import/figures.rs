//! Pictures and tables of a fragment: files beside it, and the lines that show them.

use super::captions::{caption_line, figure_caption, table_caption};
use super::escape::escaped;
use super::lines::{FragmentWriter, ImportedFile};
use super::manuscript::{NotCarried, SentParagraph, SentTable, TextPiece};
use super::report::Certainty;
use super::struck::{struck_out, take_struck, take_unread_strikes};
use super::tables::{self, TableWords};
use crate::model::printed;
use crate::picture;

impl FragmentWriter<'_> {
    /// Writes the pictures in a paragraph; whether `below` was the caption of the last.
    pub(super) fn figures(
        &mut self,
        paragraph: &SentParagraph,
        below: Option<&SentParagraph>,
    ) -> bool {
        let shown: Vec<usize> = paragraph
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                TextPiece::Picture(index) => Some(*index),
                _ => None,
            })
            .collect();
        let Some(last) = shown.last().copied() else {
            return false;
        };
        let typed = below.map(SentParagraph::text).unwrap_or_default();
        let caption = figure_caption(&typed);
        let mut taken = false;
        for index in shown {
            let own = caption.filter(|_| index == last);
            let Some(name) = self.picture(index, own) else {
                continue;
            };
            taken |= own.is_some();
            let words = own.map(escaped).unwrap_or_default();
            self.lines.push(format!("![{words}]({name})"));
        }
        taken
    }

    fn picture(&mut self, index: usize, caption: Option<&str>) -> Option<String> {
        if let Some(Some(name)) = self.pictures.get(index) {
            return Some(name.clone());
        }
        let picture = self.sent.pictures.get(index)?;
        let same = self.files.iter().find(|file| file.bytes == picture.bytes);
        let name = match (same, picture::kind_of(&picture.bytes)) {
            (Some(file), _) => file.name.clone(),
            (None, Ok(kind)) => {
                let count = self.counts.pictures + 1;
                let wanted =
                    caption.map_or_else(|| format!("{}图{count}", self.prefix), str::to_owned);
                let name = self.names.take(&wanted, kind.ending());
                self.files.push(ImportedFile {
                    name: name.clone(),
                    bytes: picture.bytes.clone(),
                });
                name
            }
            (None, Err(flaw)) => {
                let what = match flaw {
                    picture::PictureFlaw::Other { what, .. } => what,
                    _ => "读不出来的图片",
                };
                let words = caption.unwrap_or(&picture.description);
                self.report.left_out.push(NotCarried {
                    what: format!("图片（{what}）"),
                    text: words.to_owned(),
                });
                self.report.look(
                    Certainty::Unknown,
                    format!("有一张图片没有带过来：{what}。在原件里把它另存为 png，再插进片段"),
                );
                self.lines
                    .push(format!("<!-- 这里原来有一张图片（{what}），没有带过来 -->"));
                return None;
            }
        };
        self.counts.pictures += 1;
        if let Some(place) = self.pictures.get_mut(index) {
            *place = Some(name.clone());
        }
        Some(name)
    }

    /// Writes a table, with what is known to stand around it.
    pub(super) fn table(&mut self, mut table: SentTable, mut words: TableWords) {
        self.counts.tables += 1;
        if let Some(title) = tables::take_title(&mut table) {
            words.title = title;
        }
        if tables::is_simple(&table) && words.fit_a_text() && !self.tables_apart {
            if !words.title.is_empty() {
                self.lines.push(caption_line(&words.title));
            }
            self.part();
            for words in take_unread_strikes(&mut table) {
                self.report.look(Certainty::Likely, struck_out(&words));
            }
            self.lines.extend(tables::markdown(&table));
            for (at, note) in words.notes.iter().enumerate() {
                let number = match (words.notes.len(), at) {
                    (1, _) if printed::has_own_word(note) => String::new(),
                    (1, _) => "注：".to_owned(),
                    (_, 0) => "注：1. ".to_owned(),
                    (_, at) => format!("{}. ", at + 1),
                };
                self.lines.push(format!("{number}{}", escaped(note)));
            }
            self.part();
        } else {
            if words.title.is_empty() {
                words.title = self.caption_above().unwrap_or_default();
            }
            let title = &words.title;
            let wanted = match title.is_empty() {
                true => format!("{}表{}", self.prefix, self.counts.tables),
                false => title.clone(),
            };
            let name = self.names.take(&wanted, "yaml");
            for (part, whole) in take_struck(&mut table) {
                self.report.look(
                    Certainty::Likely,
                    format!(
                        "{name} 里“{whole}”的“{part}”划了删除线，当作删去，没有写进表格；要的补上"
                    ),
                );
            }
            let bytes = tables::yaml(&table, &words).into_bytes();
            self.report.understood.push(match self.tables_apart {
                true => format!("表格写成 {name}"),
                false if tables::is_simple(&table) => {
                    format!("有计量单位或填报说明的表格，写成 {name}")
                }
                false => format!("有合并单元格或几行文字的表格，写成 {name}"),
            });
            self.files.push(ImportedFile {
                name: name.clone(),
                bytes,
            });
            self.lines.push(format!("![]({name})"));
        }
        let cells = table.rows.iter().flatten();
        let inside: Vec<SentParagraph> = cells.flat_map(|cell| cell.paragraphs.clone()).collect();
        for paragraph in inside {
            self.cell_extras(&paragraph);
        }
    }

    /// What a cell cannot hold follows the table: pictures, notes, remarks.
    fn cell_extras(&mut self, paragraph: &SentParagraph) {
        for remark in &paragraph.remarks {
            self.lines.push(format!(
                "<!-- 表格里的{} -->",
                remark.replace("--", "－－").replace('>', "＞")
            ));
        }
        for piece in &paragraph.pieces {
            match piece {
                TextPiece::Picture(index) => {
                    self.report
                        .look(Certainty::Likely, "表格里的图片排到表格后面");
                    if let Some(name) = self.picture(*index, None) {
                        self.lines.push(format!("![]({name})"));
                    }
                }
                TextPiece::Note(index) => {
                    let text = self.sent.notes.get(*index).map_or("", String::as_str);
                    self.lines.push(format!("注：{}", escaped(text)));
                    self.report
                        .look(Certainty::Likely, "表格里的注释写成表下的“注：”，请核对");
                }
                TextPiece::Link { address, .. } => {
                    let left = NotCarried {
                        what: "表格里的链接地址（文字留下了）".to_owned(),
                        text: address.clone(),
                    };
                    self.report.left_out.push(left);
                }
                TextPiece::Text(_) | TextPiece::Break => {}
            }
        }
    }

    /// An empty line, once.
    pub(super) fn part(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// The caption that was written right above, which a table file has in itself.
    fn caption_above(&mut self) -> Option<String> {
        let above = self.lines.last()?;
        let title = match above.strip_prefix("表：") {
            Some(title) => title.to_owned(),
            None => table_caption(above)?.to_owned(),
        };
        self.lines.pop();
        Some(title.replace('\\', ""))
    }
}
