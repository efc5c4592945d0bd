//! What was changed in the file that is no text: words struck out or set in bold by their font, pictures. It goes into no fragment, and is said.

use super::changes::Merging;
use super::pairing::squeezed;
use crate::import::ReturnedParagraph;

impl Merging<'_> {
    /// Says what of the looks of the paragraph `other` of theirs is new.
    pub(super) fn looks(&mut self, other: usize) {
        let returned = &self.theirs.paragraphs[other];
        let none = ReturnedParagraph::default();
        let own = self.pairing.of_theirs.get(other).copied().flatten();
        let own = own.map_or(&none, |own| &self.ours.paragraphs[own]);
        let mut say = |what: String| self.merged.looks.push(what);
        if returned.struck != own.struck && !returned.struck.trim().is_empty() {
            say(format!(
                "“{}”划了删除线（没有用修订），片段没有动；要删的，在片段里删",
                returned.struck.trim()
            ));
        }
        if returned.pictures > own.pictures {
            let count = returned.pictures - own.pictures;
            say(format!(
                "{}多了 {count} 张图，没有放进片段；图片放进这一期的文件夹，在片段里写 ![图题](文件名)",
                of(returned)
            ));
        }
        if returned.pictures < own.pictures {
            let count = own.pictures - returned.pictures;
            say(format!("{}少了 {count} 张图，片段没有动", of(own)));
        }
        // Words that were changed within bold ones are bold themselves.
        let is_same = squeezed(&returned.text) == squeezed(&own.text);
        if returned.bold != own.bold && is_same {
            say(match returned.bold.trim() {
                "" => format!("“{}”改成了不加粗，片段没有动", own.bold.trim()),
                bold => format!("加粗改成了“{bold}”，片段没有动"),
            });
        }
    }
}

/// Which paragraph.
fn of(paragraph: &ReturnedParagraph) -> String {
    const BEGINNING: usize = 20;
    let text = paragraph.text.trim();
    let mut begin: String = text.chars().take(BEGINNING).collect();
    if begin.len() < text.len() {
        begin.push('…');
    }
    match begin.as_str() {
        "" => "有一段".to_owned(),
        begin => format!("“{begin}”这一段"),
    }
}
