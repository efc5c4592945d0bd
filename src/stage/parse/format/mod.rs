//! The format as data: every file that people write with its keys, what each says, how it is written and an example. The parser asks by these tables; the
//! schemas for editors and `docs/keys.md` are made from them.

mod fragment;
mod issue;
mod metrics;
mod outline;
mod scores;
mod series;
mod site;
mod table;
mod units;

use crate::source::KeyTable;

pub use fragment::{FRONT, PROBLEM};
pub use issue::{ATTACHMENT, CORRECTED, ISSUE, SUPERSEDED, WITHDRAWN};
pub use metrics::{LIGHTS, METRIC, METRICS, SCORE_PART, TARGETS};
pub use outline::{OUTLINE, shape_of};
pub use scores::{OUTLET, OWN_RULE, SCORES, SENT_RULE};
pub use series::{ADDED, LIST_REFERENCE, SERIES, STAMP, STANDING};
pub use site::SITE;
pub use table::{CELL, TABLE};
pub use units::{FORMER_NAME, GROUP, UNIT, UNITS};

/// A file that people write.
#[derive(Debug)]
pub struct WrittenFile {
    /// What it is, for writers.
    pub about: &'static str,
    /// Its keys.
    pub shape: &'static KeyTable,
    /// Its names and places, as patterns of an editor.
    pub patterns: &'static [&'static str],
    /// Whether what it says may have a time (自, 至, 为).
    pub has_time: bool,
}

/// Every file that people write, but for text: the front matter of fragments (片头) is among them.
pub static FILES: &[WrittenFile] = &[
    WrittenFile {
        about: "资料库：名称、主办单位、系列顺序",
        shape: &SITE,
        patterns: &["**/site.yaml"],
        has_time: false,
    },
    WrittenFile {
        about: "单位登记表：单位和分组",
        shape: &UNITS,
        patterns: &["**/units.yaml"],
        has_time: true,
    },
    WrittenFile {
        about: "指标登记表",
        shape: &METRICS,
        patterns: &["**/metrics.yaml"],
        has_time: true,
    },
    WrittenFile {
        about: "系列：版式、报头、文号和期号规则、常用发送",
        shape: &SERIES,
        patterns: &["**/series.yaml"],
        has_time: true,
    },
    WrittenFile {
        about: "一期：标题、日期、提纲、附件、发送",
        shape: &ISSUE,
        patterns: &["**/issue.yaml"],
        has_time: false,
    },
    WrittenFile {
        about: "供稿统计的计分办法",
        shape: &SCORES,
        patterns: &["**/计分.yaml"],
        has_time: true,
    },
    WrittenFile {
        about: "表格文件",
        shape: &TABLE,
        // Every other YAML file: what the program writes itself is no table.
        patterns: &[
            "**/[0-9]*/**/*.yaml",
            "!**/issue.yaml",
            "!**/印发.yaml",
            "!**/送审.yaml",
        ],
        has_time: false,
    },
    WrittenFile {
        about: "片段（.md）的片头，在两行 --- 之间",
        shape: &FRONT,
        patterns: &[],
        has_time: false,
    },
];

/// A table of keys: `NAME "id" "what it is called": KEY (required): kind, "what it says", "example";`, with the keys of other shapes after `besides`.
macro_rules! key_table {
    (
        $(#[$doc:meta])* $name:ident $id:literal $what:literal $(besides $($other:ident),*)?:
        $($key:ident $(($must:ident))?: $kind:expr, $about:literal, $example:literal;)*
    ) => {
        $(#[$doc])*
        pub static $name: $crate::source::KeyTable = $crate::source::KeyTable {
            id: $id,
            what: $what,
            own: &[$($crate::source::key_table::KeyRow {
                key: $crate::stage::parse::keys::$key,
                required: $crate::stage::parse::format::is_required!($($must)?),
                kind: $kind,
                about: $about,
                example: $example,
            }),*],
            besides: &[$($(&$other),*)?],
        };
    };
}

macro_rules! is_required {
    () => {
        false
    };
    (required) => {
        true
    };
}

use {is_required, key_table};
