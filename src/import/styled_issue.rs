//! A past issue in a Word file whose styles name the elements of the standard, as those of this program do: nothing has to be guessed.

use super::dates::typed_date;
use super::manuscript::{Manuscript, ManuscriptElement, ParagraphRole, SentParagraph, TextPiece};
use super::past_articles;
use super::past_frame::{ListedAttachment, classification, imprint_line};
use super::past_numbers::numbers;
use super::past_parts::{PastPart, PastParts, PastText};
use super::standard_element::StandardElement as Element;
use crate::model::printed::EDITOR_NOTE;
use crate::source::Key;
use crate::stage::parse::keys;
use crate::zh::label::typed_number;

/// The parts as far as they have been read.
#[derive(Default)]
struct StyledReader {
    parts: PastParts,
    /// The level of the last heading.
    deepest: usize,
}

/// The elements of `sent` by what their styles say; none where they say nothing of a frame. What only says where something stands is taken out of `sent`.
pub fn take(sent: &mut Manuscript) -> Option<PastParts> {
    let is_styled = |element: &ManuscriptElement| match element {
        ManuscriptElement::Paragraph(paragraph) => is_frame(paragraph),
        ManuscriptElement::Table(_) => false,
    };
    if !sent.elements.iter().any(is_styled) {
        return None;
    }
    let mut reader = StyledReader::default();
    for element in opened(std::mem::take(&mut sent.elements)) {
        match element {
            ManuscriptElement::Paragraph(paragraph) => reader.paragraph(paragraph),
            table @ ManuscriptElement::Table(_) => reader.text(table),
        }
    }
    let audience = sent.properties.get("受众").cloned();
    reader.parts.frame.audience = audience.filter(|audience| audience != "公开");
    // 版记 stands in a box, which is what it is.
    let layout = ["文本框里的文字", "只有一格的表格"];
    sent.remarks
        .retain(|remark| !layout.iter().any(|word| remark.starts_with(word)));
    Some(reader.parts)
}

/// Takes what the program prints around columns and notes off the paragraphs of `sent`, against which the result is held.
pub fn take_off_printed(sent: &mut Manuscript) {
    for element in &mut sent.elements {
        let is_column = past_articles::column(element).is_some();
        let ManuscriptElement::Paragraph(paragraph) = element else {
            continue;
        };
        let look = paragraph.look.element;
        if let Some(TextPiece::Text(run)) = paragraph.pieces.first_mut() {
            match look {
                _ if is_column => {
                    run.text = run.text.trim().trim_matches(['【', '】']).to_owned();
                }
                Some(Element::EditorNote) => {
                    let rest = run.text.trim_start().strip_prefix(EDITOR_NOTE.before);
                    run.text = rest.unwrap_or(&run.text).to_owned();
                }
                _ => {}
            }
        }
    }
}

fn is_frame(paragraph: &SentParagraph) -> bool {
    paragraph.look.element.is_some_and(Element::is_frame)
}

/// The elements with the paragraphs of tables that only put elements of the frame side by side.
fn opened(elements: Vec<ManuscriptElement>) -> Vec<ManuscriptElement> {
    let mut opened = Vec::new();
    for element in elements {
        let ManuscriptElement::Table(table) = &element else {
            opened.push(element);
            continue;
        };
        let cells = || table.rows.iter().flatten();
        let paragraphs = || {
            let paragraphs = cells().flat_map(|cell| &cell.paragraphs);
            paragraphs.filter(|paragraph| !paragraph.is_blank())
        };
        if paragraphs().next().is_some() && paragraphs().all(is_frame) {
            let paragraphs = paragraphs().cloned();
            opened.extend(paragraphs.map(ManuscriptElement::Paragraph));
        } else {
            opened.push(element);
        }
    }
    opened
}

