//! The words with which an outline asks for tables that the program fills: the ledger of problems (问题台账), who has reported (报送情况).

use crate::model::{Delivery, LedgerProblem, ProblemState, ReportingUnit};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident: $($(#[$variant_doc:meta])* $variant:ident $word:literal),* $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$variant_doc])* #[doc = $word] $variant),*
        }

        impl $name {
            /// Each with its word.
            pub const WORDS: &[($name, &str)] = &[$(($name::$variant, $word)),*];

            /// Its word.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),*
                }
            }
        }
    };
}

words! {
    /// Which problems.
    LedgerPart:
    All "全部",
    Open "未整改",
    Overdue "逾期",
    New "新增",
    Again "反复",
    Underway "整改中",
    Done "已整改",
    DoneNow "本期整改",
}

words! {
    /// By what problems stand together.
    LedgerGroup:
    Unit "单位",
    Leader "责任领导",
    Kind "类别",
    State "状态",
}

words! {
    /// A column of the ledger.
    LedgerColumn:
    Ordinal "序号",
    Number "编号",
    Unit "责任单位",
    Content "存在问题",
    Basis "依据",
    Measures "整改措施",
    Leader "责任领导",
    Deadline "整改时限",
    Standing "完成情况",
    Kind "类别",
    State "状态",
    FoundOn "发现日期",
    DoneOn "完成日期",
    Explanation "说明",
}

words! {
    /// Which units.
    ReportingPart:
    All "全部",
    Silent "未报",
    Delivered "已报",
    Nil "零报",
    Late "迟报",
    Partial "缺项",
}

words! {
    /// By what units stand together.
    ReportingGroup:
    Category "类别",
    Delivery "报送情况",
}

words! {
    /// A column of who has reported.
    ReportingColumn:
    Ordinal "序号",
    Unit "单位",
    Category "类别",
    Delivery "报送情况",
    SentOn "报送日期",
    EachIssue "各期",
    SilentThisYear "今年未报",
    LateThisYear "今年迟报",
}

impl LedgerPart {
    /// Whether `problem` is of this part.
    #[must_use]
    pub fn has(self, problem: &LedgerProblem) -> bool {
        match self {
            Self::All => true,
            Self::Open => problem.state.is_open(),
            Self::Overdue => matches!(problem.state, ProblemState::Overdue(_)),
            Self::New => problem.is_new,
            Self::Again => problem.state == ProblemState::Again,
            Self::Underway => problem.state == ProblemState::Underway,
            Self::Done => !problem.state.is_open(),
            Self::DoneNow => !problem.state.is_open() && (problem.was_open || problem.is_new),
        }
    }
}

impl ReportingPart {
    /// Whether `unit` is of this part.
    #[must_use]
    pub fn has(self, unit: &ReportingUnit) -> bool {
        match self {
            Self::All => true,
            Self::Silent => unit.delivery == Delivery::Silent,
            Self::Delivered => unit.delivery != Delivery::Silent,
            Self::Nil => unit.delivery == Delivery::Nil,
            Self::Late => unit.late.is_some(),
            Self::Partial => !unit.missing.is_empty(),
        }
    }
}
