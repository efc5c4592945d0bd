//! Numbers in cells: which text is one, and how a workbook shows it as it was typed.

/// A number as a workbook keeps it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SheetNumber {
    /// Its value; of a percentage the fraction.
    pub value: f64,
    /// The format by which it is shown as it was typed.
    pub format: String,
}

/// The most digits that a workbook keeps.
const DIGITS: usize = 15;

impl SheetNumber {
    /// The number that `text` is. None where a workbook could not show it again as it is: with leading zeros, with a sign of plus, with more digits than it keeps, with
    /// commas that do not part thousands.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (digits, percent) = match text.strip_suffix('%') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let (negative, digits) = match digits.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, digits),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (digits, ""),
        };
        let grouped = whole.contains(',');
        let plain = whole.replace(',', "");
        let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if plain.is_empty()
            || !is_digits(&plain)
            || !is_digits(fraction)
            || (plain.len() > 1 && plain.starts_with('0'))
            || plain.len() + fraction.len() > DIGITS
            || (grouped && whole != in_thousands(&plain))
        {
            return None;
        }
        // Moving the point in the text loses nothing, where dividing might.
        let exponent = if percent { "e-2" } else { "" };
        let sign = if negative { "-" } else { "" };
        let value: f64 = format!("{sign}{plain}.{fraction}0{exponent}")
            .parse()
            .ok()?;
        if negative && value == 0.0 {
            return None;
        }
        let mut format = if grouped { "#,##0" } else { "0" }.to_owned();
        if !fraction.is_empty() {
            format.push('.');
            format.push_str(&"0".repeat(fraction.len()));
        }
        if percent {
            format.push('%');
        }
        Some(Self { value, format })
    }
}

/// `1234567` as `1,234,567`.
fn in_thousands(digits: &str) -> String {
    let mut parted = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

/// `text` with an apostrophe before it where a spreadsheet would take it for a formula; a negative number is none.
pub(super) fn inert(text: String) -> String {
    let begins_a_formula = text
        .trim_start_matches([' ', '　', '\n'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let is_dash = text.chars().all(|c| matches!(c, '-' | '－'));
    if begins_a_formula && !is_dash && SheetNumber::of(&text).is_none() {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_only_where_it_is_shown_again_as_it_was_typed() {
        let shown = |text| SheetNumber::of(text).map(|amount| (amount.value, amount.format));
        assert_eq!(shown("120"), Some((120.0, "0".to_owned())));
        assert_eq!(shown("1,234.50"), Some((1234.5, "#,##0.00".to_owned())));
        assert_eq!(shown("95.3%"), Some((0.953, "0.0%".to_owned())));
        assert_eq!(shown("-5"), Some((-5.0, "0".to_owned())));
        for text in [
            "",
            "007",
            "+5",
            "1,23",
            "1.",
            ".5",
            "-0",
            "3.5万",
            "2026-07-08",
            "１２",
            "1234567890123456",
            "1e3",
            "—",
            "12,3456",
        ] {
            assert_eq!(SheetNumber::of(text), None, "{text}");
        }
    }

    #[test]
    fn formulas_are_made_inert_and_numbers_are_none() {
        for text in ["=1+1", "+1", "-a", "@a", "＝1"] {
            assert_eq!(inert(text.to_owned()), format!("'{text}"));
        }
        for text in ["", "-5.2", "-1,200", "-", "--", "—", "3=4"] {
            assert_eq!(inert(text.to_owned()), text);
        }
    }
}
