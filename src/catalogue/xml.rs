//! The writing of XML: quick-xml escapes, [`clean`] leaves out what XML does not allow.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::text::clean;
use crate::model::OutputFile;

/// XML under construction.
pub type Xml = Writer<Vec<u8>>;

/// A file with the XML that `root` writes.
pub fn file(path: &str, root: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<OutputFile> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    root(&mut xml)?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(OutputFile {
        path: path.to_owned(),
        bytes,
    })
}

/// Writes `<name>content</name>`.
pub fn text(xml: &mut Xml, name: &str, content: &str) -> io::Result<()> {
    xml.create_element(name)
        .write_text_content(BytesText::new(&clean(content)))?;
    Ok(())
}

/// Writes `<name attribute="value"/>`.
pub fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let mut element = xml.create_element(name);
    for (name, value) in attributes {
        element = element.with_attribute((*name, &*clean(value)));
    }
    element.write_empty()?;
    Ok(())
}
