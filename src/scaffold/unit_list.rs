//! The units (单位) of an office as a person has them: lines pasted from a table, a name in each.

use std::collections::{BTreeMap, BTreeSet};

use pinyin::ToPinyin;

use super::mended_names::MendedNames;
use super::new_unit::{NewUnit, UnitListFault};
use crate::stage::parse::csv_quotes;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitList {
    /// Them, in the order of the list.
    pub units: Vec<NewUnit>,
    /// The heads of the columns that no register has, as 序号 and 电话.
    pub passed_over: Vec<String>,
    /// What of the names is not written as it was typed: numbers before them, several in one line.
    pub mended: Vec<String>,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListColumn {
    Name,
    FullName,
    Category,
    Leader,
    /// 序号 and whatever else a list of units has.
    Other,
}

/// Columns by the words over them.
const HEADS: &[(&str, ListColumn)] = &[
    ("单位", ListColumn::Name),
    ("单位名称", ListColumn::Name),
    ("名称", ListColumn::Name),
    ("简称", ListColumn::Name),
    ("全称", ListColumn::FullName),
    ("单位全称", ListColumn::FullName),
    ("类别", ListColumn::Category),
    ("分类", ListColumn::Category),
    ("联系领导", ListColumn::Leader),
    ("分管领导", ListColumn::Leader),
    ("领导", ListColumn::Leader),
];

/// The units of `text`: one a line, with its category and its leader after tabs, commas or bars, as they are pasted from Excel or typed. A first line with
/// words such as 单位 and 类别 says what the columns are; a first column of numbers is passed over.
///
/// # Errors
/// Each line that has no name, or the name of another line.
pub fn unit_list(text: &str) -> Result<UnitList, Vec<UnitListFault>> {
    let (mut units, mut faults) = (Vec::new(), Vec::new());
    let lines = text.trim_start_matches('\u{feff}').lines();
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    for (at, line) in lines.enumerate() {
        match cells(line) {
            Some(cells) if cells.iter().all(String::is_empty) => {}
            Some(cells) => rows.push((at + 1, cells)),
            None => faults.push(UnitListFault {
                line: at + 1,
                message: "引号没有配成对，或引号外面还有字：补上，或删去引号".to_owned(),
            }),
        }
    }
    let heads = rows.first().and_then(|(_, cells)| heads(cells));
    let passed_over = match (&heads, rows.first()) {
        (Some(heads), Some((_, cells))) => {
            let named = heads.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
            let other = named.filter(|(column, _)| **column == ListColumn::Other);
            other.map(|(_, cell)| cell.clone()).collect()
        }
        _ => Vec::new(),
    };
    let rows = rows.iter().skip(usize::from(heads.is_some()));
    let rows: Vec<(usize, NewUnit, Option<String>)> = rows
        .map(|(line, cells)| {
            let (unit, more) = unit(cells, heads.as_deref());
            (*line, unit, more)
        })
        .collect();
    let mut mended = MendedNames::of(&rows);
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut codes = BTreeSet::new();
    for (line, unit, more) in &rows {
        if unit.name.is_empty() {
            faults.push(UnitListFault {
                line: *line,
                message: "没有单位名称".to_owned(),
            });
            continue;
        }
        if let Some(more) = more {
            faults.push(UnitListFault {
                line: *line,
                message: format!(
                    "“{more}”不知道是什么：一行依次写单位、类别、联系领导，另外的列要有表头"
                ),
            });
        }
        let parted = match mended.units(*line, unit) {
            Ok(parted) => parted,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        for mut unit in parted {
            if let Some(first) = names.insert(unit.name.clone(), *line) {
                faults.push(UnitListFault {
                    line: *line,
                    message: format!("“{}”在第 {first} 行已经有了", unit.name),
                });
                continue;
            }
            unit.code = code(&unit.name, &mut codes);
            units.push(unit);
        }
    }
    faults.sort_by_key(|fault| fault.line);
    if faults.is_empty() {
        Ok(UnitList {
            units,
            passed_over,
            mended: mended.said(),
        })
    } else {
        Err(faults)
    }
}

/// The cells of a line; none where its quotation marks do not pair. A name may have a blank in it, so that only several part cells.
fn cells(line: &str) -> Option<Vec<String>> {
    let line = line.trim_matches(|c: char| c.is_whitespace() && c != '\t');
    if line.contains('"') {
        return quoted_cells(line);
    }
    let parts: Vec<&str> = if line.contains('\t') {
        line.split('\t').collect()
    } else if line.contains(['|', '｜']) {
        line.trim_matches(['|', '｜']).split(['|', '｜']).collect()
    } else if line.contains([',', '，', ';', '；']) {
        line.split([',', '，', ';', '；']).collect()
    } else {
        line.split("  ")
            .flat_map(|part| part.split('　'))
            .filter(|part| !part.trim().is_empty())
            .collect()
    };
    Some(parts.iter().map(|part| part.trim().to_owned()).collect())
}

/// The cells of a line as CSV has it, in which what stands in quotation marks is one: `"汀江钢铁,有限公司",企业`.
fn quoted_cells(line: &str) -> Option<Vec<String>> {
    let outside = || line.split('"').step_by(2);
    let delimiter = ['\t', ',', ';', '|']
        .into_iter()
        .find(|sign| outside().any(|part| part.contains(*sign)));
    let delimiter = u8::try_from(delimiter.unwrap_or(',')).ok()?;
    if !csv_quotes::pair(line, delimiter) {
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(line.as_bytes());
    let record = reader.records().next()?.ok()?;
    Some(record.iter().map(|cell| cell.trim().to_owned()).collect())
}

fn heads(cells: &[String]) -> Option<Vec<ListColumn>> {
    let columns: Vec<ListColumn> = cells
        .iter()
        .map(|cell| {
            let found = HEADS.iter().find(|(word, _)| word == cell);
            found.map_or(ListColumn::Other, |(_, column)| *column)
        })
        .collect();
    columns.contains(&ListColumn::Name).then_some(columns)
}

/// The unit of a row, and the cell that stands under no column.
fn unit(cells: &[String], heads: Option<&[ListColumn]>) -> (NewUnit, Option<String>) {
    const USUAL: [ListColumn; 3] = [ListColumn::Name, ListColumn::Category, ListColumn::Leader];
    let numbered = |cell: &String| {
        !cell.is_empty()
            && cell
                .chars()
                .all(|c| c.is_ascii_digit() || ".、".contains(c))
    };
    let skip = usize::from(heads.is_none() && cells.len() > 1 && numbered(&cells[0]));
    let columns = heads.unwrap_or(&USUAL);
    let cells = &cells[skip..];
    let more = cells
        .iter()
        .skip(columns.len())
        .find(|cell| !cell.is_empty());
    let mut unit = NewUnit::default();
    for (column, cell) in columns.iter().zip(cells) {
        let text = (!cell.is_empty()).then(|| cell.clone());
        match column {
            ListColumn::Name => unit.name = cell.clone(),
            ListColumn::FullName => unit.full_name = text,
            ListColumn::Category => unit.category = text,
            ListColumn::Leader => unit.leader = text,
            ListColumn::Other => {}
        }
    }
    unit.full_name = unit.full_name.filter(|name| *name != unit.name);
    (unit, more.cloned())
}

/// A code that no other unit has: the syllables of the name, its letters and digits.
fn code(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut code = String::new();
    for c in name.chars() {
        match c.to_pinyin() {
            Some(syllable) => code.push_str(syllable.plain()),
            None if c.is_ascii_alphanumeric() => code.push(c.to_ascii_lowercase()),
            None => {}
        }
    }
    // `ü` is typed as v.
    let mut code: String = code
        .replace('ü', "v")
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(40)
        .collect();
    if code.is_empty() {
        code.push_str("danwei");
    }
    let mut own = code.clone();
    let mut number = 2;
    while !taken.insert(own.clone()) {
        own = format!("{code}-{number}");
        number += 1;
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<(String, String, Option<String>, Option<String>)> {
        let list = unit_list(text).expect("units");
        let parts = list
            .units
            .into_iter()
            .map(|unit| (unit.code, unit.name, unit.category, unit.leader));
        parts.collect()
    }

    #[test]
    fn units_are_read_as_they_are_pasted_and_typed() {
        let expected = vec![
            (
                "qinghexian".to_owned(),
                "青禾县".to_owned(),
                Some("县区".to_owned()),
                Some("林致远".to_owned()),
            ),
            ("lvzhouqu".to_owned(), "绿洲区".to_owned(), None, None),
        ];
        for text in [
            "青禾县\t县区\t林致远\n绿洲区\n",
            "序号\t单位名称\t类别\t联系领导\n1\t青禾县\t县区\t林致远\n2\t绿洲区\t\t\n",
            "1,青禾县,县区,林致远\n2,绿洲区\n\n",
            "青禾县  县区  林致远\n绿洲区",
            "|单位|联系领导|类别|\n|青禾县|林致远|县区|\n|绿洲区|||\n",
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
    }

    #[test]
    fn codes_are_addresses_and_no_two_are_alike() {
        let text = "市一医院\n是一医院\nB站\n〇〇\n";
        let codes: Vec<String> = named(text).into_iter().map(|unit| unit.0).collect();
        assert_eq!(codes[..3], ["shiyiyiyuan", "shiyiyiyuan-2", "bzhan"]);
        for code in &codes {
            assert!(crate::stage::parse::units::is_code(code), "{code}");
        }
    }

    #[test]
    fn names_are_taken_without_what_lists_put_around_them() {
        let names =
            |text: &str| -> Vec<String> { named(text).into_iter().map(|unit| unit.1).collect() };
        assert_eq!(
            named("\"汀江钢铁,有限公司\",企业,\"林致远、沈若兰\"\n")[0],
            (
                "tingjianggangtieyouxiangongsi".to_owned(),
                "汀江钢铁,有限公司".to_owned(),
                Some("企业".to_owned()),
                Some("林致远、沈若兰".to_owned()),
            )
        );
        assert_eq!(names("\"青禾县\"\t\"县区\"\n"), ["青禾县"]);
        for text in [
            "1.青禾县\n2、白石区\n3）临江区\n",
            "（1）青禾县\n（2）白石区\n（3）临江区\n",
            "一、青禾县\n二、白石区\n三、临江区\n",
            "1 青禾县\n2 白石区\n3　临江区\n",
            "①青禾县\n②白石区\n③临江区\n",
            "单位,类别\n1.青禾县,县区\n2.白石区,县区\n3.临江区,县区\n",
            "青禾县、白石区、临江区\n",
            "“青禾县”\n“白石区”\n“临江区”\n",
        ] {
            assert_eq!(names(text), ["青禾县", "白石区", "临江区"], "{text}");
            let list = unit_list(text).expect("units");
            assert!(!list.mended.is_empty(), "{text}");
        }
        let list = unit_list("第一中学\n3M公司\n一汽集团\nABC 公司\n").expect("units");
        assert!(list.mended.is_empty(), "{:?}", list.mended);
        for (text, line) in [
            ("青禾县 县（市）区 林致远\n", 1),
            ("一、县区\n1.青禾县\n2.白石区\n", 1),
            ("青禾县\n\"白石区\n", 2),
            ("\"青禾\"县,县区\n", 1),
            ("1.青禾县\n青禾县、白石区\n", 2),
        ] {
            let faults = unit_list(text).expect_err(text);
            assert_eq!(faults[0].line, line, "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_said() {
        let faults = unit_list("青禾县\n\t县区\n青禾县\n甲,乙,丙,丁\n").expect_err("faults");
        let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 3, 4]);
        let list = unit_list("序号,单位,电话\n1,青禾县,88\n").expect("units");
        assert_eq!(list.passed_over, ["序号", "电话"]);
    }
}
