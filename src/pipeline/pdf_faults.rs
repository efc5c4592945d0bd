//! Why an issue has no PDF, as a finding about what its writer wrote.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{AttachmentBody, Block, Document, Span, plain_text, printed, walk};
use crate::pdf::{BadPicture, Failure, PictureFault};
use crate::source::{Content, Sources};
use crate::stage::parse::keys;

/// Reports `failure` at the places of the content that it is about.
pub fn report(failure: &Failure, document: &Document, sources: &Sources, sink: &mut Sink) {
    match failure {
        Failure::MissingGlyph { characters } => {
            for finding in missing_glyphs(characters, document, sources) {
                sink.push(finding);
            }
        }
        Failure::Pictures { pictures } => {
            for picture in pictures {
                sink.push(bad_picture(picture, document, sources));
            }
        }
        // A refusal says more than that the page came out without text for want of it.
        Failure::Template { text } if refusal(text, REFUSAL).is_some() => {
            let (field, reason) = refusal(text, REFUSAL).unwrap_or_default();
            // What the layout advises stands behind a semicolon.
            let (reason, help) = match reason.split_once('；') {
                Some((reason, advice)) => (reason, advice.to_owned()),
                None => (reason, format!("缩短或减少“{field}”的内容")),
            };
            let message = format!("{}：{field}：{reason}", document.id);
            let place = place_of_key(field, document, sources)
                .or_else(|| place_of_table(reason, document))
                .or(first_span(&document.body));
            sink.push(
                match place {
                    Some(place) => Diagnostic::new(code::REFUSED, place, message),
                    None => Diagnostic::without_place(code::REFUSED, message),
                }
                .help(help),
            );
        }
        Failure::Template { text } if refusal(text, BARE_PAGE).is_some() => {
            let (field, words) = refusal(text, BARE_PAGE).unwrap_or_default();
            sink.push(bare_page(field, words, document, sources));
        }
        Failure::Timeout { .. }
        | Failure::Hurried { .. }
        | Failure::Memory { .. }
        | Failure::Template { .. }
        | Failure::Environment { .. }
        | Failure::Cancelled => {
            let message = format!("{} 排不成 PDF：{failure}", document.id);
            sink.push(match first_span(&document.body) {
                Some(place) => Diagnostic::new(code::TYPESETTING, place, message),
                None => Diagnostic::without_place(code::TYPESETTING, message),
            });
        }
    }
}

/// How the layout begins to say that a page cannot hold what it should: `JB:field:reason`.
const REFUSAL: &str = "JB:";
/// How it begins to say that a finished page lacks the text it must have: `JB-PAGE:field:words`.
const BARE_PAGE: &str = "JB-PAGE:";

/// The two parts of what the layout says in a panic, behind `start`.
fn refusal<'a>(text: &'a str, start: &str) -> Option<(&'a str, &'a str)> {
    let (_, rest) = text.split_once(start)?;
    rest.split(['"', '\n']).next()?.split_once(':')
}

/// A finished page without the text that 7.3.3 or 7.3.5.5 asks for. `words` are those of the 来源 that stands there alone.
fn bare_page(field: &str, words: &str, document: &Document, sources: &Sources) -> Diagnostic {
    let (problem, help, place) = match field {
        "来源" => {
            let of_article = |block: &Block| {
                let Block::Article(article) = block else {
                    return None;
                };
                let source = article.head.source.as_ref()?;
                words.contains(source.value.as_str()).then_some(source.span)
            };
            (
                format!("来源“{words}”单独落在一页上"),
                "增减几个字，或在文章末尾再写一段正文",
                walk(&document.body).find_map(of_article),
            )
        }
        "首页" => {
            let text = matches!(
                document.body.first(),
                Some(
                    Block::Paragraph(_) | Block::Heading(_) | Block::Article(_) | Block::Column(_)
                )
            );
            let (help, place) = if text {
                (
                    "把标题、按语写短一些，让第一段短一些、不带注释；以图片开头的，把图片放在第一段后面",
                    place_of_key("标题", document, sources),
                )
            } else {
                ("正文先写一段文字，再放图、表", first_span(&document.body))
            };
            ("首页没有正文".to_owned(), help, place)
        }
        _ => (
            "署名和日期单独落在没有正文的一页上".to_owned(),
            "在末尾的表、图后面再写一段正文，或把它改成附件；也可以增减几个字",
            ["署名", "日期"]
                .iter()
                .find_map(|key| place_of_key(key, document, sources)),
        ),
    };
    let message = format!("{}：{problem}", document.id);
    match place.or(first_span(&document.body)) {
        Some(place) => Diagnostic::new(code::PAGE_WITHOUT_TEXT, place, message),
        None => Diagnostic::without_place(code::PAGE_WITHOUT_TEXT, message),
    }
    .help(help)
}

