//! Headings that somebody numbered or dressed by hand: 一、 （一） 1. （1）, lines in bold, and `#` lines with a number or bold in them.

use std::ops::Range;

use super::edit::PastedElement;
use super::numbering::{self, DEEPEST_OF_HEADINGS, KINDS, NumberedLine, kind_of};
use super::page::Page;
use super::tidied::Left;
use crate::zh::label::{goes_on, typed_number};
use crate::zh::numeral::han;

/// The longest heading, in characters.
const LONGEST: usize = 40;
/// The longest heading that its paragraph follows on the same line.
const LONGEST_RUN_IN: usize = 30;
/// The deepest level of the format.
const DEEPEST: usize = 4;

/// A heading in a line of text, all places counted in the line's text.
#[derive(Debug)]
struct TypedHeading {
    /// How deep numbers of its kind are, see [`kind_of`]; none without a number.
    kind: Option<usize>,
    /// The value of its number.
    value: u32,
    /// The words.
    title: Range<usize>,
    /// Marks of bold in the words.
    bold: Vec<Range<usize>>,
    /// A full stop at the end of a heading that stands alone.
    stop: Option<Range<usize>>,
    /// Where the paragraph on the same line begins.
    run_in: Option<usize>,
    /// Whether it was in bold as a whole.
    is_bold: bool,
}

/// Makes headings of the lines that are meant as such.
pub fn find(page: &mut Page<'_>, left: &mut Vec<Left>) {
    let lines = numbered(page);
    let numbers = numbering::judge(&lines, |place| typed_at(page, place));
    let mut outline = HeadingOutline::default();
    let mut counted: [u32; KINDS] = [0; KINDS];
    for place in 0..page.lines.len() {
        if numbers.kept.contains_key(&place) {
            continue;
        }
        if !page.is_open(place) {
            continue;
        }
        let line = page.lines[place];
        if let Some(level) = marked_level(line.body) {
            let content = line.body[level..].trim_start();
            outline.marked(level, parse(content).and_then(|heading| heading.kind));
            marked(page, place, level);
            continue;
        }
        if !is_dressed(line.body) {
            continue;
        }
        let Some(heading) = parse(line.body) else {
            continue;
        };
        let level = match heading.kind {
            Some(kind) if fits(page, place, &heading, &counted) => {
                counted[kind] = heading.value;
                counted[kind + 1..].fill(0);
                outline.typed(kind)
            }
            Some(kind) => {
                if kind <= DEEPEST_OF_HEADINGS {
                    let number = typed_at(page, place);
                    left.push(Left {
                        element: None,
                        line: line.number,
                        why: format!("“{number}”开头，但不像标题，没有动"),
                    });
                }
                continue;
            }
            None if is_bold_heading(page, place, &heading) => outline.below(),
            None => continue,
        };
        if level <= DEEPEST {
            let edits = page.edits.len();
            write(page, place, 0, level, &heading);
            let why = numbers.renumbered.get(&place);
            if let (Some(why), Some(edit)) = (why, page.edits.get_mut(edits)) {
                edit.why.clone_from(why);
            }
        }
    }
    left.extend(numbers.said(|place| page.lines[place].number));
}

/// The lines that begin with a number of a heading, each with whether it would be one by itself.
fn numbered(page: &Page<'_>) -> Vec<NumberedLine> {
    let mut counted: [u32; KINDS] = [0; KINDS];
    let mut lines = Vec::new();
    let mut section = 0;
    for place in (0..page.lines.len()).filter(|&place| page.is_open(place)) {
        let body = page.lines[place].body;
        if marked_level(body).is_some() {
            section += 1;
            continue;
        }
        if !is_dressed(body) {
            continue;
        }
        let heading = parse(body);
        let is_heading = heading
            .as_ref()
            .is_some_and(|heading| fits(page, place, heading, &counted));
        let Some((kind, value)) = number_of(body) else {
            continue;
        };
        if is_heading {
            counted[kind] = value;
            counted[kind + 1..].fill(0);
        }
        lines.push(NumberedLine {
            place,
            kind,
            value,
            is_heading,
            section,
        });
    }
    lines
}

/// Whether a line has a number or bold, without which it is no heading; most lines have neither.
fn is_dressed(body: &str) -> bool {
    body.contains("**") || typed_number(body).is_some()
}

/// The number that the line at `place` begins with, as it was typed.
fn typed_at(page: &Page<'_>, place: usize) -> String {
    let plain = page.lines[place].body.replace("**", "");
    let length = typed_number(&plain).map_or(0, |number| number.length);
    plain[..length].trim_end().to_owned()
}

