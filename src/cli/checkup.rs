//! What is said of a machine that was looked at: what is in order, what is worth knowing, what is missing and what to do. Pure; `doctor.rs` looks.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::pdf::FindError;
use crate::project::ProjectError;

/// The years in which a clock may be right; a machine whose battery is flat says another.
const YEARS: std::ops::RangeInclusive<i16> = 2024..=2100;

/// A folder that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedFolder {
    /// As it is shown.
    pub path: String,
    /// What the system refused with; none where it did not.
    pub fault: Option<String>,
}

impl CheckedFolder {
    /// The folder `path`, and what the system refused with.
    #[must_use]
    pub fn new(path: &Path, fault: Option<String>) -> Self {
        Self {
            path: path.display().to_string(),
            fault,
        }
    }
}

/// What was found on a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// Where typst is, or why there is none.
    pub typst: Result<String, FindError>,
    /// The roles (用途) of fonts for which another stands in, with the family that is wanted; or why no fonts can be used.
    pub substitutes: Result<Vec<(String, String)>, ProjectError>,
    /// The content folder, tried by reading.
    pub content: CheckedFolder,
    /// Whether `site.yaml` lies in it.
    pub has_site_file: bool,
    /// The folder of the site, tried by writing.
    pub output: CheckedFolder,
    /// Whether another build seems to hold it.
    pub output_is_in_use: bool,
    /// The cache folder, tried by writing; none where the system names none.
    pub cache: Option<CheckedFolder>,
    /// Whether LibreOffice is there.
    pub office: bool,
    /// The year by the clock.
    pub year: i16,
    /// Lock files of documents that somebody has open, below the content.
    pub open_documents: Vec<PathBuf>,
}

/// What is said of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// In order.
    Fine(String),
    /// Works without, but worth knowing.
    Note(String),
    /// Something does not work until somebody does something.
    Missing {
        /// What.
        what: String,
        /// What to do.
        remedy: String,
    },
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fine(what) => write!(f, "正常　{what}"),
            Self::Note(what) => write!(f, "提示　{what}"),
            Self::Missing { what, remedy } => write!(f, "缺　　{what}。{remedy}"),
        }
    }
}

/// What is to be said, in the order in which a build needs the things.
#[must_use]
pub fn judge(found: &Findings) -> Vec<Verdict> {
    let mut said = vec![
        content(found),
        output(found),
        typst(found),
        fonts(found),
        cache(found),
        clock(found),
        office(found),
    ];
    if !found.open_documents.is_empty() {
        let names = found.open_documents.iter();
        let names: Vec<String> = names.map(|path| path.display().to_string()).collect();
        said.push(Verdict::Note(format!(
            "有文件正在 Word、WPS 里打开，没有保存的改动生成时看不到：{}",
            names.join("、")
        )));
    }
    said
}

fn missing(what: String, remedy: &str) -> Verdict {
    Verdict::Missing {
        what,
        remedy: remedy.to_owned(),
    }
}

fn content(found: &Findings) -> Verdict {
    let CheckedFolder { path, fault } = &found.content;
    match fault {
        Some(reason) => missing(
            format!("读不了内容文件夹 {path}：{reason}"),
            "在资料库的文件夹里运行，或用 --content 指明；还没有内容，先运行 jianbao init 资料库",
        ),
        None if !found.has_site_file => missing(
            format!("{path} 里没有 site.yaml，不像内容文件夹"),
            "换到资料库的文件夹里运行，或用 --content 指明",
        ),
        None => Verdict::Fine(format!("内容文件夹：{path}")),
    }
}

fn output(found: &Findings) -> Verdict {
    let CheckedFolder { path, fault } = &found.output;
    match fault {
        Some(reason) => missing(
            format!("写不进资料库的文件夹 {path}：{reason}"),
            "换一个有权写的文件夹（--output），磁盘满了就腾出空间",
        ),
        None if found.output_is_in_use => Verdict::Note(format!(
            "资料库的文件夹 {path} 正由另一次生成占用，现在生成要等它做完"
        )),
        None => Verdict::Fine(format!("资料库的文件夹可以写：{path}")),
    }
}

fn typst(found: &Findings) -> Verdict {
    match &found.typst {
        Ok(place) => Verdict::Fine(format!("排版程序 typst：{place}")),
        Err(reason) => missing(
            reason.to_string(),
            "能上网就运行 jianbao setup；不能上网，把 typst 程序文件放在 jianbao 旁边。没有它，网页照常生成（jianbao build --no-pdf），只是没有 PDF",
        ),
    }
}

