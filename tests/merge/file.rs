//! An exported Word file, changed as Word and WPS change it.

use std::io::{Cursor, Write};

use crate::word::parts;

/// A Word file whose text is changed part by part.
pub struct WordFile {
    parts: Vec<(String, Vec<u8>)>,
}

const TEXT: &str = "word/document.xml";

impl WordFile {
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            parts: parts(bytes),
        }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            let options = zip::write::SimpleFileOptions::default();
            package.start_file(name.as_str(), options).expect("a part");
            package.write_all(bytes).expect("written");
        }
        package.finish().expect("a package").into_inner()
    }

    /// Without the parts whose names begin so: what an office program drops.
    pub fn without(mut self, start: &str) -> Self {
        self.parts.retain(|(name, _)| !name.starts_with(start));
        self
    }

    pub fn change(&mut self, part: &str, change: impl FnOnce(String) -> String) {
        let found = self.parts.iter_mut().find(|(name, _)| name == part);
        let (_, bytes) = found.unwrap_or_else(|| panic!("{part}"));
        let text = String::from_utf8(std::mem::take(bytes)).expect("UTF-8");
        *bytes = change(text).into_bytes();
    }

    /// Words of the text become others.
    pub fn replace(&mut self, old: &str, new: &str) {
        self.change(TEXT, |text| {
            assert!(text.contains(old), "{old}");
            text.replacen(old, new, 1)
        });
    }

    /// The paragraph that says `words`, its beginning and its end in the text.
    fn paragraph(text: &str, words: &str) -> (usize, usize) {
        let at = text.find(words).unwrap_or_else(|| panic!("{words}"));
        let start = text[..at].rfind("<w:p>").expect("a paragraph");
        let end = at + text[at..].find("</w:p>").expect("its end") + "</w:p>".len();
        (start, end)
    }

    /// The paragraph that says `words` becomes what `change` makes of it.
    pub fn paragraph_with(&mut self, words: &str, change: impl FnOnce(&str) -> String) {
        self.change(TEXT, |text| {
            let (start, end) = Self::paragraph(&text, words);
            let changed = change(&text[start..end]);
            format!("{}{changed}{}", &text[..start], &text[end..])
        });
    }

    pub fn remove(&mut self, words: &str) {
        self.paragraph_with(words, |_| String::new());
    }

    /// A paragraph that looks like the one that says `beside`, behind it.
    pub fn add_behind(&mut self, beside: &str, words: &str) {
        self.paragraph_with(beside, |own| format!("{own}{}", alike(own, words)));
    }

    /// The paragraph that says `words` goes behind the one that says `beside`.
    pub fn move_behind(&mut self, words: &str, beside: &str) {
        let mut moved = String::new();
        self.paragraph_with(words, |own| {
            own.clone_into(&mut moved);
            String::new()
        });
        self.paragraph_with(beside, |own| format!("{own}{moved}"));
    }

    /// Puts `words` into the middle of some run of Chinese text; gives what the run says then.
    pub fn insert(
        &mut self,
        random: &mut impl FnMut(usize) -> usize,
        words: &str,
    ) -> Option<String> {
        let mut said = None;
        self.change(TEXT, |text| {
            let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
            let runs: Vec<(usize, usize)> = text
                .match_indices("<w:t")
                .filter_map(|(at, _)| {
                    let start = at + text[at..].find('>')? + 1;
                    let end = start + text[start..].find('<')?;
                    let run = text.get(start..end)?;
                    let is_text = text[at + 4..].starts_with(['>', ' ']);
                    (is_text
                        && run.chars().filter(|c| is_han(*c)).count() > 3
                        && !run.contains(['&'])
                        && !run.contains(words))
                    .then_some((start, end))
                })
                .collect();
            if runs.is_empty() {
                return text;
            }
            let (start, end) = runs[random(runs.len())];
            let run: Vec<char> = text[start..end].chars().collect();
            let middle = 1 + random(run.len() - 1);
            let first: String = run[..middle].iter().collect();
            let last: String = run[middle..].iter().collect();
            let run = format!("{first}{words}{last}");
            let changed = format!("{}{run}{}", &text[..start], &text[end..]);
            said = Some(run);
            changed
        });
        said
    }

    /// With revisions on: `old` goes and `new` comes, by 王处长 on the ninth.
    pub fn track(&mut self, old: &str, new: &str) {
        let who = "w:author=\"王处长\" w:date=\"2026-10-09T08:00:00Z\"";
        let close = "</w:t></w:r>";
        let tracked = format!(
            "{close}<w:del w:id=\"901\" {who}><w:r><w:delText>{old}</w:delText></w:r></w:del>\
             <w:ins w:id=\"902\" {who}><w:r><w:t>{new}</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\">"
        );
        self.replace(old, &tracked);
    }
}

/// A paragraph with the properties of another one, without its bookmark.
pub fn alike(own: &str, words: &str) -> String {
    let properties = own.find("</w:pPr>").expect("properties") + "</w:pPr>".len();
    let head = &own[..properties];
    format!("{head}<w:r><w:t>{words}</w:t></w:r></w:p>")
}
