//! Fragments (片段): one Markdown file with its front matter.

use std::collections::BTreeSet;

use super::{keys, read, table};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Asset, FileId, Inline, IssueId, LinkTarget, Span, Spanned};
use crate::source::files::extension;
use crate::source::markdown::{self, Targets};
use crate::source::yaml::Yaml;
use crate::source::{Content, Draft, Fields, Sources, front_matter, value};

/// A fragment as its writer made it.
#[derive(Clone, Debug)]
pub struct Fragment {
    /// The file.
    pub file: FileId,
    /// The unit (单位) that the front matter names.
    pub unit: Option<Spanned<String>>,
    /// The title's lines.
    pub title: Vec<Spanned<String>>,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// Who sent it in (来源).
    pub source: Option<String>,
    /// The text.
    pub drafts: Vec<Draft>,
    /// Files that are copied beside the page because the text links to them or shows them.
    pub assets: BTreeSet<Asset>,
    /// Every file that the text uses, tables included.
    pub uses: BTreeSet<FileId>,
}

/// Reads a fragment of the issue `id`.
pub fn parse(sources: &Sources, file: FileId, id: &IssueId, sink: &mut Sink) -> Option<Fragment> {
    let text = read::text(sources, file, sink)?;
    let parts = front_matter::split(text, file, sink)?;
    let mut fragment = Fragment {
        file,
        unit: None,
        title: Vec::new(),
        subtitle: None,
        source: None,
        drafts: Vec::new(),
        assets: BTreeSet::new(),
        uses: BTreeSet::new(),
    };
    if let Some(front) = parts.front
        && let Some(yaml) = Yaml::parse(front, file, parts.front_start, sink)
        && let Some(mut fields) = Fields::open(yaml.root(), "片头", sink)
    {
        let mut line = |key, name, sink: &mut Sink| {
            fields
                .get(key, sink)
                .and_then(|node| value::text(node, name, sink))
        };
        fragment.unit = line(keys::UNIT, "单位", sink);
        fragment.subtitle = line(keys::SUBTITLE, "副题", sink).map(|line| line.value);
        fragment.source = line(keys::SOURCE, "来源", sink).map(|line| line.value);
        if let Some(node) = fields.get(keys::TITLE, sink) {
            fragment.title = value::lines(node, "标题", sink);
        }
        fields.finish(sink);
    }
    let mut folder = sources.path(file).to_owned();
    folder.truncate(folder.rfind('/').unwrap_or(0));
    let mut targets = FragmentTargets {
        sources,
        folders: [folder, id.path()],
        issue: id.path(),
        assets: &mut fragment.assets,
        uses: &mut fragment.uses,
    };
    fragment.drafts = markdown::lower(parts.body, file, parts.body_start, &mut targets, sink);
    if fragment.drafts.is_empty() {
        sink.push(
            Diagnostic::new(code::EMPTY, Span::file_start(file), "这个片段没有正文")
                .help("写上内容；确实没有，就删去这个文件"),
        );
    }
    Some(fragment)
}

/// What links and pictures in a fragment lead to.
struct FragmentTargets<'a> {
    sources: &'a Sources,
    /// Where files are looked for: beside the fragment, then in the issue's folder.
    folders: [String; 2],
    issue: String,
    assets: &'a mut BTreeSet<Asset>,
    uses: &'a mut BTreeSet<FileId>,
}

impl FragmentTargets<'_> {
    fn find(&mut self, target: &str, span: Span, sink: &mut Sink) -> Option<FileId> {
        let [beside, issue] = self.folders.clone();
        let mut outcome = resolve(self.sources, &beside, target);
        if outcome == Err(Unresolved::Missing) && beside != issue {
            outcome = resolve(self.sources, &issue, target);
        }
        match outcome {
            Ok(file) => {
                self.uses.insert(file);
                Some(file)
            }
            Err(problem) => {
                problem.report(self.sources, &issue, target, span, sink);
                None
            }
        }
    }

    fn keep(&mut self, file: FileId) -> String {
        let path = asset_path(self.sources.path(file), &self.issue);
        self.assets.insert(Asset {
            path: path.clone(),
            source: file,
        });
        path
    }
}

