//! The figures of the Word page, in twips (twentieths of a point) unless a name says otherwise: those of `templates/typst/theme.typ`, as Word counts them.
//!
//! A line of fixed height has its leading above and below it in Word, so 22 lines fill margins that are wider by that than those of the standard.

/// A4 (GB/T 9704-2012, 5.1).
pub(super) const PAGE: (i64, i64) = (11_906, 16_838);
/// 天头 37 mm less the leading of the first line (5.2.1).
pub(super) const MARGIN_TOP: i64 = 1_960;
/// 35 mm less the leading of the last line.
pub(super) const MARGIN_BOTTOM: i64 = 1_847;
/// 订口 28 mm (5.2.1).
pub(super) const MARGIN_LEFT: i64 = 1_587;
/// What is left of the page: 26 mm.
pub(super) const MARGIN_RIGHT: i64 = 1_474;
/// The type area (版心) is 156 mm wide (5.2.1).
pub(super) const WIDTH: i64 = PAGE.0 - MARGIN_LEFT - MARGIN_RIGHT;
/// And 225 mm high.
pub(super) const HEIGHT: i64 = 12_756;
/// 一字, a 28th of the line (3, 5.2.3).
pub(super) const CHAR: i64 = 316;
/// 一行: the height of a character and 7/8 of it (3).
pub(super) const PITCH: i64 = 592;
/// The same of 4号.
pub(super) const PITCH_SMALL: i64 = 525;
/// What 3号 is narrowed by, so that 28 characters of 16 points fill the line.
pub(super) const TIGHTENED: i64 = -5;
/// What stands free over the characters of a line, and under them.
pub(super) const ABOVE_LINE: i64 = 138;
/// From the paper's lower edge to the foot of the page's number, 7 mm under the type area (7.5).
pub(super) const FOOTER: i64 = 1_439;
/// From the paper's upper edge to a header, which only a copy for review has.
pub(super) const HEADER: i64 = 680;

/// Sizes (号) in half points.
pub(super) const SIZE_BODY: i64 = 32;
/// 2号 (7.3.1).
pub(super) const SIZE_TITLE: i64 = 44;
/// 小二, the titles inside a 简报 (practice).
pub(super) const SIZE_ARTICLE: i64 = 36;
/// 4号 (7.4.2, 7.5).
pub(super) const SIZE_SMALL: i64 = 28;
/// 小四, for code and notes (practice).
pub(super) const SIZE_NOTE: i64 = 24;

/// The colour of mark and line (7.2.4).
pub(super) const RED: &str = "E60012";

/// The figures of a masthead.
#[derive(Clone, Copy, Debug)]
pub(super) struct MastheadFigures {
    /// From the upper edge of the type area to that of the mark.
    pub drop: i64,
    /// The size of its letters in half points.
    pub size: i64,
    /// How narrow a long name is drawn at most before it becomes smaller, in hundredths.
    pub squeeze: i64,
    /// Empty lines between mark and number, and between number and publisher.
    pub gap: i64,
    /// How thick the line is, in eighths of a point.
    pub rule: i64,
}

/// 公文 (7.2.4, 7.2.5).
pub(super) const MASTHEAD: MastheadFigures = MastheadFigures {
    drop: 1_984,
    size: 108,
    squeeze: 70,
    gap: 2,
    rule: 11,
};
/// 简报 (practice).
pub(super) const MASTHEAD_BULLETIN: MastheadFigures = MastheadFigures {
    drop: 1_134,
    size: 120,
    gap: 1,
    rule: 18,
    ..MASTHEAD
};
/// 命令 (10.2).
pub(super) const MASTHEAD_COMMAND: MastheadFigures = MastheadFigures {
    drop: 1_134,
    ..MASTHEAD
};
/// 纪要 (10.3).
pub(super) const MASTHEAD_MINUTES: MastheadFigures = MastheadFigures {
    squeeze: 60,
    ..MASTHEAD
};
/// 信函 (10.1): `drop` is that from the paper's upper edge.
pub(super) const MASTHEAD_LETTER: MastheadFigures = MastheadFigures {
    drop: 1_701,
    size: 84,
    rule: 18,
    ..MASTHEAD
};
/// How high a joint mark may be.
pub(super) const JOINT_HEIGHT: i64 = 4_819;
/// How far the red lines of a letter reach over the type area, left and right: they are 170 mm wide (10.1).
pub(super) const LETTER_OVER: (i64, i64) = (454, 340);
/// From the lower line of a letter to the paper's lower edge: 20 mm (10.1).
pub(super) const LETTER_BOTTOM: i64 = 1_134;
/// The footer of a letter begins lower, so that its line has room.
pub(super) const LETTER_FOOTER: i64 = 1_000;

/// Millimetres in twips.
#[must_use]
pub(super) fn millimetres(length: i64) -> i64 {
    length * 1440 * 10 / 254
}

/// How wide `text` is, in hundredths of its size: Chinese characters are square, Latin letters and digits about half as wide.
#[must_use]
pub(super) fn hundredths(text: &str) -> i64 {
    text.chars()
        .map(|c| match c {
            '.' | ',' | ':' | ';' | ' ' | '\u{a0}' | '/' | 'i' | 'j' | 'l' | 't' => 28,
            '-' | '(' | ')' | 'f' | 'r' | 'I' => 33,
            '%' | 'm' | 'M' | 'W' => 83,
            c if c.is_ascii_uppercase() => 68,
            c if crate::zh::text::is_wide(c) => 100,
            _ => 50,
        })
        .sum()
}

/// How wide `text` of 3号 is.
#[must_use]
pub(super) fn width(text: &str) -> i64 {
    hundredths(text) * CHAR / 100
}
