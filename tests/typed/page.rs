//! The text of an issue's page as lines: each paragraph, heading, item, row and picture is one, and each break inside a paragraph begins another.

/// How a piece of a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Strong,
    Emphasis,
    Strike,
    Code,
    Link,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Char(char),
    Open(Style),
    Close(Style),
    /// Where the link that has just been closed leads: an address, or the name of a file.
    Target(String),
    /// Between two cells.
    Bar,
    /// The mark of a note.
    Note,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Heading(usize),
    Row,
    Caption,
    Figure,
    Code,
    Rule,
}

/// A line as it is seen.
#[derive(Clone, Debug)]
pub struct Line {
    pub kind: Kind,
    /// In how many quotations it stands.
    pub quotes: usize,
    /// Whether an item begins with it.
    pub item: bool,
    /// What the program prints before it: the number of an item or a heading, 表1.
    pub label: String,
    pub tokens: Vec<Token>,
}

impl Line {
    /// The line as if it were one of text.
    pub fn as_text(&self) -> Self {
        Self {
            kind: Kind::Text,
            ..self.clone()
        }
    }

    /// Whether nobody sees anything of it but its label.
    pub fn is_blank(&self) -> bool {
        let blank = |token: &Token| matches!(token, Token::Char(c) if c.is_whitespace());
        self.tokens.iter().all(blank)
    }

    /// What is seen of it, without white space.
    pub fn squeezed(&self) -> String {
        let chars = self.tokens.iter().filter_map(|token| match token {
            Token::Char(c) => Some(*c),
            _ => None,
        });
        self.label
            .chars()
            .chain(chars)
            .filter(|c| !c.is_whitespace())
            .collect()
    }

    /// What is read, marks of style as `⟨…⟩`.
    pub fn readable(&self) -> String {
        let mut out = format!("{:?} ", self.kind);
        out.push_str(&"> ".repeat(self.quotes));
        out.push_str(&self.label);
        for token in &self.tokens {
            match token {
                Token::Char(c) => out.push(*c),
                Token::Open(style) => out.push_str(&format!("⟨{style:?} ")),
                Token::Close(_) => out.push('⟩'),
                Token::Target(target) => out.push_str(&format!("({target})")),
                Token::Bar => out.push('|'),
                Token::Note => out.push_str("⟨注⟩"),
            }
        }
        out
    }
}

/// The notes (注释) at the end of the page, in their order.
pub fn notes(page: &str) -> Vec<Line> {
    let Some(start) = page.find("<section class=\"notes text\"") else {
        return Vec::new();
    };
    let start = start + page[start..].find("<ol").expect("the notes");
    let end = start + page[start..].find("</ol>").expect("their end");
    let mut notes = read(&page[start..end]);
    notes.iter_mut().for_each(|note| note.item = false);
    notes
}

/// The lines of `<div class="text">`.
pub fn lines(page: &str) -> Vec<Line> {
    let start = page
        .find("<div class=\"text\">")
        .expect("the text of the issue")
        + "<div class=\"text\">".len();
    let end = page[start..]
        .find("<div class=\"signature\">")
        .expect("its end")
        + start;
    read(&page[start..end])
}

fn read(html: &str) -> Vec<Line> {
    let mut reader = Reader::default();
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('<') {
            let mut quoted = false;
            let close = after
                .char_indices()
                .find(|(_, c)| {
                    if *c == '"' {
                        quoted = !quoted;
                    }
                    *c == '>' && !quoted
                })
                .map(|(place, _)| place)
                .expect("a tag that ends");
            reader.tag(&after[..close]);
            rest = &after[close + 1..];
        } else {
            let next = rest.find('<').unwrap_or(rest.len());
            reader.text(&decoded(&rest[..next]));
            rest = &rest[next..];
        }
    }
    reader.finish();
    reader.lines
}

fn decoded(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(decoded(rest.split_once('"')?.0))
}

#[derive(Default)]
struct Reader {
    lines: Vec<Line>,
    line: Option<Line>,
    quotes: usize,
    /// Whether what is read is a label.
    label: Option<String>,
    item: bool,
    /// Whether what is read are the lines over a table.
    caption_lines: bool,
    in_mark: bool,
    pre: bool,
    /// Where the links lead that are open.
    targets: Vec<String>,
}

impl Reader {
    fn begin(&mut self, kind: Kind) {
        self.finish();
        self.line = Some(Line {
            kind,
            quotes: self.quotes,
            item: false,
            label: String::new(),
            tokens: Vec::new(),
        });
    }

