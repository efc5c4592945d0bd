//! What the registers (单位登记表) say about units through time: a unit keeps one dossier under all of its names (曾用名), and what it has become by a
//! merger (并入) or a split (拆分) has its issues too.

use std::sync::Arc;

use super::term::TermNotes;
use crate::model::{UnitHistory, UnitLife, UnitRegistry};
use crate::site::Route;

/// The histories of all registers.
pub(super) struct UnitLives<'a>(Vec<&'a UnitHistory>);

impl<'a> UnitLives<'a> {
    pub(super) fn of(registers: &'a [Arc<UnitRegistry>]) -> Self {
        let mut histories: Vec<&Arc<UnitHistory>> = Vec::new();
        for register in registers {
            if histories
                .iter()
                .all(|known| !Arc::ptr_eq(known, &register.history))
            {
                histories.push(&register.history);
            }
        }
        Self(histories.into_iter().map(|history| &**history).collect())
    }

    /// The units that `code` has become, at once or in the end.
    pub(super) fn successors(&self, code: &str) -> impl Iterator<Item = &'a UnitLife> + use<'a> {
        let histories = self.0.iter();
        let all: Vec<&'a UnitLife> = histories.flat_map(|h| h.successors(code)).collect();
        all.into_iter()
    }

    /// What is to be known of `code`; other units are named where `is_listed` knows a dossier of theirs.
    pub(super) fn notes(&self, code: &str, is_listed: &dyn Fn(&str) -> bool) -> TermNotes {
        let Some(history) = self.0.iter().find(|history| history.life(code).is_some()) else {
            return TermNotes::default();
        };
        let life = history.life(code).into_iter();
        let former = life.flat_map(|life| {
            let earlier = life.names.iter().map(|(name, _)| name);
            earlier.filter(|name| *name != life.name())
        });
        let mut former_names: Vec<String> = Vec::new();
        for name in former {
            if !former_names.contains(name) {
                former_names.push(name.clone());
            }
        }
        let others = history.predecessors(code).into_iter();
        let others = others.chain(history.successors(code));
        TermNotes {
            story: history.story(code),
            former_names,
            see: others
                .filter(|life| is_listed(&life.code))
                .map(|life| (life.name().to_owned(), Route::unit(&life.code)))
                .collect(),
        }
    }
}
