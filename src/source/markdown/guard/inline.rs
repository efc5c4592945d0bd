//! The characters of one paragraph, heading or cell: which of them the Markdown reader may take for marks.

use std::ops::Range;

use super::dialects;
use super::emphasis::{self, Sign};
use super::links;
use super::notes::{self, FragmentNotes};
use super::out::Out;
use super::signs::{EmphasisMark, harmless, hidden};
use super::slip::MarkSlip;
use crate::diag::code;

/// A piece of the text, and what is written for it.
struct Atom {
    range: Range<usize>,
    sign: Sign,
    written: Written,
}

pub(super) enum Written {
    /// The typed bytes.
    Copy,
    /// Something else.
    Text(String),
}

/// Writes the lines `pieces` of the typed text as one paragraph, with `between` between two of them.
pub fn write(out: &mut Out<'_>, pieces: &[Range<usize>], between: &str) {
    write_as(out, pieces, between, LinePlace::Paragraph);
}

/// Writes the words of a heading, in which nothing can begin a block.
pub fn write_within(out: &mut Out<'_>, piece: &Range<usize>) {
    write_as(out, std::slice::from_ref(piece), "", LinePlace::Heading);
}

/// Writes the cell of a table, which a bar would end, be it in an address or in text of equal width.
pub fn write_cell(out: &mut Out<'_>, piece: &Range<usize>) {
    write_as(out, std::slice::from_ref(piece), "", LinePlace::Cell);
}

/// Where words stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LinePlace {
    Paragraph,
    Heading,
    Cell,
}

