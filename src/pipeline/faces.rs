//! RoleCharacters that the face of their place lacks: typst takes another face for them, which a reader sees, so it is said (5.2.2, 7.2.4, 7.3.1 and
//! 7.3.3 of GB/T 9704-2012 name the faces).

use std::collections::{BTreeMap, BTreeSet};

use super::documents::BuiltIssue;
use super::pdf_faults::place_of_character;
use crate::diag::{Diagnostic, code};
use crate::model::{Block, Document, plain_text};
use crate::pdf::Fonts;
use crate::search::fold::fold;
use crate::source::Sources;

/// The roles (用途) of faces, as the table of fonts names them.
const TITLE: &str = "小标宋";
const FIRST_LEVEL: &str = "黑体";
const SECOND_LEVEL: &str = "楷体";
const BODY: &str = "仿宋";

/// The characters of a document by the role of their face.
type RoleCharacters = BTreeMap<&'static str, BTreeSet<char>>;

/// Says of each issue which of its characters stand in another face than their neighbours.
pub fn judge(issues: &mut [BuiltIssue], fonts: &Fonts, sources: &Sources) {
    let documents: Vec<&Document> = issues.iter().filter_map(|i| i.document.as_ref()).collect();
    let mut found = stand_ins(&documents, fonts, sources).into_iter();
    for issue in issues.iter_mut().filter(|issue| issue.document.is_some()) {
        for finding in found.next().unwrap_or_default() {
            issue.sink.push(finding);
        }
    }
}

/// What is said of each of `documents`. Each font is read once for all of them.
pub fn stand_ins(
    documents: &[&Document],
    fonts: &Fonts,
    sources: &Sources,
) -> Vec<Vec<Diagnostic>> {
    let each: Vec<RoleCharacters> = documents.iter().map(|one| characters(one)).collect();
    let mut missing = RoleCharacters::new();
    for (role, characters) in each.iter().flatten() {
        missing.entry(role).or_default().extend(characters);
    }
    for (role, characters) in &mut missing {
        *characters = fonts.missing_in_role(role, characters);
        // What no font has is an error, and said as such.
        let nowhere = fonts.without_glyph(characters);
        characters.retain(|c| !nowhere.contains(c));
    }
    let of = |(document, characters): (&&Document, RoleCharacters)| {
        let mut found = Vec::new();
        for (role, characters) in characters {
            let missing = missing.get(role).into_iter().flatten();
            for c in missing.filter(|c| characters.contains(c)) {
                found.push(finding(role, *c, document, sources));
            }
        }
        found
    };
    documents.iter().zip(each).map(of).collect()
}

fn finding(role: &str, character: char, document: &Document, sources: &Sources) -> Diagnostic {
    let message = format!(
        "{}：{role}字体里没有“{character}”（U+{:04X}），印成了别的字体",
        document.id,
        u32::from(character)
    );
    let usual = fold(&character.to_string());
    let help = if usual.chars().eq([character]) {
        format!("换一个字，或把有这个字的{role}字体放进 templates/fonts/local/")
    } else {
        format!("简体写作“{usual}”；要用原字的，把有这个字的{role}字体放进 templates/fonts/local/")
    };
    match place_of_character(character, document, sources) {
        Some(place) => Diagnostic::new(code::STAND_IN_FACE, place, message),
        None => Diagnostic::without_place(code::STAND_IN_FACE, message),
    }
    .help(help)
}

/// The Han characters of a document by the role of the face that they stand in. Signs are shared between faces by design.
fn characters(document: &Document) -> RoleCharacters {
    let mut out = RoleCharacters::new();
    let mut add = |role: &'static str, text: &str| {
        let han = text.chars().filter(|c| is_han(*c));
        out.entry(role).or_default().extend(han);
    };
    let head = &document.head;
    if let Some(masthead) = &head.masthead {
        masthead.offices.iter().for_each(|name| add(TITLE, name));
    }
    head.title.iter().for_each(|line| add(TITLE, line));
    head.subtitle
        .iter()
        .for_each(|line| add(SECOND_LEVEL, line));
    head.recipients.iter().for_each(|line| add(BODY, line));
    head.signatures.iter().for_each(|line| add(BODY, line));
    head.remark.iter().for_each(|line| add(BODY, line));
    for attachment in &document.attachments {
        add(TITLE, &attachment.head.title);
    }
    for block in document.blocks() {
        let role = match block {
            Block::Heading(heading) if heading.level == 1 => FIRST_LEVEL,
            Block::Heading(heading) if heading.level == 2 => SECOND_LEVEL,
            Block::Column(column) => {
                add(FIRST_LEVEL, &column.title);
                continue;
            }
            Block::Article(article) => {
                article.head.title.iter().for_each(|line| add(TITLE, line));
                continue;
            }
            Block::Table(table) => {
                add(FIRST_LEVEL, &plain_text(&table.caption));
                let cells = table.head.iter().chain(&table.rows).flatten();
                cells.for_each(|cell| add(BODY, &plain_text(&cell.content)));
                continue;
            }
            Block::Heading(_)
            | Block::Paragraph(_)
            | Block::List(_)
            | Block::Quote(_)
            | Block::Code(_)
            | Block::Figure(_)
            | Block::Figures(_)
            | Block::Rule(_) => BODY,
        };
        let heads = matches!(block, Block::Heading(_));
        for (index, text) in block.texts().into_iter().enumerate() {
            // A paragraph that runs in after its heading is text.
            let role = if heads && index > 0 { BODY } else { role };
            add(role, &plain_text(text));
        }
    }
    out
}

/// A character of Chinese writing, in whatever block.
pub(super) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}
