//! What changes in the course of time: a register (登记表) as it was on each day.

use std::collections::BTreeSet;

use crate::zh::date::IssueDate;

/// Days from one to another, both of them included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day (自); none where it has always been so.
    pub from: Option<IssueDate>,
    /// The last day (至); none where it is so still.
    pub until: Option<IssueDate>,
}

impl Period {
    /// Whether `day` is one of the days; no day stands for the time before all that is known.
    #[must_use]
    pub fn holds(&self, day: Option<IssueDate>) -> bool {
        let Some(day) = day else {
            return self.from.is_none();
        };
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether `later` begins on the day after this one ends.
    #[must_use]
    pub fn meets(&self, later: &Self) -> bool {
        matches!((self.until, later.from), (Some(until), Some(from)) if until.next_day() == from)
    }

    /// In words: `2026年7月1日起`, `到2026年6月30日为止`.
    #[must_use]
    pub fn words(&self) -> String {
        match (self.from, self.until) {
            (None, None) => "一直".to_owned(),
            (Some(from), None) => format!("{}起", from.arabic()),
            (None, Some(until)) => format!("到{}为止", until.arabic()),
            (Some(from), Some(until)) => format!("{}至{}", from.arabic(), until.arabic()),
        }
    }
}

/// A value that is another from some days on.
#[derive(Clone, Debug, Default)]
pub struct Dated<T> {
    first: T,
    /// The later values with the first day of each, in order.
    later: Vec<(IssueDate, T)>,
}

impl<T> Dated<T> {
    /// A value that is made anew for each of the days `starts`, and once for the time before them; none where one of them cannot be made.
    pub fn made(
        starts: &BTreeSet<IssueDate>,
        mut make: impl FnMut(Period) -> Option<T>,
    ) -> Option<Self> {
        let mut values = Vec::new();
        // All are made, so that what is wrong with any of them is said.
        for period in periods(starts) {
            values.push((period.from, make(period)));
        }
        let mut values = values.into_iter();
        let (_, first) = values.next()?;
        let later: Option<Vec<(IssueDate, T)>> =
            values.map(|(from, value)| Some((from?, value?))).collect();
        Some(Self {
            first: first?,
            later: later?,
        })
    }

    /// The value on `date`; where only the month is known, that on its first day.
    #[must_use]
    pub fn at(&self, date: IssueDate) -> &T {
        self.on(Some(date.first_day()))
    }

    /// The value on `day`; no day stands for the time before all changes.
    #[must_use]
    pub fn on(&self, day: Option<IssueDate>) -> &T {
        let holds = |(from, _): &&(IssueDate, T)| day.is_some_and(|day| *from <= day);
        let found = self.later.iter().rev().find(holds);
        found.map_or(&self.first, |(_, value)| value)
    }

    /// The last value.
    #[must_use]
    pub fn last(&self) -> &T {
        self.later.last().map_or(&self.first, |(_, value)| value)
    }

    /// All values in their order.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(self.later.iter().map(|(_, value)| value))
    }

    /// The values that hold on any day from the first to the last of `days`, in their order.
    pub fn within(&self, days: (IssueDate, IssueDate)) -> impl Iterator<Item = &T> {
        let later = self.later.iter();
        let begin = later.filter(move |(from, _)| *from > days.0 && *from <= days.1);
        std::iter::once(self.on(Some(days.0))).chain(begin.map(|(_, value)| value))
    }

    /// All values in their order, to be changed.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut T> {
        std::iter::once(&mut self.first).chain(self.later.iter_mut().map(|(_, value)| value))
    }

    /// The days from which the value is another.
    pub fn starts(&self) -> impl Iterator<Item = IssueDate> {
        self.later.iter().map(|(from, _)| *from)
    }
}

/// The times between the days `starts`, with that before the first and that after the last of them.
fn periods(starts: &BTreeSet<IssueDate>) -> Vec<Period> {
    let firsts = std::iter::once(None).chain(starts.iter().copied().map(Some));
    let nexts = starts.iter().copied().map(Some).chain([None]);
    let both = firsts.zip(nexts);
    both.map(|(from, next)| Period {
        from,
        until: next.map(IssueDate::previous_day),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> IssueDate {
        IssueDate::parse(text).expect(text)
    }

    #[test]
    fn a_value_holds_from_its_day_to_the_day_before_the_next() {
        let starts = BTreeSet::from([day("2026-07-01"), day("2026-10-01")]);
        let dated = Dated::made(&starts, Some).expect("all made");
        let words = |date: &str| dated.at(day(date)).words();
        assert_eq!(words("2026-06-30"), "到2026年6月30日为止");
        assert_eq!(words("2026-07-01"), "2026年7月1日至2026年9月30日");
        assert_eq!(words("2026-07"), "2026年7月1日至2026年9月30日");
        assert_eq!(words("2027-01-01"), "2026年10月1日起");
        assert_eq!(dated.all().count(), 3);
    }

    #[test]
    fn one_that_cannot_be_made_spoils_all_and_the_others_are_made_all_the_same() {
        let starts = BTreeSet::from([day("2026-07-01")]);
        let mut asked = 0;
        let dated = Dated::made(&starts, |period| {
            asked += 1;
            period.from
        });
        assert!(dated.is_none() && asked == 2);
    }
}
