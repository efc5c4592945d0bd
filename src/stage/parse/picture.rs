//! Pictures: what is shown, in which form it goes beside the page, and what is not shown because it is no picture, not whole, or would run.

use super::path::{asset_path, download_path};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Asset, AssetForm, FileId, Span};
use crate::picture::{self, Carried, Examined, PictureFlaw, PictureKind};
use crate::source::files::extension;
use crate::source::{Content, PictureProblem, Sources, office_file, svg};

/// What goes beside the page of the issue `issue` for the picture `file`. One that cannot be shown is reported, and so is whatever is not shown as it was delivered.
pub fn shown(
    sources: &Sources,
    file: FileId,
    issue: &str,
    span: Span,
    sink: &mut Sink,
) -> Option<Asset> {
    let path = sources.path(file);
    let name = path.rsplit('/').next().unwrap_or(path);
    let as_it_is = Asset {
        path: asset_path(sources, file, issue),
        source: file,
        form: AssetForm::AsIs,
        size: None,
        former: None,
    };
    if extension(path) == "svg" {
        check_drawing(sources, file, span, sink)?;
        let (form, _) = drawing_form(sources, file)?;
        return Some(Asset { form, ..as_it_is });
    }
    let found = match sources.examine(file) {
        Ok(Some(found)) => found,
        // Only its beginning is known, which is that of a picture.
        Ok(None) if matches!(sources.file(file)?.content, Content::Binary { .. }) => {
            return Some(Asset {
                form: AssetForm::Shown,
                ..as_it_is
            });
        }
        Ok(None) => {
            let (message, help) = match &sources.file(file)?.content {
                Content::Unreadable(reason) => (
                    format!("读不了图片：{reason}（{name}）"),
                    "检查文件是否还在、能不能打开",
                ),
                _ => (format!("不是图片文件（{name}）"), OTHER_HELP),
            };
            sink.push(Diagnostic::new(code::BAD_PICTURE, span, message).help(help));
            return None;
        }
        Err(problem) => {
            let (message, help) = words(&problem);
            sink.push(
                Diagnostic::new(code::BAD_PICTURE, span, format!("{message}（{name}）")).help(help),
            );
            return None;
        }
    };
    say(&found, name, span, sink);
    Some(Asset {
        path: called(&as_it_is.path, found.becomes),
        form: AssetForm::Shown,
        size: Some(found.scaled.unwrap_or(found.size)),
        ..as_it_is
    })
}

/// What goes beside the page for a file that is offered for download: a photo without what it says of people and places. Where that cannot be taken out, it is said.
pub fn offered(
    sources: &Sources,
    file: FileId,
    issue: &str,
    span: Span,
    sink: &mut Sink,
) -> (Asset, u64) {
    let path = sources.path(file);
    let place = download_path(sources, file, issue);
    // Sites of earlier versions have it under the name that pictures have.
    let former = asset_path(sources, file, issue);
    let mut asset = Asset {
        former: (former != place).then_some(former),
        path: place,
        source: file,
        form: AssetForm::AsIs,
        size: None,
    };
    let size = sources.size(file);
    say_office_file(sources, file, span, sink);
    if extension(path) == "svg" {
        let (form, size) = drawing_form(sources, file).unwrap_or((AssetForm::AsIs, size));
        return (Asset { form, ..asset }, size);
    }
    let may_carry = match sources.file(file).map(|file| &file.content) {
        Some(Content::Binary { head, .. }) => picture::may_carry(head),
        _ => false,
    };
    let bytes = match may_carry.then(|| sources.bytes(file)).flatten() {
        Some(Ok(bytes)) => bytes,
        Some(Err(reason)) => {
            let message = format!(
                "供下载的“{}”没有检查，里面可能有拍摄地点、姓名：{reason}",
                name_of(path)
            );
            let finding = Diagnostic::new(code::PICTURE_CARRIES, span, message);
            sink.push(finding.help("缩小、压缩以后再用，或先用看图软件清除照片的属性"));
            return (asset, size);
        }
        None => return (asset, size),
    };
    let personal: Vec<Carried> = picture::scan(&bytes)
        .into_iter()
        .filter(|carried| carried.is_personal())
        .collect();
    if !personal.is_empty() {
        sink.push(
            Diagnostic::new(
                code::PICTURE_CARRIES,
                span,
                format!(
                    "供下载的“{}”里有{}，读者会看到",
                    name_of(path),
                    listed(&personal)
                ),
            )
            .help("另存为 jpg 或 png 再用，程序会去掉这些；要保留原件，先用看图软件清除照片的属性"),
        );
    }
    let clean = picture::offered(&bytes);
    if clean != bytes {
        asset.form = AssetForm::Offered;
        let found: Vec<Carried> = picture::carried(&bytes)
            .into_iter()
            .filter(|carried| carried.is_personal())
            .collect();
        if !found.is_empty() {
            sink.push(
                Diagnostic::new(
                    code::PICTURE_CHANGED,
                    span,
                    format!(
                        "供下载的“{}”里的{}去掉了，画面没有变",
                        name_of(path),
                        listed(&found)
                    ),
                )
                .help("这些不会给读者看到，不用处理"),
            );
        }
        return (asset, clean.len() as u64);
    }
    (asset, size)
}

