//! Pictures and files for download: what is shown or offered, and what is not because it would run.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span};
use crate::source::files::extension;
use crate::source::{Content, Sources};

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
        Content::Text(text) if extension(path) == "svg" => svg_problem(text),
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

/// Reports a file that a browser would run when a reader opens it; the site offers none for download.
pub fn check_download(sources: &Sources, file: FileId, span: Span, sink: &mut Sink) -> Option<()> {
    const RUN: [&str; 27] = [
        "html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "xml", "xsl", "xslt", "js", "mjs",
        "wasm", "swf", "hta", "exe", "com", "bat", "cmd", "msi", "scr", "vbs", "ps1", "jar", "lnk",
        "url", "reg",
    ];
    let ending = extension(sources.path(file));
    if ending == "svg" {
        return check_picture(sources, file, span, sink);
    }
    if !RUN.contains(&ending.as_str()) {
        return Some(());
    }
    sink.push(
        Diagnostic::new(
            code::BAD_LINK,
            span,
            format!("不能提供 .{ending} 文件下载：读者打开时会运行里面的程序"),
        )
        .help("换成 docx、xlsx、pdf、png 等文件，或压缩成 zip"),
    );
    None
}

/// Why a drawing is not shown: it is none, or it holds what runs or reaches elsewhere when it is opened by itself.
fn svg_problem(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    if !lower.contains("<svg") {
        return Some("不是能显示的图片".to_owned());
    }
    const FORBIDDEN: [&str; 7] = [
        "script",
        "<foreignobject",
        ":foreignobject",
        "<!entity",
        "iframe",
        "&#",
        "http-equiv",
    ];
    let is_handler = |place: usize| {
        let before = lower[..place].chars().next_back();
        let rest = lower[place + 2..].trim_start_matches(|c: char| c.is_ascii_lowercase());
        before.is_some_and(|c| c.is_whitespace() || matches!(c, '/' | '"' | '\''))
            && rest.trim_start().starts_with('=')
    };
    let has_handler = lower
        .match_indices("on")
        .any(|(place, _)| is_handler(place));
    (has_handler || FORBIDDEN.iter().any(|word| lower.contains(word)))
        .then(|| "图片里有程序代码，不能使用；另存为 png 再用".to_owned())
}
