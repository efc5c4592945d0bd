//! Counting: what each unit sent, how much of it was used, and how many points that is.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::rules::{ScoreRules, TextReuse};
use super::units::{ContributingUnit, UnitDirectory};
use super::{Contribution, TextUse};
use crate::metric::Direction;
use crate::metric::rank::ranking;
use crate::model::{Dated, Series};
use crate::zh::date::IssueDate;
use crate::zh::text::loosely;

/// What the units sent in a time.
#[derive(Clone, Debug)]
pub struct ContributionTally {
    /// Its first and its last day, in one year.
    pub period: (IssueDate, IssueDate),
    /// Every unit that there was, in the order of the register.
    pub units: Vec<UnitTally>,
    /// The names of the places where texts were used, as columns: series by their folders, then papers of others.
    pub places: Vec<TallyPlace>,
    /// The names of the rules, each once.
    pub rules: Vec<String>,
}

/// A place where texts are used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TallyPlace {
    /// A series by its folder.
    Series(String),
    /// A paper of others.
    Outlet(String),
}

/// What one unit sent.
#[derive(Clone, Debug)]
pub struct UnitTally {
    /// Which unit.
    pub unit: ContributingUnit,
    /// 名次, by points; those with as many have the same.
    pub rank: usize,
    /// 报送: texts.
    pub sent: usize,
    /// 采用: texts that were used at least once.
    pub used: usize,
    /// Uses by place, as [`ContributionTally::places`].
    pub by_place: Vec<usize>,
    /// Uses by month, January first.
    pub by_month: [usize; 12],
    /// Points for sending.
    pub sent_points: Decimal,
    /// 得分
    pub points: Decimal,
    /// The texts in the order of their dates, each with what it was worth.
    pub texts: Vec<CountedText>,
}

/// One text with its uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedText {
    /// Its title as it was first typed.
    pub title: String,
    /// The day on which it is first heard of.
    pub date: IssueDate,
    /// Its uses and mentions with the points of each.
    pub uses: Vec<(Contribution, Decimal)>,
    /// What they are worth together (重复采用).
    pub points: Decimal,
}

impl UnitTally {
    /// 采用率 in hundredths with one decimal; none where nothing was sent.
    #[must_use]
    pub fn rate(&self) -> Option<Decimal> {
        if self.sent == 0 {
            return None;
        }
        let share = Decimal::from(self.used) * Decimal::ONE_HUNDRED / Decimal::from(self.sent);
        let mut rate = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
        rate.rescale(1);
        Some(rate)
    }
}

impl ContributionTally {
    /// Drops the columns of series that `is_named` does not know. Where none of their texts was counted, nothing else changes.
    pub fn keep_series(&mut self, is_named: &dyn Fn(&str) -> bool) {
        let keeps: Vec<bool> = self
            .places
            .iter()
            .map(|place| match place {
                TallyPlace::Series(code) => is_named(code),
                TallyPlace::Outlet(_) => true,
            })
            .collect();
        let mut kept = keeps.iter();
        self.places.retain(|_| kept.next().copied().unwrap_or(true));
        for unit in &mut self.units {
            let mut kept = keeps.iter();
            unit.by_place
                .retain(|_| kept.next().copied().unwrap_or(true));
        }
    }
}

impl TallyPlace {
    /// What it is called; `series` are those of the archive.
    #[must_use]
    pub fn name<'a>(&'a self, mut series: impl Iterator<Item = &'a Series>) -> &'a str {
        match self {
            Self::Outlet(name) => name,
            Self::Series(code) => {
                let found = series.find(|series| series.code == *code);
                found.map_or(code, |series| &series.name)
            }
        }
    }

    fn of(used: &TextUse) -> Option<Self> {
        match used {
            TextUse::Issue { id, .. } => Some(Self::Series(id.series.clone())),
            TextUse::Outlet(name) => Some(Self::Outlet(name.clone())),
            TextUse::Unused => None,
        }
    }
}

