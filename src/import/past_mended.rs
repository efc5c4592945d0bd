//! Numbers of headings that were typed in the wrong numerals, 一、 2、 三、 4、, put right and said.

use super::manuscript::{ManuscriptElement, SentParagraph, TextPiece};
use super::report::{Certainty, ImportReport};
use crate::zh::label::{Numerals, typed_number};

/// The longest heading, in characters.
const LONGEST: usize = 60;

/// A heading of the first level, by its place.
struct Counted {
    place: usize,
    value: u32,
    is_han: bool,
    length: usize,
}

/// `elements` with 2、 as 二、 where the headings count on so: one after the other from 一、, and at least two of them in Chinese.
#[must_use]
pub fn mended(elements: &[ManuscriptElement], report: &mut ImportReport) -> Vec<ManuscriptElement> {
    let mut elements = elements.to_vec();
    let counted: Vec<Counted> = elements
        .iter()
        .enumerate()
        .filter_map(|(place, element)| counted(place, element))
        .collect();
    let mut series: Vec<&Counted> = Vec::new();
    for one in &counted {
        let next = u32::try_from(series.len() + 1).unwrap_or(u32::MAX);
        if one.value == next && (one.is_han || !series.is_empty()) {
            series.push(one);
        }
    }
    let han = series.iter().filter(|one| one.is_han).count();
    if han < 2 || series.iter().all(|one| one.is_han) {
        return elements;
    }
    for one in series.iter().filter(|one| !one.is_han) {
        let label = format!("{}、", Numerals::Han.format(one.value));
        if let Some(ManuscriptElement::Paragraph(paragraph)) = elements.get_mut(one.place) {
            let text = paragraph.text();
            let typed = text
                .trim()
                .get(..one.length)
                .unwrap_or_default()
                .trim()
                .to_owned();
            renumber(paragraph, &label);
            report.look(
                Certainty::Likely,
                format!(
                    "“{typed}”接着上面的标题，应为“{label}”，当作标题：{}",
                    paragraph.text().trim()
                ),
            );
        }
    }
    elements
}

/// Whether a paragraph is a heading with 一、 or 1、: a short line without an end.
fn counted(place: usize, element: &ManuscriptElement) -> Option<Counted> {
    let ManuscriptElement::Paragraph(paragraph) = element else {
        return None;
    };
    let text = paragraph.text();
    let text = text.trim();
    let number = typed_number(text)?;
    let label = text.get(..number.length)?.trim_end();
    let is_short = text.chars().count() <= LONGEST && !text.contains(['。', '；', '\n']);
    let ends = text.ends_with(['：', ':', '，', '、']);
    let fits = label.ends_with('、') && !number.bracketed && is_short && !ends;
    fits.then_some(Counted {
        place,
        value: number.value,
        is_han: number.numerals == Numerals::Han,
        length: number.length,
    })
}

/// Puts `label` where the number of the paragraph stands.
fn renumber(paragraph: &mut SentParagraph, label: &str) {
    if let Some(TextPiece::Text(run)) = paragraph.pieces.first_mut() {
        let text = run.text.trim_start();
        if let Some(number) = typed_number(text) {
            let rest = text.get(number.length..).unwrap_or_default();
            run.text = format!("{label}{rest}");
        }
    }
}
