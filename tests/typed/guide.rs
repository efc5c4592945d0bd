//! What the guide says, once more and by itself: whether a line of the page may come of a line as it was typed.
//!
//! The page is read backwards: strong text must have been typed between `**`, a heading after `#`, a link as `[…](…)`, and everything else as it
//! stands. So nothing can vanish, appear or change its face without a mark of the guide at that very place.

use std::collections::BTreeSet;
use std::ops::Range;

use super::page::{Kind, Line, Style, Token};

/// A typed line.
pub struct Typed {
    /// Its characters, but for those of which a finding says that they are not printed.
    chars: Vec<char>,
    /// Before which of them something stood that is not printed.
    gaps: BTreeSet<usize>,
    /// Whether something is said of the line.
    told: bool,
    /// The pictures and tables that are asked for: where, and their captions.
    pub pictures: Vec<Picture>,
}

/// `![caption](file)`.
pub struct Picture {
    range: Range<usize>,
    pub caption: String,
    /// Whether a table stands there.
    pub is_table: bool,
}

/// A place in a typed line, and the length of the run of backticks that text of equal width began with.
type Place = (usize, usize);

const PUNCTUATION: &str =
    "，。；：、！？,.;:!?…—（）()《》〈〉「」『』【】〔〕［］[]{}｛｝“”‘’\"'/|-~*<>=+#$%&@^_`～·\\";

impl Typed {
    /// A line without its end, and the bytes of it that are said to be dropped.
    pub fn new(line: &str, dropped: &[Range<usize>], told: bool) -> Self {
        let mut chars = Vec::new();
        let mut gaps = BTreeSet::new();
        for (place, c) in line.char_indices() {
            if dropped.iter().any(|range| range.contains(&place)) {
                gaps.insert(chars.len());
            } else {
                chars.push(c);
            }
        }
        Self {
            pictures: pictures(&chars),
            chars,
            gaps,
            told,
        }
    }

    /// Whether nothing that anybody sees was typed.
    pub fn is_empty(&self) -> bool {
        self.closure(BTreeSet::from([(0, 0)]))
            .contains(&(self.chars.len(), 0))
    }

