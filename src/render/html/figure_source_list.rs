//! The list under an issue's page of where its quoted numbers (引用) come from.

use std::collections::{BTreeMap, BTreeSet};

use super::escape::{Html, Rendered};
use super::figure_sources::{FigureSources, anchor_at};
use super::frame::Frame;
use super::link;
use crate::model::{ComputedText, FigureOrigin, OriginIssue};
use crate::site::Route;

/// The list: each number with its words, and links to what its units wrote and to the issues that it was taken from. None where nothing is quoted.
pub(super) fn render(sources: &FigureSources, frame: &Frame<'_>) -> Option<Rendered> {
    if sources.numbers.is_empty() {
        return None;
    }
    let mut html = Html::default();
    let mut listed: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for (place, number) in sources.numbers.iter().enumerate() {
        html.tag("<li");
        html.id(&anchor_at(place));
        html.tag("><span class=\"quoted\">");
        html.text(&number.text);
        html.tag("</span> ");
        html.text(&number.source);
        let units = units_of(&number.origins);
        let links = links_to(sources, &number.origins);
        if links.len() < units {
            write_table(sources, &mut html, number);
        }
        if !links.is_empty() {
            html.tag(if links.len() < units {
                "；其中"
            } else {
                "；见"
            });
            write_units(&mut html, links, place, &mut listed);
        }
        write_issues(&mut html, &number.origins, frame);
        html.tag("</li>\n");
    }
    Some(html.finish())
}

/// A link to the table in which the metric stands, where one does.
fn write_table(sources: &FigureSources, html: &mut Html, number: &ComputedText) {
    let metric = number.source.split(['（', '：']).next().unwrap_or_default();
    if let Some((label, anchor)) = sources.columns.get(metric) {
        html.tag("；见<a href=\"");
        html.text(&link::fragment(anchor));
        html.tag("\">");
        html.text(label);
        html.tag("</a>");
    }
}

/// How many units of this issue the number is made of.
fn units_of(origins: &[FigureOrigin]) -> usize {
    let here = origins.iter().filter(|origin| origin.issue.is_none());
    let units: BTreeSet<Option<&str>> = here.map(|origin| origin.unit.as_deref()).collect();
    units.len()
}

/// The units whose own texts stand in the page, each with the `id` of its text.
fn links_to<'a>(
    sources: &'a FigureSources,
    origins: &'a [FigureOrigin],
) -> Vec<(&'a str, &'a str)> {
    let mut links: Vec<(&str, &str)> = Vec::new();
    for origin in origins.iter().filter(|origin| origin.issue.is_none()) {
        let Some(anchor) = sources.written.get(&origin.place.file) else {
            continue;
        };
        let link = (origin.unit.as_deref().unwrap_or("本期"), anchor.as_str());
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

/// Links to the texts of the units; where another entry has the same, to that entry.
fn write_units<'a>(
    html: &mut Html,
    links: Vec<(&'a str, &'a str)>,
    place: usize,
    listed: &mut BTreeMap<Vec<&'a str>, usize>,
) {
    let anchors: Vec<&str> = links.iter().map(|(_, anchor)| *anchor).collect();
    if let (Some(other), true) = (listed.get(&anchors), links.len() > SHORT) {
        html.tag("<a href=\"");
        html.text(&link::fragment(&anchor_at(*other)));
        html.tag("\">上面同样的");
        html.number(u32::try_from(links.len()).unwrap_or(u32::MAX));
        html.tag("个单位</a>");
        return;
    }
    listed.insert(anchors, place);
    for (index, (name, anchor)) in links.into_iter().enumerate() {
        if index > 0 {
            html.tag("、");
        }
        html.tag("<a href=\"");
        html.text(&link::fragment(anchor));
        html.tag("\">");
        html.text(name);
        html.tag("</a>");
    }
}

/// So many units are named again.
const SHORT: usize = 3;

fn write_issues(html: &mut Html, origins: &[FigureOrigin], frame: &Frame<'_>) {
    let mut issues: Vec<&OriginIssue> = Vec::new();
    for issue in origins.iter().filter_map(|origin| origin.issue.as_ref()) {
        if !issues.contains(&issue) {
            issues.push(issue);
        }
    }
    for (index, issue) in issues.into_iter().enumerate() {
        html.tag(if index == 0 {
            "；取自往期："
        } else {
            "、"
        });
        html.tag("<a href=\"");
        html.text(&frame.href(&Route::issue(&issue.id)));
        html.tag("\">");
        html.text(&issue.date.arabic());
        html.tag("</a>");
    }
}
