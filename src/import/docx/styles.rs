//! Styles (样式): what a paragraph looks like by its style and those that the style is based on.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::package::{attribute, child, is, switch, value};
use crate::import::manuscript::ParagraphRole;
use crate::import::standard_element::StandardElement;

/// No chain of styles is longer; a longer one goes round in a circle.
const LONGEST_CHAIN: usize = 24;

/// What a style or a paragraph says of looks. What it does not say, what it is based on does.
#[derive(Clone, Debug, Default)]
pub struct WordLook {
    /// 0 to 8, and 9 for text.
    pub outline: Option<u8>,
    pub list: Option<String>,
    pub list_level: Option<usize>,
    pub alignment: Option<String>,
    pub bold: Option<bool>,
    pub hidden: Option<bool>,
    pub struck: Option<bool>,
    pub italic: Option<bool>,
    /// Whether its letters are shown as capitals, whatever was typed.
    pub capitals: Option<bool>,
    pub size: Option<u32>,
    pub face: Option<String>,
    /// The level of a heading that runs in with its paragraph (段首标题), from 1.
    pub run_in: Option<u8>,
}

impl WordLook {
    /// What `properties` of a paragraph or a run say.
    pub fn of(paragraph: Option<Node<'_, '_>>, run: Option<Node<'_, '_>>) -> Self {
        let mut look = Self::default();
        if let Some(node) = paragraph {
            look.outline = value(node, "outlineLvl").and_then(|level| level.trim().parse().ok());
            look.alignment = value(node, "jc").map(str::to_owned);
            if let Some(list) = child(node, "numPr") {
                look.list = value(list, "numId").map(str::to_owned);
                look.list_level = value(list, "ilvl").and_then(|level| level.trim().parse().ok());
            }
        }
        if let Some(node) = run {
            look.bold = switch(node, "b");
            look.hidden = switch(node, "vanish");
            look.struck = match (switch(node, "strike"), switch(node, "dstrike")) {
                (None, None) => None,
                (one, other) => Some(one == Some(true) || other == Some(true)),
            };
            look.italic = switch(node, "i");
            look.capitals = switch(node, "caps").or_else(|| switch(node, "smallCaps"));
            look.size = value(node, "sz").and_then(|size| size.trim().parse().ok());
            let faces = child(node, "rFonts");
            look.face = faces
                .and_then(|faces| attribute(faces, "eastAsia"))
                .map(str::to_owned);
        }
        look
    }

    /// With what `base` says where this says nothing.
    pub fn over(self, base: &Self) -> Self {
        Self {
            outline: self.outline.or(base.outline),
            list: self.list.or_else(|| base.list.clone()),
            list_level: self.list_level.or(base.list_level),
            alignment: self.alignment.or_else(|| base.alignment.clone()),
            bold: self.bold.or(base.bold),
            hidden: self.hidden.or(base.hidden),
            struck: self.struck.or(base.struck),
            italic: self.italic.or(base.italic),
            capitals: self.capitals.or(base.capitals),
            size: self.size.or(base.size),
            face: self.face.or_else(|| base.face.clone()),
            run_in: self.run_in.or(base.run_in),
        }
    }
}

#[derive(Clone, Debug, Default)]
struct WordStyle {
    name: String,
    based_on: Option<String>,
    look: WordLook,
}

/// The styles of a document.
#[derive(Clone, Debug, Default)]
pub struct WordStyles {
    styles: BTreeMap<String, WordStyle>,
    /// What all text has that says nothing else.
    defaults: WordLook,
    /// The style of paragraphs that name none.
    standard: Option<String>,
    /// Whether there are styles of the standard's elements, by which each paragraph says what it is.
    names_elements: bool,
}

impl WordStyles {
    /// The styles that the part `styles.xml` defines.
    pub fn read(root: Node<'_, '_>) -> Self {
        let mut styles = Self::default();
        if let Some(defaults) = child(root, "docDefaults") {
            let paragraph = child(defaults, "pPrDefault").and_then(|node| child(node, "pPr"));
            let run = child(defaults, "rPrDefault").and_then(|node| child(node, "rPr"));
            styles.defaults = WordLook::of(paragraph, run);
        }
        for node in root.children().filter(|node| is(*node, "style")) {
            let Some(id) = attribute(node, "styleId") else {
                continue;
            };
            let is_paragraph = attribute(node, "type") == Some("paragraph");
            if is_paragraph && matches!(attribute(node, "default"), Some("1" | "true")) {
                styles.standard = Some(id.to_owned());
            }
            let style = WordStyle {
                name: value(node, "name").unwrap_or(id).to_owned(),
                based_on: value(node, "basedOn").map(str::to_owned),
                look: WordLook::of(child(node, "pPr"), child(node, "rPr")),
            };
            let element = StandardElement::of_style(&style.name);
            styles.names_elements |= element.is_some_and(StandardElement::is_frame);
            styles.styles.insert(id.to_owned(), style);
        }
        styles
    }

    /// The style itself and those that it is based on, nearest first.
    fn chain(&self, id: Option<&str>) -> Vec<(&str, &WordStyle)> {
        let mut chain: Vec<(&str, &WordStyle)> = Vec::new();
        let mut next = id.or(self.standard.as_deref());
        while let Some((id, style)) = next.and_then(|id| self.styles.get_key_value(id)) {
            if chain.len() >= LONGEST_CHAIN {
                break;
            }
            chain.push((id, style));
            next = style.based_on.as_deref();
        }
        chain
    }