    /// Whether nothing but pictures, and what begins a line, is in it.
    pub fn is_pictures(&self) -> bool {
        let mut rest = String::new();
        let mut place = 0;
        for picture in &self.pictures {
            rest.extend(&self.chars[place..picture.range.start]);
            place = picture.range.end;
        }
        rest.extend(&self.chars[place..]);
        // A link without words, which is said.
        while let Some(start) = rest.find("[](").filter(|_| self.told) {
            let end = rest[start..]
                .find(')')
                .map_or(rest.len(), |end| start + end + 1);
            rest.replace_range(start..end, "");
        }
        for blank in ["&emsp;", "&ensp;", "&nbsp;"] {
            rest = rest.replace(blank, "");
        }
        rest.trim_start_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_digit() || matches!(c, '>' | '-' | '.' | '*')
        })
        .trim()
        .is_empty()
    }

    /// The line where no picture is one.
    pub fn without_pictures(&self) -> Self {
        Self {
            chars: self.chars.clone(),
            gaps: self.gaps.clone(),
            told: self.told,
            pictures: Vec::new(),
        }
    }

    /// Where `[^name]` at `place` ends.
    fn note(&self, place: usize) -> Option<usize> {
        // Brackets of a Chinese keyboard are taken for its marks, and that is said.
        let is_end = |c: &char| *c == ']' || self.told && matches!(c, '】' | '］');
        let end = place + self.chars[place..].iter().position(is_end)?;
        let begins =
            self.at(place, "[^") || self.told && (self.at(place, "［^") || self.at(place, "【^"));
        (begins && end > place + 2).then_some(end + 1)
    }

    /// Whether the line defines a note.
    pub fn is_definition(&self) -> bool {
        let end = self.note(self.skip(0));
        end.is_some_and(|end| self.at(end, ":") || self.at(end, "："))
    }

    /// Whether the line defines the note (注释) that `line` is.
    pub fn defines(&self, line: &Line) -> bool {
        let content = self.note(self.skip(0)).filter(|end| self.at(*end, ":"));
        content.is_some_and(|end| {
            Self::new(
                &self.chars[end + 1..].iter().collect::<String>(),
                &[],
                self.told,
            )
            .explains(line)
        })
    }

    /// What is left of the line.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    fn at(&self, place: usize, text: &str) -> bool {
        text.chars()
            .enumerate()
            .all(|(offset, c)| self.chars.get(place + offset) == Some(&c))
    }

    /// What `&name;` at `place` stands for, and its length.
    fn entity(&self, place: usize) -> Option<(&'static str, String, usize)> {
        const NAMES: &[(&str, &str)] = &[
            ("amp", "&"),
            ("lt", "<"),
            ("gt", ">"),
            ("quot", "\""),
            ("nbsp", "\u{A0}"),
            ("emsp", "\u{2003}"),
            ("ensp", "\u{2002}"),
            ("copy", "©"),
            ("hearts", "♥"),
            ("mdash", "—"),
        ];
        if self.chars.get(place) != Some(&'&') {
            return None;
        }
        let end = (place..self.chars.len().min(place + 12)).find(|at| self.chars[*at] == ';')?;
        let name: String = self.chars[place + 1..end].iter().collect();
        let length = end + 1 - place;
        if let Some((name, text)) = NAMES.iter().find(|(known, _)| *known == name) {
            return Some((name, (*text).to_owned(), length));
        }
        let Some(number) = name.strip_prefix('#') else {
            // One of the two thousand others of HTML: it is some sign.
            let known = name.len() > 1 && name.chars().all(|c| c.is_ascii_alphanumeric());
            return known.then(|| ("other", "\u{FFFC}".to_owned(), length));
        };
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        let c = char::from_u32(code)
            .filter(|c| *c != '\0')
            .unwrap_or('\u{FFFD}');
        Some(("", c.to_string(), length))
    }

    /// Whether a remark like 【待核】 stands at `place`.
    fn frees_remark(&self, place: usize) -> bool {
        let rest = self.chars.get(place..).unwrap_or_default();
        let inside: String = rest.iter().take_while(|c| **c != '】').collect();
        inside.starts_with('【')
            && ["待核", "待补", "待填"]
                .iter()
                .any(|word| inside.contains(word))
    }

    /// All places that are reached over what nobody sees.
    fn closure(&self, places: BTreeSet<Place>) -> BTreeSet<Place> {
        let mut all = places.clone();
        let mut open: Vec<Place> = places.into_iter().collect();
        while let Some((place, run)) = open.pop() {
            let Some(c) = self.chars.get(place) else {
                continue;
            };
            let mut next = Vec::new();
            if c.is_whitespace() {
                next.push((place + 1, run));
            }
            if let Some(picture) = self
                .pictures
                .iter()
                .find(|picture| picture.range.start == place)
            {
                next.push((picture.range.end, run));
            }
            if run == 0
                && let Some((_, text, length)) = self.entity(place)
                && text.chars().all(char::is_whitespace)
            {
                next.push((place + length, run));
            }
            // A link without words, which is said: nobody sees anything of it.
            if self.told
                && self.at(place, "[](")
                && let Some(end) = after_target(&self.chars, place + 2)
            {
                next.push((end, run));
            }
            if self.told
                && self.at(place, "**[](")
                && let Some(end) = after_target(&self.chars, place + 4)
                && self.at(end, "**")
            {
                next.push((end + 2, run));
            }
            for place in next {
                if all.insert(place) {
                    open.push(place);
                }
            }
        }
        all
    }

    /// Whether `line` of the page is what the guide says of this line; its pictures, which follow it, are `pictures`.
    pub fn explains(&self, line: &Line) -> bool {
        if line.kind != Kind::Code && holds_empty_code(&line.tokens) {
            return false;
        }
        let mut starts: Vec<usize> = vec![self.skip(0)];
        for _ in 0..line.quotes {
            starts = starts
                .into_iter()
                .filter(|start| self.at(*start, ">"))
                .map(|start| start + 1)
                .filter(|next| {
                    self.chars
                        .get(*next)
                        .is_none_or(|c| c.is_whitespace() || *c == '>')
                })
                .map(|next| self.skip(next))
                .collect();
        }
        if line.item {
            starts = starts
                .into_iter()
                .filter_map(|start| self.item(start, line))
                .collect();
        }
        let content = starts.clone();
        match line.kind {
            Kind::Heading(level) => {
                starts.retain(|start| {
                    self.at(*start, &"#".repeat(level))
                        && self
                            .chars
                            .get(start + level)
                            .is_some_and(|c| c.is_whitespace())
                });
                starts.iter_mut().for_each(|start| *start += level);
            }
            Kind::Caption => {
                // The mark stands behind what nobody sees.
                let open = starts.iter().map(|start| (*start, 0)).collect();
                starts = self
                    .closure(open)
                    .into_iter()
                    .map(|(start, _)| start)
                    .collect();
                starts.retain(|start| self.at(*start, "表：") || self.at(*start, "表:"));
                starts.iter_mut().for_each(|start| *start += 2);
            }
            Kind::Rule => {
                let text: String = self.chars.iter().collect();
                let text = text.trim_start_matches(['>', ' ', '　']).trim();
                return text.chars().count() >= 3 && text.chars().all(|c| c == '-');
            }
            Kind::Code => {
                let typed: String = self.chars.iter().collect();
                return squeezed(&typed)
                    == squeezed(
                        &line
                            .tokens
                            .iter()
                            .filter_map(|token| match token {
                                Token::Char(c) => Some(*c),
                                _ => None,
                            })
                            .collect::<String>(),
                    );
            }
            _ => {}
        }
        let first = content.first().copied().unwrap_or(0);
        let mut places: BTreeSet<Place> = starts.into_iter().map(|start| (start, 0)).collect();
        for token in &line.tokens {
            places = self.closure(places);
            places = places
                .iter()
                .flat_map(|place| self.step(*place, token, line.kind, first))
                .collect();
            if places.is_empty() {
                return false;
            }
        }
        self.closure(places)
            .into_iter()
            .any(|(place, run)| run == 0 && self.ends(place, line.kind))
    }

    /// Whether nothing that counts follows.
    fn ends(&self, place: usize, kind: Kind) -> bool {
        let rest: String = self.chars[place..].iter().collect();
        match kind {
            Kind::Row => {
                rest.trim().trim_end_matches(['|', '｜']).is_empty()
                    && rest.matches(['|', '｜']).count() <= 1
            }
            // The marks that may close a heading.
            Kind::Heading(_) => {
                rest.is_empty()
                    || rest.trim_matches('#').is_empty()
                        && place > 0
                        && self.chars[place - 1].is_whitespace()
            }
            _ => rest.is_empty(),
        }
    }

    fn skip(&self, mut place: usize) -> usize {
        while self.chars.get(place).is_some_and(|c| c.is_whitespace()) {
            place += 1;
        }
        place
    }

    /// Where the text of an item begins whose mark stands at `start`.
    fn item(&self, start: usize, line: &Line) -> Option<usize> {
        let digits: String = self.chars[start..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .collect();
        let end = if digits.is_empty() {
            (self.at(start, "-") || self.at(start, "*")).then_some(start + 1)?
        } else {
            let typed: u32 = digits.parse().ok()?;
            let label = number(&line.label)?;
            // Somebody who writes 1. everywhere wants them counted.
            if typed != 1 && typed != label {
                return None;
            }
            let end = start + digits.len();
            self.at(end, ".").then_some(end + 1)?
        };
        self.chars
            .get(end)
            .is_some_and(|c| c.is_whitespace())
            .then(|| self.skip(end))
    }

    fn step(&self, (place, run): Place, token: &Token, kind: Kind, first: usize) -> Vec<Place> {
        let here = self.chars.get(place).copied();
        let before = place.checked_sub(1).map(|before| self.chars[before]);
        let begins = before.is_none_or(|c| c.is_whitespace() || PUNCTUATION.contains(c))
            || place <= first
            || self.gaps.contains(&place);
        match token {
            Token::Char(c) if c.is_whitespace() => vec![(place, run)],
            Token::Char(c) => {
                let mut next = Vec::new();
                if here == Some(*c) {
                    next.push((place + 1, run));
                }
                if here == Some('\\')
                    && self.chars.get(place + 1) == Some(c)
                    && self.frees(place, *c, first, run, kind)
                {
                    next.push((place + 2, run));
                }
                // `\【待核】` is printed without its backslash, as the guide says.
                if here == Some('\\') && *c == '【' && self.frees_remark(place + 1) {
                    next.push((place + 2, run));
                }
                if run == 0
                    && let Some((_, text, length)) = self.entity(place)
                    && (text == c.to_string() || text == "\u{FFFC}" && !c.is_ascii())
                {
                    next.push((place + length, run));
                }
                next
            }
            Token::Bar => {
                let mut next = Vec::new();
                // A full-width bar is said once for the table.
                if matches!(here, Some('|' | '｜')) {
                    next.push((place + 1, run));
                }
                // A row need not begin with a bar, and a spreadsheet puts tabs between cells on the clipboard.
                let mut white = self.chars[first..place]
                    .iter()
                    .rev()
                    .take_while(|c| c.is_whitespace());
                if self.skip(first) == place || white.any(|c| *c == '\t') {
                    next.push((place, run));
                }
                next
            }
            Token::Note => {
                let name = self.note(place);
                name.map_or_else(Vec::new, |end| vec![(end, run)])
            }
            Token::Open(Style::Code) => {
                let length = self.run(place, '`');
                let freed = place > 1 && self.chars[place - 2] == '\\';
                if length > 0 && (before != Some('`') || freed) {
                    vec![(place + length, length)]
                } else {
                    Vec::new()
                }
            }
            Token::Close(Style::Code) => {
                let length = self.run(place, '`');
                if length == run && before != Some('`') {
                    vec![(place + length, 0)]
                } else {
                    Vec::new()
                }
            }
            Token::Open(Style::Strong) | Token::Close(Style::Strong) if self.at(place, "**") => {
                vec![(place + 2, run)]
            }
            Token::Open(Style::Emphasis) if here == Some('*') && begins => vec![(place + 1, run)],
            Token::Close(Style::Emphasis) if here == Some('*') => vec![(place + 1, run)],
            Token::Open(Style::Strike) if self.at(place, "~~") && begins => vec![(place + 2, run)],
            Token::Close(Style::Strike) if self.at(place, "~~") => vec![(place + 2, run)],
            Token::Open(Style::Link) if matches!(here, Some('[' | '<')) => vec![(place + 1, run)],
            Token::Close(Style::Link) if matches!(here, Some(']' | '>')) => vec![(place, run)],
            Token::Target(target) => self
                .target(place, target)
                .into_iter()
                .map(|place| (place, run))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn run(&self, place: usize, c: char) -> usize {
        self.chars[place.min(self.chars.len())..]
            .iter()
            .take_while(|other| **other == c)
            .count()
    }

    /// Whether a backslash at `place` takes the meaning from `c` after it.
    fn frees(&self, place: usize, c: char, first: usize, run: usize, kind: Kind) -> bool {
        if run > 0 {
            return c == '|' && kind == Kind::Row;
        }
        match c {
            '*' | '~' | '[' | ']' | '<' | '|' | '`' | '&' => true,
            '!' => self.chars.get(place + 2) == Some(&'['),
            '#' | '>' | '-' | '+' => place == first,
            // What a Chinese keyboard types for a mark.
            '＊' | '［' | '＾' => true,
            '＃' | '＞' | '－' | '｜' => place == first,
            '【' => {
                let rest: String = self.chars[place..].iter().collect();
                rest.contains("】（") || rest.contains("】(")
            }
            '.' | ')' => place > first && self.chars[first..place].iter().all(char::is_ascii_digit),
            _ => false,
        }
    }

    /// Where what follows `](target)` or the end of `<address>` begins, if it is `target`.
    fn target(&self, place: usize, target: &str) -> Option<usize> {
        if self.chars.get(place) == Some(&'>') {
            let start = (0..place).rev().find(|at| self.chars[*at] == '<')?;
            let typed: String = self.chars[start + 1..place].iter().collect();
            return (plain(target).trim_start_matches("mailto:")
                == plain(&typed).trim_start_matches("mailto:"))
            .then_some(place + 1);
        }
        if !self.at(place, "](") {
            return None;
        }
        let mut depth = 0;
        let end = (place + 1..self.chars.len()).find(|at| {
            match self.chars[*at] {
                '(' | '（' => depth += 1,
                ')' | '）' => depth -= 1,
                _ => {}
            }
            depth == 0
        })?;
        let typed: String = self.chars[place + 2..end].iter().collect();
        let typed = match typed.split_once(" \"") {
            Some((target, _)) if self.told => target.to_owned(),
            _ => typed,
        };
        let has_code = typed.contains('&') && typed.contains(';');
        // What ends in bars leads to the same file; a bracket before them is not the one around an address.
        let end_of_path = |target: &str| plain(target).trim_end_matches(['/', '>']).to_owned();
        (has_code || end_of_path(target).ends_with(&end_of_path(&typed))).then_some(end + 1)
    }
}

/// Whether text of equal width stands somewhere of which nobody sees anything: its back quotes would have vanished.
fn holds_empty_code(tokens: &[Token]) -> bool {
    let mut empty = false;
    for token in tokens {
        match token {
            Token::Open(Style::Code) => empty = true,
            Token::Close(Style::Code) if empty => return true,
            Token::Char(c) if c.is_whitespace() => {}
            _ => empty = false,
        }
    }
    false
}

/// The pictures in a line, outside text of equal width.
fn pictures(chars: &[char]) -> Vec<Picture> {
    let run = |place: usize| chars[place..].iter().take_while(|c| **c == '`').count();
    let mut found = Vec::new();
    let mut place = 0;
    while place < chars.len() {
        match chars[place] {
            // Before another backslash it is text.
            '\\' => {
                place += if chars.get(place + 1) == Some(&'\\') {
                    1
                } else {
                    2
                }
            }
            '`' => {
                let length = run(place);
                let mut end = place + length;
                while end < chars.len() && run(end) != length {
                    end += run(end).max(1);
                }
                place = if end < chars.len() {
                    end + length
                } else {
                    place + length
                };
            }
            // An address in angle brackets, and where a link leads.
            '<' if address(&chars[place..]).is_some() => {
                place += address(&chars[place..]).unwrap_or(1);
            }
            ']' if chars.get(place + 1) == Some(&'(') && chars[..place].contains(&'[') => {
                let after = after_target(chars, place + 1).unwrap_or(place + 1);
                let target: String = chars[place + 1..after].iter().collect();
                // A target that holds another link is none.
                place = if target.contains("](") {
                    place + 1
                } else {
                    after
                };
            }
            '!' if chars.get(place + 1) == Some(&'[') => {
                let picture = picture(chars, place);
                place = picture
                    .as_ref()
                    .map_or(place + 1, |picture| picture.range.end);
                found.extend(picture);
            }
            _ => place += 1,
        }
    }
    found
}

/// The length of `<https://…>`.
fn address(chars: &[char]) -> Option<usize> {
    let end = chars.iter().position(|c| *c == '>')?;
    let text: String = chars[..end].iter().collect();
    let known = text.starts_with("<http://") || text.starts_with("<https://");
    let fits = !text
        .trim_start_matches('<')
        .contains(|c: char| c.is_whitespace() || c == '<');
    (known && fits).then_some(end + 1)
}

/// Where what follows the target begins whose bracket is at `open`.
fn after_target(chars: &[char], open: usize) -> Option<usize> {
    let mut depth = 0;
    let end = (open..chars.len()).find(|at| {
        match chars[*at] {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    Some(end + 1)
}

/// Which characters stand in text of equal width.
fn in_code(chars: &[char]) -> Vec<bool> {
    let run = |place: usize| chars[place..].iter().take_while(|c| **c == '`').count();
    let mut code = vec![false; chars.len()];
    let mut place = 0;
    while place < chars.len() {
        if chars[place] != '`' {
            place += 1;
            continue;
        }
        let length = run(place);
        let mut end = place + length;
        while end < chars.len() && run(end) != length {
            end += run(end).max(1);
        }
        if end < chars.len() {
            code[place..end + length].fill(true);
            place = end + length;
        } else {
            place += length;
        }
    }
    code
}

fn picture(chars: &[char], start: usize) -> Option<Picture> {
    let code = in_code(chars);
    let close = |from: usize, open: char, close: char| {
        let mut depth = 0;
        let mut escaped = false;
        (from..chars.len()).find(|at| {
            let addressed = |at: usize| {
                (0..at)
                    .any(|start| address(&chars[start..]).is_some_and(|length| start + length > at))
            };
            if code[*at] || addressed(*at) {
                return false;
            }
            let c = chars[*at];
            if escaped || c == '\\' {
                // Before another one it is text.
                escaped = !escaped && chars.get(at + 1) != Some(&'\\');
                return false;
            }
            depth += i32::from(c == open) - i32::from(c == close);
            depth == 0
        })
    };
    let end = close(start + 1, '[', ']')?;
    if chars.get(end + 1) != Some(&'(') {
        return None;
    }
    let stop = after_target(chars, end + 1)? - 1;
    let target: String = chars[end + 2..stop].iter().collect();
    // With a bracket of a Chinese keyboard it must look like a file.
    if chars[stop] == '）' && !target.contains('.') {
        return None;
    }
    if target.starts_with('<') && !target.ends_with('>') || target.contains("](") {
        return None;
    }
    // A picture inside another: the outer one is none.
    if !pictures(&chars[start + 2..end]).is_empty() {
        return None;
    }
    Some(Picture {
        range: start..stop + 1,
        caption: chars[start + 2..end].iter().collect(),
        is_table: target.contains(".csv"),
    })
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// An address without percent signs and white space.
fn plain(target: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = target.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after
            .get(..2)
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match hex {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    squeezed(&String::from_utf8_lossy(&bytes))
        .trim_matches(['<', '>'])
        .replace("&amp;", "&")
        .replace('\\', "")
}

/// The number in a label: 3. （3） ③.
fn number(label: &str) -> Option<u32> {
    let digits: String = label.chars().filter(char::is_ascii_digit).collect();
    if !digits.is_empty() {
        return digits.parse().ok();
    }
    let circled = label.trim().chars().next()?;
    ('①'..='⑳')
        .contains(&circled)
        .then(|| u32::from(circled) - u32::from('①') + 1)
}

/// What a line that is written exactly as the guide says must become.
pub fn must_be(line: &str) -> Option<&'static str> {
    let body = line.trim_start_matches(' ');
    if line.len() - body.len() >= 4 {
        return None;
    }
    let after = |text: &str| text.starts_with(' ') && !text.trim().is_empty();
    let hashes = body.len() - body.trim_start_matches('#').len();
    if (1..=4).contains(&hashes)
        && after(&body[hashes..])
        && !body[hashes..].trim().chars().all(|c| c == '#')
    {
        return Some("heading");
    }
    if body.trim_end().len() >= 3 && body.trim_end().bytes().all(|b| b == b'-') {
        return Some("rule");
    }
    if body.strip_prefix('>').is_some_and(after) {
        return Some("quote");
    }
    if body.strip_prefix('-').is_some_and(after)
        && !body.chars().all(|c| matches!(c, '-' | ' ' | '*'))
    {
        return Some("item");
    }
    if body.strip_prefix("1.").is_some_and(after) {
        return Some("item");
    }
    None
}

/// A line without the mark that it begins with and the space after it.
pub fn content(line: &str) -> String {
    let mut line = line.to_owned();
    // What a link leads to is not text.
    while let Some(start) = line.find("](") {
        let chars: Vec<char> = line[start..].chars().collect();
        let end = after_target(&chars, 1).map_or(line.len(), |after| {
            start + chars[..after].iter().map(|c| c.len_utf8()).sum::<usize>()
        });
        line.replace_range(start..end, "");
    }
    let body = line.trim();
    let rest = body
        .trim_start_matches(['>', ' ', '-', '*', '#', '.'])
        .trim_start_matches(|c: char| c.is_ascii_digit());
    rest.trim_start_matches(['.', '#', '-', '*', ' '])
        .trim()
        .to_owned()
}

/// Whether `line` of the page is what [`must_be`] says.
pub fn is(line: &Line, what: &str) -> bool {
    match what {
        "heading" => matches!(line.kind, Kind::Heading(_) | Kind::Row),
        "rule" => line.kind == Kind::Rule,
        "quote" => line.quotes > 0,
        _ => line.item || line.kind == Kind::Row,
    }
}

/// Marks that were left standing, outside text of equal width: `**`, `~~`, `](`.
pub fn left_standing(line: &Line) -> Option<&'static str> {
    let mut code = 0;
    let mut link = 0;
    let mut text = String::new();
    for token in &line.tokens {
        match token {
            Token::Open(Style::Link) => {
                text.push('甲');
                link = text.len();
            }
            // An address that stands for itself has no marks in it.
            Token::Target(target)
                if plain(target).trim_end_matches('甲')
                    == plain(text[link..].trim_end_matches('甲')) =>
            {
                text.truncate(link);
                text.push('甲');
            }
            Token::Open(Style::Code) => code += 1,
            Token::Close(Style::Code) => code -= 1,
            Token::Char(c) if code == 0 => text.push(*c),
            _ => text.push('甲'),
        }
    }
    if line.kind == Kind::Code {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut place = 0;
    while place < chars.len() {
        let c = chars[place];
        let run = chars[place..]
            .iter()
            .take_while(|other| **other == c)
            .count();
        let alnum = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
        let between = place > 0 && alnum(chars.get(place - 1)) && alnum(chars.get(place + run));
        let wide = |c: Option<&char>| c == Some(&'＊');
        let wider = wide(chars.get(place.wrapping_sub(1))) || wide(chars.get(place + run));
        // 王**, 李**、: signs for the rest of a name, at the end of a clause or a cell.
        let word = |place: usize| {
            let c = chars.get(place);
            c.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(c))
        };
        let is_name = place > 0
            && "王李张刘陈赵".contains(chars[place - 1])
            && (place == 1
                || !word(place - 2)
                || "甲由和与及对为给向是请经同将把让员工民生者长人".contains(chars[place - 2]));
        let ends = |c: &char| {
            c.is_whitespace()
                || PUNCTUATION.contains(*c)
                || "甲等和与及同户某反称说表提已因系在".contains(*c)
        };
        let masked = is_name && chars.get(place + run).is_none_or(ends);
        if c == '*' && run == 2 && !between && !wider && !masked {
            return Some("**");
        }
        if c == '~' && run == 2 {
            return Some("~~");
        }
        // `[text](target)`, and no bracket in between.
        if c == ']' && chars.get(place + 1) == Some(&'(') {
            let opened = chars[..place].iter().rev().find(|c| matches!(c, '[' | ']'));
            let closed = chars[place..].contains(&')');
            if opened == Some(&'[') && closed && place > 0 && chars[place - 1] != '[' {
                return Some("](");
            }
        }
        place += run;
    }
    None
}