/// Where the table was typed that a refusal names by its number and its title.
fn place_of_table(reason: &str, document: &Document) -> Option<Span> {
    let attached = document.attachments.iter().filter_map(|attachment| {
        let AttachmentBody::Blocks(blocks) = &attachment.body else {
            return None;
        };
        Some(walk(blocks))
    });
    let mut blocks = walk(&document.body).chain(attached.flatten());
    blocks.find_map(|block| {
        let Block::Table(table) = block else {
            return None;
        };
        let name = format!("“{}{}”", table.label, plain_text(&table.caption));
        reason.contains(&name).then_some(table.span)
    })
}

/// Where the issue, or else its series, writes the key `field`, in either spelling.
fn place_of_key(field: &str, document: &Document, sources: &Sources) -> Option<Span> {
    let english = keys::ALL
        .iter()
        .find(|key| key.zh == field)
        .map(|key| key.en);
    let spellings: Vec<&str> = std::iter::once(field).chain(english).collect();
    let files = [
        format!("{}/issue.yaml", document.id.path()),
        format!("{}/series.yaml", document.id.series),
    ];
    files.iter().find_map(|path| {
        let file = sources.find(path)?;
        let mut start = 0;
        for line in sources.text(file).split_inclusive('\n') {
            let written = |key: &&str| {
                line.strip_prefix(*key)
                    .is_some_and(|rest| rest.trim_start().starts_with(':'))
            };
            if spellings.iter().any(written) {
                return Some(Span::new(file, start, start + line.trim_end().len()));
            }
            start += line.len();
        }
        None
    })
}

/// What is said of characters that no font has. The parts of one emoji, of which some are invisible, are one thing.
pub fn missing_glyphs(
    characters: &[char],
    document: &Document,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let is_part = |c: char| matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{200D}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}');
    // Every font has digits: one that is missing is that of a keycap.
    let has_keycap = characters.contains(&'\u{20E3}');
    let whole = characters
        .iter()
        .filter(|c| !(is_part(**c) || has_keycap && c.is_ascii()))
        .chain(has_keycap.then_some(&'\u{20E3}'));
    let mut found: Vec<Diagnostic> = whole
        .map(|c| missing_glyph(*c, document, sources))
        .collect();
    if found.is_empty() {
        let part = characters
            .iter()
            .max_by_key(|c| u32::from(**c == '\u{20E3}'));
        found.extend(part.map(|c| missing_glyph(*c, document, sources)));
    }
    found
}

/// What to do about a character that no font has.
fn instead_of(character: char) -> &'static str {
    match character {
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => {
            "这是 Word 符号字体（如 Wingdings）里的记号，别处显示不出来：改成 ●、√、□、→ 一类的字"
        }
        '\u{FFFD}' => "这里原来的字已经丢了，找原稿重新输入",
        '\u{20E3}' | '\u{FE00}'..='\u{FE0F}' | '\u{200D}' => {
            "这是带框的数字一类的表情符号：删去，数字改用 ①"
        }
        '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' => {
            "这是表情或特殊符号，公文里不用：删去，或改成文字、√、□、● 一类的字"
        }
        _ => {
            "把有这个字的字体文件放进 templates/fonts/local/（不用登记；哪些字体有，见编写指南“字体里没有的字”），或换一个字"
        }
    }
}

