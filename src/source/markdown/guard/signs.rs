//! The control characters that stand for marks, and for characters that would be marks to CommonMark.

/// A mark of emphasis that has been paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmphasisMark {
    /// `**`
    Strong,
    /// `*`
    Emphasis,
    /// `~~`
    Strike,
    /// `***`
    Both,
}

/// Each mark with its sign and how it is typed.
const MARKS: [(EmphasisMark, char, &str); 4] = [
    (EmphasisMark::Strong, '\u{1}', "**"),
    (EmphasisMark::Emphasis, '\u{2}', "*"),
    (EmphasisMark::Strike, '\u{3}', "~~"),
    (EmphasisMark::Both, '\u{4}', "***"),
];

/// Characters that are text here, and what hides them from the Markdown reader.
const HIDDEN: [(char, char); 18] = [
    ('*', '\u{5}'),
    ('~', '\u{6}'),
    ('_', '\u{7}'),
    ('\\', '\u{8}'),
    ('>', '\u{E}'),
    ('-', '\u{F}'),
    ('+', '\u{10}'),
    ('#', '\u{11}'),
    ('.', '\u{12}'),
    (')', '\u{13}'),
    ('|', '\u{14}'),
    (':', '\u{15}'),
    ('=', '\u{16}'),
    ('`', '\u{17}'),
    ('<', '\u{18}'),
    ('[', '\u{19}'),
    (']', '\u{1A}'),
    ('&', '\u{1B}'),
];

/// Stands for a control character that somebody typed where one of ours could be, so that it is reported like any other.
const TYPED_CONTROL: char = '\u{1F}';

/// Whether `c` cannot stand for anything: all signs are control characters.
fn is_no_sign(c: char) -> bool {
    c >= ' '
}

/// The mark that `sign` stands for.
#[must_use]
pub fn mark(sign: char) -> Option<EmphasisMark> {
    if is_no_sign(sign) {
        return None;
    }
    MARKS
        .iter()
        .find(|(_, own, _)| *own == sign)
        .map(|(mark, _, _)| *mark)
}

impl EmphasisMark {
    /// The control character that stands for the mark.
    #[must_use]
    pub fn sign(self) -> char {
        MARKS
            .iter()
            .find(|(mark, _, _)| *mark == self)
            .map_or(TYPED_CONTROL, |(_, sign, _)| *sign)
    }

    /// The mark as it is typed.
    #[must_use]
    pub fn typed(self) -> &'static str {
        MARKS
            .iter()
            .find(|(mark, _, _)| *mark == self)
            .map_or("", |(_, _, typed)| *typed)
    }
}

/// What hides `c` from the Markdown reader; `c` itself where nothing needs to.
#[must_use]
pub fn hidden(c: char) -> char {
    HIDDEN
        .iter()
        .find(|(typed, _)| *typed == c)
        .map_or(c, |(_, sign)| *sign)
}

/// A typed character that could be mistaken for one of ours, made another control character.
#[must_use]
pub fn harmless(c: char) -> char {
    if is_no_sign(c) {
        return c;
    }
    let ours = mark(c).is_some() || HIDDEN.iter().any(|(_, sign)| *sign == c);
    if ours { TYPED_CONTROL } else { c }
}

/// What a writer typed, out of a text that was guarded.
#[must_use]
pub fn restore(text: &str) -> String {
    let mut typed = String::with_capacity(text.len());
    for c in text.chars() {
        if is_no_sign(c) {
            typed.push(c);
        } else if let Some((_, _, mark)) = MARKS.iter().find(|(_, sign, _)| *sign == c) {
            typed.push_str(mark);
        } else {
            let own = HIDDEN.iter().find(|(_, sign)| *sign == c);
            typed.push(own.map_or(c, |(typed, _)| *typed));
        }
    }
    typed
}