/// `text` with a backslash before each bar that has none.
fn without_bars(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if c == '|' && !written.ends_with('\\') {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

fn write_as(out: &mut Out<'_>, pieces: &[Range<usize>], between: &str, line_place: LinePlace) {
    let typed = out.typed;
    for piece in pieces {
        out.slips.extend(dialects::find(typed, piece));
    }
    if pieces.iter().all(|piece| is_plain(&typed[piece.clone()])) {
        for (place, piece) in pieces.iter().enumerate() {
            if place > 0 {
                let gap = pieces[place - 1].end;
                out.put(between, gap..gap);
            }
            if !piece.is_empty() {
                out.copy(piece.clone());
            }
        }
        return;
    }
    let mut reader = InlineReader {
        typed: out.typed,
        notes: std::mem::take(&mut out.notes),
        atoms: Vec::new(),
        slips: Vec::new(),
        tab: false,
        backslash_told: false,
        html: None,
        open_picture: None,
        wide: None,
        last_bracket: None,
        last_target: None,
        begins_block: line_place == LinePlace::Paragraph,
    };
    for (place, piece) in pieces.iter().enumerate() {
        if place > 0 {
            let gap = pieces[place - 1].end..pieces[place - 1].end;
            let sign = if out.joined {
                Sign::Plain('\n')
            } else {
                Sign::LineEnd
            };
            reader.push(gap, sign, Written::Text(between.to_owned()));
        }
        reader.line(piece.clone());
    }
    let InlineReader {
        mut atoms,
        slips,
        notes,
        ..
    } = reader;
    out.notes = notes;
    out.slips.extend(slips);
    let signs: Vec<Sign> = atoms.iter().map(|atom| atom.sign).collect();
    let decision = emphasis::decide(&signs);
    let line_of = |place: usize| {
        let before = pieces.partition_point(|piece| piece.start <= place);
        before.saturating_sub(1)
    };
    let mut told: Vec<(EmphasisMark, usize)> = Vec::new();
    for (first, mark) in decision.lookalikes {
        let line = line_of(atoms[first].range.start);
        if !told.contains(&(mark, line)) {
            told.push((mark, line));
            let range = atoms[first].range.start..atoms[first].range.start + mark.typed().len();
            out.slips.push(emphasis::lookalike(mark, range));
        }
    }
    let mut told_wide: Option<usize> = None;
    for (first, mark) in decision.marks {
        let length = mark.typed().len();
        let line = line_of(atoms[first].range.start);
        if let Some(wide) = atoms[first..first + length]
            .iter()
            .find(|atom| atom.range.len() > 1 && told_wide != Some(line))
        {
            // Once for a line: a pair has one cause.
            told_wide = Some(line);
            out.slips.push(MarkSlip {
                code: code::MENDED_MARK,
                range: wide.range.clone(),
                message: "全角的“＊＊”当作加粗的记号".to_owned(),
                help: "改用半角：**要点**".to_owned(),
            });
        }
        atoms[first].written = Written::Text(mark.sign().to_string());
        for atom in &mut atoms[first + 1..first + length] {
            atom.written = Written::Text(String::new());
        }
    }
    for atom in atoms {
        let has_bar = line_place == LinePlace::Cell && typed[atom.range.clone()].contains('|');
        match atom.written {
            Written::Copy if has_bar => {
                let copy: String = typed[atom.range.clone()].chars().map(harmless).collect();
                let written = without_bars(&copy);
                out.put(&written, atom.range);
            }
            Written::Text(text) if has_bar => out.put(&without_bars(&text), atom.range),
            Written::Copy => out.copy(atom.range),
            Written::Text(text) => out.put(&text, atom.range),
        }
    }
}

/// Whether nothing in a line may be a mark, or be taken for one: most lines are words and punctuation.
fn is_plain(line: &str) -> bool {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let begins_item = digits > 0 && line[digits..].starts_with(['.', ')']);
    !begins_item
        && !line.starts_with(['>', '-', '+', '#', '='])
        && !line.contains(|c: char| {
            matches!(
                c,
                '*' | '~' | '＊' | '[' | ']' | '【' | '［' | '<' | '\\' | '`' | '_' | '|' | '\t'
            ) || harmless(c) != c
        })
}

pub(super) struct InlineReader<'t> {
    typed: &'t str,
    pub(super) notes: FragmentNotes,
    atoms: Vec<Atom>,
    pub(super) slips: Vec<MarkSlip>,
    /// Where the line begins of which it has been said that a picture in it is not whole.
    pub(super) open_picture: Option<usize>,
    /// Whether a tab has been reported.
    tab: bool,
    /// Whether a backslash that does nothing has been reported.
    pub(super) backslash_told: bool,
    /// Where the line begins whose HTML has been reported.
    pub(super) html: Option<usize>,
    /// Where the last closing bracket of the line stands, behind which no link can begin.
    pub(super) last_bracket: Option<usize>,
    /// Where the last target of the line can end.
    pub(super) last_target: Option<usize>,
    /// Where the line begins whose full-width brackets have been reported.
    pub(super) wide: Option<usize>,
    /// Whether the start of a line is the start of a block.
    pub(super) begins_block: bool,
}

impl InlineReader<'_> {
    pub(super) fn push(&mut self, range: Range<usize>, sign: Sign, written: Written) {
        self.atoms.push(Atom {
            range,
            sign,
            written,
        });
    }

    pub(super) fn slip(
        &mut self,
        code: crate::diag::Code,
        range: Range<usize>,
        message: String,
        help: String,
    ) {
        self.slips.push(MarkSlip {
            code,
            range,
            message,
            help,
        });
    }

    /// Reads one line, which begins nothing: what would begin a block is hidden.
    fn line(&mut self, piece: Range<usize>) {
        let typed = self.typed;
        let line = &typed[piece.clone()];
        let start = piece.start;
        // Where links that have begun end their text.
        let mut closes: Vec<links::TypedLink> = Vec::new();
        self.last_bracket = line.rfind([']', '】']);
        self.last_target = line.rfind([')', '）']);
        let mut place = 0;
        while let Some(c) = line[place..].chars().next() {
            let here = start + place..start + place + c.len_utf8();
            let rest = &line[place..];
            let begins = line[..place].bytes().all(|b| b.is_ascii_digit());
            let mut next = place + c.len_utf8();
            match c {
                '\\' => next = self.backslash(line, place, start),
                '`' => {
                    let run = rest.len() - rest.trim_start_matches('`').len();
                    if let Some(length) = links::code_span(rest, run) {
                        next = place + length;
                        self.push(here.start..start + next, Sign::Plain('甲'), Written::Copy);
                    } else {
                        next = place + run;
                        for at in place..next {
                            let range = start + at..start + at + 1;
                            self.push(
                                range,
                                Sign::Plain('`'),
                                Written::Text(hidden('`').to_string()),
                            );
                        }
                    }
                }
                '<' if links::autolink(rest).is_some() => {
                    next = place + links::autolink(rest).unwrap_or(1);
                    self.push(here.start..start + next, Sign::Plain('甲'), Written::Copy);
                }
                '！' if rest["！".len()..].starts_with('[') && links::at(line, next).is_some() => {
                    self.wide = Some(start);
                    self.slip(
                        code::MENDED_MARK,
                        here.clone(),
                        "全角的“！”当作插图的记号".to_owned(),
                        "感叹号和括号都改用半角：![图题](文件名.png)".to_owned(),
                    );
                    self.push(here, Sign::Plain('['), Written::Text("!".to_owned()));
                }
                '[' | '［' | '【' if notes::mark(rest).is_some() => {
                    next = place + self.note(rest, here.start, !closes.is_empty());
                }
                '<' => {
                    self.tag(line, place, start);
                    self.push(here, Sign::Plain(c), Written::Text(hidden(c).to_string()));
                }
                '[' | '【' => {
                    if self.bracket(line, place, start, &mut closes) {
                        self.push(here, Sign::LinkStart, Written::Copy);
                    } else {
                        let written = Written::Text(hidden(c).to_string());
                        self.push(here, Sign::Plain(c), written);
                    }
                }
                ']' if closes.last().is_some_and(|link| link.close == place) => {
                    if let Some(link) = closes.pop() {
                        next = link.end;
                        self.target(line, &link, start);
                    }
                }
                '*' | '~' => {
                    self.push(here, Sign::Free(c), Written::Text(hidden(c).to_string()));
                }
                '＊' if rest.starts_with("＊＊") || line[..place].ends_with('＊') => {
                    self.push(here, Sign::Free('*'), Written::Copy);
                }
                '\t' => {
                    if !self.tab {
                        self.tab = true;
                        self.slip(
                            code::TAB,
                            here.clone(),
                            "这里有制表符，印成一个全角空格".to_owned(),
                            "是表格，就写成用“|”隔开的表格或 csv 文件；不是，就改成空格".to_owned(),
                        );
                    }
                    self.push(here, Sign::Plain(' '), Written::Text("　".to_owned()));
                }
                '_' | '|' | ']' => {
                    self.push(here, Sign::Plain(c), Written::Text(hidden(c).to_string()))
                }
                ':' if line[..place].ends_with(']') => {
                    self.push(here, Sign::Plain(c), Written::Text(hidden(c).to_string()));
                }
                '>' | '-' | '+' | '#' | '=' if place == 0 => {
                    self.push(here, Sign::Plain(c), Written::Text(hidden(c).to_string()));
                }
                '.' | ')' if place > 0 && begins => {
                    self.push(here, Sign::Plain(c), Written::Text(hidden(c).to_string()));
                }
                _ if harmless(c) != c => {
                    self.push(here, Sign::Plain(c), Written::Text(harmless(c).to_string()));
                }
                _ => self.push(here, Sign::Plain(c), Written::Copy),
            }
            place = next;
        }
    }
}
