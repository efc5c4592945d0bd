//! Looks at a PDF before it is believed, and counts its pages.

/// The number of pages of a whole PDF file.
///
/// On a full disk typst leaves a truncated file, so the beginning, the end and the way from the end to the page tree are
/// followed: `startxref` → cross-reference table → `/Root` → `/Pages` → `/Count`.
pub(super) fn pages(pdf: &[u8]) -> Option<u32> {
    if !pdf.starts_with(b"%PDF-") || !pdf.trim_ascii_end().ends_with(b"%%EOF") {
        return None;
    }
    let tail = pdf.get(pdf.len().saturating_sub(64)..)?;
    let place = tail.windows(9).rposition(|w| w == b"startxref")?;
    let table_at = number(tail.get(place + 9..)?)?;
    let table = pdf.get(usize::try_from(table_at).ok()?..)?;
    let trailer = after(table, b"trailer")?;
    let root = object(pdf, table, reference(trailer, b"/Root")?)?;
    let tree = object(pdf, table, reference(root, b"/Pages")?)?;
    let count = u32::try_from(number(after(tree, b"/Count")?)?).ok()?;
    (count > 0).then_some(count)
}

/// Whether a PDF that typst set carries files, as those with sources do: its objects are not packed, so the name of the stream stands in it.
#[must_use]
pub fn carries_files(pdf: &[u8]) -> bool {
    after(pdf, b"/EmbeddedFile").is_some()
}

/// The bytes behind the first occurrence of a word.
fn after<'a>(bytes: &'a [u8], word: &[u8]) -> Option<&'a [u8]> {
    let place = bytes.windows(word.len()).position(|w| w == word)?;
    bytes.get(place + word.len()..)
}

/// The number that the bytes begin with, after white space.
fn number(bytes: &[u8]) -> Option<u64> {
    let bytes = bytes.trim_ascii_start();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    std::str::from_utf8(bytes.get(..digits)?).ok()?.parse().ok()
}

/// The object that a key of a dictionary refers to: `/Root 47 0 R`.
fn reference(dictionary: &[u8], key: &[u8]) -> Option<u64> {
    let mut rest = dictionary;
    loop {
        rest = after(rest, key)?;
        // `/Pages` is also the beginning of other names, and a value of `/Type`.
        if rest.first().is_some_and(u8::is_ascii_whitespace) {
            return number(rest);
        }
    }
}

/// The body of an object, found through the cross-reference table.
fn object<'a>(pdf: &'a [u8], table: &[u8], wanted: u64) -> Option<&'a [u8]> {
    let text = table.strip_prefix(b"xref")?;
    let mut words = text
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    loop {
        let first = number(words.next()?)?;
        let count = number(words.next()?)?;
        for id in first..first.checked_add(count)? {
            let (at, _generation, kind) = (words.next()?, words.next()?, words.next()?);
            if id == wanted && kind == b"n" {
                let body = pdf.get(usize::try_from(number(at)?).ok()?..)?;
                let end = body.windows(6).position(|w| w == b"endobj")?;
                return after(body.get(..end)?, b"obj");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF as small as can be, with its table.
    fn small(count: &str) -> Vec<u8> {
        let mut pdf = b"%PDF-1.7\n%\x80\n\n".to_vec();
        let objects = [
            format!("1 0 obj\n<</Type/Pages/Count {count}/Kids[]>>\nendobj\n"),
            "2 0 obj\n<</Type/Catalog/PageMode/UseNone/Pages 1 0 R>>\nendobj\n".to_owned(),
        ];
        let mut table = String::from("xref\n0 3\n0000000000 65535 f\r\n");
        for object in objects {
            table += &format!("{:010} 00000 n\r\n", pdf.len());
            pdf.extend(object.as_bytes());
        }
        let at = pdf.len();
        table += &format!("trailer\n<</Size 3/Root 2 0 R>>\nstartxref\n{at}\n%%EOF");
        pdf.extend(table.as_bytes());
        pdf
    }

    #[test]
    fn the_count_is_found_by_the_table() {
        assert_eq!(pages(&small("17")), Some(17));
        assert_eq!(pages(&[small("2"), b"\n".to_vec()].concat()), Some(2));
    }

    #[test]
    fn anything_cut_off_or_strange_is_refused_without_a_panic() {
        let whole = small("3");
        for end in 0..whole.len() {
            assert_eq!(pages(&whole[..end]), None, "{end}");
        }
        for strange in ["0", "-1", "x", "99999999999999999999"] {
            assert_eq!(pages(&small(strange)), None, "{strange}");
        }
        assert_eq!(pages(b"%PDF-1.7\nstartxref\n999999\n%%EOF"), None);
        assert_eq!(pages(b"%PDF-1.7\nstartxref\n0\n%%EOF"), None);
    }
}
