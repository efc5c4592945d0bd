//! Which unit (单位) sent a text in: by the name of its file, by who signs it, by its title, by its first sentence.

use super::ends::TextEnds;
use super::manuscript::{Manuscript, ManuscriptElement};
use crate::diag::Sink;
use crate::model::{FileId, UnitRegistry};
use crate::source::front_matter;
use crate::source::yaml::Yaml;
use crate::stage::parse::keys;

/// A unit and what told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundUnit {
    /// Its name as the register prints it.
    pub name: String,
    /// What told it: `文件名`.
    pub by: &'static str,
    /// Another unit that something else named.
    pub other: Option<String>,
}

/// The unit that `registry` knows by the longest name in `text`.
fn named(registry: &UnitRegistry, text: &str) -> Option<usize> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    registry
        .by_name
        .iter()
        .filter(|(name, _)| {
            name.chars().count() >= 2 && !name.is_ascii() && text.contains(name.as_str())
        })
        .max_by_key(|(name, _)| name.chars().count())
        .map(|(_, unit)| *unit)
}

/// The unit that sent in the file `file` with the text `sent`, around which stood `ends`.
#[must_use]
pub fn find(
    registry: &UnitRegistry,
    file: &str,
    ends: &TextEnds,
    sent: &Manuscript,
) -> Option<FoundUnit> {
    let first = sent.elements.iter().find_map(|element| match element {
        ManuscriptElement::Paragraph(paragraph) => Some(paragraph.text()),
        ManuscriptElement::Table(_) => None,
    });
    let first: String = first.unwrap_or_default().chars().take(40).collect();
    let places = [
        ("文件名", file.to_owned()),
        ("署名", ends.signatures.concat()),
        ("标题", ends.title.concat()),
        ("第一段", first),
    ];
    let mut found = places
        .iter()
        .filter_map(|(by, text)| Some((*by, named(registry, text)?)));
    let (by, unit) = found.next()?;
    let other = found.map(|(_, other)| other).find(|other| *other != unit);
    let name = |unit: usize| registry.units.get(unit).map(|unit| unit.name.clone());
    Some(FoundUnit {
        name: name(unit)?,
        by,
        other: other.and_then(name),
    })
}

/// The unit that the front matter of a fragment names.
#[must_use]
pub fn unit_of(fragment: &str) -> Option<String> {
    let mut sink = Sink::default();
    let front = front_matter::split(fragment, FileId(0), &mut sink)?.front?;
    let yaml = Yaml::parse(front, FileId(0), 0, &mut sink)?;
    let entries = yaml.root().entries()?;
    let mut named = entries.into_iter().filter(|(key, _)| {
        let key = key.text();
        key.as_deref() == Some(keys::UNIT.zh) || key.as_deref() == Some(keys::UNIT.en)
    });
    named.next()?.1.text()
}
