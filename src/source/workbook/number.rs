//! Numbers and texts as the format of their cell shows them.

use super::decimal::Decimal;
use super::section::{FormatPiece, has_condition, numbers_and_text, read};

/// Why a number may not be shown as is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFlaw {
    /// A long fraction without a format: nobody said how many digits are meant.
    NoDecimals,
    /// A number that is seen with a power of ten (`1.23E+08`), by its format or as it is too long for a cell without one; all its digits are shown.
    Power,
    /// More than fifteen digits, of which a spreadsheet keeps fifteen.
    TooLong,
    /// A format that is not understood; the value is shown plainly.
    Format,
    /// The format shows nothing of what the cell holds: `;;;`.
    NotShown,
    /// The format shows that a number is negative by its colour alone: `0.00;[Red]0.00`. It is shown with its sign.
    Colour,
}

/// More digits behind the point than this were not chosen by anybody.
const MOST_DECIMALS: usize = 4;

/// A number without a format is seen with no more signs than these.
const MOST_GENERAL: usize = 11;

/// The number as its cell shows it, by the code of its format.
#[must_use]
pub fn shown(value: f64, code: &str, id: Option<u32>) -> (String, Option<NumberFlaw>) {
    let number = Decimal::of(value);
    let long = (number.whole_digits() > 15).then_some(NumberFlaw::TooLong);
    if has_condition(code) {
        return (number.plain(), Some(NumberFlaw::Format));
    }
    let (sections, _) = numbers_and_text(code);
    let (section, own_sign) = match (sections.as_slice(), number.negative, number.is_zero()) {
        ([_, _, zero, ..], _, true) => (*zero, true),
        ([_, negative, ..], true, _) => (*negative, true),
        ([first, ..], _, _) => (*first, false),
        ([], _, _) => ("General", false),
    };
    if section.is_empty() && !code.is_empty() {
        return (
            String::new(),
            (!number.is_zero()).then_some(NumberFlaw::NotShown),
        );
    }
    // Nobody prints a power of ten: it is how a spreadsheet shows a long number.
    let is_power = matches!(id, Some(11 | 48)) || section.contains("E+");
    if is_power {
        return (number.plain(), long.or(Some(NumberFlaw::Power)));
    }
    let Some(pieces) = read(section) else {
        return (number.plain(), Some(NumberFlaw::Format));
    };
    let has_digits = pieces
        .iter()
        .any(|piece| matches!(piece, FormatPiece::Digit(_)));
    if !has_digits {
        let is_plain =
            (pieces.iter()).any(|piece| matches!(piece, FormatPiece::Whole | FormatPiece::Text));
        let is_long = number.plain().trim_start_matches('-').len() > MOST_GENERAL;
        let flaw = match number.decimals() {
            0 if is_long => Some(NumberFlaw::Power),
            decimals if decimals > MOST_DECIMALS || decimals > 0 && is_long => {
                Some(NumberFlaw::NoDecimals)
            }
            _ => None,
        };
        let flaw = flaw.filter(|_| is_plain);
        let mut text = String::new();
        for piece in &pieces {
            match piece {
                FormatPiece::Whole | FormatPiece::Text if own_sign => {
                    text.push_str(number.plain().trim_start_matches('-'))
                }
                FormatPiece::Whole | FormatPiece::Text => text.push_str(&number.plain()),
                FormatPiece::Literal(literal) => text.push_str(literal),
                FormatPiece::Percent => text.push('%'),
                FormatPiece::Time(..) | FormatPiece::Half(..) | FormatPiece::Elapsed(_) => {
                    return (number.plain(), Some(NumberFlaw::Format));
                }
                FormatPiece::Digit(_) | FormatPiece::Point | FormatPiece::Comma => {}
            }
        }
        return (text.trim().to_owned(), long.or(flaw));
    }
    match digits(&number, &pieces, own_sign) {
        Some(text) if own_sign && number.negative && !number.is_zero() && !says_negative(&text) => {
            (format!("-{text}"), Some(NumberFlaw::Colour))
        }
        Some(text) => (text, long),
        None => (number.plain(), Some(NumberFlaw::Format)),
    }
}