fn fonts(found: &Findings) -> Verdict {
    match &found.substitutes {
        Err(reason) => missing(
            reason.to_string(),
            "改正 templates/fonts/fonts.yaml，或移走它，就用内置的字体",
        ),
        Ok(roles) if roles.is_empty() => Verdict::Fine("字体：都是字体表里排第一的".to_owned()),
        Ok(roles) => {
            let each = roles.iter();
            let each: Vec<String> = each
                .map(|(role, wanted)| format!("{role}要 {wanted}"))
                .collect();
            Verdict::Note(format!(
                "有 {} 种用途用的是替代字体（{}）。单位有这些字体，就把字体文件放进 templates/fonts/local/",
                roles.len(),
                each.join("，")
            ))
        }
    }
}

fn cache(found: &Findings) -> Verdict {
    match &found.cache {
        None => Verdict::Note(
            "系统没有说明用户的缓存文件夹，每次都要重新铺开字体，jianbao setup 也不能安装 typst；设置环境变量 HOME 就有了".to_owned(),
        ),
        Some(CheckedFolder { path, fault: Some(reason) }) => Verdict::Note(format!(
            "写不进缓存文件夹 {path}：{reason}。生成照常，只是慢一点；jianbao setup 不能安装 typst"
        )),
        Some(CheckedFolder { path, fault: None }) => {
            Verdict::Fine(format!("缓存文件夹可以写：{path}"))
        }
    }
}

fn clock(found: &Findings) -> Verdict {
    let year = found.year;
    if YEARS.contains(&year) {
        return Verdict::Fine(format!("时钟：{year} 年"));
    }
    missing(
        format!("这台电脑的时钟是 {year} 年"),
        "在系统设置里改正日期和时间：新建一期、印发时写的日期都从它来",
    )
}

fn office(found: &Findings) -> Verdict {
    match found.office {
        true => Verdict::Fine("LibreOffice：有，可以导入旧的 .doc、.wps 文件".to_owned()),
        false => Verdict::Note(
            "没有 LibreOffice：只有导入旧的 .doc、.wps 文件才要它，也可以先在 Word、WPS 里另存为 .docx".to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn healthy() -> Findings {
        let folder = |path: &str| CheckedFolder::new(Path::new(path), None);
        Findings {
            typst: Ok("typst".to_owned()),
            substitutes: Ok(Vec::new()),
            content: folder("content"),
            has_site_file: true,
            output: folder("output"),
            output_is_in_use: false,
            cache: Some(folder("cache")),
            office: true,
            year: 2026,
            open_documents: Vec::new(),
        }
    }

    fn count(found: &Findings, is: fn(&Verdict) -> bool) -> usize {
        judge(found).iter().filter(|verdict| is(verdict)).count()
    }

    fn is_missing(verdict: &Verdict) -> bool {
        matches!(verdict, Verdict::Missing { .. })
    }

    fn is_note(verdict: &Verdict) -> bool {
        matches!(verdict, Verdict::Note(_))
    }

    #[test]
    fn a_machine_in_order_has_nothing_to_do() {
        assert_eq!(
            count(&healthy(), |verdict| !matches!(verdict, Verdict::Fine(_))),
            0
        );
    }

    #[test]
    fn what_stops_a_build_is_missing_with_what_to_do() {
        let refused = || Some("没有权限".to_owned());
        let changes: [fn(&mut Findings, Option<String>); 6] = [
            |found, _| found.typst = Err(FindError::NotFound { others: Vec::new() }),
            |found, _| {
                found.substitutes = Err(ProjectError::Fonts {
                    folder: PathBuf::from("templates"),
                    reason: "没有权限".to_owned(),
                })
            },
            |found, fault| found.content.fault = fault,
            |found, _| found.has_site_file = false,
            |found, fault| found.output.fault = fault,
            |found, _| found.year = 1970,
        ];
        for change in changes {
            let mut found = healthy();
            change(&mut found, refused());
            assert_eq!(count(&found, is_missing), 1, "{found:?}");
        }
    }

    #[test]
    fn what_a_build_does_without_is_a_note() {
        let changes: [fn(&mut Findings); 5] = [
            |found| found.substitutes = Ok(vec![("小标宋".to_owned(), "方正小标宋".to_owned())]),
            |found| found.output_is_in_use = true,
            |found| found.cache = None,
            |found| found.office = false,
            |found| found.open_documents = vec![PathBuf::from("ducha/2026/3/~$稿.docx")],
        ];
        for change in changes {
            let mut found = healthy();
            change(&mut found);
            assert_eq!(
                (count(&found, is_note), count(&found, is_missing)),
                (1, 0),
                "{found:?}"
            );
        }
    }
}
