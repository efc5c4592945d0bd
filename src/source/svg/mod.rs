//! Drawings (SVG): parsed, and held against lists of what they may consist of.
//!
//! A browser runs what is in a drawing and fetches what it names when a reader opens it by itself, and typst reads it too. So nothing is looked for that is
//! bad; everything must be known as good.

mod carried;
mod clean;
mod expansion;
mod fault;
mod names;
mod style;
#[cfg(test)]
mod tests;

pub use self::carried::carried;
pub use self::clean::{CLEAN_VERSION, without_notes};
pub use self::fault::Fault;

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::Event;
use roxmltree::{Attribute, Document, Node, ParsingOptions};

use self::fault::at;
use self::names::{ELEMENTS, NOTES, SVG, VALUES, WORDS, XLINK, XML};

/// How deep elements may lie in one another.
const DEPTH: usize = 100;

/// How many nodes a drawing may have.
const NODES: u32 = 500_000;

/// How many attributes an element may have; each is held against every other.
const ATTRIBUTES: usize = 500;

/// How many namespaces a drawing may declare; drawing programs declare a dozen.
const NAMESPACES: usize = 200;

/// The first thing in the drawing `text` for which it is not shown.
///
/// # Errors
/// The [`Fault`].
pub fn check(text: &str) -> Result<(), Fault> {
    let read_to = before_parsing(text)?;
    let options = ParsingOptions {
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    let document =
        Document::parse_with_options(text, options).map_err(|error| unreadable(text, &error))?;
    if let Some(place) = read_to {
        return Err(at(text, place, "不是正确的 XML".to_owned()));
    }
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        let words = match (root.tag_name().name(), root.tag_name().namespace()) {
            ("svg", None) => format!("<svg> 缺少 xmlns=\"{SVG}\"，浏览器不会显示"),
            (name, _) => format!("不是 svg 图片：最外层是 <{}>", short(name)),
        };
        return Err(at(text, root.range().start, words));
    }
    for node in document.descendants() {
        if node.is_element() {
            element(text, node)?;
        }
    }
    expansion::check(text, &document)
}