/// Says what an office document that is offered tells besides its text; it is offered as it is.
fn say_office_file(sources: &Sources, file: FileId, span: Span, sink: &mut Sink) {
    let is_one = sources.file(file).is_some_and(
        |file| matches!(&file.content, Content::Binary { head, .. } if office_file::may_tell(head)),
    );
    let Some(Ok(bytes)) = is_one.then(|| sources.bytes(file)).flatten() else {
        return;
    };
    let told = office_file::told(&bytes);
    if told.is_empty() {
        return;
    }
    let name = name_of(sources.path(file));
    let message = format!("供下载的“{name}”里有{}，读者会看到", told.join("、"));
    sink.push(
        Diagnostic::new(code::PICTURE_CARRIES, span, message)
            .help("在 Word、WPS 里用“检查文档”删去作者、批注、修订和隐藏的内容，再另存一份"),
    );
}

const OTHER_HELP: &str =
    "图片用 jpg、png、gif、webp、svg、bmp 或 tif 格式；打得开的话，用画图软件另存为 png 或 jpg";

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn listed(carried: &[Carried]) -> String {
    let words: Vec<&str> = carried.iter().map(|carried| carried.words()).collect();
    words.join("、")
}

/// The path of a file that is a picture of this kind in the end: its own where the ending says so already.
fn called(path: &str, kind: PictureKind) -> String {
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let ending = ending.to_ascii_lowercase();
    let says_so = ending == kind.ending() || (kind == PictureKind::Jpeg && ending == "jpeg");
    if says_so {
        return path.to_owned();
    }
    format!("{stem}-{ending}.{}", kind.ending())
}

/// Says what of a picture is shown in another way than it was delivered.
fn say(found: &Examined, name: &str, span: Span, sink: &mut Sink) {
    let mut said = Vec::new();
    let personal: Vec<Carried> = found
        .carried
        .iter()
        .copied()
        .filter(|carried| carried.is_personal())
        .collect();
    if !personal.is_empty() {
        said.push(format!("去掉了里面的{}", listed(&personal)));
    }
    if !found.kind.is_called(&extension(name)) {
        said.push(format!("其实是 {} 图片，照此读了", found.kind.ending()));
    }
    if found.turned {
        said.push("转正了".to_owned());
    }
    if let Some((width, height)) = found.scaled {
        let (w, h) = found.size;
        said.push(format!(
            "从 {w}×{h} 缩小到 {width}×{height}（印满版心每英寸 300 点）"
        ));
    }
    if found.cmyk {
        said.push("印刷用的 CMYK 颜色换成了屏幕的 RGB，可能略有出入".to_owned());
    }
    if found.becomes != found.kind && matches!(found.kind, PictureKind::Bmp | PictureKind::Tiff) {
        said.push(format!("存成 {} 再用", found.becomes.ending()));
    }
    if said.is_empty() {
        return;
    }
    sink.push(
        Diagnostic::new(
            code::PICTURE_CHANGED,
            span,
            format!("“{name}”{}", said.join("；")),
        )
        .help("网页和 PDF 里用处理过的图片，文件夹里的原图没有动"),
    );
}