/// The text as its cell shows it, by the code of its format: `@"县"` puts 县 behind it, and `;;;` hides it.
#[must_use]
pub fn text(typed: &str, code: &str) -> (String, Option<NumberFlaw>) {
    let (_, Some(section)) = numbers_and_text(code) else {
        return (typed.to_owned(), None);
    };
    let unclear = (typed.to_owned(), Some(NumberFlaw::Format));
    if has_condition(code) {
        return unclear;
    }
    let Some(pieces) = read(section) else {
        return unclear;
    };
    let mut shown = String::new();
    for piece in &pieces {
        match piece {
            FormatPiece::Text | FormatPiece::Whole => shown.push_str(typed),
            FormatPiece::Literal(literal) => shown.push_str(literal),
            _ => return unclear,
        }
    }
    let hides = shown.trim().is_empty() && !typed.is_empty();
    (shown, hides.then_some(NumberFlaw::NotShown))
}

/// Whether a reader sees that the number is negative: by a sign, by brackets, by a word or a triangle.
fn says_negative(shown: &str) -> bool {
    shown.contains([
        '-', '－', '−', '–', '(', '（', '▲', '△', '▼', '↓', '负', '减', '降', '亏',
    ])
}

/// A number in a section with places for digits; none where something stands between them that is no point and no comma.
fn digits(number: &Decimal, pieces: &[FormatPiece], own_sign: bool) -> Option<String> {
    let is_place = |piece: &FormatPiece| {
        matches!(
            piece,
            FormatPiece::Digit(_) | FormatPiece::Point | FormatPiece::Comma
        )
    };
    let first = pieces.iter().position(is_place)?;
    let last = pieces.iter().rposition(is_place)?;
    let places = &pieces[first..=last];
    if !places.iter().all(is_place) {
        return None;
    }
    let around = |pieces: &[FormatPiece]| -> String {
        pieces
            .iter()
            .map(|piece| match piece {
                FormatPiece::Literal(text) => text.as_str(),
                FormatPiece::Percent => "%",
                _ => "",
            })
            .collect()
    };
    let point = places.iter().position(|piece| *piece == FormatPiece::Point);
    let (whole, fraction) = match point {
        Some(point) => (&places[..point], &places[point + 1..]),
        None => (places, [].as_slice()),
    };
    let percents = pieces
        .iter()
        .filter(|piece| **piece == FormatPiece::Percent)
        .count();
    let thousands = whole
        .iter()
        .rev()
        .take_while(|piece| **piece == FormatPiece::Comma)
        .count()
        + fraction
            .iter()
            .rev()
            .take_while(|piece| **piece == FormatPiece::Comma)
            .count();
    let grouped = whole[..whole.len()
        - whole
            .iter()
            .rev()
            .take_while(|piece| **piece == FormatPiece::Comma)
            .count()]
        .contains(&FormatPiece::Comma);
    let count = |pieces: &[FormatPiece], only: Option<char>| {
        pieces
            .iter()
            .filter(|piece| match (piece, only) {
                (FormatPiece::Digit(sign), Some(only)) => *sign == only,
                (FormatPiece::Digit(_), None) => true,
                _ => false,
            })
            .count()
    };
    let power = i32::try_from(percents * 2).ok()? - i32::try_from(thousands * 3).ok()?;
    let number = number.clone().shifted(power);
    let (mut before, mut behind) = number.rounded(count(fraction, None));
    let is_nothing = before.is_empty() && behind.bytes().all(|digit| digit == b'0');
    while before.len() < count(whole, Some('0')) {
        before.insert(0, '0');
    }
    // Places that need no digit show none at the end.
    let least = fraction
        .iter()
        .rposition(|piece| *piece == FormatPiece::Digit('0'))
        .map_or(0, |place| place + 1);
    while behind.len() > least && behind.ends_with('0') {
        behind.pop();
    }
    if grouped {
        before = group(&before);
    }
    let mut text = around(&pieces[..first]);
    if number.negative && !own_sign && !is_nothing {
        text.insert(0, '-');
    }
    text.push_str(&before);
    if point.is_some() && !(behind.is_empty() && least == 0) {
        text.push('.');
        text.push_str(&behind);
    }
    text.push_str(&around(&pieces[last + 1..]));
    Some(text.trim().to_owned())
}

