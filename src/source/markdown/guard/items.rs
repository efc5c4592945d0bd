//! Lists: which lines are items, and under which item each of them belongs.

/// What an item begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `-` or `*`, or a full-width dash.
    Bullet(char),
    /// `1.`
    Number(u64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemMark {
    /// What it is.
    pub kind: Kind,
    /// Its length in bytes.
    pub length: usize,
    /// Where the item's text begins, in bytes after the mark's start.
    pub content: usize,
}

/// The mark at the start of `body`, if it looks like that of an item.
#[must_use]
pub fn mark(body: &str) -> Option<ItemMark> {
    let first = body.chars().next()?;
    let (kind, length) = if matches!(first, '-' | '*' | '－' | '–') {
        (Kind::Bullet(first), first.len_utf8())
    } else {
        let digits = body.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=9).contains(&digits) || !body[digits..].starts_with('.') {
            return None;
        }
        (Kind::Number(body[..digits].parse().ok()?), digits + 1)
    };
    let rest = &body[length..];
    let content = rest.trim_start();
    // A full-width space after `1.` makes a paragraph look like Word's, and is no mark.
    let spaced = match kind {
        Kind::Bullet(_) => rest.starts_with([' ', '\t', '　', '\u{A0}']),
        Kind::Number(_) => rest.starts_with([' ', '\t']),
    };
    (spaced && !content.is_empty()).then(|| ItemMark {
        kind,
        length,
        content: body.len() - content.len(),
    })
}

/// Whether `text` begins with a number that is a value with its sign before it, so that a dash before it is a minus: `0.8%`.
#[must_use]
pub fn is_signed_value(text: &str) -> bool {
    let number = text.len()
        - text
            .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，'))
            .len();
    number > 0
        && text.starts_with(|c: char| c.is_ascii_digit())
        && (["%", "％", "‰", "个百分点", "℃"]
            .iter()
            .any(|unit| text[number..].trim_start().starts_with(unit))
            || text[..number].trim_end_matches(['.', '，']).contains('.'))
}

/// Whether a line is a page number as word processors print it, `- 12 -`, of which `content` follows the first dash.
#[must_use]
pub fn is_page_number(sign: char, content: &str) -> bool {
    let number = content.trim_end().strip_suffix(sign).map(str::trim);
    sign != '*'
        && number.is_some_and(|number| {
            (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
        })
}

/// An item that is open.
#[derive(Clone, Copy, Debug)]
struct Level {
    /// How far its mark is indented in the typed text.
    indent: usize,
    /// How far its text is indented in the written one.
    column: usize,
    ordered: bool,
}

/// The items that are open, from the outermost.
#[derive(Debug, Default)]
pub struct Nest {
    levels: Vec<Level>,
}

/// Where an item belongs.
#[derive(Clone, Copy, Debug)]
pub struct ItemPlace {
    /// How far its mark is indented in the written text.
    pub base: usize,
    /// Whether it follows an item of the same kind.
    pub continues: bool,
}

impl Nest {
    /// Whether no item is open.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.levels.is_empty()
    }

    /// Closes all items.
    pub fn clear(&mut self) {
        self.levels.clear();
    }

    /// Where an item indented by `indent` belongs: two more than another is inside it, about as much is beside it.
    #[must_use]
    pub fn place(&self, indent: usize, ordered: bool) -> ItemPlace {
        let outer = self.outer(indent);
        ItemPlace {
            base: outer
                .checked_sub(1)
                .map_or(0, |outer| self.levels[outer].column),
            continues: self
                .levels
                .get(outer)
                .is_some_and(|level| level.ordered == ordered),
        }
    }

    /// How many of the open items an item indented by `indent` is inside.
    fn outer(&self, indent: usize) -> usize {
        self.levels
            .iter()
            .take_while(|level| indent >= level.indent + 2)
            .count()
    }

    /// Opens an item whose mark has `width` columns.
    pub fn open(&mut self, indent: usize, width: usize, ordered: bool) {
        let place = self.place(indent, ordered);
        self.levels.truncate(self.outer(indent));
        self.levels.push(Level {
            indent,
            column: place.base + width,
            ordered,
        });
    }

    /// The column of the innermost item that text indented by `indent` belongs to; the others are closed. None where it belongs to none.
    pub fn column(&mut self, indent: usize) -> Option<usize> {
        self.levels.truncate(self.outer(indent));
        self.levels.last().map(|level| level.column)
    }

    /// How far the mark of the innermost item is indented.
    #[must_use]
    pub fn innermost_indent(&self) -> usize {
        self.levels.last().map_or(0, |level| level.indent)
    }

    /// The column of the innermost item.
    #[must_use]
    pub fn innermost(&self) -> Option<usize> {
        self.levels.last().map(|level| level.column)
    }
}
