//! The numbers of items (件号): by date and document number within a class, and never another once they are given.

use std::collections::BTreeMap;

use super::register::{FilingEntry, FilingRegister};
use crate::model::{ArchivalCode, FilingClass, IssueId};
use crate::zh::date::IssueDate;

/// An issue that is to be filed.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its place.
    pub id: IssueId,
    /// The places that it had before (原址).
    pub former: Vec<IssueId>,
    /// Where it belongs.
    pub class: FilingClass,
    /// Its date of issue (成文日期).
    pub date: IssueDate,
    /// The number by which it is known (文号, 期号).
    pub number: String,
    /// Its title in one line.
    pub title: String,
}

/// A code that was given and would not be given now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The issue belongs to another class now.
    Reclassified {
        /// The issue.
        id: IssueId,
        /// What it was given.
        given: ArchivalCode,
        /// Where it would belong now.
        class: FilingClass,
    },
    /// The issue is not among those that are filed any more.
    Gone {
        /// Where it lay.
        id: IssueId,
        /// What it was given.
        given: ArchivalCode,
    },
}

/// Gives every candidate a code that has none yet, and returns the codes in the candidates' order. Numbers go by date and document number and follow the
/// last that was given in the class, whatever has become of it.
///
/// A code of the year `year` that would not be given now is a conflict, unless there is a reason: then it is cancelled, and its issue gets another. Issues
/// for which `is_left_aside` is true are not filed this time, and keep their codes.
///
/// # Errors
/// The conflicts, in the order of the codes; then nothing is given.
pub fn assign(
    register: &mut FilingRegister,
    year: u16,
    candidates: &[Candidate],
    is_left_aside: &dyn Fn(&IssueId) -> bool,
    date: IssueDate,
    reason: Option<&str>,
) -> Result<Vec<FilingEntry>, Vec<Conflict>> {
    let mut conflicts = Vec::new();
    let of_entry = |entry: &FilingEntry| {
        candidates
            .iter()
            .find(|one| one.id == entry.id || one.former.contains(&entry.id))
    };
    for entry in &mut register.entries {
        if entry.cancelled.is_some() {
            continue;
        }
        let conflict = match of_entry(entry) {
            Some(one) if one.class != entry.code.class => Conflict::Reclassified {
                id: one.id.clone(),
                given: entry.code.clone(),
                class: one.class.clone(),
            },
            None if entry.code.class.year == year && !is_left_aside(&entry.id) => Conflict::Gone {
                id: entry.id.clone(),
                given: entry.code.clone(),
            },
            _ => continue,
        };
        match reason {
            Some(reason) => entry.cancelled = Some(reason.to_owned()),
            None => conflicts.push(conflict),
        }
    }
    if !conflicts.is_empty() {
        return Err(conflicts);
    }
    for entry in &mut register.entries {
        let moved = candidates
            .iter()
            .find(|one| entry.cancelled.is_none() && one.former.contains(&entry.id));
        if let Some(one) = moved {
            entry.id = one.id.clone();
        }
    }
    let mut last: BTreeMap<FilingClass, u32> = BTreeMap::new();
    for entry in &register.entries {
        let number = last.entry(entry.code.class.clone()).or_default();
        *number = entry.code.number.max(*number);
    }
    let mut new: Vec<&Candidate> = candidates
        .iter()
        .filter(|one| register.standing(&one.id, &one.former).is_none())
        .collect();
    new.sort_by(|a, b| order(a).cmp(&order(b)));
    for one in new {
        let number = last.entry(one.class.clone()).or_default();
        *number += 1;
        register.entries.push(FilingEntry {
            code: ArchivalCode {
                class: one.class.clone(),
                number: *number,
            },
            id: one.id.clone(),
            date,
            title: one.title.clone(),
            cancelled: None,
        });
    }
    register.entries.sort_by(|a, b| a.code.cmp(&b.code));
    let codes = candidates
        .iter()
        .filter_map(|one| register.standing(&one.id, &one.former).cloned());
    Ok(codes.collect())
}

/// By date, then by number as people count, then by place.
fn order(one: &Candidate) -> (IssueDate, Vec<(String, u64)>, &IssueId) {
    (one.date.first_day(), natural(&one.number), &one.id)
}

