//! The end of a whole document: 附件, 署名, 日期, 附注, 主题词, 抄送 and （此页无正文）, which the program prints from `issue.yaml`; and title and recipients
//! at its head, which it prints too.

use super::edit::PastedElement;
use super::fields;
use super::known::{Known, PartOfIssue};
use super::page::Page;
use super::settle::{Settlement, bare, settle, typed_copies, typed_date};
use super::tidied::{Left, Tidied};
use crate::source::Key;
use crate::stage::parse::keys;
use crate::zh::label::typed_number;
use crate::zh::numbered::numbered;
use crate::zh::numeral::parse_han;

/// One thing that the program prints, with its lines.
pub type PlacedElement = (PastedElement, Vec<usize>);

/// What an office's name ends with.
const OFFICES: &str = "会局办委府院部组室厅司校站所队团社处科心行厂县区市镇乡";

/// Takes what the program prints out of the text, where `issue.yaml` says the same or can be made to.
pub fn take(page: &mut Page<'_>, known: &Known, tidied: &mut Tidied) {
    if known.part == PartOfIssue::Attachment {
        own_number(page);
        return;
    }
    let mut found = Vec::new();
    if known.part == PartOfIssue::Text
        && let Some(place) = signed_and_dated(page, known)
    {
        let why = "署名和日期由程序印，写在 issue.yaml 的“署名”“日期”里，再删去这一行";
        leave(page, PastedElement::Signature, &[place], why, tidied);
    }
    if known.part == PartOfIssue::Text {
        found.extend(head(page, known));
    }
    let tail = tail(page, known);
    if known.part == PartOfIssue::Text
        && known.issue.is_some()
        && let Some(place) = perhaps_signature(page, &tail)
    {
        let why = "日期上面的这一行像是署名，认不准，没有动；是署名，写进 issue.yaml 的“署名”，再删去这一行";
        leave(page, PastedElement::Signature, &[place], why, tidied);
    }
    if tail.is_empty()
        && let Some(place) = end_above(page)
    {
        let why = "下面还有认不出来的一行，文末的这些没有动；把那一行删去或移走，再整理一遍";
        leave(page, PastedElement::Date, &[place], why, tidied);
    }
    found.extend(tail);
    for (element, places) in found {
        let typed: Vec<&str> = places.iter().map(|&place| page.lines[place].body).collect();
        let why = match settle(element, &typed, known) {
            Settlement::Remove(why) => why,
            Settlement::Add(key, line) => match add(key, line, known, tidied) {
                Some(why) => why,
                None => {
                    leave(
                        page,
                        element,
                        &places,
                        "issue.yaml 末尾加不上去，请自己移过去",
                        tidied,
                    );
                    continue;
                }
            },
            Settlement::Keep(why) => {
                leave(page, element, &places, &why, tidied);
                continue;
            }
        };
        for &place in &places {
            page.remove_line(element, place, &why);
        }
        // Lines that belong together are one.
        let line = page.lines[places[0]].number;
        let own = page.edits.len() - places.len();
        page.edits[own..]
            .iter_mut()
            .for_each(|edit| edit.line = line);
    }
}

/// 附件2 above the text of an attachment, where the program prints it.
fn own_number(page: &mut Page<'_>) {
    let Some(first) = (0..page.lines.len()).find(|&place| !page.lines[place].is_empty()) else {
        return;
    };
    let body = page.lines[first].body.trim_matches('*');
    let body = body.trim_end_matches(['：', ':']);
    let is_number =
        body == "附件" || numbered(body, "附件").is_some_and(|found| found.title.is_empty());
    if is_number && page.is_open(first) {
        let why = "附件的序号由程序印";
        page.remove_line(PastedElement::AttachmentList, first, why);
    }
}

/// The last line, where an office and a date stand on it one after the other.
fn signed_and_dated(page: &Page<'_>, known: &Known) -> Option<usize> {
    let last = (0..page.lines.len())
        .rev()
        .find(|&place| !page.lines[place].is_empty())?;
    if !page.is_open(last) {
        return None;
    }
    let body = page.lines[last].body;
    let year = body.find(|c: char| c.is_ascii_digit() || "二〇○".contains(c))?;
    let (office, date) = body.split_at(year);
    let office = office.trim();
    typed_date(date)?;
    let names = known.printed(keys::SIGNATURES).unwrap_or_default();
    let is_known = names.iter().any(|name| bare(name) == bare(office));
    (!office.is_empty() && (is_known || is_office(page, last, office))).then_some(last)
}

