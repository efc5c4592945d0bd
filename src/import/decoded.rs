//! Texts in the encodings that are met: UTF-8, UTF-16, GBK, Big5.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use super::error::ImportError;
use crate::source::big5;

/// The text in `bytes`, and the name of its encoding: by its mark, as UTF-8 where all of it is, as Big5 where it
/// holds what is common in that, as GB 18030 where that has no error.
///
/// # Errors
/// An encoding that cannot be told.
pub fn decoded(bytes: &[u8]) -> Result<(String, &'static str), ImportError> {
    let (encoding, name) = match bytes {
        [0xFF, 0xFE, ..] => (UTF_16LE, "UTF-16"),
        [0xFE, 0xFF, ..] => (UTF_16BE, "UTF-16"),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => return Ok((text.trim_start_matches('\u{FEFF}').to_owned(), "UTF-8")),
            Err(_) => match big5::decode(bytes) {
                Some(text) => return Ok((text, "Big5")),
                None => (GB18030, "GBK"),
            },
        },
    };
    let (text, _, has_errors) = encoding.decode(bytes);
    // Characters of private use are what another encoding looks like.
    let strange = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' | '\0');
    if has_errors || text.contains(strange) {
        return Err(ImportError::Encoding);
    }
    Ok((text.into_owned(), name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_by_their_bytes() {
        assert_eq!(
            decoded("\u{FEFF}甲".as_bytes()),
            Ok(("甲".to_owned(), "UTF-8"))
        );
        assert_eq!(
            decoded(&[0xFF, 0xFE, 0x32, 0x75]),
            Ok(("甲".to_owned(), "UTF-16"))
        );
        assert_eq!(
            decoded(&[0xB1, 0xEA, 0xCC, 0xE2]),
            Ok(("标题".to_owned(), "GBK"))
        );
        assert_eq!(decoded(&[0xFF, 0x81]), Err(ImportError::Encoding));
    }
}