/// The whole of its words, in one line for each that was broken by hand.
fn lines(paragraph: &SentParagraph) -> Vec<String> {
    let text = paragraph.text();
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

impl StyledReader {
    /// Takes what is text where it stands.
    fn text(&mut self, element: ManuscriptElement) {
        if let Some(last) = self.parts.attachments.last_mut() {
            return last.elements.push(element);
        }
        match self.parts.body.last_mut() {
            Some(PastPart::Text(elements)) => elements.push(element),
            Some(PastPart::Article(article)) => article.elements.push(element),
            Some(PastPart::Column(_)) | None => self.parts.body.push(PastPart::Text(vec![element])),
        }
    }

    fn article(&mut self) -> Option<&mut PastText> {
        match self.parts.body.last_mut() {
            Some(PastPart::Article(article)) => Some(article),
            Some(PastPart::Text(_) | PastPart::Column(_)) | None => None,
        }
    }

    fn paragraph(&mut self, paragraph: SentParagraph) {
        let text = paragraph.text().trim().to_owned();
        self.label(&paragraph, &text);
        let Some(element) = paragraph.look.element else {
            match paragraph.look.role {
                ParagraphRole::Title if self.parts.body.is_empty() => {
                    self.parts.frame.title.extend(lines(&paragraph));
                }
                ParagraphRole::Subtitle => self.subtitle(paragraph, &text),
                ParagraphRole::Title | ParagraphRole::Body | ParagraphRole::Contents => {
                    self.text(ManuscriptElement::Paragraph(paragraph));
                }
            }
            return;
        };
        match element {
            Element::Masthead => {
                let is_suffix = |mark: &String| mark == "_jb_k_suffix";
                if paragraph.bookmarks.iter().any(is_suffix) {
                    self.parts.frame.mark_suffix = Some(text);
                } else {
                    self.parts.frame.mark.extend(lines(&paragraph));
                }
            }
            Element::Classification => self.classification(&text),
            Element::DocumentNumber => {
                self.parts.frame.numbers.add(numbers(&text));
                self.parts.frame.masthead.push(text);
            }
            Element::Publisher => self.publisher(&paragraph, &text),
            Element::Contents => {
                self.parts.frame.contents = true;
                self.parts.frame.contents_lines.push(text);
            }
            Element::Recipients => {
                let names = text.trim_end_matches(['：', ':']);
                self.parts.frame.recipients = Some(names.to_owned());
            }
            Element::EditorNote => self.note(paragraph, &text),
            Element::Column => {
                let name = text.trim_matches(['【', '】']);
                self.parts.body.push(PastPart::Column(name.to_owned()));
            }
            Element::ArticleTitle => self.parts.body.push(PastPart::Article(PastText {
                title: lines(&paragraph),
                ..PastText::default()
            })),
            Element::Source => match self.article() {
                Some(article) if article.source.is_none() => {
                    article.source = Some(unbracketed(&text).to_owned());
                }
                _ => self.text(ManuscriptElement::Paragraph(paragraph)),
            },
            Element::AttachmentList => self.listed(&text),
            Element::Attendance => self.attendance(&text),
            Element::Signature => self.signature(&paragraph, text),
            Element::Date => {
                self.parts.frame.date = self.parts.frame.date.or_else(|| typed_date(&text));
                self.parts.frame.restated.push(text);
            }
            Element::Remark => self.parts.frame.remark = Some(unbracketed(&text).to_owned()),
            Element::AttachmentLabel => {
                self.parts.attachments.push(PastText::default());
                self.parts.frame.attachment_labels.push(text);
            }
            Element::AttachmentTitle => match self.parts.attachments.last_mut() {
                Some(attachment) => attachment.title.extend(lines(&paragraph)),
                None => self.text(ManuscriptElement::Paragraph(paragraph)),
            },
            Element::Imprint => {
                if !imprint_line(&text, &mut self.parts.frame) {
                    self.parts.frame.masthead.push(text);
                }
            }
            Element::ListItem
            | Element::Quotation
            | Element::Code
            | Element::Rule
            | Element::TableCaption
            | Element::FigureCaption
            | Element::TableLine
            | Element::TableNote => self.text(ManuscriptElement::Paragraph(paragraph)),
        }
    }

    /// Notes how the number one of a heading or of an item is printed.
    fn label(&mut self, paragraph: &SentParagraph, text: &str) {
        let level = match paragraph.look.element {
            None => paragraph.look.heading.or_else(|| paragraph.run_in()),
            Some(Element::ListItem) if self.deepest < 3 => Some(3),
            Some(_) => None,
        };
        let Some(level) = level.map(usize::from) else {
            return;
        };
        if paragraph.look.element.is_none() {
            self.deepest = level;
        }
        let Some(place) = level
            .checked_sub(1)
            .and_then(|at| self.parts.frame.labels.get_mut(at))
        else {
            return;
        };
        if let Some(number) = typed_number(text).filter(|number| number.value == 1)
            && place.is_none()
        {
            *place = text
                .get(..number.length)
                .map(|label| label.trim().to_owned());
        }
    }

    /// 副题 of the issue or of an article, or the date under a title.
    fn subtitle(&mut self, paragraph: SentParagraph, text: &str) {
        let words = text.trim_start_matches('—').trim().to_owned();
        let date = typed_date(unbracketed(text));
        if let Some(article) = self.article() {
            if article.subtitle.is_none() && article.elements.is_empty() {
                article.subtitle = Some(words);
                return;
            }
        } else if self.parts.body.is_empty() {
            if date.is_some() {
                self.parts.frame.date = date;
                self.parts.frame.date_under_title = true;
                self.parts.frame.restated.push(text.to_owned());
            } else {
                self.parts.frame.subtitle = Some(words);
            }
            return;
        }
        self.text(ManuscriptElement::Paragraph(paragraph));
    }

    fn classification(&mut self, text: &str) {
        for part in text.split('\t').map(str::trim) {
            if !part.is_empty() && !classification(part, &mut self.parts.frame) {
                self.parts.frame.masthead.push(part.to_owned());
            }
        }
    }

    /// 编印单位, the date beside it, 签发人 beside the number.
    fn publisher(&mut self, paragraph: &SentParagraph, text: &str) {
        let mut marks = paragraph.bookmarks.iter();
        let mut approves = marks.any(|mark| mark.contains("approvers"));
        for part in text.split(['\t', '　']).map(str::trim) {
            let names = part.strip_prefix("签发人").map(|rest| {
                approves = true;
                rest.trim_start_matches(['：', ':']).trim()
            });
            if let Some(date) = typed_date(part) {
                self.parts.frame.date = self.parts.frame.date.or(Some(date));
                self.parts.frame.restated.push(part.to_owned());
            } else if part.is_empty() || names == Some("") {
            } else if !numbers(part).is_empty() {
                self.parts.frame.numbers.add(numbers(part));
                self.parts.frame.masthead.push(part.to_owned());
            } else if approves {
                let name = names.unwrap_or(part);
                self.parts.frame.approvers.push(name.to_owned());
            } else {
                self.parts.frame.masthead.push(part.to_owned());
            }
        }
    }

    fn note(&mut self, paragraph: SentParagraph, text: &str) {
        if let Some(article) = self.article() {
            if article.elements.is_empty() && article.editor_note.is_none() {
                let words = text.strip_prefix(EDITOR_NOTE.before).unwrap_or(text);
                article.editor_note = Some(words.to_owned());
                return;
            }
        } else if self.parts.body.is_empty() {
            self.parts.editor_note.push(paragraph);
            return;
        }
        self.text(ManuscriptElement::Paragraph(paragraph));
    }

    fn listed(&mut self, text: &str) {
        let title = text
            .trim_start_matches("附件：")
            .trim_start_matches("附件:")
            .trim();
        // 1.2026 may be the number of an attachment and the year that its title begins with.
        let number = format!("{}.", self.parts.frame.attachments.len() + 1);
        let title = title.strip_prefix(&number).unwrap_or(title).trim();
        self.parts.frame.attachments.push(ListedAttachment {
            title: title.to_owned(),
            typed: text.to_owned(),
        });
    }

    fn attendance(&mut self, text: &str) {
        const ROWS: [Key; 7] = [
            keys::MEETING_TIME,
            keys::MEETING_PLACE,
            keys::CHAIR,
            keys::PRESENT,
            keys::EXCUSED,
            keys::OBSERVERS,
            keys::RECORDER,
        ];
        let row = text.split_once(['：', ':']);
        let key = row.and_then(|(label, _)| ROWS.iter().find(|key| key.zh == label.trim()));
        match (key, row) {
            (Some(key), Some((_, names))) => {
                let names = names.trim().to_owned();
                self.parts.frame.attendance.push((*key, names));
            }
            _ => self.parts.frame.masthead.push(text.to_owned()),
        }
    }

    /// 署名; the post beside a stamp (签名章) is that of the series.
    fn signature(&mut self, paragraph: &SentParagraph, text: String) {
        let is_post = paragraph
            .bookmarks
            .iter()
            .any(|mark| mark.starts_with("_jb_k_post"));
        if is_post {
            self.parts.frame.posts.push(text);
        } else {
            self.parts.frame.signatures.push(text);
        }
    }
}

fn unbracketed(text: &str) -> &str {
    let inner = text
        .strip_prefix(['（', '('])
        .and_then(|text| text.strip_suffix(['）', ')']));
    inner.unwrap_or(text).trim()
}
