//! The list of what is filed as a page to be printed on A4 and bound (DA/T 22-2015, 5.5.3 and 5.5.4): a table for each class, with what its cover says.

use super::list::{COLUMNS, FiledItem, LeftOutItem};
use crate::model::FilingClass;
use crate::render::html::escape::Html;

/// Draws it; `fonds_name` is 全宗名称. The items stand in the order of their codes.
#[must_use]
pub fn list_page(
    items: &[FiledItem],
    left_out: &[LeftOutItem],
    fonds_name: &str,
    year: u16,
) -> Vec<u8> {
    let mut html = Html::with_capacity(16 * 1024);
    html.tag("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    let year = year.to_string();
    html.text(fonds_name);
    html.text(&year);
    html.tag("年度归档文件目录</title>\n<style>\n");
    html.tag(include_str!("list_page.css"));
    html.tag("</style>\n</head>\n<body>\n");
    let mut number = 0;
    let mut rest = items;
    while let Some(first) = rest.first() {
        let class = &first.code.class;
        let end = rest
            .iter()
            .position(|item| item.code.class != *class)
            .unwrap_or(rest.len());
        html.tag("<section>\n<h1>归档文件目录</h1>\n");
        cover(&mut html, class, fonds_name);
        let heads: Vec<&str> = COLUMNS.iter().map(|column| column.head).collect();
        begin(&mut html, &heads);
        for item in &rest[..end] {
            number += 1;
            let cells: Vec<String> = COLUMNS
                .iter()
                .map(|column| (column.text)(number, item))
                .collect();
            row(&mut html, &cells);
        }
        html.tag("</tbody>\n</table>\n</section>\n");
        rest = &rest[end..];
    }
    if !left_out.is_empty() {
        html.tag("<section>\n<h1>没有归档的各期</h1>\n");
        begin(&mut html, &["期", "题名", "没有归档的原因"]);
        for item in left_out {
            let LeftOutItem {
                place,
                title,
                reason,
                is_withheld: _,
            } = item;
            row(&mut html, &[place.clone(), title.clone(), reason.clone()]);
        }
        html.tag("</tbody>\n</table>\n</section>\n");
    }
    html.tag("</body>\n</html>\n");
    html.finish().as_str().as_bytes().to_vec()
}

/// What the cover of the bound list names.
fn cover(html: &mut Html, class: &FilingClass, fonds_name: &str) {
    html.tag("<dl>\n");
    let year = class.year.to_string();
    let lines = [
        ("全宗号", Some(class.fonds.as_str())),
        ("全宗名称", Some(fonds_name)),
        ("年度", Some(year.as_str())),
        ("保管期限", Some(class.retention.word())),
        ("机构", class.department.as_deref()),
    ];
    for (head, text) in lines {
        let Some(text) = text else {
            continue;
        };
        html.tag("<div><dt>");
        html.text(head);
        html.tag("</dt><dd>");
        html.text(text);
        html.tag("</dd></div>\n");
    }
    html.tag("</dl>\n");
}

fn begin(html: &mut Html, heads: &[&str]) {
    html.tag("<table>\n<thead>\n<tr>");
    for head in heads {
        html.tag("<th scope=\"col\">");
        html.text(head);
        html.tag("</th>");
    }
    html.tag("</tr>\n</thead>\n<tbody>\n");
}

fn row(html: &mut Html, cells: &[String]) {
    html.tag("<tr>");
    for cell in cells {
        html.tag("<td>");
        html.text(cell);
        html.tag("</td>");
    }
    html.tag("</tr>\n");
}