/// What is looked at before the tree is made: what stands outside it, and how deep it is. Returns where the text is no XML.
fn before_parsing(text: &str) -> Result<Option<usize>, Fault> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    let mut namespaces = BTreeSet::new();
    loop {
        let place = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let fault = |words: &str| Err(at(text, place, words.to_owned()));
        // What is no XML is said by the parser of the tree, which is the stricter one.
        let Ok(event) = reader.read_event() else {
            return Ok(Some(place));
        };
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            let mut count = 0;
            for attribute in tag.attributes().with_checks(false).flatten() {
                count += 1;
                if attribute.key.as_namespace_binding().is_some() {
                    let prefix = attribute.key.as_ref().to_owned();
                    namespaces.insert((prefix, attribute.value.to_string()));
                }
                if count > ATTRIBUTES {
                    return fault(&format!("一个元素的属性不能超过 {ATTRIBUTES} 个"));
                }
                if namespaces.len() > NAMESPACES {
                    return fault(&format!("声明的命名空间（xmlns）不能超过 {NAMESPACES} 个"));
                }
            }
        }
        match event {
            Event::Start(_) => {
                depth += 1;
                if depth > DEPTH {
                    return fault("元素套得太深");
                }
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::DocType(_) => {
                return fault("不能有 <!DOCTYPE …>，删去这一段");
            }
            Event::PI(instruction) => {
                let name = instruction.target().to_owned();
                return fault(&format!("不能有处理指令 <?{} …?>", short(&name)));
            }
            Event::Decl(declaration) => {
                let encoding = declaration.encoding();
                let is_utf8 = match &encoding {
                    None => true,
                    Some(Ok(name)) => name.eq_ignore_ascii_case("utf-8"),
                    Some(Err(_)) => false,
                };
                if !is_utf8 {
                    return fault("声明的编码不是 UTF-8，与文件不符");
                }
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// Whether an element and its attributes are known.
fn element(text: &str, node: Node<'_, '_>) -> Result<(), Fault> {
    let name = node.tag_name();
    match name.namespace() {
        Some(SVG) if ELEMENTS.contains(&name.name()) => {}
        // What a drawing program notes for itself; what it nests of SVG is looked at like all else.
        Some(namespace) if NOTES.contains(&namespace) => return Ok(()),
        _ => {
            let words = format!("不能有 <{}>", short(name.name()));
            return Err(at(text, node.range().start, words));
        }
    }
    for attribute in node.attributes() {
        if let Some(words) = attribute_problem(node, attribute) {
            return Err(at(text, attribute.range().start, words));
        }
    }
    if name.name() == "style" {
        let css: String = node.children().filter_map(|child| child.text()).collect();
        if let Some(reach) = style::reach(&css) {
            // The place is exact where the sheet is one plain text.
            let first = node
                .first_child()
                .map_or(node.range(), |child| child.range());
            let is_plain = text.get(first.clone()) == Some(css.as_str());
            let place = first.start + if is_plain { reach.place } else { 0 };
            let words = format!("样式里不能有 {}", short(&reach.what));
            return Err(at(text, place, words));
        }
    }
    Ok(())
}

/// Why an attribute may not be there.
fn attribute_problem(node: Node<'_, '_>, attribute: Attribute<'_, '_>) -> Option<String> {
    let (name, value) = (attribute.name(), attribute.value());
    match attribute.namespace() {
        None if name == "href" => reference_problem(node, value),
        Some(XLINK) if name == "href" => reference_problem(node, value),
        Some(XLINK) if ["type", "show", "actuate", "title"].contains(&name) => None,
        Some(XML) if ["space", "lang", "id"].contains(&name) => None,
        Some(namespace) if NOTES.contains(&namespace) => None,
        None if WORDS.contains(&name) || name.starts_with("data-") || name.starts_with("aria-") => {
            None
        }
        None if VALUES.contains(&name) => {
            style::reach(value).map(|reach| format!("属性 {name} 里不能有 {}", short(&reach.what)))
        }
        _ => Some(format!(
            "<{}> 不能有属性 {}",
            node.tag_name().name(),
            short(name)
        )),
    }
}

/// Why a reference may not be there: it leads out of the drawing. A picture may be in the drawing itself.
fn reference_problem(node: Node<'_, '_>, value: &str) -> Option<String> {
    const PICTURES: [&str; 5] = ["png", "jpeg", "jpg", "gif", "webp"];
    let value = value.trim();
    if value.starts_with('#') {
        return None;
    }
    let is_picture = PICTURES.iter().any(|kind| {
        value
            .strip_prefix("data:image/")
            .and_then(|rest| rest.strip_prefix(kind)?.strip_prefix(";base64,"))
            .is_some_and(|data| {
                data.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"+/= \t\r\n".contains(&b))
            })
    });
    let name = node.tag_name().name();
    if name == "image" && is_picture {
        return None;
    }
    Some(format!("<{name}> 不能引用图片外面的“{}”", short(value)))
}

/// What the parser of the tree says, in Chinese.
fn unreadable(text: &str, error: &roxmltree::Error) -> Fault {
    use roxmltree::Error;
    let words = match error {
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            return at(
                text,
                text.trim_end().len(),
                "图片不完整，后面缺了一段".to_owned(),
            );
        }
        Error::NoRootNode => "不是 svg 图片：里面没有元素".to_owned(),
        Error::UnexpectedCloseTag(open, close, _) => {
            format!("<{}> 用 </{}> 结尾，前后不配", short(open), short(close))
        }
        Error::UnknownNamespace(prefix, _) => format!("前缀“{}”没有声明", short(prefix)),
        Error::UnknownEntityReference(name, _) => format!("不能有实体 &{};", short(name)),
        Error::DtdDetected => "不能有 <!DOCTYPE …>，删去这一段".to_owned(),
        Error::DuplicatedAttribute(name, _) => format!("属性 {} 写了两次", short(name)),
        Error::NodesLimitReached
        | Error::AttributesLimitReached
        | Error::NamespacesLimitReached => "图片里的元素太多".to_owned(),
        _ => "不是正确的 XML".to_owned(),
    };
    let place = error.pos();
    Fault {
        line: place.row.max(1),
        column: place.col.max(1),
        words,
    }
}

/// Text of the drawing, cut where it is too long for a message, without line breaks.
fn short(text: &str) -> String {
    const LENGTH: usize = 40;
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LENGTH)
        .collect();
    if text.chars().count() > LENGTH {
        format!("{plain}…")
    } else {
        plain
    }
}
