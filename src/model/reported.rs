//! What the units reported of each metric (指标), as an issue shows it: for the units' dossiers.

use serde::{Deserialize, Serialize};

/// What an issue shows of one metric, unit by unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedMetric {
    /// The metric's name.
    pub name: String,
    /// Its unit of measure (计量单位); empty where the values carry it, as %.
    pub measure: String,
    /// The code of each unit and its value as printed, in the order of the register.
    pub values: Vec<(String, String)>,
}