impl Targets for FragmentTargets<'_> {
    fn link(&mut self, target: &str, span: Span, sink: &mut Sink) -> Option<LinkTarget> {
        const SCHEMES: [&str; 4] = ["http://", "https://", "mailto:", "tel:"];
        let lower = target.trim().to_ascii_lowercase();
        if SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) {
            return Some(LinkTarget::Address(target.trim().to_owned()));
        }
        let has_scheme = lower
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|first| first.contains(':'));
        if target.trim().is_empty()
            || has_scheme
            || lower.starts_with("//")
            || lower.starts_with('#')
        {
            sink.push(
                Diagnostic::new(
                    code::BAD_LINK,
                    span,
                    format!("不能链接到“{}”", shortened(target)),
                )
                .help("链接只能写 https://、http://、mailto:、tel: 开头的地址，或同一期文件夹里的文件名"),
            );
            return None;
        }
        let file = self.find(&decoded(target), span, sink)?;
        let path = self.sources.path(file);
        let inside = path
            .strip_prefix(&self.issue)
            .is_some_and(|rest| rest.starts_with('/'));
        if !inside || matches!(extension(path).as_str(), "md" | "yaml" | "yml") {
            sink.push(
                Diagnostic::new(
                    code::BAD_LINK,
                    span,
                    format!("不能链接到“{}”", shortened(target)),
                )
                .help("只能链接同一期文件夹里供下载的文件；片段和 yaml 文件不供下载"),
            );
            return None;
        }
        check_download(self.sources, file, span, sink)?;
        Some(LinkTarget::File {
            name: path.rsplit('/').next().unwrap_or(path).to_owned(),
            path: self.keep(file),
        })
    }

    fn picture(
        &mut self,
        target: &str,
        caption: Vec<Inline>,
        span: Span,
        sink: &mut Sink,
    ) -> Option<Draft> {
        let lower = target.trim().to_ascii_lowercase();
        if lower.contains("://") || lower.starts_with("data:") || lower.starts_with("//") {
            sink.push(
                Diagnostic::new(
                    code::BAD_LINK,
                    span,
                    format!("图片不能来自“{}”", shortened(target)),
                )
                .help("把图片下载下来，放进这一期的文件夹，写文件名"),
            );
            return None;
        }
        let target = decoded(target);
        let file = self.find(&target, span, sink)?;
        if table::is_table_name(&target) {
            let mut table = table::parse(self.sources, file, 1, sink)?;
            table.span = span;
            if !caption.is_empty() {
                table.caption = caption;
            }
            return Some(Draft::Table(table));
        }
        check_picture(self.sources, file, span, sink)?;
        self.keep(file);
        Some(Draft::Figure {
            file,
            caption,
            span,
        })
    }
}

/// The path that a percent-encoded Markdown target means; one that is not valid is taken as it is.
fn decoded(target: &str) -> String {
    if !target.contains('%') {
        return target.to_owned();
    }
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = match (first, tail) {
            (b'%', [high, low, ..]) => std::str::from_utf8(&[*high, *low])
                .ok()
                .and_then(|hex| u8::from_str_radix(hex, 16).ok()),
            _ => None,
        };
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| target.to_owned())
}

fn shortened(text: &str) -> String {
    const LENGTH: usize = 40;
    if text.chars().count() <= LENGTH {
        return text.to_owned();
    }
    let start: String = text.chars().take(LENGTH).collect();
    format!("{start}…")
}

/// Why a path that a writer typed leads to no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// It leads out of the content folder.
    Outside,
    /// There is no such file.
    Missing,
}

impl Unresolved {
    /// Says so, with the nearest file of the issue's folder.
    pub fn report(self, sources: &Sources, issue: &str, target: &str, span: Span, sink: &mut Sink) {
        let target = shortened(target);
        let diagnostic = match self {
            Unresolved::Outside => {
                Diagnostic::new(code::OUTSIDE, span, format!("“{target}”在内容文件夹之外"))
                    .help("把文件复制到这一期的文件夹里，写文件名")
            }
            Unresolved::Missing => {
                let diagnostic =
                    Diagnostic::new(code::MISSING_FILE, span, format!("找不到文件“{target}”"));
                let names = sources
                    .below(issue)
                    .map(|(_, path)| &path[issue.len() + 1..]);
                match crate::source::fields::nearest_of(&target, names) {
                    Some(name) => diagnostic.help(format!("是否为“{name}”？")),
                    None => diagnostic.help(format!("把文件放进 {issue}/，或改正文件名")),
                }
            }
        };
        sink.push(diagnostic);
    }
}

/// The file that `target` means in the folder `folder`. Back slashes count as slashes; `..` may not leave the content folder.
///
/// # Errors
/// [`Unresolved`] says why there is none.
pub fn resolve(sources: &Sources, folder: &str, target: &str) -> Result<FileId, Unresolved> {
    let target = target.trim().replace('\\', "/");
    let is_drive = target.as_bytes().get(1) == Some(&b':');
    if target.starts_with('/') || is_drive || target.starts_with('~') {
        return Err(Unresolved::Outside);
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Unresolved::Outside)?;
            }
            name => parts.push(name),
        }
    }
    sources.find(&parts.join("/")).ok_or(Unresolved::Missing)
}

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

/// Where a file is copied to, relative to the issue's page: `files/` and the file's own name where that is plain ASCII, otherwise a name made
/// from the path, so that addresses stay ASCII and the same file always gets the same one.
#[must_use]
pub fn asset_path(path: &str, issue: &str) -> String {
    let below = path
        .strip_prefix(issue)
        .and_then(|rest| rest.strip_prefix('/'));
    if let Some(name) = below
        && !name.contains('/')
        && name.len() <= 80
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    {
        return format!("files/{name}");
    }
    let hash = blake3::hash(below.unwrap_or(path).as_bytes()).to_hex();
    let ending: String = extension(path)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(8)
        .collect();
    format!("files/{}.{ending}", &hash[..12])
}