/// What is said of a character that no font has.
fn missing_glyph(character: char, document: &Document, sources: &Sources) -> Diagnostic {
    let message = format!(
        "{}：字体里没有“{character}”（U+{:04X}），印不出来",
        document.id,
        u32::from(character)
    );
    let help = instead_of(character);
    match place_of_character(character, document, sources) {
        Some(place) => Diagnostic::new(code::MISSING_GLYPH, place, message).help(help),
        None => Diagnostic::without_place(code::MISSING_GLYPH, message).help(help),
    }
}

/// What is said of a copy for review (送审稿) in which a sign stands for characters that no font has.
pub fn stood_in(
    characters: &BTreeSet<char>,
    document: &Document,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let said = |character: &char| {
        let mut finding = missing_glyph(*character, document, sources);
        finding.code = code::warning(finding.code.id);
        finding.message = format!(
            "{}：字体里没有“{character}”（U+{:04X}），送审稿里印成了“{}”，签发前要补上字体或换字",
            document.id,
            u32::from(*character),
            printed::STAND_IN
        );
        finding
    };
    characters.iter().map(said).collect()
}

/// Where a character first stands: in the files of its issue, the outline first, or in those that all issues of the series share.
pub fn place_of_character(character: char, document: &Document, sources: &Sources) -> Option<Span> {
    let shared = [
        format!("{}/series.yaml", document.id.series),
        format!("{}/units.yaml", document.id.series),
        format!("{}/metrics.yaml", document.id.series),
        "units.yaml".to_owned(),
        "metrics.yaml".to_owned(),
        "site.yaml".to_owned(),
    ];
    let folder = document.id.path();
    sources
        .find(&format!("{folder}/issue.yaml"))
        .into_iter()
        .chain(sources.below(&folder).map(|(file, _)| file))
        .chain(shared.iter().filter_map(|path| sources.find(path)))
        .find_map(|file| match &sources.file(file)?.content {
            Content::Text(text) => {
                let start = text.find(character)?;
                Some(Span::new(file, start, start + character.len_utf8()))
            }
            _ => None,
        })
}

/// A picture that typst cannot draw, at the place where it is asked for.
fn bad_picture(picture: &BadPicture, document: &Document, sources: &Sources) -> Diagnostic {
    let (problem, help) = match &picture.fault {
        PictureFault::Unreadable(_) => ("读不出来", "检查文件是否还在、能不能打开"),
        PictureFault::Undecodable(_) => (
            "打不开，可能已损坏",
            "用画图软件打开它，另存为 png 或 jpg 再用",
        ),
        PictureFault::Linked(_) => ("引用了别的文件", "把引用的图片嵌入其中，或另存为 png"),
        PictureFault::Forbidden(_) => ("不合归档标准的要求", "另存为普通的 png 或 jpg"),
    };
    let asset = document
        .assets
        .iter()
        .find(|asset| sources.disk_path(asset.source) == picture.path);
    let name = asset.map_or("", |asset| {
        let path = sources.path(asset.source);
        path.rsplit('/').next().unwrap_or(path)
    });
    let message = format!("{}：图片“{name}”{problem}", document.id);
    let place = asset.and_then(|asset| {
        let mut figures = document.figures();
        let figure = figures.find(|figure| figure.path() == Some(&asset.path))?;
        Some(figure.span)
    });
    match place {
        Some(place) => Diagnostic::new(code::BAD_PICTURE, place, message).help(help),
        None => Diagnostic::without_place(code::BAD_PICTURE, message).help(help),
    }
}

fn first_span(blocks: &[Block]) -> Option<Span> {
    walk(blocks).find_map(|block| match block {
        Block::Heading(heading) => Some(heading.span),
        Block::Paragraph(paragraph) => Some(paragraph.span),
        Block::List(list) => Some(list.span),
        Block::Table(table) => Some(table.span),
        Block::Figure(figure) => Some(figure.span),
        Block::Figures(row) => Some(row.span),
        Block::Article(article) => Some(article.span),
        Block::Column(_) | Block::Quote(_) | Block::Code(_) | Block::Rule(_) => None,
    })
}
