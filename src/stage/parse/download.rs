//! Files for download: which kinds a site offers. Nothing that a browser would run, and nothing of an unknown kind.

use std::collections::BTreeSet;

use super::picture::check_drawing;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span, Spanned};
use crate::source::files::extension;
use crate::source::{Content, Sources};

/// Documents, pictures and archives, by the ending of the file's name.
const OFFERED: &[&str] = &[
    "7z", "bmp", "csv", "dbf", "doc", "docx", "dps", "dpt", "et", "ett", "gif", "gz", "heic",
    "jpeg", "jpg", "odp", "ods", "odt", "ofd", "pdf", "png", "ppt", "pptx", "rar", "rtf", "svg",
    "tar", "tgz", "tif", "tiff", "txt", "webp", "wps", "wpt", "xls", "xlsx", "zip",
];

/// What runs when a reader opens it, in the browser as a page of the site or on the reader's machine: never offered, whoever asks for it.
const RUN: &[&str] = &[
    "app", "bat", "chm", "cmd", "com", "cpl", "dll", "exe", "hta", "htm", "html", "jar", "js",
    "jse", "lnk", "mht", "mhtml", "mjs", "msi", "msp", "pif", "ps1", "reg", "scr", "sh", "shtml",
    "swf", "url", "vbe", "vbs", "wasm", "wsf", "xht", "xhtml", "xml", "xsl", "xslt",
];

/// The endings that `site.yaml` names besides (下载).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Downloads(BTreeSet<String>);

impl Downloads {
    /// The endings that were typed, with or without their dot; one that may not be offered is reported.
    #[must_use]
    pub fn read(typed: Vec<Spanned<String>>, sink: &mut Sink) -> Self {
        let mut named = BTreeSet::new();
        for ending in typed {
            let plain = ending.value.trim_start_matches('.').to_ascii_lowercase();
            let is_plain = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_alphanumeric());
            let problem = if !is_plain {
                format!("“{}”不是文件名的结尾", ending.value)
            } else if RUN.contains(&plain.as_str()) {
                format!("不能提供 .{plain} 文件下载：读者打开时会运行里面的程序")
            } else {
                named.insert(plain);
                continue;
            };
            sink.push(
                Diagnostic::new(code::BAD_VALUE, ending.span, problem)
                    .help("写英文字母和数字，如 下载: [mp4, dwg]；会运行的文件压缩成 zip"),
            );
        }
        Self(named)
    }

    /// Reports a file that the site does not offer.
    pub fn check(
        &self,
        sources: &Sources,
        file: FileId,
        span: Span,
        sink: &mut Sink,
    ) -> Option<()> {
        if let Some(Content::Unreadable(reason)) = sources.file(file).map(|file| &file.content) {
            let name = sources.path(file).rsplit('/').next().unwrap_or_default();
            sink.push(
                Diagnostic::new(
                    code::BAD_LINK,
                    span,
                    format!("不能提供“{name}”下载：{reason}"),
                )
                .help("把文件本身放进这一期的文件夹，让它能读"),
            );
            return None;
        }
        let ending = extension(sources.path(file));
        if ending == "svg" {
            return check_drawing(sources, file, span, sink);
        }
        if OFFERED.contains(&ending.as_str()) || self.0.contains(&ending) {
            return check_content(sources, file, span, sink);
        }
        let (message, help) = if RUN.contains(&ending.as_str()) {
            (
                format!("不能提供 .{ending} 文件下载：读者打开时会运行里面的程序"),
                "换成 docx、xlsx、pdf、png 等文件，或压缩成 zip".to_owned(),
            )
        } else if ending.is_empty() {
            (
                "不能提供没有结尾的文件下载：不知道是什么文件".to_owned(),
                "给文件名加上结尾，如 .docx，或压缩成 zip".to_owned(),
            )
        } else {
            (
                format!("不能提供 .{ending} 文件下载：不是常用的文档、图片或压缩文件"),
                format!(
                    "换成 docx、xlsx、pdf、png 等文件，或压缩成 zip；确实要提供，在 site.yaml 里写 下载: [{ending}]"
                ),
            )
        };
        sink.push(Diagnostic::new(code::BAD_LINK, span, message).help(help));
        None
    }
}

/// Reports a file with nothing in it, or with nothing but zeros: one that is still being copied, or was lost on the way.
fn check_content(sources: &Sources, file: FileId, span: Span, sink: &mut Sink) -> Option<()> {
    let fault = match &sources.file(file)?.content {
        Content::Binary { size: 0, .. } => "是空的（0 字节）",
        Content::Text(text) | Content::Recoded { text, .. } if text.is_empty() => {
            "是空的（0 字节）"
        }
        Content::Binary { head, .. } if !head.is_empty() && head.iter().all(|byte| *byte == 0) => {
            "里面没有内容（全是 0）"
        }
        Content::Text(text) if text.bytes().all(|byte| byte == 0) => "里面没有内容（全是 0）",
        _ => return Some(()),
    };
    let path = sources.path(file);
    let name = path.rsplit('/').next().unwrap_or(path);
    sink.push(
        Diagnostic::new(
            code::BAD_LINK,
            span,
            format!("不能提供“{name}”下载：文件{fault}"),
        )
        .help("多半是没有复制完：打开原来的文件看一看，再复制一次；还没有定稿的，先不写"),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_ending_is_both_offered_and_refused() {
        assert!(OFFERED.iter().all(|ending| !RUN.contains(ending)));
        assert!(OFFERED.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(RUN.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
