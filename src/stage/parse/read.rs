//! The text of a file, or the reason why there is none.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span};
use crate::source::files::OFFICE_FILE;
use crate::source::yaml::Yaml;
use crate::source::{Content, Sources};

/// The text of `file`; what keeps it from being read is reported.
pub fn text<'s>(sources: &'s Sources, file: FileId, sink: &mut Sink) -> Option<&'s str> {
    let place = Span::file_start(file);
    match &sources.file(file)?.content {
        Content::Text(text) | Content::Recoded { text, .. } => return Some(text),
        Content::NotUtf8 {
            lossy,
            place,
            looks_like,
        } => {
            if !matches!(*looks_like, "GBK" | "Big5" | "UTF-16") {
                let help = match *looks_like {
                    OFFICE_FILE => {
                        "改了文件名并没有变成文字：用 Word、WPS 打开，正文全选复制到新的 .md 文件里，表格另存为“CSV UTF-8”；要附上原文件，把结尾改回去"
                    }
                    _ => "把文件的结尾改回去；文字写在 .md 文件里",
                };
                let message = format!("这不是文字文件，是 {looks_like}，只是名字像");
                sink.push(
                    Diagnostic::new(code::NOT_UTF8, Span::file_start(file), message).help(help),
                );
                return None;
            }
            let length = lossy
                .get(*place..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
            sink.push(
                Diagnostic::new(
                    code::NOT_UTF8,
                    Span::new(file, *place, place + length),
                    format!("文件不是 UTF-8 编码（像是 {looks_like}），读不出汉字"),
                )
                .help("用记事本打开，“另存为”时把编码改成“UTF-8”；WPS、Word 文档请另存为纯文本"),
            );
        }
        Content::TooLarge { size } => sink.push(
            Diagnostic::new(
                code::TOO_LARGE,
                place,
                format!(
                    "文件太大（{}.{} MB），片段不能超过 1 MB，表格、登记表和设置不能超过 4 MB",
                    size >> 20,
                    ((size & 0xF_FFFF) * 10) >> 20
                ),
            )
            .help("拆成几个文件，图片不要写在文字里"),
        ),
        Content::Unreadable(reason) => {
            let message = format!("读不了这个文件：{reason}");
            sink.push(
                Diagnostic::new(code::UNREADABLE, place, message)
                    .help("让它能读：改正权限、名字或位置，再做一次"),
            );
        }
        Content::Binary { .. } => sink.push(
            Diagnostic::new(code::BAD_VALUE, place, "这不是文字文件")
                .help("文字写在 .md、.yaml 或 .csv 文件里"),
        ),
    }
    None
}

/// The YAML in `file`; what keeps it from being read is reported.
pub fn yaml<'s>(sources: &'s Sources, file: FileId, sink: &mut Sink) -> Option<Yaml<'s>> {
    Yaml::parse(text(sources, file, sink)?, file, 0, sink)
}
