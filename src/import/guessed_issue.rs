//! A past issue in a file that says nothing of itself: its frame and its parts, as far as words and looks tell them.

use super::dates::typed_date;
use super::ends::is_office;
use super::manuscript::{Manuscript, ManuscriptElement};
use super::past_articles;
use super::past_frame::{
    ListedAttachment, PastFrame, classification, imprint_line, office_and_date,
};
use super::past_numbers::numbers;
use super::past_parts::{PastPart, PastParts, PastText};
use crate::zh::label::typed_number;

/// The text at `place`; none where a table stands there.
fn line(sent: &Manuscript, place: usize) -> Option<String> {
    match sent.elements.get(place)? {
        ManuscriptElement::Paragraph(paragraph) => {
            let label = paragraph
                .look
                .number
                .as_ref()
                .filter(|number| !number.is_bullet);
            let label = label.map_or("", |number| number.label.as_str());
            Some(format!("{label}{}", paragraph.text().trim()))
        }
        ManuscriptElement::Table(_) => None,
    }
}

/// The parts of `sent`, as far as words and looks tell them.
pub fn take(sent: &mut Manuscript) -> PastParts {
    let mut frame = PastFrame::default();
    end(sent, &mut frame);
    let behind = behind_signature(sent);
    signed(sent, &mut frame);
    head(sent, &mut frame);
    let attachments = attachments(&behind, &mut frame);
    let text = std::mem::take(&mut sent.elements);
    let body = past_articles::split(&text).unwrap_or_else(|| vec![PastPart::Text(text)]);
    let articles = body
        .iter()
        .filter(|part| matches!(part, PastPart::Article(_)));
    let articles = articles.count();
    if articles > 0 {
        sent.remark(format!(
            "{articles} 篇文章是按“【栏目】”和单独成行的标题分开的，请核对"
        ));
    }
    PastParts {
        frame,
        editor_note: Vec::new(),
        body,
        attachments,
    }
}

/// The attachments behind the text, each with its title.
fn attachments(behind: &[ManuscriptElement], frame: &mut PastFrame) -> Vec<PastText> {
    let number = |element: &ManuscriptElement| match element {
        ManuscriptElement::Paragraph(paragraph) => {
            let text = paragraph.text();
            let rest = text.trim().strip_prefix("附件").map(str::trim);
            rest.is_some_and(|rest| rest.chars().count() <= 4)
        }
        ManuscriptElement::Table(_) => false,
    };
    let mut attachments = Vec::new();
    for part in behind.chunk_by(|_, next| !number(next)) {
        let mut rest = part;
        if let [first, after @ ..] = part
            && number(first)
            && let ManuscriptElement::Paragraph(paragraph) = first
        {
            rest = after;
            let label = paragraph.text().trim().to_owned();
            frame.attachment_labels.push(label);
        }
        let mut title = Vec::new();
        let mut is_centered = false;
        while let [ManuscriptElement::Paragraph(paragraph), after @ ..] = rest {
            let text = paragraph.text().trim().to_owned();
            // A second line is one of the title only where both stand in the middle.
            let goes_on = paragraph.look.centered && is_centered;
            if text.contains(['。', '：'])
                || text.chars().count() > 40
                || after.is_empty()
                || title.len() >= 2
                || !title.is_empty() && !goes_on
                || paragraph.look.heading.is_some()
                || typed_number(&text).is_some()
            {
                break;
            }
            is_centered = paragraph.look.centered;
            title.push(text);
            rest = after;
        }
        attachments.push(PastText {
            title,
            elements: rest.to_vec(),
            ..PastText::default()
        });
    }
    attachments
}

