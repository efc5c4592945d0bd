//! Keys in tables: what may stand in a mapping that somebody writes: every key with what it says, how it is written and an example. The parser asks for keys by such a table
//! ([`super::Fields`]), and schema and handbook are made from the same.

/// A key of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// As writers type it.
    pub zh: &'static str,
    /// The English spelling.
    pub en: &'static str,
}

/// A mapping: a file, or a part of one.
#[derive(Debug)]
pub struct KeyTable {
    /// Names it among all shapes, in English: the name of its definition in a schema.
    pub id: &'static str,
    /// What it is called in messages, e.g. `issue.yaml`.
    pub what: &'static str,
    /// Its keys in the order in which people write them.
    pub own: &'static [KeyRow],
    /// Shapes whose keys it has besides.
    pub besides: &'static [&'static KeyTable],
}

/// A key of a mapping.
#[derive(Debug)]
pub struct KeyRow {
    /// In both spellings.
    pub key: Key,
    /// Whether it has to be there.
    pub required: bool,
    /// How its value is written.
    pub kind: ValueKind,
    /// What it says, for writers.
    pub about: &'static str,
    /// A value as it is typed, in YAML on one line.
    pub example: &'static str,
}

/// How a value is written.
#[derive(Clone, Copy, Debug)]
pub enum ValueKind {
    /// A line of text; a number is one too.
    Text,
    /// A line, or a list of lines.
    Lines,
    /// A whole number.
    Whole,
    /// A decimal number, perhaps with a percent sign.
    Decimal,
    /// 是 or 否.
    Flag,
    /// A day or a month.
    Date,
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// One of these words, or several of them in a list.
    Words(fn() -> Vec<&'static str>),
    /// A text that is usually one of these words.
    Usually(fn() -> Vec<&'static str>),
    /// A text, or a list of texts, that are usually among these words.
    UsuallySeveral(fn() -> Vec<&'static str>),
    /// A mapping with these keys.
    Of(&'static KeyTable),
    /// One, or a list of several.
    Several(&'static ValueKind),
    /// A list, even of one.
    ListOf(&'static ValueKind),
    /// Names that the writer chooses, each with such a value.
    Named(&'static ValueKind),
    /// Written in any one of these ways, the plainest first.
    Either(&'static [ValueKind]),
    /// Recipients: names, references to lists, classes of names.
    Names,
    /// The columns of a table, with columns under columns.
    Columns,
    /// A cell of a table: text, or nothing.
    Cell,
    /// The outline (提纲) within an outline.
    Outline,
}

impl KeyTable {
    /// All its keys. What it says of a key itself comes before what another shape says.
    pub fn rows(&self) -> impl Iterator<Item = &'static KeyRow> {
        let besides = self.besides.iter().flat_map(|shape| shape.own);
        let is_new = |row: &&KeyRow| self.own.iter().all(|own| own.key != row.key);
        self.own.iter().chain(besides.filter(is_new))
    }

    /// The row of `key`.
    #[must_use]
    pub fn row(&self, key: Key) -> Option<&'static KeyRow> {
        self.rows().find(|row| row.key == key)
    }

    /// How `key` is written, e.g. `日期: 2026-07-08`; empty where the mapping has no such key.
    #[must_use]
    pub fn example(&self, key: Key) -> String {
        let row = self.row(key);
        row.map_or_else(String::new, |row| format!("{}: {}", key.zh, row.example))
    }

    /// How the smallest such mapping is written on one line, e.g. `{代号: qinghe, 名称: 青禾县}`.
    #[must_use]
    pub fn smallest(&self) -> String {
        let rows = self.rows().filter(|row| row.required);
        let rows: Vec<String> = rows.map(|row| self.example(row.key)).collect();
        format!("{{{}}}", rows.join(", "))
    }
}

/// The words of a table of choices.
#[must_use]
pub fn words<T>(choices: &'static [(T, &'static str)]) -> Vec<&'static str> {
    choices.iter().map(|(_, word)| *word).collect()
}
