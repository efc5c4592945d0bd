//! A unit (单位) that a list has for the register, and what is wrong with a line of the list.

/// A unit for the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewUnit {
    /// Its code, which is part of addresses: the name in pinyin.
    pub code: String,
    pub name: String,
    /// Its full name (全称), where that is another.
    pub full_name: Option<String>,
    /// Its category (类别).
    pub category: Option<String>,
    /// The leader (联系领导) in charge of it.
    pub leader: Option<String>,
}

/// A line that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitListFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}
