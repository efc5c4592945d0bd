//! Where the fields of a CSV file stand: the reader of CSV says only where a record begins.

use std::ops::Range;

/// The places of the `count` fields of the record that begins at or after `start`, without quotation marks and the white space around them.
///
/// There are always `count` of them, each within `text`.
pub fn fields(text: &str, delimiter: u8, start: usize, count: usize) -> Vec<Range<usize>> {
    let rest = text.get(start..).unwrap_or_default();
    // Empty lines and a byte order mark are passed over by the reader.
    let record = rest.trim_start_matches(['\n', '\r', '\u{FEFF}']);
    let mut at = text.len() - record.len();
    let mut places = Vec::with_capacity(count);
    for _ in 0..count {
        let end = at + field_length(&text[at..], delimiter);
        places.push(visible(text, at..end));
        at = if text.as_bytes().get(end) == Some(&delimiter) {
            end + 1
        } else {
            end
        };
    }
    places
}

/// How long the field is that `text` begins with: to the next delimiter or line break outside quotation marks.
fn field_length(text: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    // A quotation mark counts only where the field begins with one.
    let can_quote = text.starts_with('"');
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if can_quote => quoted = !quoted,
            b'\n' | b'\r' if !quoted => return place,
            byte if byte == delimiter && !quoted => return place,
            _ => {}
        }
    }
    text.len()
}

fn visible(text: &str, range: Range<usize>) -> Range<usize> {
    let raw = &text[range.clone()];
    let inner = raw
        .strip_prefix('"')
        .map(|inner| inner.strip_suffix('"').unwrap_or(inner));
    let (start, field) = match inner {
        Some(inner) => (range.start + 1, inner),
        None => (range.start, raw),
    };
    let before = field.len() - field.trim_start().len();
    let field = field.trim();
    if field.is_empty() {
        return start..start;
    }
    start + before..start + before + field.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_field_is_where_it_was_typed() {
        let text = "\u{FEFF}单位, 数量 ,\"备,注\"\r\n\r\n甲,\"他说\"\"好\"\"\",\n";
        let line = |start: usize| -> Vec<&str> {
            let places = fields(text, b',', start, 3);
            places.into_iter().map(|place| &text[place]).collect()
        };
        assert_eq!(line(0), ["单位", "数量", "备,注"]);
        let second = text.find("\r\n").expect("two lines");
        assert_eq!(line(second), ["甲", "他说\"\"好\"\"", ""]);
    }

    proptest! {
        /// What the reader of CSV reads is what stands at the places, after undoing the quotation marks.
        #[test]
        fn places_agree_with_the_reader(text in "([甲a, \"\n]|\r\n|,\"|\",){0,24}") {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            for record in reader.records().map_while(Result::ok) {
                let start = record.position().map_or(0, csv::Position::byte) as usize;
                let places = fields(&text, b',', start, record.len());
                prop_assert_eq!(places.len(), record.len());
                // Text after a closing quotation mark is a slip that readers take in different ways.
                let plain = !text.contains('"');
                for (field, place) in record.iter().zip(places) {
                    prop_assert!(text.get(place.clone()).is_some());
                    if plain {
                        prop_assert_eq!(&text[place], field.trim());
                    }
                }
            }
        }
    }
}