fn words(problem: &PictureProblem) -> (String, String) {
    let fault = match problem {
        PictureProblem::Unreadable(reason) => {
            return (
                format!("读不了图片：{reason}"),
                "检查文件是否还在、能不能打开".to_owned(),
            );
        }
        PictureProblem::Flaw(fault) => fault,
    };
    match fault {
        PictureFlaw::Empty => ("图片文件是空的".to_owned(), "重新拷贝或下载一次".to_owned()),
        PictureFlaw::Other { what, help } => {
            let what = if what.contains('不') {
                (*what).to_owned()
            } else {
                format!("不能用{what}")
            };
            (what, (*help).to_owned())
        }
        PictureFlaw::Damaged(how) => (
            format!("图片{how}"),
            "重新拷贝或下载一次；还是这样，请交稿的人重发".to_owned(),
        ),
        PictureFlaw::TooManyPixels(width, height) => (
            if *width == 0 {
                "图片的像素太多".to_owned()
            } else {
                format!("图片的像素太多：{width}×{height}")
            },
            "用画图软件缩小到宽 4000 像素以内再用".to_owned(),
        ),
        PictureFlaw::Unsupported => (
            "这个图片的存法读不了".to_owned(),
            "用画图软件打开，另存为 png 或 jpg 再用".to_owned(),
        ),
        PictureFlaw::Pages => (
            "这个 tif 有好几页，只能印一页".to_owned(),
            "用看图软件把各页分别存成 png，一页一个图片；或者存成 PDF，写进“附件”供下载".to_owned(),
        ),
    }
}

/// In which form a drawing that is text goes beside the page, and its size in bytes then.
fn drawing_form(sources: &Sources, file: FileId) -> Option<(AssetForm, u64)> {
    let Content::Text(text) = &sources.file(file)?.content else {
        return None;
    };
    let clean = svg::without_notes(text);
    let form = match clean == *text {
        true => AssetForm::AsIs,
        false => AssetForm::Drawing,
    };
    Some((form, clean.len() as u64))
}

/// Reports a drawing that may run or reach elsewhere when it is opened by itself, with the place in it.
pub fn check_drawing(sources: &Sources, file: FileId, span: Span, sink: &mut Sink) -> Option<()> {
    let path = sources.path(file);
    let name = name_of(path);
    let (message, help) = match &sources.file(file)?.content {
        Content::Text(text) => match svg::check(text) {
            Ok(()) => {
                let left = svg::carried(&svg::without_notes(text));
                let taken: Vec<Carried> = svg::carried(text).difference(&left).copied().collect();
                if !taken.is_empty() {
                    let message = format!("“{name}”里的{}去掉了，画面没有变", listed(&taken));
                    let finding = Diagnostic::new(code::PICTURE_CHANGED, span, message);
                    sink.push(finding.help("这些不会给读者看到，不用处理"));
                }
                let carried: Vec<Carried> = left.into_iter().collect();
                if !carried.is_empty() {
                    let message = format!("“{name}”里有{}，读者会看到", listed(&carried));
                    let finding = Diagnostic::new(code::PICTURE_CARRIES, span, message);
                    sink.push(finding.help(
                        "在画图软件里清除文档属性和里面照片的属性，再存一次；或导出成 png 再用",
                    ));
                }
                return Some(());
            }
            Err(fault) => (
                format!(
                    "图片不能使用：{}（{name}:{}:{}）",
                    fault.words, fault.line, fault.column
                ),
                "图片里只能有图形和文字，不能有程序、动画、链接和外面的文件；在画图软件里另存为“普通 SVG”，或导出成 png 再用",
            ),
        },
        Content::TooLarge { .. } => (
            format!("图片文件太大，svg 不能超过 4 MB（{name}）"),
            "在画图软件里导出成 png 再用",
        ),
        Content::Unreadable(reason) => (
            format!("读不了图片：{reason}（{name}）"),
            "检查文件是否还在、能不能打开",
        ),
        Content::Binary { .. } | Content::Recoded { .. } | Content::NotUtf8 { .. } => {
            (format!("不是图片文件（{name}）"), OTHER_HELP)
        }
    };
    sink.push(Diagnostic::new(code::BAD_PICTURE, span, message).help(help));
    None
}
