//! Pictures: what is shown, and what is not because it is none or would run.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span};
use crate::source::files::extension;
use crate::source::{Content, Sources, svg};

/// Reports a file that is no picture of a kind that browsers and typst both draw.
pub fn check_picture(sources: &Sources, file: FileId, span: Span, sink: &mut Sink) -> Option<()> {
    let path = sources.path(file);
    let problem = match &sources.file(file)?.content {
        Content::Binary { head, size } => {
            let ending = extension(path);
            let expected: &[&str] = match head.as_slice() {
                [0x89, b'P', b'N', b'G', ..] => &["png"],
                [0xFF, 0xD8, 0xFF, ..] => &["jpg", "jpeg"],
                [b'G', b'I', b'F', b'8', ..] => &["gif"],
                [
                    b'R',
                    b'I',
                    b'F',
                    b'F',
                    _,
                    _,
                    _,
                    _,
                    b'W',
                    b'E',
                    b'B',
                    b'P',
                    ..,
                ] => &["webp"],
                _ => &[],
            };
            if *size == 0 {
                Some("图片文件是空的".to_owned())
            } else if expected.contains(&ending.as_str()) {
                None
            } else if let [first, ..] = expected {
                Some(format!(
                    "图片其实是 {first} 格式，文件名却以 .{ending} 结尾"
                ))
            } else {
                Some("不是能显示的图片".to_owned())
            }
        }
        Content::Unreadable(reason) => Some(format!("读不了图片：{reason}")),
        Content::Text(text) if extension(path) == "svg" => {
            return check_drawing(text, path, span, sink);
        }
        Content::TooLarge { .. } => Some("图片文件太大，svg 不能超过 4 MB".to_owned()),
        Content::Text(_) | Content::NotUtf8 { .. } => Some("不是图片文件".to_owned()),
    };
    match problem {
        None => Some(()),
        Some(problem) => {
            sink.push(
                Diagnostic::new(
                    code::BAD_PICTURE,
                    span,
                    format!("{problem}（{}）", path.rsplit('/').next().unwrap_or(path)),
                )
                .help("图片用 png、jpg、gif、webp 或 svg 格式，文件名的结尾与格式一致"),
            );
            None
        }
    }
}

/// Reports a drawing that may run or reach elsewhere when it is opened by itself, with the place in it.
fn check_drawing(text: &str, path: &str, span: Span, sink: &mut Sink) -> Option<()> {
    let fault = match svg::check(text) {
        Ok(()) => return Some(()),
        Err(fault) => fault,
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    sink.push(
        Diagnostic::new(
            code::BAD_PICTURE,
            span,
            format!("图片不能使用：{}（{name}:{}:{}）", fault.words, fault.line, fault.column),
        )
        .help("图片里只能有图形和文字，不能有程序、动画、链接和外面的文件；在画图软件里另存为“普通 SVG”，或导出成 png 再用"),
    );
    None
}