fn add(key: Key, line: String, known: &Known, tidied: &mut Tidied) -> Option<String> {
    if !fields::can_add(known, &tidied.added, key, &line) {
        return None;
    }
    tidied.added.push(line);
    Some(format!("移到 issue.yaml 的“{}”", key.zh))
}

fn leave(
    page: &mut Page<'_>,
    element: PastedElement,
    places: &[usize],
    why: &str,
    tidied: &mut Tidied,
) {
    for &place in places {
        page.done[place] = true;
    }
    tidied.left.push(Left {
        element: Some(element),
        line: page.lines[places[0]].number,
        why: why.to_owned(),
    });
}

/// Title and recipients at the head, where they are those of the issue.
fn head(page: &Page<'_>, known: &Known) -> Vec<PlacedElement> {
    let mut found = Vec::new();
    let title = known.in_issue(keys::TITLE).unwrap_or_default().concat();
    let mut lines = (0..page.lines.len()).filter(|&place| !page.lines[place].is_empty());
    let Some(first) = lines.next().filter(|&first| page.is_open(first)) else {
        return found;
    };
    let is_title = |text: &str| !title.is_empty() && bare(text) == bare(&title);
    let text = |place: usize| page.lines[place].body;
    let mut next = lines.next();
    let second = next.filter(|&second| is_title(&format!("{}{}", text(first), text(second))));
    if is_title(text(first)) {
        found.push((PastedElement::Title, vec![first]));
    } else if let Some(second) = second {
        found.push((PastedElement::Title, vec![first, second]));
        next = lines.next();
    } else {
        next = Some(first);
    }
    let Some(at) = next.filter(|&at| page.is_open(at) && text(at).ends_with(['：', ':'])) else {
        return found;
    };
    let names = known.printed(keys::MAIN);
    let is_same = names
        .as_ref()
        .is_some_and(|names| bare(&names.concat()) == bare(text(at)));
    let is_new = names.is_none()
        && !found.is_empty()
        && text(at).chars().count() <= 60
        && !["。", "如下", "**"]
            .iter()
            .any(|word| text(at).contains(word))
        && typed_number(text(at)).is_none();
    if is_same || is_new {
        found.push((PastedElement::Recipients, vec![at]));
    }
    found
}

/// What stands at the end, in the order of the text.
fn tail(page: &Page<'_>, known: &Known) -> Vec<PlacedElement> {
    let mut found: Vec<PlacedElement> = Vec::new();
    let mut place = page.lines.len();
    while let Some(at) = (0..place).rev().find(|&at| !page.lines[at].is_empty()) {
        if !page.is_open(at) {
            break;
        }
        let Some((element, first)) = element_at(page, at, known, &found) else {
            break;
        };
        let places = (first..=at).filter(|&at| !page.lines[at].is_empty());
        found.push((element, places.collect()));
        place = first;
    }
    // A remark or a table's last line may look like one of these; a document's end has more.
    if found
        .iter()
        .all(|(element, _)| *element == PastedElement::Remark)
    {
        return Vec::new();
    }
    found.reverse();
    found
}

/// A date or 抄送 on a line of its own, close to the end, with a line below that is none of these.
fn end_above(page: &Page<'_>) -> Option<usize> {
    const LOOKED_AT: usize = 12;
    let lines = (0..page.lines.len()).filter(|&at| !page.lines[at].is_empty());
    let last: Vec<usize> = lines.rev().take(LOOKED_AT).collect();
    let is_end = |at: &&usize| {
        let body = page.lines[**at].body;
        let words = ["主题词：", "抄送：", "抄 送："];
        typed_date(body).is_some() || words.iter().any(|word| body.starts_with(word))
    };
    last.iter()
        .skip(1)
        .rev()
        .find(is_end)
        .copied()
        .filter(|&at| page.is_open(at))
}

/// The line above a date that stands without an office: short, and no sentence.
fn perhaps_signature(page: &Page<'_>, tail: &[PlacedElement]) -> Option<usize> {
    let (_, places) = tail
        .first()
        .filter(|(element, _)| *element == PastedElement::Date)?;
    let date = *places.first()?;
    let above = (0..date).rev().find(|&at| !page.lines[at].is_empty())?;
    let body = page.lines[above].body;
    let is_short = (2..=40).contains(&body.chars().count());
    let is_sentence = body.ends_with(['。', '；', ';', '！', '？', '：', ':', '，', '、', '…']);
    (page.is_open(above) && is_short && !is_sentence && !body.starts_with(['#', '!', '-']))
        .then_some(above)
}