    /// What a paragraph of the style `id` looks like.
    pub fn look(&self, id: Option<&str>) -> WordLook {
        let mut look = WordLook::default();
        for (_, style) in self.chain(id) {
            look = look.over(&style.look);
        }
        look.over(&self.defaults)
    }

    /// What the style `id` of a run says, and nothing that it does not say.
    pub fn run_look(&self, id: &str) -> WordLook {
        let mut look = WordLook::default();
        for (_, style) in self.chain(Some(id)) {
            look = look.over(&style.look);
            if let Some(level) = style.name.strip_prefix("段首标题") {
                look.run_in = level.trim().parse().ok();
            }
        }
        look
    }

    /// Whether there are styles of the standard's elements.
    pub fn names_elements(&self) -> bool {
        self.names_elements
    }

    /// The style in the chain of `id` that puts its paragraphs into a list.
    pub fn style_of_list(&self, id: Option<&str>) -> Option<String> {
        let mut chain = self.chain(id).into_iter();
        chain
            .find(|(_, style)| style.look.list.is_some())
            .map(|(id, _)| id.to_owned())
    }

    /// The element of the standard that the style `id` names; none in a file that has no styles for them, where 题注 may be anything.
    pub fn element(&self, id: Option<&str>) -> Option<StandardElement> {
        let named = id.and_then(|id| self.styles.get(id));
        let named = named.filter(|_| self.names_elements);
        StandardElement::of_style(&named?.name)
    }

    /// How deep a list is whose style says it by its number: List Bullet 2.
    pub fn list_depth(&self, id: Option<&str>) -> Option<u8> {
        let names = self
            .chain(id)
            .into_iter()
            .map(|(_, style)| style.name.to_lowercase());
        let number = |name: String| {
            let is_list = [
                "list bullet",
                "list number",
                "列表项目符号",
                "列表编号",
                "列表",
            ]
            .iter()
            .any(|word| name.starts_with(word));
            let digit = name.chars().next_back()?.to_digit(10).filter(|_| is_list)?;
            u8::try_from(digit).ok()?.checked_sub(1)
        };
        names.into_iter().find_map(number)
    }

    /// What the name of the style `id`, or of one that it is based on, says that a paragraph is: its level as a heading, and its role.
    pub fn meaning(&self, id: Option<&str>) -> (Option<u8>, ParagraphRole) {
        for (id, style) in self.chain(id) {
            for name in [style.name.as_str(), id] {
                let name = name.trim().to_lowercase();
                let role = match name.as_str() {
                    "title" => ParagraphRole::Title,
                    "subtitle" | "副标题" => ParagraphRole::Subtitle,
                    _ if name.starts_with("toc ") || name.starts_with("目录") => {
                        ParagraphRole::Contents
                    }
                    _ => ParagraphRole::Body,
                };
                if role != ParagraphRole::Body {
                    return (None, role);
                }
                let number = ["heading ", "heading", "标题 ", "标题"]
                    .iter()
                    .find_map(|word| name.strip_prefix(word)?.trim().parse::<u8>().ok());
                if let Some(level) = number.filter(|level| (1..=9).contains(level)) {
                    return (Some(level), ParagraphRole::Body);
                }
            }
        }
        (None, ParagraphRole::Body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = "<styles><docDefaults><rPrDefault><rPr><sz val=\"32\"/></rPr></rPrDefault></docDefaults>\
        <style type=\"paragraph\" styleId=\"a\" default=\"1\"><name val=\"Normal\"/><rPr><rFonts eastAsia=\"仿宋\"/></rPr></style>\
        <style type=\"paragraph\" styleId=\"1\"><name val=\"heading 1\"/><basedOn val=\"a\"/><pPr><numPr><numId val=\"4\"/></numPr><outlineLvl val=\"0\"/></pPr></style>\
        <style type=\"paragraph\" styleId=\"x\"><name val=\"本单位一级\"/><basedOn val=\"1\"/><rPr><b/><rFonts eastAsia=\"黑体\"/></rPr></style>\
        <style type=\"paragraph\" styleId=\"y\"><name val=\"甲\"/><basedOn val=\"z\"/></style><style type=\"paragraph\" styleId=\"z\"><name val=\"乙\"/><basedOn val=\"y\"/></style></styles>";

    #[test]
    fn a_style_has_what_those_have_that_it_is_based_on() {
        let document = roxmltree::Document::parse(STYLES).expect("a part");
        let styles = WordStyles::read(document.root_element());
        let look = styles.look(Some("x"));
        assert_eq!(look.face.as_deref(), Some("黑体"));
        assert_eq!(
            (look.size, look.bold, look.outline),
            (Some(32), Some(true), Some(0))
        );
        assert_eq!(look.list.as_deref(), Some("4"));
        assert_eq!(styles.meaning(Some("x")), (Some(1), ParagraphRole::Body));
        assert_eq!(styles.look(None).face.as_deref(), Some("仿宋"));
        // Two styles that are each based on the other end the search.
        assert_eq!(styles.look(Some("y")).size, Some(32));
    }
}
