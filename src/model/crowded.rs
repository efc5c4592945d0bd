//! Where recipients (主送, 抄送) are too many for their place, before anything is set: page, Word file and plain text then say what the PDF says.
//!
//! 7.3.2 of GB/T 9704-2012: main recipients that would push the text off the first page stand in the imprint (版记). The figures are those of the
//! printed layout, by estimate; `tests/layout/crowded.rs` holds them against finished pages.

use super::printed::SUBTITLE;
use super::{Block, DatePlace, Document, Layout, RecipientsPlace, plain_text};
use crate::zh::name_list::name_pieces;
use crate::zh::words::{name_parts, width};

/// Lines of a page (5.2.3), and characters of its lines in halves.
const LINES: usize = 22;
const LINE: usize = 56;

/// Lines of text that page 1 shows at least.
const TEXT: usize = 2;

/// Recipients on so many lines stay under the title as long as a joint mark can be made smaller.
const FEW: usize = 2;

/// A name of so many characters is not parted.
const WHOLE: usize = 20;
/// The same in an imprint that would else fill more than a page.
const WHOLE_CROWDED: usize = 8;

impl Document {
    /// Whether the main recipients stand under the title only as long as they leave room for the text, and do not.
    #[must_use]
    pub fn recipients_crowd_first_page(&self) -> bool {
        if self.head.elements.recipients_place != RecipientsPlace::Automatic {
            return false;
        }
        let Some(recipients) = self.printed_recipients() else {
            return false;
        };
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let recipients = filled(&name_pieces(&recipients, &names), LINE, WHOLE);
        let taken = self.lines_above_title(recipients)
            + self.title_lines_of_page()
            + recipients
            + self.lines_before_text();
        taken + TEXT > LINES
    }

    /// In which size (字号) the imprint is set where 4号 would fill more than a page; none where it does not, or where no size is small enough.
    #[must_use]
    pub fn small_imprint(&self) -> Option<&'static str> {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let rows = self.imprint_rows();
        let (office, date) = self.imprint_office();
        let others = usize::from(office.is_some() || date.is_some())
            + usize::from(self.head.imprint.copies.is_some());
        // Characters of a row behind its label, in halves, points from line to line, and how long a whole name is.
        let fits = |row: usize, pitch: usize, whole: usize| {
            let lines = |text: &str| filled(&name_pieces(text, &names), row, whole);
            let all: usize = rows.iter().map(|row| lines(&row.text)).sum();
            (all + others) * pitch <= PAGE_IN_POINTS
        };
        if rows.is_empty() || fits(53, 20, WHOLE) || fits(53, 20, WHOLE_CROWDED) {
            return None;
        }
        if fits(63, 18, WHOLE) || fits(63, 17, WHOLE_CROWDED) {
            return Some("小四号");
        }
        fits(72, 15, WHOLE_CROWDED).then_some("五号")
    }

    /// Lines from the top of the page to the title, where `recipients` lines follow it.
    fn lines_above_title(&self, recipients: usize) -> usize {
        let numbers = usize::from(self.head.numbers.document.is_some())
            + usize::from(self.head.numbers.issue.is_some());
        let head_row = usize::from(
            !self.head_publishers().is_empty() || self.head.date_place == DatePlace::Head,
        );
        let more_publishers = self.head_publishers().len().saturating_sub(1);
        match (self.series.layout, &self.head.masthead) {
            (_, None) => {
                let elements = &self.head.elements;
                let corner = usize::from(elements.secrecy.is_some())
                    + usize::from(elements.urgency.is_some())
                    + usize::from(elements.copy_number.is_some());
                let any = usize::from(numbers + head_row > 0);
                corner + numbers + head_row + more_publishers + 2 * any
            }
            (Layout::Letter, _) => 6 + more_publishers,
            (
                Layout::Document | Layout::Minutes | Layout::Command | Layout::Bulletin,
                Some(mark),
            ) => {
                // A joint mark may shrink till its names are as large as the title: 22 pt and a tenth of it between them; till they are as large as the text
                // (15.8 pt) where the recipients are few.
                let pitch = if recipients > FEW { 242 } else { 174 };
                let joint = match mark.offices.len() {
                    0 | 1 => 0,
                    count => (count * pitch / 10).saturating_sub(50).div_ceil(30),
                };
                // Each number more than the first takes a line, 编印单位 and date three.
                11 + joint + numbers.saturating_sub(1) + 3 * head_row + more_publishers
            }
        }
    }

    /// The lines of title, 副题 and date under it, and the blank line below.
    fn title_lines_of_page(&self) -> usize {
        let title: usize = self
            .head
            .title
            .iter()
            .map(|line| width(line).div_ceil(40).max(1))
            .sum();
        let subtitle = self.head.subtitle.as_ref();
        let subtitle = subtitle.map_or(0, |line| width(&SUBTITLE.text(line)).div_ceil(54));
        let date = usize::from(self.head.date_place == DatePlace::UnderTitle);
        let lines = title + subtitle + date;
        if lines > 0 { lines + 1 } else { 0 }
    }

    /// 按语, and the headings with which the text begins.
    fn lines_before_text(&self) -> usize {
        let lines = |block: &Block| -> usize {
            let texts = block.texts().into_iter();
            texts
                .map(|text| (width(&plain_text(text)) + 4).div_ceil(LINE))
                .sum()
        };
        let note: usize = self.editor_note.iter().map(lines).sum();
        let headings = self.body.iter().take_while(
            |block| matches!(block, Block::Heading(heading) if heading.run_in.is_none()),
        );
        note + headings
            .map(|heading| lines(heading).clamp(1, 3))
            .sum::<usize>()
    }
}

/// The height of a page's type area (225 mm) in points, less the lines of the imprint.
const PAGE_IN_POINTS: usize = 634;

/// How many lines of `room` halves of a character the names fill; those of more than `whole` characters are parted between their words.
fn filled(pieces: &[String], room: usize, whole: usize) -> usize {
    let mut lines = 1;
    let mut taken = 0;
    let mut add = |piece: &str| {
        let length = width(piece);
        // A mark at the end of a line stands on half of its place.
        if taken > 0 && taken + length > room + 1 {
            lines += 1;
            taken = 0;
        }
        taken += length;
        lines += taken.saturating_sub(1) / (room + 1);
        taken = if taken > room + 1 {
            taken % room
        } else {
            taken
        };
    };
    for piece in pieces {
        if piece.chars().count() > whole + 1 {
            parts(piece, whole).iter().for_each(|part| add(part));
        } else {
            add(piece);
        }
    }
    lines
}

/// What a name may be parted into; the last of it is no line of one to three characters.
fn parts(piece: &str, most: usize) -> Vec<String> {
    let mut parts = name_parts(piece);
    while let [.., before, last] = parts.as_slice()
        && last.chars().count() < 4
        && before.chars().count() + last.chars().count() <= most
    {
        let last = parts.pop().unwrap_or_default();
        if let Some(before) = parts.last_mut() {
            before.push_str(&last);
        }
    }
    parts
}