/// What ends with the line at `at`, and where it begins; `below` has been found under it.
fn element_at(
    page: &Page<'_>,
    at: usize,
    known: &Known,
    below: &[PlacedElement],
) -> Option<(PastedElement, usize)> {
    let body = page.lines[at].body;
    let text: String = body
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '*')
        .collect();
    let starts = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    let has = |wanted: PastedElement| below.iter().any(|(element, _)| *element == wanted);
    if starts(&["（此页无正文", "(此页无正文"]) {
        return Some((PastedElement::NoText, at));
    }
    if starts(&["主题词：", "主题词:"]) {
        return Some((PastedElement::SubjectWords, at));
    }
    if starts(&["抄送：", "抄送:"]) {
        return Some((PastedElement::CopiedTo, at));
    }
    if typed_copies(&text).is_some() {
        return Some((PastedElement::Copies, at));
    }
    if text.ends_with("印发") && text.contains('年') && text.chars().count() <= 50 {
        return Some((PastedElement::PrintedOn, at));
    }
    if !has(PastedElement::Date) && !has(PastedElement::Signature) {
        if typed_date(&text).is_some() {
            return Some((PastedElement::Date, at));
        }
        let in_brackets = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
        let speaks = ["联系", "电话", "此件", "公开"]
            .iter()
            .any(|word| text.contains(word));
        if in_brackets && speaks {
            return Some((PastedElement::Remark, at));
        }
    }
    if has(PastedElement::AttachmentList) {
        return None;
    }
    if let Some(first) = attachments(page, at) {
        return Some((PastedElement::AttachmentList, first));
    }
    let names = known.printed(keys::SIGNATURES).unwrap_or_default();
    let is_known = names.iter().any(|name| bare(name) == bare(&text));
    let signs = is_known || has(PastedElement::Date) && is_office(page, at, &text);
    if !signs || has(PastedElement::Signature) {
        return None;
    }
    // Several offices sign one under the other.
    let mut first = at;
    while let Some(above) = (0..first)
        .rev()
        .find(|&above| !page.lines[above].is_empty())
    {
        let text = page.lines[above].body;
        let is_known = names.iter().any(|name| bare(name) == bare(text));
        if !page.is_open(above)
            || !(is_known || has(PastedElement::Date) && is_office(page, above, text))
        {
            break;
        }
        first = above;
    }
    Some((PastedElement::Signature, first))
}

/// Whether the line at `at` is the name of an office rather than a sentence or a heading.
fn is_office(page: &Page<'_>, at: usize, text: &str) -> bool {
    let line = page.lines[at];
    let bare = bare(text);
    let set_right = line
        .indent
        .chars()
        .map(|c| if c.is_ascii() { 1 } else { 2 })
        .sum::<usize>()
        >= 12;
    (3..=30).contains(&bare.chars().count())
        && !text.contains(['。', '，', '；', '：', ':', '！', '？', '、', '|', '#'])
        && typed_number(text).is_none()
        && (set_right || bare.ends_with(|c: char| OFFICES.contains(c)))
}

/// The number in `附件2：问题清单`.
fn own_attachment_number(body: &str) -> Option<u32> {
    let (number, title) = body.strip_prefix("附件")?.split_once(['：', ':'])?;
    let number = number.trim();
    let value = number.parse().ok().or_else(|| parse_han(number))?;
    (!title.trim().is_empty()).then_some(value)
}

/// Where the list of attachments begins that ends with the line at `at`.
fn attachments(page: &Page<'_>, at: usize) -> Option<usize> {
    let mut place = at + 1;
    while let Some(above) = (0..place)
        .rev()
        .find(|&above| !page.lines[above].is_empty())
    {
        let body = page.lines[above].body;
        if !page.is_open(above) || at - above > 40 {
            return None;
        }
        if ["附件：", "附件:", "附：", "附:"]
            .iter()
            .any(|word| body.starts_with(word))
        {
            return Some(above);
        }
        match own_attachment_number(body) {
            Some(1) => return Some(above),
            None if typed_number(body).is_none() => return None,
            Some(_) | None => {}
        }
        place = above;
    }
    None
}
