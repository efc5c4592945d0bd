//! A document as one page that stands alone: no site around it, nothing beside it, to be sent by mail or opened from a folder.

use super::block;
use super::escape::Html;
use crate::model::{DatePlace, Document};

/// Draws the title, the subtitle, the date under them, and the body of `document`.
#[must_use]
pub fn standalone_page(document: &Document) -> Vec<u8> {
    let mut html = Html::with_capacity(16 * 1024);
    html.tag("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    html.text(&document.full_title());
    if let Some(subtitle) = &document.head.subtitle {
        html.text(subtitle);
    }
    html.tag("</title>\n<style>\n");
    html.tag(include_str!("standalone.css"));
    html.tag("</style>\n</head>\n<body>\n<main>\n<h1>");
    html.text(&document.full_title());
    html.tag("</h1>\n");
    let date = (document.head.date_place == DatePlace::UnderTitle)
        .then(|| document.head.date.value.arabic());
    let lines = document.head.subtitle.iter().map(|line| line.value.clone());
    for line in lines.chain(date) {
        html.tag("<p class=\"under\">");
        html.text(&line);
        html.tag("</p>\n");
    }
    block::write_body(&mut html, document);
    html.tag("</main>\n</body>\n</html>\n");
    html.finish().as_str().as_bytes().to_vec()
}
