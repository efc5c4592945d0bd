//! YAML: its values, and the files of our own that are YAML.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::findings::{fault, is_in};
use super::letters::Letters;
use crate::diag::Sink;
use crate::metric::MetricRegistry;
use crate::model::{Dated, FileId, IssueId, UnitRegistry};
use crate::source::plain_yaml;
use crate::source::yaml::{Node, Yaml};
use crate::source::{Content, SourceFile, Sources};
use crate::stage::parse;

pub(super) const FILE: FileId = FileId(0);

/// A file by itself.
pub(super) fn alone(path: &str, content: Content) -> Sources {
    let path = path.to_owned();
    Sources::new("", vec![SourceFile { path, content }])
}

/// What is read in one go is what both readers say, places and findings included; each node stands in the text, and its letters are typed ones.
pub fn yaml(text: &str) -> Option<String> {
    let (mut sink, mut fully) = (Sink::default(), Sink::default());
    let shortly = Yaml::parse(text, FILE, 0, &mut sink);
    if let Some(fault) = fault(&sink, text) {
        return Some(fault);
    }
    let Some(yaml) = shortly else {
        let told = sink.has_errors();
        return (!told).then(|| "no value, and nobody is told why".to_owned());
    };
    if plain_yaml::read(text).is_some() {
        let both = Yaml::parse_fully(text, FILE, 0, &mut fully);
        let (short, both) = (format!("{:?}", Some(&yaml)), format!("{both:?}"));
        if short != both || !fully.is_empty() || !sink.is_empty() {
            return Some(format!("shortly {short}\nfully   {both}, {fully:?}"));
        }
    }
    let mut read = Letters::default();
    let mut rest = vec![yaml.root()];
    while let Some(node) = rest.pop() {
        if !is_in(node.span, text) {
            return Some(format!("points outside of the text: {:?}", node.span));
        }
        match node.is_null() {
            true => read.add(node.source().unwrap_or_default()),
            false => read.add(&node.text().unwrap_or_default()),
        }
        rest.extend(node.items().unwrap_or_default());
        for (key, value) in node.entries().unwrap_or_default() {
            rest.extend([key, value]);
        }
    }
    lost(text, &yaml.root(), &read, &sink)
}

/// A letter that was typed and is in no value; only where no mark of YAML may have taken it.
fn lost(text: &str, root: &Node<'_>, read: &Letters, sink: &Sink) -> Option<String> {
    let marks = ['#', '&', '*', '!', '|', '>', '\\', '%', '~'];
    let is_simple = sink.is_empty() && !text.contains(marks) && !text.contains("<<");
    let typed = Letters::of(text.split("\n...").next().unwrap_or(text));
    // What is empty has no place, so `null` is not among the letters that were read.
    let is_simple = is_simple && !text.to_ascii_lowercase().contains("null");
    let missing = typed.missing_in(read, "").filter(|_| is_simple)?;
    Some(format!("“{missing}” is in no value of {root:?}"))
}

/// An `issue.yaml` is read with its outline, or something is said.
pub fn outline(text: &str) -> Option<String> {
    let id = IssueId::parse("a/2026/1")?;
    let sources = alone("a/2026/1/issue.yaml", Content::Text(text.to_owned()));
    let mut sink = Sink::default();
    let issue = parse::issue::parse(&sources, FILE, &id, &mut sink);
    judged(text, issue.is_some(), &sink)
}

/// The other files that are YAML: the first character says which.
pub fn registers(text: &str) -> Option<String> {
    let mut rest = text.chars();
    let kind = rest.next()?;
    let text = rest.as_str();
    let mut sink = Sink::default();
    let sources = |path| alone(path, Content::Text(text.to_owned()));
    let is_read = match u32::from(kind) % 4 {
        0 => parse::site::parse(&sources("site.yaml"), FILE, &mut sink).is_some(),
        1 => parse::units::parse(&sources("units.yaml"), FILE, &mut sink).is_some(),
        2 => parse::metrics::parse(&sources("metrics.yaml"), FILE, &mut sink).is_some(),
        _ => {
            let none = BTreeSet::new();
            let units = Dated::made(&none, |_| Some(Arc::new(UnitRegistry::default())))?;
            let metrics = Dated::made(&none, |_| Some(Arc::new(MetricRegistry::default())))?;
            let sources = sources("a/series.yaml");
            parse::series::parse(&sources, FILE, "a", &units, &metrics, &mut sink).is_some()
        }
    };
    judged(text, is_read, &sink)
}

fn judged(text: &str, is_read: bool, sink: &Sink) -> Option<String> {
    if !is_read && !sink.has_errors() {
        return Some("not read, and nobody is told why".to_owned());
    }
    fault(sink, text)
}
