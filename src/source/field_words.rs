//! What works in a text only and was typed into a field: titles, 按语, cells of YAML and spreadsheets, names in the registers. A mark is printed as it stands
//! (JB3007), and a remark to colleagues would be (JB3008).

use std::ops::Range;

use super::markdown::guard::{LineEnds, guard, mark};
use super::remarks;
use crate::diag::{Diagnostic, code};
use crate::model::Span;

/// Marks that no field understands, and what to write instead.
const OTHERS: &[(&str, &str)] = &[
    ("<br", "删去；要分行，标题写成列表，文字分成两段"),
    ("<b>", "删去"),
    ("[^", "删去；注释写在正文里"),
    ("&nbsp;", "删去，需要空格就打空格"),
    ("&emsp;", "删去，需要空格就打空格"),
    ("\\n", "删去；要分行，标题写成列表：[第一行, 第二行]"),
];

/// A mark in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldMark<'t> {
    /// Where it stands, in bytes.
    pub at: usize,
    /// How it is typed.
    pub typed: &'t str,
    /// What to write instead.
    pub help: &'static str,
}

impl FieldMark<'_> {
    /// What is said of it at `place`; `name` is what people call the place where that does not say it (`汇总!C5`), else empty.
    #[must_use]
    pub fn said(&self, place: Span, name: &str) -> Diagnostic {
        let message = format!("“{}”在这里不起作用，会照样印出来", self.typed);
        Diagnostic::new(code::FIELD_MARK, place, named(name, &message)).help(self.help)
    }
}

/// The first mark in a field. What is a mark is decided as it is in the text.
#[must_use]
pub fn first_mark(text: &str) -> Option<FieldMark<'_>> {
    // No mark is without one of these, and hardly a field has any.
    if !text.contains(['*', '~', '＊', '～', '[', '<', '&', '\\', '#', '>']) {
        return None;
    }
    let guarded = guard(text, LineEnds::Joined);
    let emphasis = guarded.text.char_indices().find_map(|(at, c)| {
        mark(c)?;
        let at = guarded.typed(&(at..at + c.len_utf8())).start;
        let typed = text.get(at..)?;
        let end = typed.find(|c| !"*~＊～".contains(c)).unwrap_or(typed.len());
        let typed = &typed[..end];
        let help = "删去这个记号和与它成对的一个";
        Some(FieldMark { at, typed, help })
    });
    // Two that only look like marks would be said in the text too; one alone is a sign of its own (张**).
    let strikes: Vec<usize> = text.match_indices("~~").map(|(at, _)| at).collect();
    let lookalike = match strikes.as_slice() {
        [first, _, ..] => Some(FieldMark {
            at: *first,
            typed: "~~",
            help: "删去这个记号和与它成对的一个",
        }),
        _ => None,
    };
    let link = text.find("](").and_then(|close| {
        let at = text[..close].rfind('[')?;
        let end = close + text[close..].find(')')? + 1;
        let help = "只写文字；网址写在正文里";
        let typed = &text[at..end];
        Some(FieldMark { at, typed, help })
    });
    let lower = text.to_ascii_lowercase();
    let others = OTHERS.iter().filter_map(|(typed, help)| {
        let at = lower.find(typed)?;
        let typed = &text[at..at + typed.len()];
        Some(FieldMark { at, typed, help })
    });
    let begun = text.trim_start().trim_start_matches('#');
    let hashes = text.trim_start().len() - begun.len();
    let heading = ((1..=6).contains(&hashes) && begun.starts_with([' ', '　'])).then(|| {
        let at = text.len() - text.trim_start().len();
        FieldMark {
            at,
            typed: &text[at..at + hashes],
            help: "删去；这里写的就是标题，几级由它的位置定",
        }
    });
    emphasis
        .into_iter()
        .chain(heading)
        .chain(lookalike)
        .chain(link)
        .chain(others)
        .min_by_key(|mark| mark.at)
}

/// Braces that look like a quotation of a figure, in a field where none is answered.
#[must_use]
pub fn first_quotation(text: &str) -> Option<FieldMark<'_>> {
    let at = text.find("{{")?;
    let end = at + text[at..].find("}}")? + 2;
    Some(FieldMark {
        at,
        typed: &text[at..end],
        help: "这里不能引用指标，写上实际的文字；引用写在标题、正文和表格里",
    })
}

/// Where remarks to colleagues stand in a field, those that nothing ends too.
#[must_use]
pub fn remarks(text: &str) -> Vec<Range<usize>> {
    let mut found = remarks::find(text);
    let after = found.last().map_or(0, |last| last.end);
    found.extend(remarks::opening(&text[after..]).map(|range| after + range.start..text.len()));
    found
}

/// What is said of a remark at `place`; `name` as in [`FieldMark::said`].
#[must_use]
pub fn remark_said(place: Span, name: &str) -> Diagnostic {
    let message = named(name, "这是写给同事的备注，写在这里会印出来");
    Diagnostic::new(code::FIELD_REMARK, place, message)
        .help("删去它；要留给同事看的话，YAML 文件里写在“ #”后面，CSV 和工作簿里没有备注的写法")
}

fn named(name: &str, message: &str) -> String {
    match name {
        "" => message.to_owned(),
        name => format!("{name}：{message}"),
    }
}