/// Kind and value of the number that a line begins with, unless what follows shows that it is none.
fn number_of(body: &str) -> Option<(usize, u32)> {
    let plain = body.replace("**", "");
    let number = typed_number(&plain)?;
    let kind = kind_of(&number, &plain)?;
    let words = plain
        .get(number.length..)
        .filter(|words| !words.is_empty())?;
    (number.value <= 99 && !goes_on(words)).then_some((kind, number.value))
}

/// The headings that are open, from the outermost: how deep their numbers are, where they have any, and their levels.
#[derive(Debug, Default)]
struct HeadingOutline {
    open: Vec<(Option<usize>, usize)>,
}

impl HeadingOutline {
    /// A heading that has its level.
    fn marked(&mut self, level: usize, kind: Option<usize>) {
        self.open.retain(|(_, known)| *known < level);
        self.open.push((kind, level));
    }

    /// The level of a heading with a number of the kind: one below the headings that it belongs under, whatever numbers others leave out.
    fn typed(&mut self, kind: usize) -> usize {
        while self
            .open
            .last()
            .is_some_and(|(known, _)| known.is_some_and(|known| known >= kind))
        {
            self.open.pop();
        }
        let level = self.below();
        self.open.push((Some(kind), level));
        level
    }

    /// The level under the last heading.
    fn below(&self) -> usize {
        self.open.last().map_or(0, |(_, level)| *level) + 1
    }
}

/// The level of a line that begins with `#`, with or without a space after it.
fn marked_level(body: &str) -> Option<usize> {
    let rest = body.trim_start_matches('#');
    let level = body.len() - rest.len();
    let is_text = rest
        .trim_start()
        .starts_with(|c: char| !c.is_ascii_digit() || rest.starts_with(char::is_whitespace));
    ((1..=6).contains(&level) && is_text).then_some(level)
}

/// Mends a line that begins with `#`: a number and bold go, a paragraph on the same line gets its own.
fn marked(page: &mut Page<'_>, place: usize, level: usize) {
    let line = page.lines[place];
    let rest = &line.body[level..];
    let content = line.body.len() - rest.trim_start().len();
    page.done[place] = true;
    match parse(&line.body[content..]) {
        Some(heading) if heading.kind.is_some() || heading.is_bold || heading.run_in.is_some() => {
            write(page, place, content, level, &heading);
        }
        _ if content == level => {
            let at = line.body_start() + level;
            page.replace(PastedElement::HeadingMark, line.number, at..at, " ");
        }
        _ => {}
    }
}

/// What `body` says as a heading, if it may be one: few words, or few words up to the first full stop.
fn parse(body: &str) -> Option<TypedHeading> {
    let mut plain = String::new();
    // Where each byte of the plain text stands in the body.
    let mut places = Vec::new();
    let mut bold = Vec::new();
    let mut at = 0;
    while let Some(c) = body[at..].chars().next() {
        if body[at..].starts_with("**") {
            bold.push(at..at + 2);
            at += 2;
            continue;
        }
        plain.push(c);
        places.extend((0..c.len_utf8()).map(|offset| at + offset));
        at += c.len_utf8();
    }
    places.push(body.len());
    let number = typed_number(&plain);
    let (kind, value, length) = match &number {
        Some(number) => (Some(kind_of(number, &plain)?), number.value, number.length),
        None => (None, 0, 0),
    };
    let words = &plain[length..];
    // A number alone in its line, 第一条, is no heading without words.
    if kind.is_some() && (goes_on(words) || !words.contains(char::is_alphanumeric)) {
        return None;
    }
    let end = words.find('。').map(|stop| stop + '。'.len_utf8());
    let (title_end, run_in, stop) = match end {
        Some(end) if end < words.len() => (length + end, Some(length + end), None),
        Some(end) => (length + end, None, Some(length + end - '。'.len_utf8())),
        None => (plain.len(), None, None),
    };
    // A clause (条文) ends with a full stop; a heading of that name does not.
    if plain[..length].trim_end().ends_with('条') && end.is_some() {
        return None;
    }
    let title = &plain[length..title_end];
    let rest = &plain[title_end..];
    if kind.is_some_and(|kind| holds_number(rest, kind, value + 1)) {
        return None;
    }
    let limit = if end.is_some() {
        LONGEST_RUN_IN
    } else {
        LONGEST
    };
    let ends_badly = title.ends_with(['；', '，', '、', ';', ',', '！', '？', '…', '”']);
    if title.chars().count() > limit
        || title.contains(['；', '！', '？', '\t', '|', '['])
        || ends_badly
    {
        return None;
    }
    let end_of_title = run_in.map_or(body.len(), |at| places[at]);
    // A mark that closes the bold of the heading stands right after it.
    let mut after = end_of_title;
    if run_in.is_some() && bold.iter().any(|mark| mark.start == after) {
        after += 2;
    }
    let start = places[length];
    let own: Vec<Range<usize>> = bold
        .iter()
        .filter(|mark| mark.end <= after)
        .cloned()
        .collect();
    let is_bold = !own.is_empty();
    if !own.len().is_multiple_of(2) {
        return None;
    }
    let run_in = run_in.map(|_| body.len() - body[after..].trim_start().len());
    Some(TypedHeading {
        kind,
        value,
        title: start..end_of_title,
        bold: own.into_iter().filter(|mark| mark.start >= start).collect(),
        stop: stop.map(|at| places[at]..places[at] + '。'.len_utf8()),
        run_in,
        is_bold: is_bold && run_in.is_none() && body.starts_with("**") && body.ends_with("**"),
    })
}

