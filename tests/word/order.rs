//! What Word asks of a file and says nothing of but "unreadable content": elements in the order of the schema, numbers and names that are unique, relations that lead
//! somewhere.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::{WORD, built, contents, part, parts, word_files};

/// Elements whose children stand in one order (ECMA-376, part 1), as far as we write them.
const ORDERS: &[(&str, &[&str])] = &[
    (
        "pPr",
        &[
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "framePr",
            "widowControl",
            "numPr",
            "suppressLineNumbers",
            "pBdr",
            "shd",
            "tabs",
            "suppressAutoHyphens",
            "kinsoku",
            "wordWrap",
            "overflowPunct",
            "topLinePunct",
            "autoSpaceDE",
            "autoSpaceDN",
            "bidi",
            "adjustRightInd",
            "snapToGrid",
            "spacing",
            "ind",
            "contextualSpacing",
            "mirrorIndents",
            "suppressOverlap",
            "jc",
            "textDirection",
            "textAlignment",
            "textboxTightWrap",
            "outlineLvl",
            "divId",
            "cnfStyle",
            "rPr",
            "sectPr",
            "pPrChange",
        ],
    ),
    (
        "rPr",
        &[
            "rStyle",
            "rFonts",
            "b",
            "bCs",
            "i",
            "iCs",
            "caps",
            "smallCaps",
            "strike",
            "dstrike",
            "outline",
            "shadow",
            "emboss",
            "imprint",
            "noProof",
            "snapToGrid",
            "vanish",
            "webHidden",
            "color",
            "spacing",
            "w",
            "kern",
            "position",
            "sz",
            "szCs",
            "highlight",
            "u",
            "effect",
            "bdr",
            "shd",
            "fitText",
            "vertAlign",
            "rtl",
            "cs",
            "em",
            "lang",
            "eastAsianLayout",
            "specVanish",
            "oMath",
        ],
    ),
    (
        "tblPr",
        &[
            "tblStyle",
            "tblpPr",
            "tblOverlap",
            "bidiVisual",
            "tblStyleRowBandSize",
            "tblStyleColBandSize",
            "tblW",
            "jc",
            "tblCellSpacing",
            "tblInd",
            "tblBorders",
            "shd",
            "tblLayout",
            "tblCellMar",
            "tblLook",
        ],
    ),
    (
        "tcPr",
        &[
            "cnfStyle",
            "tcW",
            "gridSpan",
            "hMerge",
            "vMerge",
            "tcBorders",
            "shd",
            "noWrap",
            "tcMar",
            "textDirection",
            "tcFitText",
            "vAlign",
            "hideMark",
        ],
    ),
    (
        "tblBorders",
        &["top", "left", "bottom", "right", "insideH", "insideV"],
    ),
    ("tblCellMar", &["top", "left", "bottom", "right"]),
    ("tcBorders", &["top", "left", "bottom", "right"]),
    (
        "sectPr",
        &[
            "headerReference",
            "footerReference",
            "footnotePr",
            "type",
            "pgSz",
            "pgMar",
            "cols",
            "titlePg",
            "docGrid",
        ],
    ),
    ("tbl", &["bookmarkStart", "tblPr", "tblGrid", "tr"]),
    ("tr", &["trPr", "tc"]),
    (
        "style",
        &[
            "name",
            "aliases",
            "basedOn",
            "next",
            "link",
            "uiPriority",
            "semiHidden",
            "unhideWhenUsed",
            "qFormat",
            "pPr",
            "rPr",
            "tblPr",
        ],
    ),
    (
        "settings",
        &[
            "zoom",
            "defaultTabStop",
            "evenAndOddHeaders",
            "characterSpacingControl",
            "footnotePr",
            "compat",
            "themeFontLang",
            "decimalSymbol",
            "listSeparator",
        ],
    ),
];

fn check_order(node: Node<'_, '_>, place: &str) {
    let name = node.tag_name().name();
    let Some((_, order)) = ORDERS.iter().find(|(own, _)| *own == name) else {
        return;
    };
    let mut last = 0;
    for child in node.children().filter(Node::is_element) {
        let own = child.tag_name().name();
        let at = order.iter().position(|name| *name == own);
        let at = at.unwrap_or_else(|| panic!("{place}: {own} in {name}"));
        // Headers and footers may alternate.
        let at = if own == "headerReference" { 1 } else { at };
        assert!(at >= last, "{place}: {own} stands too late in {name}");
        last = at;
    }
}

