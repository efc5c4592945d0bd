//! Where the figures behind an answer were written.

use std::collections::BTreeSet;

use super::aggregate::inputs;
use super::asked::Asked;
use super::query::Property;
use super::scene::Units;
use super::{IssueFigures, ReportedAmount};
use crate::model::{FigureOrigin, FileId, IssueId, OriginIssue};

impl Asked<'_, '_> {
    /// Where the figures were written that `property`, asked of these units, is made of: of this issue one for each unit and file, of others one for each
    /// issue and file.
    pub(super) fn origins(&self, property: Option<Property>) -> Vec<FigureOrigin> {
        let now = self.scene.now;
        let mut origins = Vec::new();
        let mut seen = BTreeSet::new();
        for issue in self.issues_behind(property) {
            let mut add = |unit: Option<&str>, figure: &ReportedAmount| {
                let elsewhere = issue.id != now.id;
                let unit = unit.filter(|_| !elsewhere);
                let key: (Option<&IssueId>, Option<String>, FileId) = (
                    elsewhere.then_some(&issue.id),
                    unit.map(str::to_owned),
                    figure.place.span.file,
                );
                if seen.insert(key) {
                    origins.push(FigureOrigin {
                        unit: unit.map(str::to_owned),
                        issue: elsewhere.then(|| OriginIssue {
                            id: issue.id.clone(),
                            date: issue.date,
                        }),
                        place: figure.place.span,
                        cell: figure.place.cell.clone(),
                    });
                }
            };
            for (unit, figure) in self.figures_behind(issue, property) {
                add(unit, figure);
            }
            // What units reported that have been merged since is a part of it.
            let is_asked = |unit: &str| match self.units {
                Some(Units::One(own)) => self.scene.code(own) == unit,
                Some(Units::Some(units)) => units.iter().any(|own| self.scene.code(*own) == unit),
                Some(Units::All) => true,
                None => false,
            };
            let joined = self.scene.joined_in(self.index, issue).into_iter();
            for joined in joined.filter(|joined| is_asked(&joined.to)) {
                add(None, &joined.figure);
            }
        }
        origins
    }

    /// The issues whose figures are asked for.
    fn issues_behind(&self, property: Option<Property>) -> Vec<&IssueFigures> {
        use Property as P;
        let scene = self.scene;
        let previous = || scene.previous(self.index).ok().flatten();
        let year_before = || scene.year_before(self.index).ok().flatten();
        match property {
            Some(P::Target) => Vec::new(),
            Some(P::Previous) => previous().into_iter().collect(),
            Some(P::SincePrevious | P::GrowthSincePrevious) => {
                [scene.now].into_iter().chain(previous()).collect()
            }
            Some(P::YearBefore) => year_before().into_iter().collect(),
            Some(P::SinceYearBefore | P::GrowthSinceYearBefore) => {
                [scene.now].into_iter().chain(year_before()).collect()
            }
            Some(P::YearSoFar | P::YearCompletion) => scene.issues_of_year(),
            Some(P::Light) if self.metric.lights.is_some_and(|own| own.basis.is_of_year()) => {
                scene.issues_of_year()
            }
            _ => vec![scene.now],
        }
    }

    /// What was reported in `issue` for the units that are asked of, in the order of the register.
    fn figures_behind<'f>(
        &'f self,
        issue: &'f IssueFigures,
        property: Option<Property>,
    ) -> Vec<(Option<&'f str>, &'f ReportedAmount)> {
        let scene = self.scene;
        let metrics = inputs(scene.metrics, self.index);
        let all = 0..scene.units.units.len();
        let compares = matches!(
            property,
            Some(Property::Rank | Property::RankInCategory | Property::Share)
        );
        let units: Vec<usize> = match self.units {
            Some(Units::One(unit)) if !compares => vec![unit],
            Some(Units::Some(units)) => units.to_vec(),
            Some(Units::One(_) | Units::All) => all.collect(),
            None => Vec::new(),
        };
        let mut found = Vec::new();
        for unit in units {
            for metric in metrics.iter().filter_map(|index| scene.metrics.get(*index)) {
                let figure = issue.get(&metric.code, Some(scene.code(unit)));
                found.extend(figure.map(|figure| (Some(scene.name(unit)), figure)));
            }
        }
        if found.is_empty() {
            for metric in metrics.iter().filter_map(|index| scene.metrics.get(*index)) {
                found.extend(issue.get(&metric.code, None).map(|figure| (None, figure)));
            }
        }
        found
    }
}