/// Counts `contributions` from the first day to the last of `period`, by the rules of each one's date. What no rule counts is left out.
#[must_use]
pub fn tally(
    contributions: &[&Contribution],
    rules: &Dated<ScoreRules>,
    directory: &UnitDirectory,
    period: (IssueDate, IssueDate),
) -> ContributionTally {
    let mut places: Vec<TallyPlace> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for rules in rules.within(period) {
        let own = rules.series().into_iter();
        let own = own.map(|series| TallyPlace::Series(series.to_owned()));
        let outlets = rules.outlets.iter();
        let outlets = outlets.map(|outlet| TallyPlace::Outlet(outlet.name.clone()));
        for place in own.chain(outlets) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        names.extend(rules.name.clone().filter(|name| !names.contains(name)));
    }
    // Series stand before papers of others at all times.
    places.sort_by_key(|place| matches!(place, TallyPlace::Outlet(_)));
    let mut texts: BTreeMap<String, BTreeMap<String, CountedText>> = BTreeMap::new();
    for contribution in contributions {
        let first = contribution.date.first_day();
        if first < period.0 || first > period.1 {
            continue;
        }
        let rules = rules.at(contribution.date);
        let Some(points) = rules.points(contribution) else {
            continue;
        };
        let of_unit = texts.entry(directory.counted(&contribution.unit, period.1));
        let title = text_key(&contribution.title);
        let text = of_unit.or_default().entry(title);
        let text = text.or_insert_with(|| CountedText {
            title: contribution.title.clone(),
            date: contribution.date,
            uses: Vec::new(),
            points: Decimal::ZERO,
        });
        text.date = text.date.min(contribution.date);
        // One paper prints a text once, however often the list has it.
        let is_same =
            |used: &TextUse| matches!(used, TextUse::Outlet(_)) && *used == contribution.used;
        if text.uses.iter().any(|(known, _)| is_same(&known.used)) {
            continue;
        }
        text.points = match rules.reuse {
            TextReuse::Sum => text.points + points,
            TextReuse::Highest => text.points.max(points),
        };
        text.uses.push(((*contribution).clone(), points));
    }
    let units = directory.units(period, &|code| texts.contains_key(code));
    let sent_rule = rules.at(period.1).sent;
    let mut units: Vec<UnitTally> = units
        .into_iter()
        .map(|unit| {
            let of_unit = texts.remove(&unit.code).unwrap_or_default();
            let mut texts: Vec<CountedText> = of_unit.into_values().collect();
            texts.sort_by(|a, b| (a.date, &a.title).cmp(&(b.date, &b.title)));
            count(unit, texts, &places, sent_rule)
        })
        .collect();
    let scores = units.iter().enumerate();
    let scores = scores.map(|(index, unit)| (index, unit.points)).collect();
    for ranked in ranking(scores, Direction::Higher, false) {
        units[ranked.item].rank = ranked.rank;
    }
    ContributionTally {
        period,
        units,
        places,
        rules: names,
    }
}

/// What makes a text one with others of its unit: its title as it looks, without the marks that may stand around a title, 《》 and “”, and a stop at its end.
#[must_use]
pub fn text_key(title: &str) -> String {
    let mut key = loosely(title);
    loop {
        let bare = key.trim_end_matches(['。', '.', ',', ';', '、', '，', '；']);
        let pairs = [
            ('《', '》'),
            ('“', '”'),
            ('"', '"'),
            ('〈', '〉'),
            ('「', '」'),
            ('【', '】'),
        ];
        let inner = pairs.iter().find_map(|(open, close)| {
            let inner = bare.strip_prefix(*open)?.strip_suffix(*close)?;
            // 《甲》和《乙》 is no title in marks.
            (!inner.is_empty() && !inner.contains([*open, *close])).then_some(inner)
        });
        let next = inner.unwrap_or(bare);
        if next.is_empty() || next.len() == key.len() {
            return key;
        }
        key = next.to_owned();
    }
}

fn count(
    unit: ContributingUnit,
    texts: Vec<CountedText>,
    places: &[TallyPlace],
    sent: Option<super::SentRule>,
) -> UnitTally {
    let mut by_place = vec![0; places.len()];
    let mut by_month = [0; 12];
    let mut used = 0;
    for text in &texts {
        let mut is_used = false;
        for (contribution, _) in &text.uses {
            let Some(place) = TallyPlace::of(&contribution.used) else {
                continue;
            };
            is_used = true;
            if let Some(index) = places.iter().position(|known| *known == place) {
                by_place[index] += 1;
            }
            if let Some(month) = by_month.get_mut(usize::from(contribution.date.month) - 1) {
                *month += 1;
            }
        }
        used += usize::from(is_used);
    }
    let sent_points = sent.map_or(Decimal::ZERO, |rule| {
        let all = rule.points * Decimal::from(texts.len());
        rule.cap.map_or(all, |cap| all.min(cap))
    });
    let of_texts: Decimal = texts.iter().map(|text| text.points).sum();
    UnitTally {
        unit,
        rank: 0,
        sent: texts.len(),
        used,
        by_place,
        by_month,
        sent_points,
        points: (of_texts + sent_points).normalize(),
        texts,
    }
}