fn check_table(table: Node<'_, '_>, place: &str) {
    let child = |node: Node<'_, '_>, name: &str| {
        let found = node
            .children()
            .filter(|child| child.has_tag_name((WORD, name)));
        found.map(|child| child.id()).collect::<Vec<_>>()
    };
    let of = |id| table.document().get_node(id).expect("a node");
    let grid = of(child(table, "tblGrid")[0]);
    let columns = child(grid, "gridCol").len();
    for row in child(table, "tr") {
        let mut width = 0;
        for cell in child(of(row), "tc") {
            let cell = of(cell);
            let span = cell
                .descendants()
                .find(|node| node.has_tag_name((WORD, "gridSpan")))
                .and_then(|node| node.attribute((WORD, "val"))?.parse().ok());
            width += span.unwrap_or(1);
            let last = cell
                .last_element_child()
                .expect("a cell ends with a paragraph");
            assert!(
                last.has_tag_name((WORD, "p")),
                "{place}: {:?}",
                last.tag_name()
            );
        }
        assert_eq!(width, columns, "{place}: a row as wide as its table");
    }
}

#[test]
fn word_finds_everything_where_it_looks_for_it() {
    for content in contents() {
        for (path, bytes) in word_files(&built(&content)) {
            let mut bookmarks = BTreeSet::new();
            let mut numbers = BTreeSet::new();
            let mut drawings = BTreeSet::new();
            for (name, part) in parts(&bytes) {
                if !name.ends_with(".xml") && !name.ends_with(".rels") {
                    continue;
                }
                let place = format!("{path} {name}");
                let text = String::from_utf8(part).expect("UTF-8");
                let xml =
                    roxmltree::Document::parse(&text).unwrap_or_else(|e| panic!("{place}: {e}"));
                for node in xml.descendants().filter(Node::is_element) {
                    check_order(node, &place);
                    match node.tag_name().name() {
                        "tbl" => check_table(node, &place),
                        "bookmarkStart" => {
                            let name = node.attribute((WORD, "name")).expect("a name");
                            assert!(
                                name.len() <= 40 && name.starts_with("_jb_"),
                                "{place}: {name}"
                            );
                            assert!(bookmarks.insert(name.to_owned()), "{place}: {name} twice");
                            let number = node.attribute((WORD, "id")).expect("a number");
                            assert!(numbers.insert(number.to_owned()), "{place}: {number} twice");
                        }
                        "docPr" => {
                            let number = node.attribute("id").expect("a number");
                            assert!(
                                drawings.insert(number.to_owned()),
                                "{place}: {number} twice"
                            );
                        }
                        _ => {}
                    }
                }
            }
            let text = part(&bytes, "word/document.xml");
            let relations = part(&bytes, "word/_rels/document.xml.rels");
            let names: BTreeSet<String> = parts(&bytes).into_iter().map(|(name, _)| name).collect();
            let relations = roxmltree::Document::parse(&relations).expect("well formed");
            let mut known = BTreeSet::new();
            for relation in relations.root_element().children().filter(Node::is_element) {
                known.insert(relation.attribute("Id").expect("a name").to_owned());
                let target = relation.attribute("Target").expect("a target");
                if relation.attribute("TargetMode") != Some("External") {
                    let name = match target.strip_prefix("../") {
                        Some(beside) => beside.to_owned(),
                        None => format!("word/{target}"),
                    };
                    assert!(names.contains(&name), "{path}: {target}");
                }
            }
            let xml = roxmltree::Document::parse(&text).expect("well formed");
            for node in xml.descendants() {
                for attribute in node.attributes() {
                    if attribute
                        .namespace()
                        .is_some_and(|space| space.ends_with("officeDocument/2006/relationships"))
                    {
                        assert!(
                            known.contains(attribute.value()),
                            "{path}: {}",
                            attribute.value()
                        );
                    }
                }
                if let Some(anchor) = node.attribute((WORD, "anchor")) {
                    assert!(bookmarks.contains(anchor), "{path}: a link to {anchor}");
                }
            }
        }
    }
}
