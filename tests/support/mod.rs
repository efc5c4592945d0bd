//! What the integration tests share: a project is built, and what a reader of the page and of the PDF sees is taken out of the files again.
//!
//! Nothing here uses the program's own readers or writers of text: the page is read by [`html`], the PDF by [`pdf`].

#![allow(dead_code, reason = "each test uses a part of it")]

pub mod html;
pub mod office;
pub mod pdf;
pub mod project;
pub mod shape;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jianbao::diag::human;
use jianbao::model::Audience;
use jianbao::pdf::{Fonts, Options, Places, Typst, TypstUnavailable, find};
use jianbao::pipeline::{
    BuildEvent, Outcome, Printing, Reporter, Request, Selection, Visibility, build, print,
};
use jianbao::project::{FontTable, TemplateFiles};
use jianbao::render::html::Templates;
use jianbao::source::Sources;
use jianbao::stage::discover::discover;

/// The folder of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The project's templates and fonts, which are the same for every build.
pub struct Set {
    pub files: TemplateFiles,
    pub fonts: Fonts,
    pub typst: Typst,
}

pub static SET: LazyLock<Set> = LazyLock::new(|| {
    let folder = root().join("templates");
    let places = Places::of_this_process(None, Some(root().to_owned()));
    Set {
        files: TemplateFiles::read(&folder).expect("the templates"),
        fonts: {
            let fonts = Fonts::read(&[folder.join("fonts")]).expect("the fonts");
            let table = FontTable::read(&folder, fonts.files()).expect("the table of fonts");
            fonts.serving(table.files())
        },
        typst: find(&places).unwrap_or_else(|error| {
            panic!("{error}\n没有 typst，PDF 没有检验。先运行 cargo run -- setup")
        }),
    }
});

/// What came of a build.
pub struct Built {
    /// What the program says of it.
    pub outcome: Outcome,
    /// The findings as a writer reads them, without colours.
    pub diagnostics: String,
    /// Every file of the site by its path, but for the lock.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Built {
    /// A file of the site as text.
    pub fn text(&self, path: &str) -> &str {
        let bytes = self
            .files
            .get(path)
            .unwrap_or_else(|| panic!("there is no {path}:\n{}", self.diagnostics));
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    /// The folders of the issues that have a page: `ducha/2026/3`. A former address (原址) is none of them.
    pub fn issues(&self) -> Vec<String> {
        self.files
            .keys()
            .filter_map(|path| path.strip_suffix("/index.html"))
            .filter(|folder| folder.matches('/').count() == 2)
            .filter(|folder| !self.page(folder).contains("http-equiv=\"refresh\""))
            .map(str::to_owned)
            .collect()
    }

    /// The page of an issue.
    pub fn page(&self, issue: &str) -> &str {
        self.text(&format!("{issue}/index.html"))
    }

    /// The PDF of an issue.
    pub fn pdf(&self, issue: &str) -> &[u8] {
        let path = format!("{issue}/{}.pdf", issue.replace('/', "-"));
        self.files.get(&path).unwrap_or_else(|| {
            panic!(
                "there is no {path}; {:?}\n{}",
                self.outcome.environment, self.diagnostics
            )
        })
    }
}

struct Silent;

impl Reporter for Silent {
    fn report(&self, _: BuildEvent<'_>) {}
    fn typst(&self) -> Result<Typst, TypstUnavailable> {
        Ok(SET.typst.clone())
    }
}

/// Builds the site of a content folder, pages and PDFs, with the project's own templates and fonts.
pub fn build_site(content: &Path) -> Built {
    build_site_with(content, &Options::default())
}

/// As [`build_site`], with typst run as `options` say.
pub fn build_site_with(content: &Path, options: &Options) -> Built {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("output");
    let sources: Sources = discover(content).expect("a content folder");
    let outcome = build(
        &Request {
            remove: false,
            replace: false,
            sources: &sources,
            templates: &Templates::new(&SET.files.html).expect("valid templates"),
            layouts: &SET.files.typst,
            fonts: &SET.fonts,
            output: &output,
            selection: &Selection::default(),
            visibility: Visibility::of_site(Audience::Internal),
            pdf: true,
            word: false,
            deny_warnings: false,
            options,
            reuse: None,
        },
        &Silent,
    )
    .expect("a build that ends");
    let diagnostics = human::render(&outcome.diagnostics, &sources, false);
    let mut files = files(&output);
    files.retain(|path, _| !project::is_beside_the_site(path));
    Built {
        outcome,
        diagnostics,
        files,
    }
}

/// The PDF of one issue as `jianbao print` sets it, classified (密级) or not.
pub fn printed(content: &Path, issue: &str) -> Option<Vec<u8>> {
    let sources: Sources = discover(content).expect("a content folder");
    let request = Printing {
        sources: &sources,
        layouts: &SET.files.typst,
        fonts: &SET.fonts,
        issue,
        ending: "pdf",
        review: None,
        overprint: false,
        options: &Options::default(),
    };
    let printed = print(&request, &Silent).expect("a typst that runs")?;
    Some(printed.bytes)
}

/// The issues of a content folder that are marked 密级, which no site shows.
pub fn classified(content: &Path) -> Vec<String> {
    files(content)
        .into_iter()
        .filter(|(_, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            text.lines()
                .filter_map(|line| line.strip_prefix("密级: "))
                .any(|mark| !mark.starts_with("内部"))
        })
        .filter_map(|(path, _)| path.strip_suffix("/issue.yaml").map(str::to_owned))
        .collect()
}

/// Every file below a folder by its path with forward slashes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let below = entry.path().strip_prefix(folder).expect("below it");
            let name = below.to_string_lossy().replace('\\', "/");
            (name, std::fs::read(entry.path()).expect("a readable file"))
        })
        .collect()
}

/// Copies a folder, its last file first, so that a file system that lists files as they came lists them otherwise.
pub fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from).into_iter().rev() {
        let path: PathBuf = to.join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
}

/// A text without any white space, as which two media can be compared.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
