//! Quotation marks in CSV that do not pair: the reader of CSV would take the rows after one that never closes for its cell, and drop what it cannot place.

use std::ops::Range;

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span};

/// A quotation mark that is a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
enum QuotationSlip {
    /// It opens a field and nothing closes it.
    Open(Range<usize>),
    /// It closes a field, and something follows before the next delimiter.
    Followed(Range<usize>),
}

/// Says where a quotation mark does not pair, and whether all do.
pub fn all_pair(text: &str, delimiter: u8, file: FileId, sink: &mut Sink) -> bool {
    let Some(slip) = first_slip(text, delimiter) else {
        return true;
    };
    let (place, message, help) = match slip {
        QuotationSlip::Open(place) => (
            place,
            "这个引号没有结束，后面的几行会被当作这一格的内容",
            "在这一格的末尾补上引号；引号是文字的，写成“”",
        ),
        QuotationSlip::Followed(place) => (
            place,
            "引号结束以后还有字，这一格不知道到哪里为止",
            "引号是文字的，写成“”，或在表格软件里打开核对，再另存为 CSV",
        ),
    };
    let span = Span::new(file, place.start, place.end);
    sink.push(Diagnostic::new(code::BAD_TABLE, span, message).help(help));
    false
}

/// Whether all quotation marks pair in `text`.
#[must_use]
pub fn pair(text: &str, delimiter: u8) -> bool {
    first_slip(text, delimiter).is_none()
}

/// The first slip. A field is quoted where it begins with a quotation mark; two within it are one of its characters.
fn first_slip(text: &str, delimiter: u8) -> Option<QuotationSlip> {
    let bytes = text.as_bytes();
    let is_end = |byte: u8| byte == delimiter || matches!(byte, b'\n' | b'\r');
    let mut place = text.len() - text.trim_start_matches('\u{FEFF}').len();
    while place < bytes.len() {
        if bytes[place] != b'"' {
            let rest = bytes[place..].iter();
            place += rest.take_while(|byte| !is_end(**byte)).count() + 1;
            continue;
        }
        let open = place;
        place += 1;
        loop {
            match (bytes.get(place), bytes.get(place + 1)) {
                (None, _) => return Some(QuotationSlip::Open(open..open + 1)),
                (Some(b'"'), Some(b'"')) => place += 2,
                (Some(b'"'), _) => break,
                (Some(_), _) => place += 1,
            }
        }
        let close = place;
        place += 1;
        let rest = bytes[place..].iter();
        let after = rest.take_while(|byte| !is_end(**byte)).count();
        if !text[place..place + after].trim().is_empty() {
            return Some(QuotationSlip::Followed(close..place + after));
        }
        place += after + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_that_do_not_pair_are_found_where_they_stand() {
        for (text, slip) in [
            (
                "单位,数\n甲,\"未闭合\n乙,5\n",
                Some(QuotationSlip::Open(15..16)),
            ),
            ("\"甲\"乙,3\n", Some(QuotationSlip::Followed(4..8))),
            ("甲,\"他说\"\"好\"\"\" ,3\n", None),
            ("\u{FEFF}\"甲\n乙\",3\r\n\"\",\"\"\n", None),
            ("5\"管,甲\"乙\"\n", None),
        ] {
            assert_eq!(first_slip(text, b','), slip, "{text}");
        }
    }

    proptest! {
        /// Where all marks pair, what the reader reads and quotes again is what was typed, but for quotation marks that were not needed.
        #[test]
        fn what_pairs_is_read_without_loss(text in "([甲a,\"\n]|\"\"|,\"|\",){0,24}") {
            prop_assume!(first_slip(&text, b',').is_none());
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let read: String = reader.records().map_while(Result::ok).flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>()).collect();
            let letters = |text: &str| text.chars().filter(|c| matches!(c, '甲' | 'a')).count();
            prop_assert_eq!(letters(&read), letters(&text));
        }
    }
}
