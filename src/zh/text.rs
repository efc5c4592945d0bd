//! Character classes that Chinese text setting depends on, and names as they look.

use unicode_normalization::UnicodeNormalization;

/// Whether `c` is set in a full square: Han characters, kana, and Chinese punctuation with its full-width forms.
///
/// A line break in the source beside such a character is no space.
#[must_use]
#[inline]
pub fn is_wide(c: char) -> bool {
    // Nearly every character is one of these.
    if matches!(c, '\u{3200}'..='\u{9FFF}') {
        return true;
    }
    matches!(c,
        '\u{2460}'..='\u{24FF}'
        | '\u{2E80}'..='\u{303F}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3105}'..='\u{312F}'
        | '\u{31A0}'..='\u{31FF}'
        | '\u{3200}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{20000}'..='\u{3FFFF}'
        // Quotation marks, dash and ellipsis are full-width in Chinese text.
        | '“' | '”' | '‘' | '’' | '—' | '…' | '·'
    )
}

/// Whether `c` may hide in a text or change the direction of its neighbours: bidi controls, zero-width characters, and C0/C1 controls.
///
/// They are removed from what is printed, with a warning, because what a reader sees and what stands in the file would differ.
#[must_use]
#[inline]
pub fn is_invisible_control(c: char) -> bool {
    // Nearly every character is one of these.
    if matches!(c, '\u{3000}'..='\u{3163}' | '\u{3165}'..='\u{FEFE}' | ' '..='~') {
        return false;
    }
    matches!(c,
        '\u{0}'..='\u{8}'
        | '\u{B}'..='\u{C}'
        | '\u{E}'..='\u{1F}'
        | '\u{7F}'..='\u{9F}'
        | '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        // Wide, and yet nothing is seen of them: fillers of Hangul, the blank of Braille, and what stands for a picture that did not come along.
        | '\u{115F}'..='\u{1160}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{FFA0}'
        | '\u{FFFC}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}'
    )
}

/// What stands between a number and its text: `1.` before `5家` would read as 1.5, while a number that ends in a full square needs no space.
#[must_use]
pub fn gap_after(label: &str) -> &'static str {
    if label.is_empty() || label.ends_with(is_wide) {
        ""
    } else {
        " "
    }
}

/// A name without what does not tell it from another: case, width, white space.
#[must_use]
pub fn loosely(name: &str) -> String {
    let chars = name.nfkc().filter(|c| !c.is_whitespace());
    chars.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_and_its_punctuation_are_wide() {
        for c in "汉，。“”（）《》—…〔〕①㊿𠀀".chars() {
            assert!(is_wide(c), "{c}");
        }
        for c in "aZ0,.()\"'- ".chars() {
            assert!(!is_wide(c), "{c}");
        }
    }

    #[test]
    fn controls_are_seen_and_letters_are_not() {
        for c in ['\u{202E}', '\u{200B}', '\u{0}', '\u{FEFF}', '\u{1B}'] {
            assert!(is_invisible_control(c), "{:x}", c as u32);
        }
        for c in ['汉', 'a', ' ', '\n', '\t', '　'] {
            assert!(!is_invisible_control(c), "{:x}", c as u32);
        }
    }
}
