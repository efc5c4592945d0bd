//! What somebody should look at in an answer: whether it compares what is of the same units.

use super::asked::Asked;
use super::query::Property;
use super::reply::QueryDoubt;
use super::scene::Units;

impl Asked<'_, '_> {
    /// Whether what is asked for is compared with, or taken from, figures of other units.
    pub(super) fn other_units(&self, property: Property) -> Option<QueryDoubt> {
        use Property as P;
        let scene = self.scene;
        let then = match property {
            P::Previous | P::SincePrevious | P::GrowthSincePrevious => {
                scene.previous(self.index).ok().flatten()
            }
            P::YearBefore | P::SinceYearBefore | P::GrowthSinceYearBefore => {
                scene.year_before(self.index).ok().flatten()
            }
            P::YearSoFar | P::YearCompletion => None,
            _ => return None,
        };
        if let Some(Units::One(unit)) = self.units {
            let year = || scene.issues_of_year();
            let issues = then.map_or_else(year, |then| vec![then]);
            let mut issues = issues.into_iter().filter(|issue| issue.id != scene.now.id);
            let why = issues.find_map(|issue| scene.unlike_today(self.index, unit, issue))?;
            return Some(QueryDoubt::OtherUnits(why));
        }
        let compares = matches!(property, P::SincePrevious | P::GrowthSincePrevious);
        let (Some(before), true) = (then, compares && scene.is_stock(self.index)) else {
            return None;
        };
        let among = match self.units? {
            Units::Some(units) => Some(units),
            _ => None,
        };
        let others = scene.other_units(self.index, before, among);
        let mut why = Vec::new();
        let mut say = |words: &str, names: &[&str]| {
            if !names.is_empty() {
                why.push(format!("{words}{}的数", names.join("、")));
            }
        };
        say("这一期没有", &others.gone);
        say("上期没有", &others.come);
        say("上期有已经撤并的", &others.ended);
        let name = &self.metric.name;
        (!why.is_empty()).then(|| {
            let why = why.join("，");
            QueryDoubt::OtherUnits(format!("“{name}”的合计和上期比，单位不一样：{why}"))
        })
    }
}
