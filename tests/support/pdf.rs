//! A reader of the program's own PDFs on top of lopdf: the text in the order in which it is drawn, line by line as printed.

use std::collections::BTreeMap;

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

/// A line of print.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The text; where there is a gap in print, there is a space.
    pub text: String,
    /// Whether it is no part of the text: a page number, a line.
    pub artifact: bool,
    /// Distance of the base line from the foot of the page.
    y: f32,
    /// Where the line ends so far.
    end: f32,
}

/// The lines of each page.
pub fn pages(bytes: &[u8]) -> Vec<Vec<Line>> {
    let document = Document::load_mem(bytes).expect("a PDF");
    let pages = document.get_pages();
    let lines: Vec<Vec<Line>> = pages
        .values()
        .map(|page| page_lines(&document, *page))
        .collect();
    let ours: String = lines.iter().flatten().map(|l| l.text.as_str()).collect();
    let numbers: Vec<u32> = pages.keys().copied().collect();
    let theirs = document.extract_text(&numbers).expect("its text");
    assert_eq!(
        super::squeezed(&ours),
        super::squeezed(&theirs),
        "lopdf reads something else"
    );
    lines
}

/// The text of a PDF as one: pages in order, without the page numbers.
///
/// A page number is `—1—` or `— 1 —` with the number of its own page; anything else that stands outside the text is kept.
pub fn text(bytes: &[u8]) -> String {
    let mut out = String::new();
    for (index, lines) in pages(bytes).into_iter().enumerate() {
        let number = format!("—{}—", index + 1);
        let mut numbers = 0;
        for line in lines {
            if line.artifact && super::squeezed(&line.text) == number {
                numbers += 1;
                continue;
            }
            out.push_str(&line.text);
            out.push('\n');
        }
        assert!(numbers <= 1, "page {} has {numbers} numbers", index + 1);
    }
    out
}

/// The text of a PDF for people: each page under a line with its number, what stands outside the text in brackets.
pub fn readable(bytes: &[u8]) -> String {
    let mut out = String::new();
    for (index, lines) in pages(bytes).into_iter().enumerate() {
        out.push_str(&format!("=== 第{}页\n", index + 1));
        for line in lines {
            let text: Vec<&str> = line.text.split_whitespace().collect();
            let text = text.join(" ");
            out.push_str(&if line.artifact {
                format!("[{text}]\n")
            } else {
                format!("{text}\n")
            });
        }
    }
    out
}

/// The files that a PDF carries.
pub fn attachments(bytes: &[u8]) -> Vec<Vec<u8>> {
    let document = Document::load_mem(bytes).expect("a PDF");
    let streams = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    streams
        .filter(|stream| {
            stream.dict.get(b"Type").and_then(Object::as_name).ok() == Some(b"EmbeddedFile")
        })
        .map(|stream| {
            stream
                .decompressed_content()
                .unwrap_or_else(|_| stream.content.clone())
        })
        .collect()
}

/// Everything in a PDF that can be read as bytes or text: the file as it is, each stream unpacked, each string and name, and the text on its pages.
pub fn everything(bytes: &[u8]) -> Vec<Vec<u8>> {
    fn strings(object: &Object, out: &mut Vec<Vec<u8>>) {
        match object {
            Object::String(bytes, _) => {
                out.push(bytes.clone());
                let units: Vec<u16> = bytes
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                    .collect();
                out.push(String::from_utf16_lossy(&units).into_bytes());
            }
            Object::Name(name) => out.push(name.clone()),
            Object::Array(items) => items.iter().for_each(|item| strings(item, out)),
            Object::Dictionary(dictionary) => {
                dictionary.iter().for_each(|(_, item)| strings(item, out));
            }
            Object::Stream(stream) => {
                stream.dict.iter().for_each(|(_, item)| strings(item, out));
                out.push(
                    stream
                        .decompressed_content()
                        .unwrap_or_else(|_| stream.content.clone()),
                );
            }
            _ => {}
        }
    }
    let mut out = vec![bytes.to_vec(), text(bytes).into_bytes()];
    let document = Document::load_mem(bytes).expect("a PDF");
    document
        .objects
        .values()
        .for_each(|object| strings(object, &mut out));
    out
}

type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `a`, then `b`.
fn times(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// A font as the text on a page needs it.
struct Font<'a> {
    encoding: Encoding<'a>,
    /// The width of a glyph in thousandths of the size, by its code of two bytes.
    widths: BTreeMap<u16, f32>,
    default_width: f32,
}

