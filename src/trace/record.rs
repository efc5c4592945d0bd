//! The trace of a build: what it read, with which options, what stands in the folder of the site since, and what it said.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::folder::{self, FolderScope, FolderStamps, Links};
use super::settled::{Look, settled};
use super::stamp::{DiskTime, FileStamp};
use super::told::Told;

/// The options of a build that its result depends on, by name.
pub type TraceOptions = BTreeMap<String, String>;

/// Where a build reads.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The content folder.
    pub content: &'a Path,
    /// Whether a file or folder of this name in it is read.
    pub is_content: fn(&str) -> bool,
    /// The templates folder, which need not be there.
    pub templates: &'a Path,
    /// The program.
    pub program: &'a Path,
    /// The version of the program.
    pub version: &'a str,
}

/// What a build is about to read, as it stands on the disk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InputStamps {
    program: String,
    content: FolderStamps,
    templates: FolderStamps,
    /// When these stamps were read.
    moment: DiskTime,
}

/// What a finished build leaves for the next one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Trace {
    options: TraceOptions,
    inputs: InputStamps,
    /// The folders of fonts outside the templates.
    fonts: BTreeMap<PathBuf, FolderStamps>,
    output: FolderStamps,
    /// None where it said something that is said once.
    told: Option<Told>,
}

/// What keeps the last build from standing for this one. `Display` says it in Chinese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Somebody asked for the whole way.
    Asked,
    /// There is no trace, or none that this program can read.
    NoTrace,
    /// Another program, or another version of it.
    Program,
    /// An option that has another value, or that only one of the two builds has.
    Option(String),
    /// The clock is before the last build.
    Clock,
    /// Folders of the content in which something changed.
    Content(Vec<String>),
    /// Folders of the templates in which something changed.
    Templates(Vec<String>),
    /// The fonts.
    Fonts,
    /// What stands in the folder of the site is not what the last build left.
    Output(Vec<String>),
    /// The last build said something that is said once.
    Told,
    /// Another build is writing the folder of the site.
    Held,
    /// Something that cannot be answered for without reading it, such as a link.
    Unclear,
}

const CONTENT_LEVELS: usize = 3;

fn everything(_: &str) -> bool {
    true
}

/// The files of a site, and ours beside it: what a killed build left is to be swept. The lock says nothing by being there.
fn is_of_site(name: &str) -> bool {
    let is_ours = name.starts_with(".jianbao") && !name.starts_with(".jianbao.lock");
    !name.starts_with('.') || is_ours
}

const TEMPLATES: FolderScope = FolderScope {
    counts: everything,
    links: Links::ToFiles,
    levels: 2,
};

const OUTPUT: FolderScope = FolderScope {
    counts: is_of_site,
    links: Links::OfContent,
    levels: 1,
};

impl InputStamps {
    /// The stamps of everything that a build reads, taken before it does; none where they cannot be answered for.
    #[must_use]
    pub fn read(inputs: &Inputs<'_>) -> Option<Self> {
        let content = FolderScope {
            counts: inputs.is_content,
            links: Links::OfContent,
            levels: CONTENT_LEVELS,
        };
        let (found, moment) =
            settled_folders(&[(inputs.content, content), (inputs.templates, TEMPLATES)])?;
        let [content, templates] = <[FolderStamps; 2]>::try_from(found).ok()?;
        Some(Self {
            program: program(inputs)?,
            content,
            templates,
            moment,
        })
    }

    /// A checksum over the stamps of everything in the folder at `path` below the content, at most three levels down; an empty path is all of it. None where
    /// there is no such folder.
    #[must_use]
    pub fn content(&self, path: &str) -> Option<&str> {
        self.content.below(path)
    }

    /// When they were read.
    #[must_use]
    pub fn moment(&self) -> DiskTime {
        self.moment
    }

    /// A checksum over the program as it lies on the disk.
    #[must_use]
    pub fn program(&self) -> &str {
        &self.program
    }

    /// A checksum over the program and the templates, as they lie on the disk.
    #[must_use]
    pub fn program_and_templates(&self) -> String {
        format!("{} {}", self.program, self.templates.digest())
    }
}

impl Trace {
    /// The trace of a build that has just ended, after it read what `inputs` are about and fonts from `fonts`; none where the folder of the site cannot be
    /// answered for.
    #[must_use]
    pub fn of(
        options: TraceOptions,
        inputs: InputStamps,
        fonts: &[PathBuf],
        output: &Path,
        told: Option<Told>,
    ) -> Option<Self> {
        Some(Self {
            options,
            inputs,
            fonts: font_folders(fonts)?,
            output: settled_folders(&[(output, OUTPUT)])?.0.pop()?,
            told,
        })
    }

