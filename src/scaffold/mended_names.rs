//! Names of units as lists have them, not as a register wants them: with numbers, several in one line, in quotation marks.

use super::new_unit::{NewUnit, UnitListFault};
use crate::zh::label::{NumberPrefix, Numerals, typed_number};

/// What of the names of a list is not taken as it was typed.
#[derive(Debug, Default)]
pub(super) struct MendedNames {
    /// Whether some names have arabic numbers and others Chinese ones: those head the groups of these.
    are_grouped: bool,
    numbered: Vec<String>,
    quoted: Vec<String>,
    parted: Vec<String>,
}

impl MendedNames {
    /// Looks at all names of a list before any is taken.
    pub(super) fn of(rows: &[(usize, NewUnit, Option<String>)]) -> Self {
        let numbers = || rows.iter().filter_map(|(_, unit, _)| number(&unit.name));
        let has = |is_han: bool| numbers().any(|found| found.is_han == is_han);
        Self {
            are_grouped: has(true) && has(false),
            ..Self::default()
        }
    }

    /// The units that a line, `typed`, means: usually one.
    ///
    /// # Errors
    /// Why it cannot be told.
    pub(super) fn units(
        &mut self,
        line: usize,
        typed: &NewUnit,
    ) -> Result<Vec<NewUnit>, UnitListFault> {
        let fault = |message: String| Err(UnitListFault { line, message });
        let mut name = typed.name.as_str();
        if let Some(found) = number(name) {
            if found.is_han && self.are_grouped {
                return fault(format!(
                    "“{name}”像是一类单位的标题：删去这一行，类别写在各单位后面"
                ));
            }
            self.numbered.push(name.to_owned());
            name = &name[found.length..];
        }
        if let Some(inner) = quoted(name) {
            self.quoted.push(name.to_owned());
            name = inner;
        }
        let is_wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
        let mut blanks = name.match_indices(char::is_whitespace);
        let parts_words = blanks.any(|(at, blank)| {
            is_wide(name[..at].chars().next_back())
                && is_wide(name[at + blank.len()..].chars().next())
        });
        if parts_words {
            return fault(format!(
                "“{name}”中间只有一个空格，不知道是一个名称还是几列：几列之间空两格或用逗号，是一个名称就去掉空格"
            ));
        }
        let names: Vec<&str> = name
            .split('、')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        if names.len() > 1 {
            self.parted.push(format!("第 {line} 行 {} 个", names.len()));
        }
        let full_name = typed.full_name.as_ref().map(|name| {
            let length = number(name).map_or(0, |found| found.length);
            name[length..].to_owned()
        });
        Ok(names
            .iter()
            .map(|name| NewUnit {
                name: (*name).to_owned(),
                full_name: full_name.clone().filter(|_| names.len() == 1),
                ..typed.clone()
            })
            .collect())
    }

    /// What is to be said of it.
    pub(super) fn said(self) -> Vec<String> {
        let said = [
            (self.numbered, "名称前面的编号没有写进登记表："),
            (self.quoted, "名称外面的引号没有写进登记表："),
            (self.parted, "用“、”隔开的各算一个单位，请核对："),
        ];
        said.into_iter()
            .filter(|(lines, _)| !lines.is_empty())
            .map(|(lines, words)| format!("{words}{}。", lines.join("，")))
            .collect()
    }
}

struct NameNumber {
    length: usize,
    is_han: bool,
}

/// The number before a name, where a name is left behind it: `1.青禾县`, `（2）白石区`, `3)临江区`, `4 岚浦县`.
fn number(name: &str) -> Option<NameNumber> {
    let of_heading = |found: NumberPrefix| NameNumber {
        length: found.length,
        is_han: found.numerals == Numerals::Han,
    };
    let of_list = || {
        let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_counted = (1..=3).contains(&(name.len() - rest.len()));
        let after = rest.trim_start_matches([')', '）', ' ', '　', ':', '：', '．']);
        let is_name = after.starts_with(|c: char| !c.is_ascii());
        (is_counted && after.len() < rest.len() && is_name).then(|| NameNumber {
            length: name.len() - after.len(),
            is_han: false,
        })
    };
    let found = typed_number(name).filter(|_| !name.starts_with('第'));
    let found = found.map(of_heading).or_else(of_list)?;
    (found.length < name.len()).then_some(found)
}

/// What stands in Chinese quotation marks around the whole of a name.
fn quoted(name: &str) -> Option<&str> {
    let inner = name.strip_prefix('“')?.strip_suffix('”')?;
    (!inner.is_empty() && !inner.contains(['“', '”'])).then_some(inner)
}