/// A text in pieces, each with the number that follows it, so that 10 follows 9.
fn natural(text: &str) -> Vec<(String, u64)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let words = rest
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(rest.len());
        let digits = &rest[words..];
        let end = digits
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(digits.len());
        let number = digits[..end].parse().unwrap_or_default();
        pieces.push((rest[..words].to_owned(), number));
        rest = &digits[end..];
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Retention;

    fn day(text: &str) -> IssueDate {
        IssueDate::parse(text).expect(text)
    }

    fn one(folder: &str, date: &str, number: &str, retention: Retention) -> Candidate {
        Candidate {
            id: IssueId::parse(&format!("a/2026/{folder}")).expect(folder),
            former: Vec::new(),
            class: FilingClass {
                fonds: "Z109".to_owned(),
                year: 2026,
                retention,
                department: None,
            },
            date: day(date),
            number: number.to_owned(),
            title: folder.to_owned(),
        }
    }

    fn filed(
        register: &mut FilingRegister,
        candidates: &[Candidate],
        reason: Option<&str>,
    ) -> Result<Vec<String>, Vec<Conflict>> {
        let given = assign(
            register,
            2026,
            candidates,
            &|_| false,
            day("2027-01-10"),
            reason,
        )?;
        Ok(given.iter().map(|entry| entry.code.to_string()).collect())
    }

    #[test]
    fn numbers_go_by_date_and_number_in_each_class_and_stay() {
        let mut register = FilingRegister::default();
        let mut all = vec![
            one("10", "2026-03-01", "字〔2026〕10号", Retention::Permanent),
            one("9", "2026-03-01", "字〔2026〕9号", Retention::Permanent),
            one("1", "2026-02-01", "字〔2026〕1号", Retention::TenYears),
            one("2", "2026-01-01", "字〔2026〕2号", Retention::Permanent),
        ];
        let given = filed(&mut register, &all, None).expect("no conflict");
        let expected = [
            "Z109-WS·2026-Y-0003",
            "Z109-WS·2026-Y-0002",
            "Z109-WS·2026-D10-0001",
            "Z109-WS·2026-Y-0001",
        ];
        assert_eq!(given, expected);
        // One that is filed later follows, whatever its date, and the others keep their codes.
        all.push(one(
            "3",
            "2026-01-02",
            "字〔2026〕3号",
            Retention::Permanent,
        ));
        let again = filed(&mut register, &all, None).expect("no conflict");
        assert_eq!(again[..4], given[..]);
        assert_eq!(again[4], "Z109-WS·2026-Y-0004");
        let before = register.clone();
        filed(&mut register, &all, None).expect("no conflict");
        assert_eq!(register, before);
    }

    #[test]
    fn a_code_is_taken_back_with_a_reason_only_and_given_to_nothing_else() {
        let mut register = FilingRegister::default();
        let all = [
            one("1", "2026-01-01", "1", Retention::Permanent),
            one("2", "2026-01-02", "2", Retention::Permanent),
        ];
        filed(&mut register, &all, None).expect("no conflict");
        let changed = [one("1", "2026-01-01", "1", Retention::TenYears)];
        let before = register.clone();
        let conflicts = filed(&mut register, &changed, None).expect_err("two conflicts");
        assert_eq!(conflicts.len(), 2);
        assert_eq!(register, before);
        let given = filed(&mut register, &changed, Some("重定期限")).expect("a reason");
        assert_eq!(given, ["Z109-WS·2026-D10-0001"]);
        let new = [
            changed[0].clone(),
            one("3", "2026-01-03", "3", Retention::Permanent),
        ];
        let given = filed(&mut register, &new, None).expect("no conflict");
        assert_eq!(given[1], "Z109-WS·2026-Y-0003");
    }

    #[test]
    fn what_moved_keeps_its_code() {
        let mut register = FilingRegister::default();
        let first = [one("1", "2026-01-01", "1", Retention::Permanent)];
        let given = filed(&mut register, &first, None).expect("no conflict");
        let mut moved = one("7", "2026-01-01", "1", Retention::Permanent);
        moved.former.push(first[0].id.clone());
        assert_eq!(
            filed(&mut register, &[moved], None).expect("no conflict"),
            given
        );
        assert_eq!(register.entries[0].id.folder, "7");
    }
}
