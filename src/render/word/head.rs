//! What stands over the text: the mark (发文机关标志), the numbers, the red line, the title, 主送.

use super::key;
use super::look::{Face, RunLook};
use super::measures::{
    ABOVE_LINE, CHAR, MARGIN_TOP, MASTHEAD, MASTHEAD_BULLETIN, MASTHEAD_COMMAND, MASTHEAD_MINUTES,
    MastheadFigures, PITCH, WIDTH, millimetres, width,
};
use super::paragraph::{EdgeLine, Indent, Tab, WordParagraph};
use super::run::{push_tab, push_text};
use super::writing::Writing;
use crate::model::{DatePlace, Layout, Spanned, printed};

/// How many names stand on a line of 签发人 (7.2.6).
const APPROVERS_A_LINE: usize = 2;

impl Writing<'_> {
    /// Everything over the title: 版头 or 报头. Gives the free space that belongs above what follows.
    pub(super) fn masthead(&mut self) -> i64 {
        let document = self.document;
        let head = &document.head;
        if self.is_letterhead() {
            return self.letterhead();
        }
        let Some(masthead) = &head.masthead else {
            return self.white_paper();
        };
        let rules = document.series.layout.rules();
        let figures = match document.series.layout {
            Layout::Document | Layout::Letter => MASTHEAD,
            Layout::Minutes => MASTHEAD_MINUTES,
            Layout::Command => MASTHEAD_COMMAND,
            Layout::Bulletin => MASTHEAD_BULLETIN,
        };
        let taken = self.classification(&figures);
        let top = millimetres(37) - MARGIN_TOP;
        self.mark(masthead, &figures, figures.drop + top - taken);
        let mut lines = self.numbers(figures.gap * PITCH);
        let mut publishers = self.publishers();
        if let Some(first) = publishers.first_mut() {
            first.space.0 = figures.gap * PITCH;
        }
        lines.append(&mut publishers);
        if rules.red_line {
            // The line is that of the last paragraph, or of one of its own where that does not reach from edge to edge.
            if lines.last().is_none_or(|last| last.indent.is_some()) {
                let mut line = WordParagraph::new("Anchor");
                line.pitch = Some(140);
                lines.push(line);
            }
            if let Some(last) = lines.last_mut() {
                last.rule = Some(EdgeLine {
                    above: false,
                    kind: "single",
                    thickness: figures.rule,
                    distance: if last.pitch.is_some() { 0 } else { 7 },
                    red: true,
                    hidden: head.elements.overprint,
                });
            }
        }
        for line in &lines {
            self.paragraph(line);
        }
        2 * PITCH - if rules.red_line { 80 } else { 0 }
    }

    /// 白头件: no name and no line, but nothing the writer gave is lost.
    fn white_paper(&mut self) -> i64 {
        for (at, (text, hei)) in self.marks().into_iter().enumerate() {
            let paragraph = self.classified(&text, hei, at);
            self.paragraph(&paragraph);
        }
        let mut lines = self.numbers(0);
        lines.append(&mut self.publishers());
        for line in &lines {
            self.paragraph(line);
        }
        if lines.is_empty() { 0 } else { PITCH }
    }

    /// 份号, 密级和保密期限, 紧急程度 in their order, and whether each is 黑体 (7.2.1 to 7.2.3).
    fn marks(&self) -> Vec<(String, bool)> {
        let elements = &self.document.head.elements;
        let number = elements.printed_copy_number().map(|number| (number, false));
        let marks = [&elements.secrecy, &elements.urgency].into_iter().flatten();
        let marks = marks.map(|mark| (mark.value.clone(), true));
        number.into_iter().chain(marks).collect()
    }

    fn classified(&self, text: &str, hei: bool, at: usize) -> WordParagraph {
        let key = key::of_head_at("mark", at);
        let mut paragraph = WordParagraph::new("Classification").known_by(key);
        let look = RunLook {
            face: (!hei).then_some(Face::Fangsong),
            ..RunLook::default()
        };
        self.push(&mut paragraph.runs, text, &look);
        paragraph
    }

    /// The marks in the white above 发文机关标志; how high they are. 7.2.2 puts 密级 on the second line; in a 简报, which has less room, 编号 stands at the right.
    fn classification(&mut self, figures: &MastheadFigures) -> i64 {
        let mut marks = self.marks();
        if marks.is_empty() {
            return 0;
        }
        let bulletin = self.document.series.layout == Layout::Bulletin;
        let numbered = self.document.head.elements.copy_number.is_some();
        let corner = (bulletin && numbered).then(|| marks.remove(0));
        let secret = self.document.head.elements.secrecy.is_some();
        let skipped = if !bulletin && secret && !numbered {
            1
        } else {
            0
        };
        let lines = i64::try_from(marks.len().max(1)).unwrap_or(1) + skipped;
        let pitch = PITCH
            .min((figures.drop - figures.size * 5 / 4) / lines)
            .max(340);
        let first = skipped * pitch;
        if marks.is_empty() {
            marks.push((String::new(), false));
        }
        for (at, (text, hei)) in marks.into_iter().enumerate() {
            let mut paragraph = self.classified(&text, hei, at + usize::from(corner.is_some()));
            paragraph.pitch = Some(pitch);
            if at == 0 {
                paragraph.space.0 = first;
                if let Some((number, _)) = &corner {
                    paragraph.tabs.push(Tab {
                        kind: "right",
                        at: WIDTH,
                    });
                    push_tab(&mut paragraph.runs);
                    let face = Some(Face::Fangsong);
                    let look = RunLook {
                        face,
                        ..RunLook::default()
                    };
                    self.push(&mut paragraph.runs, number, &look);
                }
            }
            self.paragraph(&paragraph);
        }
        lines * pitch
    }

    /// 期号 and 发文字号, with 签发人 beside it (7.2.5, 7.2.6); `space` stands above the first.
    fn numbers(&self, space: i64) -> Vec<WordParagraph> {
        let head = &self.document.head;
        let space = (space - ABOVE_LINE).max(0);
        let mut lines = Vec::new();
        if let Some(issue) = &head.numbers.issue {
            lines.push(
                self.line("DocumentNumber", issue)
                    .known_by(key::of_head("issue")),
            );
        }
        let approvers = &head.elements.approvers;
        if approvers.is_empty() {
            if let Some(number) = &head.numbers.document {
                lines.push(
                    self.line("DocumentNumber", number)
                        .known_by(key::of_head("number")),
                );
            }
        } else {
            let number = head.numbers.document.as_deref();
            lines.extend(self.approvers(number, approvers));
        }
        if let Some(first) = lines.first_mut() {
            first.space.0 = space;
        }
        lines
    }

    /// Names two a line, each under the one above; the number stands on the line of the last.
    fn approvers(&self, number: Option<&str>, approvers: &[Spanned<String>]) -> Vec<WordParagraph> {
        let own = number.map_or(0, width) + CHAR;
        let label = width(printed::APPROVERS);
        let widest = approvers.iter().map(|name| width(name)).max().unwrap_or(0) + CHAR;
        let room = WIDTH - 2 * CHAR - own - label;
        let a_line = if widest * 2 <= room {
            APPROVERS_A_LINE
        } else {
            1
        };
        let columns = i64::try_from(a_line.min(approvers.len())).unwrap_or(1);
        let left = WIDTH - CHAR - label - columns * widest + CHAR;
        let rows: Vec<&[Spanned<String>]> = approvers.chunks(a_line).collect();
        let mut lines = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let mut line =
                WordParagraph::new("Publisher").known_by(key::of_head_at("approvers", at));
            line.indent = Some(Indent {
                left: CHAR,
                ..Indent::default()
            });
            line.tabs.push(Tab {
                kind: "left",
                at: left,
            });
            if let Some(number) = number.filter(|_| at + 1 == rows.len()) {
                self.push(&mut line.runs, number, &RunLook::default());
            }
            push_tab(&mut line.runs);
            if at == 0 {
                push_text(&mut line.runs, printed::APPROVERS, &RunLook::default());
            }
            for (column, name) in (0..).zip(*row) {
                line.tabs.push(Tab {
                    kind: "left",
                    at: left + label + column * widest,
                });
                if at > 0 || column > 0 {
                    push_tab(&mut line.runs);
                }
                let look = RunLook {
                    face: Some(Face::Kai),
                    ..RunLook::default()
                };
                self.push(&mut line.runs, name, &look);
            }
            lines.push(line);
        }
        lines
    }

    /// 编印单位 at the left and the date at the right, one character in (practice).
    fn publishers(&self) -> Vec<WordParagraph> {
        let head = &self.document.head;
        let date = (head.date_place == DatePlace::Head).then(|| head.date.value.arabic());
        let names = self.document.head_publishers();
        let inset = Indent {
            left: CHAR,
            right: CHAR,
            ..Indent::default()
        };
        let mut lines: Vec<WordParagraph> = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let key = key::of_head_at("publisher", at);
            let mut line = self.line("Publisher", name).known_by(key);
            line.indent = Some(inset);
            lines.push(line);
        }
        if let Some(date) = date {
            let last = names.last().map_or(0, |name| width(name));
            if last + width(&date) + CHAR > WIDTH - 2 * CHAR || lines.is_empty() {
                let mut line = self.line("Publisher", &date).known_by(key::of_head("date"));
                line.indent = Some(inset);
                line.align = Some("right");
                lines.push(line);
            } else if let Some(line) = lines.last_mut() {
                line.tabs.push(Tab {
                    kind: "right",
                    at: WIDTH - CHAR,
                });
                push_tab(&mut line.runs);
                self.push(&mut line.runs, &date, &RunLook::default());
            }
        }
        lines
    }

    /// The title in its lines, 副题, a date under it; `space` stands above. Gives whether there was any.
    pub(super) fn title(&mut self, space: i64) -> bool {
        let head = &self.document.head;
        let mut lines = Vec::new();
        if !head.title.is_empty() {
            let title: Vec<&str> = head.title.iter().map(|line| &**line).collect();
            let line = self.line("Title", &title.join("\n"));
            lines.push(line.known_by(key::of_head("title")));
        }
        if let Some(subtitle) = &head.subtitle {
            let line = self.line("Subtitle", &printed::SUBTITLE.text(subtitle));
            lines.push(line.known_by(key::of_head("subtitle")));
        }
        if head.date_place == DatePlace::UnderTitle {
            let date = printed::DATE_UNDER_TITLE.text(head.date.value.arabic());
            let line = self.line("Subtitle", &date);
            lines.push(line.known_by(key::of_head("date")));
        }
        if let Some(first) = lines.first_mut() {
            first.space.0 = space.max(0);
        }
        if let Some(last) = lines.last_mut() {
            last.space.1 = PITCH;
        }
        for line in &lines {
            self.paragraph(line);
        }
        !lines.is_empty()
    }

    /// 主送 under the title (7.3.2); `space` stands above.
    pub(super) fn recipients(&mut self, space: i64) {
        if let Some(line) = self.document.printed_recipients() {
            let paragraph = self
                .line("Recipients", &line)
                .known_by(key::of_head("recipients"))
                .after_space(space);
            self.paragraph(&paragraph);
        }
    }
}