/// Masthead, numbers, title, recipients.
fn head(sent: &mut Manuscript, frame: &mut PastFrame) {
    const FIRST: usize = 10;
    let marks = (0..FIRST).filter_map(|place| line(sent, place));
    let marks = marks.take_while(|text| classification(text, frame));
    let marks = marks.count();
    sent.elements.drain(..marks);
    let lines: Vec<Option<String>> = (0..FIRST).map(|place| line(sent, place)).collect();
    let first_long = lines
        .iter()
        .position(|line| line.as_ref().is_none_or(|line| line.chars().count() > 60));
    let most = first_long.unwrap_or(lines.len());
    let numbered = lines[..most]
        .iter()
        .flatten()
        .position(|line| !numbers(line).is_empty());
    if let Some(place) = numbered {
        for text in lines[..place].iter().flatten() {
            if !classification(text, frame) {
                frame.masthead.push(text.clone());
            }
        }
        frame.numbers = lines[place].as_deref().map(numbers).unwrap_or_default();
        frame
            .masthead
            .push(lines[place].clone().unwrap_or_default());
        sent.elements.drain(..=place);
        // 编印单位 and date over the red line of a 简报.
        while let Some(text) = line(sent, 0) {
            let Some((office, date)) = office_and_date(&text) else {
                let follows = line(sent, 1).is_some_and(|next| office_and_date(&next).is_some());
                if follows && is_office(&text, false) {
                    frame.masthead.push(text);
                    sent.elements.remove(0);
                    continue;
                }
                break;
            };
            frame.date = frame.date.or(Some(date));
            frame.restated.push(text.clone());
            if !office.is_empty() {
                frame.masthead.push(office);
            }
            sent.elements.remove(0);
            break;
        }
    }
    while let Some(text) = line(sent, 0) {
        let long = text.lines().any(|line| line.chars().count() > 45);
        let ends = text.ends_with(['。', '；', '：', ':', '，']);
        if long
            || ends
            || frame.title.len() >= 5
            || typed_number(&text).is_some()
            || text.starts_with("——")
            || text.starts_with(['（', '(', '【'])
        {
            break;
        }
        let next = line(sent, 1).unwrap_or_default();
        // One short line that sentences do not follow is no title.
        if next.is_empty() {
            break;
        }
        frame
            .title
            .extend(text.lines().map(|line| line.trim().to_owned()));
        sent.elements.remove(0);
    }
    if let Some(text) = line(sent, 0)
        && let Some(rest) = text.strip_prefix("——")
    {
        frame.subtitle = Some(rest.trim().to_owned());
        sent.elements.remove(0);
    }
    if let Some(text) = line(sent, 0)
        && let Some(date) = typed_date(text.trim_matches(['（', '）', '(', ')']))
        && text.chars().count() <= 20
    {
        frame.date = Some(date);
        frame.date_under_title = true;
        frame.restated.push(text.clone());
        sent.elements.remove(0);
    }
    if let Some(text) = line(sent, 0)
        && text.ends_with(['：', ':'])
        && text.chars().count() <= 200
        && !text.contains('。')
        && typed_number(&text).is_none()
        && !["如下", "以下", "下列"]
            .iter()
            .any(|word| text.contains(word))
    {
        frame.recipients = Some(text.trim_end_matches(['：', ':']).to_owned());
        sent.elements.remove(0);
    }
}

/// Makes paragraphs of 版记 where it is drawn as a table of one column, as our own Word files and many offices have it.
fn open_imprint(sent: &mut Manuscript) {
    let Some(ManuscriptElement::Table(table)) = sent.elements.last() else {
        return;
    };
    let paragraphs = || {
        let cells = table.rows.iter().flatten();
        cells.flat_map(|cell| &cell.paragraphs)
    };
    let is_imprint = paragraphs().any(|paragraph| {
        let text = paragraph.text();
        let text = text.trim();
        text.starts_with("抄送") || text.ends_with("印发")
    });
    if table.columns != 1 || !is_imprint {
        return;
    }
    let opened: Vec<ManuscriptElement> = paragraphs()
        .filter(|paragraph| !paragraph.is_blank())
        .cloned()
        .map(ManuscriptElement::Paragraph)
        .collect();
    sent.elements.pop();
    sent.elements.extend(opened);
}

/// 主题词, 抄送, 报, 送, 发, 印发 from the end on.
fn end(sent: &mut Manuscript, frame: &mut PastFrame) {
    open_imprint(sent);
    while let Some(last) = sent.elements.len().checked_sub(1) {
        let Some(text) = line(sent, last) else { break };
        if !imprint_line(&text, frame) {
            break;
        }
        sent.elements.remove(last);
    }
    frame.sent_to.reverse();
}

/// What stands behind the signature and its date.
fn behind_signature(sent: &mut Manuscript) -> Vec<ManuscriptElement> {
    let is_signed = |place: usize| {
        let above = place.checked_sub(1).and_then(|above| line(sent, above));
        let dated = line(sent, place).is_some_and(|text| typed_date(&text).is_some());
        dated && above.is_some_and(|above| is_office(&above, false))
    };
    let mut begin = (0..sent.elements.len())
        .rfind(|place| is_signed(*place))
        .map_or(sent.elements.len(), |place| place + 1);
    // A remark under the date is the issue's.
    if line(sent, begin).is_some_and(|text| text.starts_with(['（', '('])) {
        begin += 1;
    }
    sent.elements.split_off(begin.min(sent.elements.len()))
}