/// Whether the next number of the kind stands within the same paragraph, which then counts in its sentences.
fn holds_number(text: &str, kind: usize, value: u32) -> bool {
    let han = han(value);
    let marks = match kind {
        3 => vec![format!("{han}、")],
        4 => vec![format!("（{han}）"), format!("({han})")],
        5 => ["、", ".", "．"]
            .map(|mark| format!("{value}{mark}"))
            .to_vec(),
        6 => vec![format!("（{value}）"), format!("({value})")],
        _ => Vec::new(),
    };
    let sentences = text.split_inclusive(['。', '；', ';']);
    sentences
        .map(str::trim_start)
        .any(|sentence| marks.iter().any(|mark| sentence.starts_with(mark.as_str())))
}

/// Whether a line with a number is a heading where it stands.
fn fits(page: &Page<'_>, place: usize, heading: &TypedHeading, counted: &[u32; KINDS]) -> bool {
    let Some(kind) = heading.kind else {
        return false;
    };
    if heading.value > 99 {
        return false;
    }
    // （一）, 1. and （1） are easily something else: they have to count up.
    if kind >= DEEPEST_OF_HEADINGS && heading.value != 1 && counted[kind] + 1 != heading.value {
        return false;
    }
    let kind_at = |place: Option<usize>| place.and_then(|at| parse(page.lines[at].body)?.kind);
    let above = (0..place)
        .rev()
        .find(|&above| !page.lines[above].is_empty());
    let next = page.next(place);
    let in_row = kind_at(next) == Some(kind) || kind_at(above) == Some(kind);
    // Items one after the other that end in a full stop are sentences, and those with sentences after them are items: no headings of each other.
    let alone = heading.stop.is_none() && heading.run_in.is_none();
    !(heading.stop.is_some() && next.is_none()
        || in_row && !alone && (heading.stop.is_some() || kind > DEEPEST_OF_HEADINGS))
}

/// Whether a line in bold without a number is a heading: a few words with a text under them.
fn is_bold_heading(page: &Page<'_>, place: usize, heading: &TypedHeading) -> bool {
    let line = page.lines[place].body;
    let short = line.chars().count() <= LONGEST_RUN_IN;
    let text_follows = page.next(place).is_some_and(|next| {
        page.is_open(next)
            && !page.lines[next].body.starts_with("**")
            && marked_level(page.lines[next].body).is_none()
    });
    heading.is_bold && heading.stop.is_none() && short && text_follows && !line.ends_with("：**")
}

/// Writes a heading of `level`; its text begins at `content` of the line's text.
fn write(page: &mut Page<'_>, place: usize, content: usize, level: usize, heading: &TypedHeading) {
    let line = page.lines[place];
    let element = match (heading.kind, content) {
        (Some(_), 0) => PastedElement::HeadingNumber,
        (None, 0) => PastedElement::BoldHeading,
        _ => PastedElement::HeadingMark,
    };
    let at = |place: usize| line.body_start() + content + place;
    let mark = format!("{} ", "#".repeat(level));
    let from = line.start..at(heading.title.start);
    page.replace(element, line.number, from, &mark);
    for bold in &heading.bold {
        page.replace(element, line.number, at(bold.start)..at(bold.end), "");
    }
    if let (Some(stop), 0) = (&heading.stop, content) {
        page.replace(element, line.number, at(stop.start)..at(stop.end), "");
        if let Some(edit) = page.edits.last_mut() {
            edit.why = "单独一行的标题，末尾不用“。”".to_owned();
        }
    }
    if let Some(run_in) = heading.run_in {
        let between = heading
            .bold
            .last()
            .map_or(heading.title.end, |bold| bold.end);
        let from = between.max(heading.title.end);
        let newline = page.newline;
        page.replace(element, line.number, at(from)..at(run_in), newline);
        let first = page.edits.len() - heading.bold.len() - 2;
        page.edits[first].why = "以“。”结尾的标题，印出来仍与后一段同行".to_owned();
    }
    page.done[place] = true;
}
