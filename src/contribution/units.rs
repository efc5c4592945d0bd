//! The units of all registers through time, as they are on a day: under its name of then each, one that has been merged (并入) as a part of the other.

use std::sync::Arc;

use crate::model::{Period, UnitHistory, UnitLife, UnitRegistry};
use crate::zh::date::IssueDate;

/// A unit as a table of contributions has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContributingUnit {
    /// Its code, which stays.
    pub code: String,
    /// Its name on the day.
    pub name: String,
    /// Its last category (类别).
    pub category: Option<String>,
}

/// All units, in the order of the registers.
#[derive(Clone, Debug, Default)]
pub struct UnitDirectory {
    histories: Vec<Arc<UnitHistory>>,
}

impl UnitDirectory {
    /// The units of `registers`.
    pub fn of<'r>(registers: impl IntoIterator<Item = &'r Arc<UnitRegistry>>) -> Self {
        let mut histories: Vec<Arc<UnitHistory>> = Vec::new();
        for register in registers {
            let history = &register.history;
            if histories.iter().all(|known| !Arc::ptr_eq(known, history)) {
                histories.push(history.clone());
            }
        }
        Self { histories }
    }

    /// The code under which the unit `code` is counted on `day`: that of what it has been merged into by then. One that was split stays itself.
    #[must_use]
    pub fn counted(&self, code: &str, day: IssueDate) -> String {
        let mut code = code;
        // Registers without circles end much sooner.
        for _ in 0..32 {
            let life = self.histories.iter().find_map(|it| it.life(code));
            let gone = life.filter(|life| life.ended().is_some_and(|end| end < day));
            match gone.map(|life| life.became.as_slice()) {
                Some([one]) => code = one,
                _ => break,
            }
        }
        code.to_owned()
    }

    /// The code of the unit that goes, or ever went, by `name`: on `date`, or else at the latest time.
    #[must_use]
    pub fn find(&self, name: &str, date: IssueDate) -> Option<String> {
        let times = || self.histories.iter().flat_map(|it| it.named(name));
        let then = times().find(|(_, period)| period.holds(Some(date)));
        then.or_else(|| times().next_back())
            .map(|(code, _)| code.clone())
    }

    /// Every name of any time.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        self.histories.iter().flat_map(|it| it.all_names())
    }

    /// The units, as they are on the last day, that there were between `from` and `until`, and those that `is_wanted` besides, each once.
    #[must_use]
    pub fn units(
        &self,
        (from, until): (IssueDate, IssueDate),
        is_wanted: &dyn Fn(&str) -> bool,
    ) -> Vec<ContributingUnit> {
        let mut units: Vec<ContributingUnit> = Vec::new();
        for life in self.histories.iter().flat_map(|history| &history.units) {
            let is_there = |period: &Period| {
                period.from.is_none_or(|first| first <= until)
                    && period.until.is_none_or(|last| last >= from)
            };
            let lives = life.names.iter().any(|(_, period)| is_there(period));
            let is_itself = self.counted(&life.code, until) == life.code;
            let is_new = units.iter().all(|known| known.code != life.code);
            if is_new && is_itself && (lives || is_wanted(&life.code)) {
                units.push(ContributingUnit {
                    code: life.code.clone(),
                    name: name_on(life, until).to_owned(),
                    category: life.category.clone(),
                });
            }
        }
        units
    }
}

/// What `life` is called on `day`; after its end by its last name, before its beginning by its first.
fn name_on(life: &UnitLife, day: IssueDate) -> &str {
    let begun = life.names.iter().rev();
    let mut begun = begun.filter(|(_, period)| period.from.is_none_or(|first| first <= day));
    let name = begun.next().or(life.names.first());
    name.map_or(&life.code, |(name, _)| name)
}