/// Signatures, date, remark and the list of attachments above them.
fn signed(sent: &mut Manuscript, frame: &mut PastFrame) {
    let mut has_date = false;
    while let Some(last) = sent.elements.len().checked_sub(1) {
        let Some(text) = line(sent, last) else { break };
        let in_brackets = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
        if !has_date
            && in_brackets
            && ["联系", "电话", "此件"]
                .iter()
                .any(|word| text.contains(word))
            && frame.remark.is_none()
        {
            frame.remark = Some(text.trim_matches(['（', '）', '(', ')']).to_owned());
        } else if text.starts_with("（此页无正文") {
            frame.masthead.push(text.clone());
        } else if let (false, Some(date)) = (has_date, typed_date(&text)) {
            has_date = true;
            frame.date = Some(date);
            frame.restated.push(text.clone());
        } else if has_date && frame.signatures.len() < 8 && is_office(&text, false) {
            // Several names on one line are parted by wide blanks.
            let names = text.split(['　', '\t']).flat_map(|part| part.split("  "));
            let names: Vec<String> = names
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect();
            frame.signatures.splice(0..0, names);
        } else if let Some((office, date)) =
            office_and_date(&text).filter(|(office, _)| !has_date && !office.is_empty())
        {
            has_date = true;
            frame.date = Some(date);
            frame.restated.push(text.clone());
            frame.signatures.push(office);
        } else {
            break;
        }
        sent.elements.remove(last);
    }
    listed(sent, frame);
}

/// The list of attachments (附件说明) at the end of the text.
fn listed(sent: &mut Manuscript, frame: &mut PastFrame) {
    let mut place = sent.elements.len();
    let mut titles = Vec::new();
    while let Some(above) = place.checked_sub(1) {
        let Some(text) =
            line(sent, above).filter(|text| !text.contains('。') && text.chars().count() <= 60)
        else {
            return;
        };
        let begins = ["附件：", "附件:", "附：", "附:"]
            .iter()
            .find_map(|word| text.strip_prefix(word));
        let title = begins.unwrap_or(&text).trim();
        let length = typed_number(title).map_or(0, |number| number.length);
        if begins.is_none() && length == 0 {
            return;
        }
        let title = title.get(length..).unwrap_or(title).trim().to_owned();
        let is_first = begins.is_some();
        titles.insert(0, ListedAttachment { title, typed: text });
        place = above;
        if is_first {
            frame.attachments = titles;
            sent.elements.truncate(place);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::manuscript::{SentCell, SentParagraph, SentTable};
    use super::*;
    use crate::stage::parse::keys;

    fn paragraph(text: &str) -> ManuscriptElement {
        ManuscriptElement::Paragraph(SentParagraph::plain(text))
    }

    #[test]
    fn an_imprint_drawn_as_a_table_and_a_remark_of_who_answers_are_the_issues() {
        let row = |text: &str| {
            vec![SentCell {
                paragraphs: vec![SentParagraph::plain(text)],
                ..SentCell::empty(0, 1)
            }]
        };
        let imprint = SentTable {
            rows: vec![
                row("抄送：市委办公室。"),
                row("云汀市总工会办公室　2026年3月30日印发"),
                row("（共印80份）"),
            ],
            columns: 1,
            head_rows: 0,
        };
        let mut sent = Manuscript {
            elements: vec![
                paragraph("请抓好落实。"),
                paragraph("云汀市总工会"),
                paragraph("2026年3月27日"),
                paragraph("（联系部门：市总工会权益保障部）"),
                ManuscriptElement::Table(imprint),
            ],
            ..Manuscript::default()
        };
        let PastParts {
            frame,
            body,
            attachments,
            ..
        } = take(&mut sent);
        assert!(attachments.is_empty());
        assert_eq!(frame.sent_to, [(keys::COPIED, "市委办公室".to_owned())]);
        assert_eq!(frame.copies, Some(80));
        assert!(frame.print_date.is_some() && frame.date.is_some());
        assert_eq!(frame.signatures, ["云汀市总工会"]);
        assert_eq!(
            frame.remark.as_deref(),
            Some("联系部门：市总工会权益保障部")
        );
        assert_eq!(body, [PastPart::Text(vec![paragraph("请抓好落实。")])]);
    }
}
