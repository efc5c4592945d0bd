//! Automatic numbers (自动编号): which number a paragraph gets, from `numbering.xml` and what came before it.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::number_format::formatted;
use super::package::{attribute, child, is, value};
use crate::import::manuscript::AutomaticNumber;

/// Lists are no deeper in Word.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Debug)]
struct ListLevel {
    start: u32,
    format: String,
    /// `%1、`: the signs stand for the numbers of the levels.
    text: String,
    /// After which level it begins anew: none for any that is higher.
    restart: Option<usize>,
    /// All numbers in it are Arabic (isLgl).
    is_legal: bool,
    /// The face of a bullet, of which only symbol fonts matter.
    is_bullet: bool,
}

impl Default for ListLevel {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".to_owned(),
            text: String::new(),
            restart: None,
            is_legal: false,
            is_bullet: false,
        }
    }
}

/// A list that paragraphs name by a number.
#[derive(Clone, Debug, Default)]
struct NumberedList {
    /// What it counts together with: lists of one kind share their counters.
    family: String,
    levels: BTreeMap<usize, ListLevel>,
    /// Where it begins to count when it is first used.
    starts: BTreeMap<usize, u32>,
    used: [bool; LEVELS],
}

/// All lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub struct AutomaticNumbers {
    lists: BTreeMap<String, NumberedList>,
    counters: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// The level that belongs to a paragraph style, by list.
    by_style: BTreeMap<(String, String), usize>,
}

fn level_of(node: Node<'_, '_>) -> ListLevel {
    let number = |name: &str| value(node, name).and_then(|value| value.trim().parse::<u32>().ok());
    let format = child(node, "numFmt");
    ListLevel {
        start: number("start").unwrap_or(0),
        // A format of one's own is written out: `001, 002`.
        format: format
            .and_then(|format| attribute(format, "val"))
            .unwrap_or("decimal")
            .to_owned(),
        text: value(node, "lvlText").unwrap_or_default().to_owned(),
        restart: number("lvlRestart").and_then(|level| usize::try_from(level).ok()),
        is_legal: super::package::switch(node, "isLgl").unwrap_or(false),
        is_bullet: value(node, "numFmt") == Some("bullet")
            || child(node, "lvlPicBulletId").is_some(),
    }
}

fn index(node: Node<'_, '_>) -> Option<usize> {
    let level: usize = attribute(node, "ilvl")?.trim().parse().ok()?;
    (level < LEVELS).then_some(level)
}

impl AutomaticNumbers {
    /// The lists that the part `numbering.xml` defines.
    pub fn read(root: Node<'_, '_>) -> Self {
        let mut numbers = Self::default();
        let mut families: BTreeMap<&str, BTreeMap<usize, ListLevel>> = BTreeMap::new();
        let mut styles: Vec<(&str, String, usize)> = Vec::new();
        // Lists that take their levels from a style of lists, and those that give them.
        let mut by_link: BTreeMap<&str, &str> = BTreeMap::new();
        let mut linked: BTreeMap<&str, &str> = BTreeMap::new();
        for family in root.children().filter(|node| is(*node, "abstractNum")) {
            let Some(id) = attribute(family, "abstractNumId") else {
                continue;
            };
            if let Some(name) = value(family, "styleLink") {
                by_link.insert(name, id);
            }
            if let Some(name) = value(family, "numStyleLink") {
                linked.insert(id, name);
            }
            let levels = family.children().filter(|node| is(*node, "lvl"));
            for level in levels {
                let Some(place) = index(level) else { continue };
                if let Some(style) = value(level, "pStyle") {
                    styles.push((id, style.to_owned(), place));
                }
                families
                    .entry(id)
                    .or_default()
                    .insert(place, level_of(level));
            }
        }
        for list in root.children().filter(|node| is(*node, "num")) {
            let (Some(id), Some(named)) = (attribute(list, "numId"), value(list, "abstractNumId"))
            else {
                continue;
            };
            let family = linked
                .get(named)
                .and_then(|name| by_link.get(name))
                .unwrap_or(&named);
            let mut own = NumberedList {
                family: (*family).to_owned(),
                levels: families.get(family).cloned().unwrap_or_default(),
                ..NumberedList::default()
            };
            for change in list.children().filter(|node| is(*node, "lvlOverride")) {
                let Some(place) = index(change) else { continue };
                if let Some(level) = child(change, "lvl") {
                    own.levels.insert(place, level_of(level));
                }
                if let Some(start) = value(change, "startOverride").and_then(|v| v.parse().ok()) {
                    own.starts.insert(place, start);
                }
            }
            for (of, style, place) in styles.iter().filter(|(of, ..)| of == family) {
                let _ = of;
                numbers
                    .by_style
                    .insert((id.to_owned(), style.clone()), *place);
            }
            numbers.lists.insert(id.to_owned(), own);
        }
        numbers
    }

    /// The level of the list `id` that belongs to the paragraph style `style`.
    pub fn level_of_style(&self, id: &str, style: &str) -> Option<usize> {
        self.by_style
            .get(&(id.to_owned(), style.to_owned()))
            .copied()
    }

