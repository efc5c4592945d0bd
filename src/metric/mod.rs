//! Figures (指标): what each metric is, which unit reported what, and everything that is computed from it: totals, ranks, comparisons, in words and as tables.
//!
//! A number is written once, by the unit that owns it. [`registry`] says what there is to be reported and how it adds up; [`figures`] holds what was
//! reported in one issue, each with its place; [`aggregate`] adds it up and [`rank`] ranks it; [`query`] reads what is quoted in a text (`{{要约书.合计}}`) and
//! [`answer`] answers it in the words of [`words`]; [`table`] makes tables. Numbers are exact decimals; nothing here rounds but [`words`].

pub mod aggregate;
pub mod amount;
pub mod answer;
mod asked;
mod asked_doubts;
mod asked_of_all;
mod blanks;
pub mod chart_data;
pub mod chart_request;
mod comparable;
mod decimals;
pub mod ended;
pub mod facts;
pub mod figures;
pub mod head;
pub mod lights;
mod objects;
mod origin;
pub mod query;
pub mod rank;
pub mod registry;
pub mod reply;
pub mod reported;
pub mod scene;
pub mod stated;
pub mod table;
mod table_cells;
mod table_notes;
pub mod table_request;
mod targets;
pub mod words;

#[cfg(test)]
mod ended_tests;
#[cfg(test)]
mod stated_tests;
#[cfg(test)]
mod tests;

pub use amount::Amount;
pub use figures::{FigurePlace, IssueFigures, ReportedAmount};
pub use registry::{Aggregation, Direction, Metric, MetricRegistry, MetricTargets};
pub use scene::Scene;
