//! FragmentNotes (注释): `文字[^1]` with `[^1]: 内容` on a line of its own. A name is what its writer chose; the Markdown reader gets numbers instead.

use std::collections::BTreeMap;
use std::ops::Range;

use super::slip::MarkSlip;
use crate::diag::code;

/// A mark or a definition of a note at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteMark<'t> {
    /// The name between the brackets.
    pub name: &'t str,
    /// Its length in bytes.
    pub length: usize,
    /// Whether a sign of it is full-width: ［^1］.
    pub wide: bool,
}

/// What is said of the mark of a note with full-width signs.
pub const WIDE: &str = "全角的括号或“＾”当作注释的记号";

/// What to write instead.
pub const WIDE_HELP: &str = "改用半角：[^1]，另起一行写 [^1]: 注释的内容";

/// `[^name]` at the start of `rest`; its signs may be those of a Chinese keyboard.
#[must_use]
pub fn mark(rest: &str) -> Option<NoteMark<'_>> {
    let inner = rest.strip_prefix(['[', '［', '【'])?;
    let inner = inner.strip_prefix(['^', '＾'])?;
    let close = [']', '］', '】'];
    let end = inner.find(close)?;
    let name = &inner[..end];
    let behind = inner[end..].strip_prefix(close)?;
    let fits = !name.trim().is_empty()
        && !name.contains(|c: char| c.is_control() || "[［【^＾\\`".contains(c));
    let typed = &rest[..rest.len() - behind.len()];
    fits.then_some(NoteMark {
        name,
        length: typed.len(),
        wide: typed.len() != "[^]".len() + name.len(),
    })
}

/// `[^name]:` at the start of a line, and whether its colon is a full-width one.
#[must_use]
pub fn definition(line: &str) -> Option<(NoteMark<'_>, bool)> {
    let NoteMark { name, length, wide } = mark(line)?;
    let colon = line[length..].chars().next()?;
    matches!(colon, ':' | '：').then(|| {
        let length = length + colon.len_utf8();
        (NoteMark { name, length, wide }, colon == '：')
    })
}

/// The notes of a text as they are met.
#[derive(Debug, Default)]
pub struct FragmentNotes {
    names: Vec<NoteName>,
    /// The place of each name in `names`.
    places: BTreeMap<String, usize>,
    /// Whether a definition is being written.
    inside: bool,
}

#[derive(Debug)]
struct NoteName {
    name: String,
    marks: Vec<Range<usize>>,
    definitions: Vec<Range<usize>>,
}

impl FragmentNotes {
    /// Takes down a definition at `range`, and gives what the Markdown reader shall see of it.
    pub fn define(&mut self, name: &str, range: Range<usize>) -> String {
        self.inside = true;
        let number = self.number(name);
        self.names[number].definitions.push(range);
        format!("[^{number}]: ")
    }

    /// Ends the definition that was begun last.
    pub fn end_definition(&mut self) {
        self.inside = false;
    }

    /// Whether a definition is being written.
    #[must_use]
    pub fn inside(&self) -> bool {
        self.inside
    }

    /// Takes down a mark at `range`, and gives what the Markdown reader shall see of it.
    pub fn refer(&mut self, name: &str, range: Range<usize>) -> String {
        let number = self.number(name);
        self.names[number].marks.push(range);
        format!("[^{number}]")
    }

    fn number(&mut self, name: &str) -> usize {
        let name = name.trim();
        if let Some(known) = self.places.get(name) {
            return *known;
        }
        let number = self.names.len();
        self.places.insert(name.to_owned(), number);
        self.names.push(NoteName {
            name: name.to_owned(),
            marks: Vec::new(),
            definitions: Vec::new(),
        });
        number
    }

    /// What is wrong with the notes as a whole: each has one text, and a text has a mark that leads to it.
    #[must_use]
    pub fn slips(&self) -> Vec<MarkSlip> {
        let slip = |range: &Range<usize>, message: String, help: String| {
            MarkSlip::new(code::NOTE, range.clone(), &message, &help)
        };
        let mut slips = Vec::new();
        for NoteName {
            name,
            marks,
            definitions,
        } in &self.names
        {
            if let (Some(first), true) = (marks.first(), definitions.is_empty()) {
                slips.push(slip(
                    first,
                    format!("注释“[^{name}]”没有内容"),
                    format!("在这个文件末尾另起一行写：[^{name}]: 注释的内容"),
                ));
            }
            if let (Some(first), true) = (definitions.first(), marks.is_empty()) {
                slips.push(slip(
                    first,
                    format!("正文里没有“[^{name}]”，这条注释印不出来"),
                    format!("在要注释的文字后面写 [^{name}]；不要这条注释，就删去它"),
                ));
            }
            for second in definitions.iter().skip(1) {
                slips.push(slip(
                    second,
                    format!("注释“[^{name}]”的内容写了两次，只能印一次"),
                    "两处是两条注释，就换一个名字，如 [^2]；是一条，就合成一行".to_owned(),
                ));
            }
        }
        slips
    }
}
