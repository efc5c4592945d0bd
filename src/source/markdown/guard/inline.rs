//! The characters of one paragraph, heading or cell: which of them the Markdown reader may take for marks.

use std::ops::Range;

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

enum Written {
    /// The typed bytes.
    Copy,
    /// Something else.
    Text(String),
}

/// Writes the lines `pieces` of the typed text as one paragraph, with `between` between two of them.
pub fn write(out: &mut Out<'_>, pieces: &[Range<usize>], between: &str) {
    let mut reader = InlineReader {
        typed: out.typed,
        notes: std::mem::take(&mut out.notes),
        atoms: Vec::new(),
        slips: Vec::new(),
        tab: false,
    };
    for (place, piece) in pieces.iter().enumerate() {
        if place > 0 {
            let gap = pieces[place - 1].end..pieces[place - 1].end;
            reader.push(gap, Sign::Plain('\n'), Written::Text(between.to_owned()));
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
    let mut told: Vec<EmphasisMark> = Vec::new();
    for (first, mark) in decision.lookalikes {
        if !told.contains(&mark) {
            told.push(mark);
            let range = atoms[first].range.start..atoms[first].range.start + mark.typed().len();
            out.slips.push(emphasis::lookalike(mark, range));
        }
    }
    for (first, mark) in decision.marks {
        let length = mark.typed().len();
        if let Some(wide) = atoms[first..first + length]
            .iter()
            .find(|atom| atom.range.len() > 1)
        {
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
        match atom.written {
            Written::Copy => out.copy(atom.range),
            Written::Text(text) => out.put(&text, atom.range),
        }
    }
}

struct InlineReader<'t> {
    typed: &'t str,
    notes: FragmentNotes,
    atoms: Vec<Atom>,
    slips: Vec<MarkSlip>,
    /// Whether a tab has been reported.
    tab: bool,
}

impl InlineReader<'_> {
    fn push(&mut self, range: Range<usize>, sign: Sign, written: Written) {
        self.atoms.push(Atom {
            range,
            sign,
            written,
        });
    }

    fn slip(
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
                    self.slip(
                        code::MENDED_MARK,
                        here.clone(),
                        "全角的“！”当作插图的记号".to_owned(),
                        "改用半角：![图题](文件名.png)".to_owned(),
                    );
                    self.push(here, Sign::Plain('['), Written::Text("!".to_owned()));
                }
                '[' if notes::mark(rest).is_some() => {
                    next = place + self.note(rest, here.start, !closes.is_empty());
                }
                '[' | '【' => {
                    self.bracket(line, place, start, &mut closes);
                    self.push(here, Sign::Plain(c), Written::Copy);
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
                '_' | '|' => self.push(here, Sign::Plain(c), Written::Text(hidden(c).to_string())),
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

    /// A backslash: it takes the meaning from a mark after it, and is itself text everywhere else.
    fn backslash(&mut self, line: &str, place: usize, start: usize) -> usize {
        let after = line[place + 1..].chars().next();
        let digits = place > 0 && line[..place].bytes().all(|b| b.is_ascii_digit());
        let here = start + place..start + place + 2;
        match after {
            Some(c @ ('*' | '~')) => {
                self.push(here, Sign::Plain(c), Written::Text(hidden(c).to_string()));
                place + 2
            }
            Some(c @ ('>' | '-' | '+' | '#')) if place == 0 => {
                self.push(here, Sign::Plain(c), Written::Text(hidden(c).to_string()));
                place + 2
            }
            Some(c @ ('.' | ')')) if digits => {
                self.push(here, Sign::Plain(c), Written::Text(hidden(c).to_string()));
                place + 2
            }
            Some(c @ ('[' | ']' | '<' | '|' | '`' | '&')) => {
                self.push(here, Sign::Plain(c), Written::Copy);
                place + 2
            }
            Some('!') if line[place + 2..].starts_with('[') => {
                self.push(here, Sign::Plain('!'), Written::Copy);
                place + 2
            }
            _ => {
                let here = start + place..start + place + 1;
                self.push(
                    here,
                    Sign::Plain('\\'),
                    Written::Text(hidden('\\').to_string()),
                );
                place + 1
            }
        }
    }

    /// The mark of a note at the start of `rest`, which was typed at `start`: its length.
    fn note(&mut self, rest: &str, start: usize, in_link: bool) -> usize {
        let Some(mark) = notes::mark(rest) else {
            return 0;
        };
        let range = start..start + mark.length;
        let refused = if in_link {
            Some("链接的文字和图题里不能有注释")
        } else if self.notes.inside() {
            Some("注释里不能再有注释")
        } else {
            None
        };
        // Counted in any case, so that nothing more is said of a note for the same reason.
        let mut written = self.notes.refer(mark.name, range.clone());
        if let Some(message) = refused {
            self.slip(
                code::NOTE,
                range.clone(),
                message.to_owned(),
                "把注释的记号移到正文里，或把内容写进正文，用括号括起来".to_owned(),
            );
            written = format!("\\[^{}]", mark.name);
        }
        self.push(range, Sign::Plain('甲'), Written::Text(written));
        mark.length
    }

    /// What begins with `[` or `【` at `place`: a link, or what only looks like one.
    fn bracket(
        &mut self,
        line: &str,
        place: usize,
        start: usize,
        closes: &mut Vec<links::TypedLink>,
    ) {
        let rest = &line[place..];
        let link = links::at(line, place);
        if rest.starts_with('【') {
            if let Some(link) = link {
                let name = &line[place + '【'.len_utf8()..link.close];
                let target = line[link.target.clone()].trim();
                self.slip(
                    code::NOT_A_MARK,
                    start + place..start + link.end,
                    "链接的括号用了全角，会照样印出来".to_owned(),
                    format!("改用半角：[{name}]({target})；是图片，前面再加半角的“!”"),
                );
            }
            return;
        }
        if let Some(link) = link {
            if line[place + 1..link.close].trim().is_empty()
                && !line[..place].ends_with(['!', '！'])
            {
                self.slip(
                    code::NOT_A_MARK,
                    start + place..start + link.end,
                    "这个链接没有文字，读者看不到它".to_owned(),
                    "在方括号里写上文字：[台账](台账.xlsx)".to_owned(),
                );
            }
            closes.push(link);
            return;
        }
        let Some(length) = rest.find(']') else {
            return;
        };
        let content = &rest[1..length];
        let range = start + place..start + place + length + 1;
        if is_left_by_word(content) {
            self.slip(
                code::NOT_A_MARK,
                range,
                "像是 Word 批注留下的记号，会照样印出来".to_owned(),
                "不要的话删去它".to_owned(),
            );
        } else if place == 0 && matches!(content, " " | "x" | "X") {
            self.slip(
                code::NOT_A_MARK,
                range,
                "“[ ]”“[x]”不会成为方框，会照样印出来".to_owned(),
                "写成 □ 或 √".to_owned(),
            );
        }
    }

    /// `](target)`, made such that the Markdown reader understands it.
    fn target(&mut self, line: &str, link: &links::TypedLink, start: usize) {
        let typed = &line[link.target.clone()];
        let whole = start + link.close..start + link.end;
        if let Some(title) = links::title(typed).filter(|title| !title.is_empty()) {
            self.slip(
                code::NOT_A_MARK,
                start + link.target.start..start + link.target.end,
                format!("引号里的“{title}”不会显示"),
                "图题和链接的文字都写在方括号里，圆括号里只写文件名或网址".to_owned(),
            );
            self.push(whole, Sign::Plain('甲'), Written::Copy);
            return;
        }
        if !link.exact {
            self.slip(
                code::MENDED_MARK,
                whole.clone(),
                "全角的圆括号当作链接的记号".to_owned(),
                format!("改用半角：[…]({})", typed.trim()),
            );
        }
        let needs_no_change = link.exact && !typed.trim().contains(char::is_whitespace);
        if needs_no_change || typed.trim().starts_with('<') {
            self.push(whole, Sign::Plain('甲'), Written::Copy);
            return;
        }
        let mut target = String::new();
        for c in typed.trim().chars() {
            match c {
                ' ' => target.push_str("%20"),
                '\t' => target.push_str("%09"),
                other => target.push(other),
            }
        }
        self.push(
            whole,
            Sign::Plain('甲'),
            Written::Text(format!("]({target})")),
        );
    }
}

/// `[王丽1]`: a name and a number, as a comment of Word leaves it when its text is pasted.
fn is_left_by_word(content: &str) -> bool {
    let name = content.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = content.len() - name.len();
    (1..=2).contains(&digits)
        && (2..=4).contains(&name.chars().count())
        && name.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
        && !["表", "图", "附", "注", "第"]
            .iter()
            .any(|word| name.contains(word))
}