impl<'a> Font<'a> {
    fn read(document: &'a Document, font: &'a Dictionary) -> Self {
        let descendants = document
            .get_dict_in_dict(font, b"DescendantFonts")
            .cloned()
            .or_else(|_| {
                let list = font.get_deref(b"DescendantFonts", document)?.as_array()?;
                let first = list.first().ok_or(lopdf::Error::DictKey("0".into()))?;
                document.dereference(first)?.1.as_dict().cloned()
            })
            .expect("a composite font, as typst writes them");
        let mut widths = BTreeMap::new();
        let list = descendants.get_deref(b"W", document);
        let mut rest = list.and_then(Object::as_array).map_or(&[][..], |w| w);
        while let [first, second, after @ ..] = rest {
            let code = u16::try_from(first.as_i64().expect("a code")).expect("two bytes");
            if let Ok(list) = second.as_array() {
                widths.extend((code..).zip(list.iter().map(number)));
                rest = after;
            } else {
                let last = u16::try_from(second.as_i64().expect("a code")).expect("two bytes");
                widths.extend((code..=last).map(|code| (code, number(&after[0]))));
                rest = &after[1..];
            }
        }
        Self {
            encoding: font.get_font_encoding(document).expect("an encoding"),
            widths,
            default_width: descendants.get(b"DW").map_or(1000.0, number),
        }
    }

    /// Decodes what is shown and returns how far it goes, in sizes of the font.
    fn show(&self, operands: &[Object], text: &mut String) -> f32 {
        let mut thousandths = 0.0;
        for operand in operands {
            match operand {
                Object::String(bytes, _) => {
                    let shown = Document::decode_text(&self.encoding, bytes);
                    text.push_str(&shown.expect("characters"));
                    for code in bytes.chunks_exact(2) {
                        let code = u16::from_be_bytes([code[0], code[1]]);
                        thousandths += self.widths.get(&code).unwrap_or(&self.default_width);
                    }
                }
                Object::Array(inner) => thousandths += 1000.0 * self.show(inner, text),
                other => thousandths -= number(other),
            }
        }
        thousandths / 1000.0
    }
}

fn page_lines(document: &Document, page: ObjectId) -> Vec<Line> {
    let fonts: BTreeMap<Vec<u8>, Font<'_>> = document
        .get_page_fonts(page)
        .expect("the fonts of a page")
        .into_iter()
        .map(|(name, font)| (name, Font::read(document, font)))
        .collect();
    let content = document
        .get_and_decode_page_content(page)
        .expect("the content of a page");
    let mut lines: Vec<Line> = Vec::new();
    let mut matrix = IDENTITY;
    let mut saved: Vec<Matrix> = Vec::new();
    let mut text_matrix = IDENTITY;
    let mut current: Option<(&Font<'_>, f32)> = None;
    // What is open around the text: whether it is an artifact.
    let mut marked: Vec<bool> = Vec::new();
    for Operation { operator, operands } in &content.operations {
        match operator.as_str() {
            "q" => saved.push(matrix),
            "Q" => matrix = saved.pop().expect("as many q as Q"),
            "cm" => matrix = times(&six(operands), &matrix),
            "BT" => text_matrix = IDENTITY,
            "Tm" => text_matrix = six(operands),
            "Td" | "TD" | "T*" | "'" | "\"" | "Tc" | "Tw" => {
                panic!("typst does not write {operator}")
            }
            "Tf" => {
                let font = &fonts[operands[0].as_name().expect("a font's name")];
                current = Some((font, number(&operands[1])));
            }
            "BMC" | "BDC" => {
                let tag = operands[0].as_name().expect("a tag");
                marked.push(tag == b"Artifact");
            }
            "EMC" => {
                marked.pop();
            }
            "Tj" | "TJ" => {
                let (font, size) = current.expect("a font");
                let mut text = String::new();
                let place = times(&text_matrix, &matrix);
                let [scale, .., x, y] = place;
                let end = x + font.show(operands, &mut text) * size * scale;
                let artifact = marked.contains(&true);
                match lines.last_mut() {
                    // A mark that is raised goes on where its line has come to.
                    Some(line)
                        if line.artifact == artifact
                            && ((line.y - y).abs() < 0.5
                                || (line.y - y).abs() < 8.0
                                    && (x - line.end).abs() < 0.3 * size * scale) =>
                    {
                        line.y = line.y.min(y);
                        if (x - line.end).abs() > 0.2 * size * scale {
                            line.text.push(' ');
                        }
                        line.text.push_str(&text);
                        line.end = end;
                    }
                    _ => lines.push(Line {
                        text,
                        artifact,
                        y,
                        end,
                    }),
                }
                // Another Tj without a Tm would go on at the end of this one.
                text_matrix[4] += font_advance(&text_matrix, x, end, &matrix);
            }
            _ => {}
        }
    }
    lines
}

/// How far the text matrix goes for a step on the page.
fn font_advance(text_matrix: &Matrix, from: f32, to: f32, matrix: &Matrix) -> f32 {
    assert!(
        text_matrix[1] == 0.0 && matrix[1] == 0.0,
        "the text is not turned"
    );
    (to - from) / matrix[0]
}

fn number(object: &Object) -> f32 {
    object.as_float().expect("a number")
}

fn six(operands: &[Object]) -> Matrix {
    std::array::from_fn(|index| number(&operands[index]))
}