    /// The number of the next paragraph at `level` of the list `id`; none for a list that is switched off or not there.
    pub fn next(&mut self, id: &str, level: usize) -> Option<AutomaticNumber> {
        let list = self.lists.get_mut(id)?;
        let level = level.min(LEVELS - 1);
        let counters = self.counters.entry(list.family.clone()).or_default();
        let start =
            |list: &NumberedList, at: usize| list.levels.get(&at).map_or(1, |level| level.start);
        // A list that begins anew does so once, where it is used first.
        if let Some(from) = list.starts.get(&level).filter(|_| !list.used[level]) {
            counters[level] = Some(*from);
        } else {
            let first = start(list, level);
            counters[level] = Some(counters[level].map_or(first, |last| last.saturating_add(1)));
        }
        list.used[level] = true;
        // Levels above it that nothing has counted yet count as begun.
        for (above, counter) in counters.iter_mut().enumerate().take(level) {
            let first = list
                .starts
                .get(&above)
                .copied()
                .unwrap_or_else(|| start(list, above));
            counter.get_or_insert(first);
        }
        for (below, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let restart = list.levels.get(&below).and_then(|level| level.restart);
            let goes_on = match restart {
                None => false,
                Some(0) => true,
                Some(after) => level >= after,
            };
            if !goes_on {
                *counter = None;
                list.used[below] |= list.starts.contains_key(&below);
            }
        }
        let own = list.levels.get(&level).cloned().unwrap_or_default();
        let depth = u8::try_from(level).unwrap_or(0);
        if own.is_bullet {
            return Some(AutomaticNumber {
                label: own.text,
                is_bullet: true,
                depth,
            });
        }
        let mut label = String::new();
        let mut signs = own.text.chars().peekable();
        while let Some(c) = signs.next() {
            let named = signs
                .peek()
                .and_then(|next| next.to_digit(10))
                .filter(|_| c == '%');
            let Some(named) = named.filter(|named| *named > 0) else {
                label.push(c);
                continue;
            };
            signs.next();
            let at = usize::try_from(named).unwrap_or(1) - 1;
            let format = list
                .levels
                .get(&at)
                .map_or("decimal", |level| level.format.as_str());
            let format = if own.is_legal && at < level {
                "decimal"
            } else {
                format
            };
            let format = if own.is_legal && format != "decimalZero" {
                "decimal"
            } else {
                format
            };
            if let Some(Some(count)) = counters.get(at) {
                label.push_str(&formatted(*count, format));
            }
        }
        let label = label.trim().to_owned();
        (!label.is_empty()).then_some(AutomaticNumber {
            label,
            is_bullet: false,
            depth,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(levels: &str, more: &str) -> AutomaticNumbers {
        let text = format!(
            "<numbering><abstractNum abstractNumId=\"0\">{levels}</abstractNum><num numId=\"1\"><abstractNumId val=\"0\"/></num>{more}</numbering>"
        );
        let document = roxmltree::Document::parse(&text).expect("a part");
        AutomaticNumbers::read(document.root_element())
    }

    fn level(place: usize, format: &str, text: &str) -> String {
        format!(
            "<lvl ilvl=\"{place}\"><start val=\"1\"/><numFmt val=\"{format}\"/><lvlText val=\"{text}\"/></lvl>"
        )
    }

    fn labels(numbers: &mut AutomaticNumbers, asked: &[(&str, usize)]) -> Vec<String> {
        let next = asked.iter().map(|(id, level)| numbers.next(id, *level));
        next.map(|number| number.map_or_else(String::new, |number| number.label))
            .collect()
    }

    #[test]
    fn levels_count_and_begin_anew_under_the_next() {
        let levels = [
            level(0, "chineseCountingThousand", "%1、"),
            level(1, "chineseCounting", "（%2）"),
            level(2, "decimal", "%1.%2.%3"),
        ];
        let mut numbers = numbers(&levels.concat(), "");
        let asked = [
            ("1", 0),
            ("1", 1),
            ("1", 1),
            ("1", 0),
            ("1", 1),
            ("1", 2),
            ("2", 0),
        ];
        let expected = ["一、", "（一）", "（二）", "二、", "（一）", "二.一.1", ""];
        assert_eq!(labels(&mut numbers, &asked), expected);
    }

    #[test]
    fn a_list_may_begin_anew_and_share_what_it_counts() {
        let more = "<num numId=\"2\"><abstractNumId val=\"0\"/></num>\
            <num numId=\"3\"><abstractNumId val=\"0\"/><lvlOverride ilvl=\"0\"><startOverride val=\"1\"/></lvlOverride></num>";
        let mut numbers = numbers(&level(0, "decimal", "%1."), more);
        let asked = [("1", 0), ("1", 0), ("2", 0), ("3", 0), ("3", 0), ("1", 0)];
        assert_eq!(
            labels(&mut numbers, &asked),
            ["1.", "2.", "3.", "1.", "2.", "3."]
        );
    }

    #[test]
    fn legal_numbers_are_arabic_and_restart_can_be_switched_off() {
        let levels = format!(
            "{}<lvl ilvl=\"1\"><start val=\"1\"/><lvlRestart val=\"0\"/><isLgl/><numFmt val=\"decimal\"/><lvlText val=\"%1.%2\"/></lvl>",
            level(0, "chineseCounting", "%1、")
        );
        let mut numbers = numbers(&levels, "");
        let asked = [("1", 0), ("1", 1), ("1", 0), ("1", 1)];
        assert_eq!(labels(&mut numbers, &asked), ["一、", "1.1", "二、", "2.2"]);
    }
}
