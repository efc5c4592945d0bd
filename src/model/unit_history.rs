//! The units (单位) through time: under which names each has gone (曾用名), and what has become of it (并入, 拆分).

use std::collections::{BTreeMap, BTreeSet};

use super::{Period, Span, Unit};

/// What a register says about all times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitHistory {
    /// Every unit of any time, in the order of the register.
    pub units: Vec<UnitLife>,
    names: BTreeMap<String, Vec<(String, Period)>>,
}

/// One unit through time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitLife {
    /// Its code, which stays.
    pub code: String,
    /// The names that are printed (名称), each with its time, the oldest first.
    pub names: Vec<(String, Period)>,
    /// Its last category (类别).
    pub category: Option<String>,
    /// The codes of the units that it has become: one where it was merged (并入), several where it was split (拆分).
    pub became: Vec<String>,
    /// Where it is registered.
    pub span: Span,
}

impl UnitLife {
    /// Its last name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.last().map_or(&self.code, |(name, _)| name)
    }

    /// Its last day, if there is one.
    #[must_use]
    pub fn ended(&self) -> Option<crate::zh::date::IssueDate> {
        self.names.last().and_then(|(_, period)| period.until)
    }
}

impl UnitHistory {
    /// Takes down that `unit` is registered in `period`; periods come in their order.
    pub fn note(&mut self, unit: &Unit, period: Period) {
        let mut all = unit.other_names.clone();
        all.extend([unit.code.clone(), unit.name.clone()]);
        for name in all.into_iter().collect::<BTreeSet<String>>() {
            let times = self.names.entry(name).or_default();
            let mine = times.iter_mut().rev().find(|(code, _)| *code == unit.code);
            match mine {
                Some((_, before)) if before.meets(&period) => before.until = period.until,
                _ => times.push((unit.code.clone(), period)),
            }
        }
        let index = self.units.iter().position(|known| known.code == unit.code);
        let index = index.unwrap_or_else(|| {
            self.units.push(UnitLife {
                code: unit.code.clone(),
                names: Vec::new(),
                category: None,
                became: Vec::new(),
                span: unit.span,
            });
            self.units.len() - 1
        });
        let life = &mut self.units[index];
        life.category.clone_from(&unit.category);
        life.span = unit.span;
        match life.names.last_mut() {
            Some((name, before)) if *name == unit.name && before.meets(&period) => {
                before.until = period.until;
            }
            _ => life.names.push((unit.name.clone(), period)),
        }
    }

    /// The codes of the units that have ever gone by `name`, each with the time in which it did.
    #[must_use]
    pub fn named(&self, name: &str) -> &[(String, Period)] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }

    /// Every name of any time.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The unit of that code.
    #[must_use]
    pub fn life(&self, code: &str) -> Option<&UnitLife> {
        self.units.iter().find(|unit| unit.code == code)
    }

    /// The units that `code` has become, and those that they have become, in their order; without itself.
    #[must_use]
    pub fn successors(&self, code: &str) -> Vec<&UnitLife> {
        let mut known = BTreeSet::from([code]);
        let mut found = Vec::new();
        let mut next = vec![code];
        while let Some(code) = next.pop() {
            for later in self.life(code).into_iter().flat_map(|unit| &unit.became) {
                if known.insert(later)
                    && let Some(life) = self.life(later)
                {
                    found.push(life);
                    next.push(later);
                }
            }
        }
        found
    }

    /// What has become of `code` and of the units that it was made of, one sentence each: earlier names, mergers, its end.
    #[must_use]
    pub fn story(&self, code: &str) -> Vec<String> {
        let lives = self.life(code).into_iter().chain(self.predecessors(code));
        lives.flat_map(|life| self.life_in_words(life)).collect()
    }

    fn life_in_words(&self, life: &UnitLife) -> Vec<String> {
        let (Some((name, last)), earlier) = (life.names.last(), life.names.len() - 1) else {
            return Vec::new();
        };
        let mut words: Vec<String> = life.names[..earlier]
            .iter()
            .filter(|(before, _)| before != name)
            .map(|(before, period)| format!("{name}：{}叫“{before}”", period.words()))
            .collect();
        if let Some(until) = last.until {
            let became: Vec<&str> = life
                .became
                .iter()
                .filter_map(|code| Some(self.life(code)?.name()))
                .collect();
            words.push(match became.as_slice() {
                [] => format!("{name}：{}", last.words()),
                [one] => format!("{name}：{}以后并入{one}", until.arabic()),
                several => format!("{name}：{}以后分为{}", until.arabic(), several.join("、")),
            });
        }
        words
    }

    /// The units that have become `code`, at once or by way of others, in the order of the register.
    #[must_use]
    pub fn predecessors(&self, code: &str) -> Vec<&UnitLife> {
        let leads_here = |unit: &&UnitLife| {
            // Nearly all units have become nothing.
            let may = !unit.became.is_empty() && unit.code != code;
            may && self
                .successors(&unit.code)
                .iter()
                .any(|later| later.code == code)
        };
        self.units.iter().filter(leads_here).collect()
    }
}