    /// What the build said that left it; none where the next one does not say the same.
    #[must_use]
    pub fn told(&self) -> Option<&Told> {
        self.told.as_ref()
    }

    /// What has changed since; none where a build now would do and say nothing else.
    #[must_use]
    pub fn difference(
        &self,
        options: &TraceOptions,
        now: &InputStamps,
        output: &Path,
    ) -> Option<Difference> {
        let before = &self.inputs;
        if before.program != now.program {
            return Some(Difference::Program);
        }
        if self.options != *options {
            let differs = |name: &&String| self.options.get(*name) != options.get(*name);
            let mut names = options.keys().chain(self.options.keys());
            let name = names.find(differs).cloned().unwrap_or_default();
            return Some(Difference::Option(name));
        }
        if now.moment < before.moment {
            return Some(Difference::Clock);
        }
        let changed = before.content.differences(&now.content);
        if !changed.is_empty() {
            return Some(Difference::Content(changed));
        }
        let changed = before.templates.differences(&now.templates);
        if !changed.is_empty() {
            return Some(Difference::Templates(changed));
        }
        let fonts = self.fonts.iter().all(|(place, known)| {
            let found = folder::read(place, TEMPLATES);
            found.is_ok_and(|found| known.differences(&found.stamps).is_empty())
        });
        if !fonts {
            return Some(Difference::Fonts);
        }
        let Ok(found) = folder::read(output, OUTPUT) else {
            return Some(Difference::Unclear);
        };
        let changed = self.output.differences(&found.stamps);
        if !changed.is_empty() {
            return Some(Difference::Output(changed));
        }
        self.told.is_none().then_some(Difference::Told)
    }
}

/// The program as it lies on the disk: its version does not tell one that was built anew.
fn program(inputs: &Inputs<'_>) -> Option<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(inputs.version.as_bytes());
    hasher.update(inputs.program.as_os_str().as_encoded_bytes());
    FileStamp::of(&fs::metadata(inputs.program).ok()?).hash_into(&mut hasher);
    Some(hasher.finalize().to_hex()[..32].to_owned())
}

fn font_folders(fonts: &[PathBuf]) -> Option<BTreeMap<PathBuf, FolderStamps>> {
    let folders: BTreeSet<&Path> = fonts.iter().filter_map(|font| font.parent()).collect();
    let read = |place: &Path| {
        let found = settled_folders(&[(place, TEMPLATES)])?.0.pop()?;
        Some((place.to_owned(), found))
    };
    folders.into_iter().map(read).collect()
}

/// The stamps of some folders, and when they were read; none where they cannot be answered for.
fn settled_folders(folders: &[(&Path, FolderScope)]) -> Option<(Vec<FolderStamps>, DiskTime)> {
    settled(|| {
        let found: io::Result<Vec<_>> = folders
            .iter()
            .map(|(place, scope)| folder::read(place, *scope))
            .collect();
        let found = found.ok()?;
        Some(Look {
            newest: found.iter().map(|found| found.newest).max()?,
            is_coarse: found.iter().any(|found| found.is_coarse),
            found: found.into_iter().map(|found| found.stamps).collect(),
        })
    })
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, what: &str, names: &[String]| {
            const SHOWN: usize = 8;
            let shown: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
            let shown: Vec<&str> = shown.into_iter().filter(|name| !name.is_empty()).collect();
            let more = if names.len() > SHOWN { " 等" } else { "" };
            if shown.is_empty() {
                write!(f, "{what}")
            } else {
                write!(f, "{what}：{}{more}", shown.join("、"))
            }
        };
        match self {
            Self::Asked => f.write_str("用了 --full"),
            Self::NoTrace => f.write_str("没有上一次生成的记录"),
            Self::Program => f.write_str("程序与上一次的不同"),
            Self::Option(name) => write!(f, "选项 {name} 与上一次的不同"),
            Self::Clock => f.write_str("电脑的时钟比上一次生成时还早"),
            Self::Content(names) => list(f, "内容有变化", names),
            Self::Templates(names) => list(f, "模板或字体有变化", names),
            Self::Fonts => f.write_str("字体有变化"),
            Self::Output(names) => list(f, "生成的文件夹里有与上一次写入的不同的文件", names),
            Self::Told => f.write_str("上一次生成时说的话，这一次不再说"),
            Self::Held => f.write_str("另一个 jianbao 正在写这个文件夹"),
            Self::Unclear => f.write_str("有不读就不能确定的东西，如指向别处的链接"),
        }
    }
}
