//! Texts cut into phrases, between which a narrow screen may break a line.

use super::title::{NOT_FIRST, NOT_LAST};
use super::words::{width, words};

/// A title cut into pieces none of which a narrow screen should break: words, with the particles that belong to them.
///
/// Together they are the title again.
#[must_use]
pub fn phrases(title: &str) -> Vec<String> {
    let mut phrases: Vec<String> = Vec::new();
    let (mut leads, mut before) = (false, 0);
    for word in words(title, &[]) {
        let length = word.chars().count();
        // A single character is often part of a word that the dictionary does not know.
        let follows = NOT_FIRST.contains(&word.as_str()) || (length == 1 && before <= 2);
        let next_leads = NOT_LAST.contains(&word.as_str());
        match phrases.last_mut() {
            Some(last) if (follows || leads) && width(last) + width(&word) <= NAME => {
                last.push_str(&word);
            }
            _ => phrases.push(word),
        }
        (leads, before) = (next_leads, length);
    }
    phrases
}

/// As [`phrases`], but what any screen has room for in one line stays in one piece.
#[must_use]
pub fn screen_phrases(text: &str) -> Vec<String> {
    if !(SCREEN + 1..=LONGEST).contains(&width(text)) {
        return vec![text.to_owned()];
    }
    phrases(text)
}

/// How wide a title, heading or caption is at most that is cut at all, in halves of a full-width character; longer ones are paragraphs.
const LONGEST: usize = 400;

/// How wide a line may be that fits on any screen, in halves of a full-width character.
const SCREEN: usize = 24;

/// How wide a phrase may be to stay whole on a narrow screen, in halves of a full-width character.
const NAME: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_narrow_screen_breaks_between_phrases() {
        assert_eq!(
            phrases("关于困难职工帮扶救助工作督查“回头看”情况的通报").join("/"),
            "关于困难职工/帮扶救助/工作/督查/“回头看”/情况的/通报"
        );
        assert_eq!(
            phrases("关爱货车司机建设暖心驿站推进会").join("/"),
            "关爱/货车司机/建设/暖心驿站/推进会"
        );
    }

    #[test]
    fn what_fits_in_a_line_and_what_is_no_title_stays_in_one_piece() {
        assert_eq!(screen_phrases("关于开展督查的通知").len(), 1);
        assert!(screen_phrases("关于困难职工帮扶救助工作督查情况的通报").len() > 3);
        assert_eq!(screen_phrases(&"通报".repeat(200)).len(), 1);
    }

    proptest! {
        #[test]
        fn phrases_are_the_title(title in "\\PC{0,40}") {
            prop_assert_eq!(phrases(&title).concat(), title);
        }
    }
}