fn group(digits: &str) -> String {
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_in_the_sheet() {
        let cases = [
            (0.985, "0.0%", "98.5%"),
            (0.985, "0%", "99%"),
            (1234.5, "#,##0.00", "1,234.50"),
            (-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)"),
            (0.0, "#,##0;-#,##0;\"—\"", "—"),
            (7.0, "000", "007"),
            (0.1 + 0.2, "General", "0.3"),
            (12.0, "General\"家\"", "12家"),
            (12.0, "0\"家\"", "12家"),
            (1_234_567.0, "0.0,\"千元\"", "1234.6千元"),
            (12.5, "[$¥-804]#,##0.00", "¥12.50"),
            (1.5, "#.##", "1.5"),
            (13_812_345_678.0, "General", "13812345678"),
            (-0.004, "0.00", "0.00"),
            (5.0, "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", "5"),
            (0.0, "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", "-"),
            (100.0, "@", "100"),
            (0.0, "0.00;-0.00;@", "0.00"),
            (-3.0, "0\"家\";@", "-3家"),
            (0.0, "0;-0;;@", ""),
        ];
        for (value, code, text) in cases {
            let shown = shown(value, code, None);
            assert_eq!(shown, (text.to_owned(), None), "{value} {code}");
        }
        // Red alone is no sign on paper.
        for (code, text) in [("0.00;[Red]0.00", "-3.20"), ("0.0_ ;[红色]0.0", "-3.2")] {
            let wanted = (text.to_owned(), Some(NumberFlaw::Colour));
            assert_eq!(shown(-3.2, code, None), wanted, "{code}");
        }
        assert_eq!(
            shown(1.0 / 3.0, "General", None).1,
            Some(NumberFlaw::NoDecimals)
        );
        assert_eq!(shown(1.0 / 3.0, "0.00", None).1, None);
        // What Excel shows with fewer digits, or with a power of ten, is said.
        for (value, code, text, flaw) in [
            (
                123_456_789.123,
                "General",
                "123456789.123",
                NumberFlaw::NoDecimals,
            ),
            (123_456_789.0, "0.00E+00", "123456789", NumberFlaw::Power),
            (
                123_456_789_012.0,
                "General",
                "123456789012",
                NumberFlaw::Power,
            ),
        ] {
            let wanted = (text.to_owned(), Some(flaw));
            assert_eq!(shown(value, code, None), wanted, "{value} {code}");
        }
        assert_eq!(shown(123_456_789.1, "General", None).1, None);
        assert_eq!(shown(4.1e17, "0", None).1, Some(NumberFlaw::TooLong));
        assert_eq!(shown(0.5, "# ?/?", Some(12)).1, Some(NumberFlaw::Format));
        assert_eq!(shown(5.0, "[DBNum1]0", None).1, Some(NumberFlaw::Format));
    }

    #[test]
    fn a_condition_is_not_guessed_and_nothing_is_hidden_unsaid() {
        for (value, code) in [
            (3.0, "[红色][>5]0;0"),
            (-3.0, "[<0]\"降\"0;\"升\"0"),
            (25_000.0, "[>=10000]0.0,\"万\";0"),
        ] {
            let plain = Decimal::of(value).plain();
            let expected = (plain, Some(NumberFlaw::Format));
            assert_eq!(shown(value, code, None), expected, "{code}");
        }
        let hidden = (String::new(), Some(NumberFlaw::NotShown));
        assert_eq!(shown(5.0, ";;;", None), hidden);
        assert_eq!(shown(-5.0, "0;;0", None), hidden);
        assert_eq!(shown(0.0, ";;;", None), (String::new(), None));
        assert_eq!(text("青禾", ";;;"), hidden);
        for (code, expected) in [
            ("General", "青禾"),
            ("@", "青禾"),
            ("0;-0;0;@\"县\"", "青禾县"),
            ("@\"县\"", "青禾县"),
            ("0.0;@\"县\"", "青禾县"),
            ("0.0\"家\"", "青禾"),
        ] {
            assert_eq!(text("青禾", code), (expected.to_owned(), None), "{code}");
        }
    }
}