    fn finish(&mut self) {
        if let Some(line) = self.line.take() {
            self.lines.push(line);
        }
    }

    fn push(&mut self, token: Token) {
        if let Some(line) = &mut self.line {
            line.tokens.push(token);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(label) = &mut self.label {
            label.push_str(text);
            return;
        }
        for c in text.chars() {
            if self.pre && c == '\n' {
                self.begin(Kind::Code);
            } else if self.line.is_some() {
                self.push(Token::Char(c));
            } else {
                assert!(c.is_whitespace(), "text outside all lines: {text}");
            }
        }
    }

    fn tag(&mut self, tag: &str) {
        let name = tag
            .split(|c: char| c.is_whitespace())
            .next()
            .expect("a name");
        let class = attribute(tag, "class").unwrap_or_default();
        match name {
            "p" => {
                self.begin(Kind::Text);
                if self.item {
                    self.item = false;
                    if let Some(line) = &mut self.line {
                        line.item = true;
                    }
                }
            }
            "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = class
                    .strip_prefix("level-")
                    .expect("its level")
                    .parse()
                    .expect("a number");
                self.begin(Kind::Heading(level));
            }
            "li" => self.item = true,
            "blockquote" => {
                self.finish();
                self.quotes += 1;
            }
            "/blockquote" => {
                self.finish();
                self.quotes -= 1;
            }
            "caption" => self.begin(Kind::Caption),
            "tr" => self.begin(Kind::Row),
            "th" | "td" => self.push(Token::Bar),
            "figure" => self.begin(Kind::Figure),
            "pre" => {
                self.begin(Kind::Code);
                self.pre = true;
            }
            "/pre" => {
                self.pre = false;
                self.finish();
            }
            "hr" => {
                self.begin(Kind::Rule);
                self.finish();
            }
            "br" => {
                // A mark can hold several lines; it is closed and opened again.
                let open = self.open_styles();
                for style in open.iter().rev() {
                    self.push(Token::Close(*style));
                }
                let kind = self.line.as_ref().map_or(Kind::Text, |line| line.kind);
                if kind == Kind::Row {
                    return;
                }
                self.begin(kind);
                for style in open {
                    self.push(Token::Open(style));
                }
            }
            // Its number is the program's own, and so is what leads back from a note.
            "sup" if class == "note-mark" => {
                self.push(Token::Note);
                self.in_mark = true;
                self.label = Some(String::new());
            }
            "/sup" => {
                self.in_mark = false;
                self.label = None;
            }
            // What leads back from a note, too.
            "a" if class == "label" => self.label = Some(String::new()),
            "/a" if self.label.is_some() && self.in_mark => {}
            "/a" if self.label.is_some() => self.label = None,
            "a" if self.label.is_some() => {}
            "span" if class == "caption-line" => self.caption_lines = true,
            // What stands over a table was typed in lines of its own.
            "span" if self.caption_lines => self.begin(Kind::Text),
            "span" if class == "label" => self.label = Some(String::new()),
            "/span" => {
                if let Some(label) = self.label.take()
                    && let Some(line) = self.line.as_mut()
                {
                    line.label.push_str(&label);
                }
            }
            "strong" => self.push(Token::Open(Style::Strong)),
            "em" => self.push(Token::Open(Style::Emphasis)),
            "s" => self.push(Token::Open(Style::Strike)),
            "a" => {
                let target = attribute(tag, "download").or_else(|| attribute(tag, "href"));
                self.targets.push(target.expect("where it leads"));
                self.push(Token::Open(Style::Link));
            }
            "code" if !self.pre => self.push(Token::Open(Style::Code)),
            "/strong" => self.push(Token::Close(Style::Strong)),
            "/em" => self.push(Token::Close(Style::Emphasis)),
            "/s" => self.push(Token::Close(Style::Strike)),
            "/a" => {
                self.push(Token::Close(Style::Link));
                let target = self.targets.pop().expect("an open link");
                self.push(Token::Target(target));
            }
            "/code" if !self.pre => self.push(Token::Close(Style::Code)),
            "/caption" => {
                self.caption_lines = false;
                self.finish();
            }
            "/p" | "/h2" | "/h3" | "/h4" | "/h5" | "/h6" | "/tr" | "/figure" => self.finish(),
            _ => {}
        }
    }

    fn open_styles(&self) -> Vec<Style> {
        let mut open = Vec::new();
        for token in self.line.iter().flat_map(|line| &line.tokens) {
            match token {
                Token::Open(style) => open.push(*style),
                Token::Close(_) => {
                    open.pop();
                }
                _ => {}
            }
        }
        open
    }
}
