//! What is struck out (删除线): it keeps its marks where the format reads them, and is taken off and named elsewhere.

use super::inline_text::{self, inline};
use super::lines::FragmentWriter;
use super::manuscript::{SentTable, TextPiece};
use super::report::Certainty;

/// What is said of words that are struck out where the format would not read the marks of it: within a sentence they must begin behind a punctuation mark.
pub fn struck_out(words: &str) -> String {
    format!("“{words}”划了删除线，夹在字中间没有记号可用，当作删去，没有写进片段；要的补上")
}

impl FragmentWriter<'_> {
    /// What `pieces` say, with their notes put on the list.
    pub(super) fn inline(&mut self, pieces: &[TextPiece], all_bold: bool) -> String {
        self.inline_after("", pieces, all_bold)
    }

    /// As [`FragmentWriter::inline`], behind `before` in its line.
    pub(super) fn inline_after(
        &mut self,
        before: &str,
        pieces: &[TextPiece],
        all_bold: bool,
    ) -> String {
        let mut pieces = pieces.to_vec();
        for words in inline_text::take_unread_strikes(&mut pieces, before, all_bold) {
            self.report.look(Certainty::Likely, struck_out(&words));
        }
        let (line, notes) = inline(&pieces, all_bold);
        self.notes.extend(notes);
        for piece in &pieces {
            if let Some(words) = piece.struck() {
                self.report.look(
                    Certainty::Likely,
                    format!("“{words}”划了删除线，写成 ~~{words}~~；本来是要删去的，在片段里删"),
                );
            }
        }
        line
    }
}

/// Takes what is struck out off the table, whose file has no marks for it, and says what it was, each with the cell that it stood in.
pub fn take_struck(table: &mut SentTable) -> Vec<(String, String)> {
    let mut taken = Vec::new();
    for cell in table.rows.iter_mut().flatten() {
        for paragraph in &mut cell.paragraphs {
            let parts: Vec<&str> = paragraph.struck().collect();
            if parts.is_empty() {
                continue;
            }
            taken.push((parts.join("、"), paragraph.text().trim().to_owned()));
            let keeps = |piece: &TextPiece| !matches!(piece, TextPiece::Text(run) if run.struck);
            paragraph.pieces.retain(keeps);
        }
    }
    taken
}

/// Takes off the table what is struck out where its mark would not be read, and gives what it was.
pub fn take_unread_strikes(table: &mut SentTable) -> Vec<String> {
    let mut taken = Vec::new();
    for paragraph in table
        .rows
        .iter_mut()
        .flatten()
        .flat_map(|cell| &mut cell.paragraphs)
    {
        let (label, is_bold) = (paragraph.label().to_owned(), paragraph.is_bold());
        let found = inline_text::take_unread_strikes(&mut paragraph.pieces, &label, is_bold);
        taken.extend(found);
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::manuscript::{SentCell, SentParagraph, SentText};
    use crate::import::tables::markdown;

    #[test]
    fn what_is_struck_out_keeps_its_mark_or_is_taken_and_named() {
        let cell = |text: &str, column: usize| SentCell {
            paragraphs: vec![SentParagraph::plain(text)],
            column,
            colspan: 1,
            rowspan: 1,
        };
        let mut table = SentTable {
            rows: vec![
                vec![cell("单位", 0), cell("数", 1)],
                vec![cell("甲|乙", 0), cell("", 1)],
            ],
            columns: 2,
            head_rows: 0,
        };
        let piece = |text: &str, struck: bool| {
            TextPiece::Text(SentText {
                text: text.to_owned(),
                struck,
                ..SentText::default()
            })
        };
        table.rows[1][1].paragraphs[0].pieces = vec![piece("30", true), piece("35", false)];
        assert_eq!(markdown(&table)[2], "| 甲\\|乙 | ~~30~~35 |");
        let taken = take_struck(&mut table);
        assert_eq!(taken, [("30".to_owned(), "3035".to_owned())]);
        assert_eq!(table.rows[1][1].text(), "35");
    }
}
