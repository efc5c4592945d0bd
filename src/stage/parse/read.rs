//! The text of a file, or the reason why there is none.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span};
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
                    "文件太大（{} MB），文字和表格文件不能超过 4 MB",
                    size / 1_048_576
                ),
            )
            .help("拆成几个文件，图片不要写在文字里"),
        ),
        Content::Unreadable(reason) => sink.push(Diagnostic::new(
            code::UNREADABLE,
            place,
            format!("读不了这个文件：{reason}"),
        )),
        Content::Binary { .. } => {
            sink.push(Diagnostic::new(code::BAD_VALUE, place, "这不是文字文件"))
        }
    }
    None
}

/// The YAML in `file`; what keeps it from being read is reported.
pub fn yaml<'s>(sources: &'s Sources, file: FileId, sink: &mut Sink) -> Option<Yaml<'s>> {
    Yaml::parse(text(sources, file, sink)?, file, 0, sink)
}
