//! The runs of a paragraph: its text with what is bold or struck out, marks of notes and comments, fields, links, pictures, boxes.

use roxmltree::Node;

use super::body::{bookmark, note_reviser};
use super::package::{attribute, child, is, value};
use super::reader::{BodyReader, ChangedText, DEEPEST, ShownPicture, branch, id_of, plain_text};
use super::run_state::RunState;
use super::styles::WordLook;
use super::symbols::{UNKNOWN_SIGN, overprinted, symbol};
use crate::import::manuscript::{TextPiece, raised as said_raised};

impl BodyReader<'_> {
    /// Reads what stands in a paragraph, or in something in it that wraps runs.
    pub fn runs(&mut self, parent: Node<'_, '_>, state: &mut RunState, depth: usize) {
        if depth > DEEPEST {
            self.sent.leave_out("套了太多层的内容", &plain_text(parent));
            return;
        }
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => self.run(node, state, depth),
                "hyperlink" => self.link(node, state, depth),
                "sdt" => {
                    if let Some(content) = child(node, "sdtContent") {
                        self.runs(content, state, depth + 1);
                    }
                }
                "smartTag" | "customXml" | "fldSimple" | "dir" | "bdo" => {
                    self.runs(node, state, depth + 1);
                }
                "AlternateContent" => {
                    if let Some(branch) = branch(node) {
                        self.runs(branch, state, depth + 1);
                    }
                }
                "oMath" | "oMathPara" => {
                    let text = plain_text(node);
                    self.sent
                        .remark(format!("公式按文字放在段里，请对照原件：{text}"));
                    let look = state.look.clone();
                    state.put(&text, &look);
                }
                "commentRangeStart" => self.comment(node, state),
                "bookmarkStart" => state.paragraph.bookmarks.extend(bookmark(node)),
                _ => match self.change(node) {
                    ChangedText::Stays => {
                        note_reviser(&mut state.paragraph, node);
                        self.runs(node, state, depth + 1);
                    }
                    ChangedText::Goes(what) => {
                        note_reviser(&mut state.paragraph, node);
                        let who = attribute(node, "author").unwrap_or_default();
                        let what = match who {
                            "" => what.to_owned(),
                            who => format!("{what}（{who}）"),
                        };
                        let text = plain_text(node);
                        if !text.is_empty() {
                            self.sent.leave_out(&what, &text);
                        }
                    }
                    ChangedText::No | ChangedText::Moved => {}
                },
            }
        }
    }

    fn link(&mut self, node: Node<'_, '_>, state: &mut RunState, depth: usize) {
        let before = state.address.take();
        let relation = attribute(node, "id").and_then(|id| self.relations.get(id));
        if let Some(relation) = relation.filter(|relation| relation.external) {
            state.address = self.address(&relation.target.clone());
        }
        self.runs(node, state, depth + 1);
        state.address = before;
    }

    /// `address` where a page may lead to it; any other is named.
    fn address(&mut self, address: &str) -> Option<String> {
        let lower = address.to_ascii_lowercase();
        let is_kept = ["http://", "https://", "mailto:"]
            .iter()
            .any(|start| lower.starts_with(start));
        if is_kept && !address.contains(|c: char| c.is_whitespace() || "()<>（）".contains(c)) {
            return Some(address.to_owned());
        }
        self.sent.leave_out("链接的地址（文字留下了）", address);
        None
    }

    fn comment(&mut self, node: Node<'_, '_>, state: &mut RunState) {
        let Some(id) = id_of(node) else { return };
        if let Some(text) = self.comments.get(id)
            && self.met.insert(id.to_owned())
        {
            state.paragraph.remarks.push(text.clone());
        }
    }

    fn run(&mut self, run: Node<'_, '_>, state: &mut RunState, depth: usize) {
        let properties = child(run, "rPr");
        let by_style = properties.and_then(|node| value(node, "rStyle"));
        let by_style = by_style
            .map(|id| self.styles.run_look(id))
            .unwrap_or_default();
        let own = WordLook::of(None, properties).over(&by_style);
        self.note_faces(run, properties, &own);
        let look = own.over(&state.look);
        if look.hidden == Some(true) {
            let text = plain_text(run);
            if !text.is_empty() {
                self.sent.leave_out("隐藏的文字", &text);
            }
            return;
        }
        let mark = self.own_mark(run);
        if let Some(raised) = properties
            .and_then(|node| value(node, "vertAlign"))
            .filter(|_| mark.is_none())
        {
            let text = plain_text(run);
            let known = self.marks.get(text.trim()).copied();
            match known.filter(|_| raised == "superscript") {
                // The mark of a note that has been there before.
                Some(index) => {
                    state.paragraph.pieces.push(TextPiece::Note(index));
                    return;
                }
                None if raised != "baseline" && !text.is_empty() && !self.in_notes => {
                    self.sent
                        .remark(said_raised(&state.paragraph.text(), &text));
                }
                None => {}
            }
        }
        for node in run.children().filter(Node::is_element) {
            match &mark {
                Some(mark) if is(node, "t") => self.sent.leave_out("注释的记号（由程序印）", mark),
                Some(mark) if !is(node, "rPr") => self.note(node, state, mark),
                _ => self.part_of_run(node, &look, state, depth),
            }
        }
    }

    /// Notes in which ways the run stands out that a fragment has no mark for.
    fn note_faces(&mut self, run: Node<'_, '_>, properties: Option<Node<'_, '_>>, own: &WordLook) {
        let (Some(properties), false) = (properties, self.keeps_blank) else {
            return;
        };
        let is_set = |name: &str| value(properties, name).is_some_and(|value| value != "none");
        let faces = [
            (own.italic == Some(true), "斜体"),
            (is_set("u"), "下划线"),
            (is_set("em"), "着重号"),
            (is_set("highlight"), "标的颜色"),
        ];
        let text = plain_text(run);
        if own.hidden == Some(true) || text.is_empty() {
            return;
        }
        for (_, face) in faces.into_iter().filter(|(is_set, _)| *is_set) {
            self.faces.entry(face).or_default().push(text.clone());
        }
    }

    /// The mark of a note that the run has typed itself, which the program prints; none where the file is to be held against another word for word.
    fn own_mark(&self, run: Node<'_, '_>) -> Option<String> {
        let references = ["footnoteReference", "endnoteReference"];
        let reference = references.iter().find_map(|name| child(run, name))?;
        let follows = matches!(
            attribute(reference, "customMarkFollows"),
            Some("1" | "true")
        );
        (follows && !self.keeps_blank).then(|| plain_text(run))
    }

    fn part_of_run(
        &mut self,
        node: Node<'_, '_>,
        look: &WordLook,
        state: &mut RunState,
        depth: usize,
    ) {
        match node.tag_name().name() {
            "t" | "delText" => {
                let text = node.text().unwrap_or_default();
                match look.capitals {
                    Some(true) => state.put(&text.to_uppercase(), look),
                    _ => state.put(text, look),
                }
            }
            "tab" | "ptab" => state.put("\t", look),
            "noBreakHyphen" => state.put("-", look),
            "cr" => state.paragraph.pieces.push(TextPiece::Break),
            // What begins a page or a column begins a line too.
            "br" => state.paragraph.pieces.push(TextPiece::Break),
            "sym" => {
                let sign = symbol(attribute(node, "char").unwrap_or_default());
                if sign == UNKNOWN_SIGN {
                    let face = attribute(node, "font").unwrap_or_default();
                    let code = attribute(node, "char").unwrap_or_default();
                    self.sent.remark(format!(
                        "{face} 字体的符号 {code} 认不出来，用“{sign}”代替，请对照原件"
                    ));
                }
                state.put(&sign.to_string(), look);
            }
            "footnoteReference" | "endnoteReference" => self.note(node, state, ""),
            "commentReference" => self.comment(node, state),
            "fldChar" => self.field(node, state),
            "instrText" => {
                if let Some((instruction, false)) = state.fields.last_mut() {
                    instruction.push_str(node.text().unwrap_or_default());
                }
            }
            "ruby" => {
                if let Some(base) = child(node, "rubyBase") {
                    self.runs(base, state, depth + 1);
                }
                if let Some(above) = child(node, "rt") {
                    self.sent.leave_out("字上面的注音", &plain_text(above));
                }
            }
            "drawing" | "pict" | "object" => self.drawing(node, state, depth + 1),
            "AlternateContent" => {
                if let Some(branch) = branch(node).filter(|_| depth <= DEEPEST) {
                    for inner in branch.children().filter(Node::is_element) {
                        self.part_of_run(inner, look, state, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    /// The note that `node` refers to; its text begins with its `mark` again.
    fn note(&mut self, node: Node<'_, '_>, state: &mut RunState, mark: &str) {
        let kind = node.tag_name().name().trim_end_matches("Reference");
        let Some(text) = id_of(node).and_then(|id| self.notes.get(&format!("{kind} {id}"))) else {
            return;
        };
        let index = self.sent.notes.len();
        let text = text.strip_prefix(mark).unwrap_or(text).trim_start();
        if !mark.is_empty() {
            self.marks.insert(mark.to_owned(), index);
        }
        self.sent.notes.push(text.to_owned());
        state.paragraph.pieces.push(TextPiece::Note(index));
    }

    fn field(&mut self, node: Node<'_, '_>, state: &mut RunState) {
        match attribute(node, "fldCharType") {
            Some("begin") => state.fields.push((String::new(), false)),
            Some("separate") => {
                let Some((instruction, begun)) = state.fields.last_mut() else {
                    return;
                };
                *begun = true;
                let words = instruction.trim();
                let address = words
                    .strip_prefix("HYPERLINK")
                    .and_then(|rest| rest.split('"').nth(1));
                if let Some(address) = address
                    .map(str::to_owned)
                    .filter(|_| !words.contains("\\l"))
                {
                    state.address = self.address(&address);
                }
            }
            Some("end") => {
                let ended = state.fields.pop();
                if let Some((words, false)) = &ended
                    && words.trim().to_ascii_lowercase().starts_with("eq ")
                {
                    match overprinted(words) {
                        Some(sign) => state.put(&sign, &WordLook::default()),
                        None => self.sent.leave_out("Word 的公式（EQ 域）", words),
                    }
                }
                if ended.is_some_and(|(words, _)| words.trim().starts_with("HYPERLINK")) {
                    state.address = None;
                }
            }
            _ => {}
        }
    }

    /// What is drawn: pictures in the text, text in boxes, and what is neither.
    fn drawing(&mut self, node: Node<'_, '_>, state: &mut RunState, depth: usize) {
        if is(node, "txbxContent") {
            let text = plain_text(node);
            if !text.is_empty() {
                self.sent.remark(format!(
                    "文本框里的文字排在它所在的那一段后面：“{}”",
                    opening(&text)
                ));
            }
            let inside = self.blocks(node, depth);
            state.boxes.extend(inside);
            return;
        }
        if depth > DEEPEST {
            self.sent.leave_out("套了太多层的内容", &plain_text(node));
            return;
        }
        match node.tag_name().name() {
            "blip" => return self.picture(node, "embed", state),
            "imagedata" => return self.picture(node, "id", state),
            "OLEObject" => {
                let program = attribute(node, "ProgID").unwrap_or("别的程序");
                self.sent.leave_out("嵌在里面的对象", program);
            }
            "chart" | "relIds" => self
                .sent
                .leave_out("图表或 SmartArt 图形（请截成图片）", ""),
            // Art letters say what they say in an attribute.
            "textpath" => {
                if let Some(text) = attribute(node, "string") {
                    self.sent.leave_out("艺术字或水印", text);
                }
            }
            _ => {}
        }
        if is(node, "AlternateContent") {
            if let Some(branch) = branch(node) {
                self.drawing(branch, state, depth + 1);
            }
            return;
        }
        for inner in node.children().filter(Node::is_element) {
            self.drawing(inner, state, depth + 1);
        }
    }

    fn picture(&mut self, node: Node<'_, '_>, id: &str, state: &mut RunState) {
        let relation = attribute(node, id).and_then(|id| self.relations.get(id));
        let linked = attribute(node, "link").and_then(|id| self.relations.get(id));
        match (relation, linked) {
            (Some(relation), _) if !relation.external => {
                let drawing = node
                    .ancestors()
                    .find(|node| is(*node, "inline") || is(*node, "anchor"));
                let named = drawing.and_then(|drawing| child(drawing, "docPr"));
                let description = named
                    .and_then(|node| attribute(node, "descr"))
                    .unwrap_or_default();
                state
                    .paragraph
                    .pieces
                    .push(TextPiece::Picture(self.pictures.len()));
                self.pictures.push(ShownPicture {
                    part: relation.target.clone(),
                    description: description.trim().to_owned(),
                });
            }
            (Some(outside), _) | (None, Some(outside)) => {
                let address = outside.target.clone();
                self.sent.leave_out("图片不在文件里，没有去取", &address);
            }
            (None, None) => {}
        }
    }
}

/// The beginning of a text, in which it is known again.
fn opening(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.chars().count() {
        0..=20 => line.to_owned(),
        _ => format!("{}……", line.chars().take(18).collect::<String>()),
    }
}
