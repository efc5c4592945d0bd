//! Sites built by the real program, and the pages that are found in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use jianbao::pdf::{Places, find};

use super::driver::workplace;
use super::server::Server;
use super::tools;

/// How a reader comes to the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// From a web server on loopback.
    Http,
    /// From a folder, as from a shared drive.
    File,
}

/// Both ways, for tests that hold for either.
pub const WAYS: [By; 2] = [By::Http, By::File];

/// The page for addresses that lead nowhere.
pub const NOT_FOUND: &str = "404.html";

/// A built site on disk, with a server before it.
pub struct Site {
    folder: PathBuf,
    server: Server,
    /// What the program said while it built.
    pub said: String,
}

/// The sample archive, without PDFs.
pub fn sample() -> &'static Site {
    static SITE: LazyLock<Site> =
        LazyLock::new(|| Site::build(&super::support::root().join("content"), &["--no-pdf"]));
    &SITE
}

/// The sample archive with its PDFs; none where typst is not installed, which is then said. A build would fetch it, which takes long.
#[track_caller]
pub fn sample_with_pdfs() -> Option<&'static Site> {
    static SITE: LazyLock<Option<Site>> = LazyLock::new(|| {
        let root = super::support::root();
        find(&Places::of_this_process(None, Some(root.to_owned()))).ok()?;
        Some(Site::build(&root.join("content"), &[]))
    });
    if SITE.is_none() {
        tools::not_run("pages with PDFs: no typst (cargo run -- setup)");
    }
    SITE.as_ref()
}

impl Site {
    /// Builds the content in `content` with `jianbao build` and these arguments. Where the program finds errors in the content, the test fails.
    #[track_caller]
    pub fn build(content: &Path, more: &[&str]) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("site-")
            .tempdir_in(workplace());
        let folder = folder.expect("a folder").keep();
        let said = Self::build_into(&folder, content, more);
        Self {
            said,
            ..Self::of(&folder)
        }
    }

    /// Builds into a folder and says what the program said. Where it finds errors in the content, the test fails.
    #[track_caller]
    pub fn build_into(folder: &Path, content: &Path, more: &[&str]) -> String {
        let run = Command::new(env!("CARGO_BIN_EXE_jianbao"))
            .arg("build")
            .arg("--content")
            .arg(content)
            .arg("--output")
            .arg(folder)
            .args(more)
            .current_dir(super::support::root())
            .output()
            .expect("the program runs");
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(run.status.success(), "{}: {said}", run.status);
        said
    }

    /// A folder that is there already.
    pub fn of(folder: &Path) -> Self {
        Self {
            server: Server::start(folder),
            folder: folder.to_owned(),
            said: String::new(),
        }
    }

    /// A folder that is there already, on a server that lets browsers keep every file for thirty days.
    pub fn aged(folder: &Path) -> Self {
        Self {
            server: Server::start_cached(folder, "max-age=2592000"),
            folder: folder.to_owned(),
            said: String::new(),
        }
    }

    /// A folder that is there already, behind a server that runs.
    pub fn behind(folder: &Path, server: Server) -> Self {
        Self {
            server,
            folder: folder.to_owned(),
            said: String::new(),
        }
    }

    /// The folder on disk.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The address of a file of the site, e.g. `ducha/2026/1/index.html#jb-1`; `""` is the site's own.
    pub fn address(&self, by: By, path: &str) -> String {
        match by {
            By::Http => self.server.address() + path,
            By::File => {
                let folder = self.folder.to_str().expect("UTF-8").trim_matches('/');
                format!("file:///{folder}/{path}")
            }
        }
    }

    /// The paths of all files with this ending, in order.
    pub fn files(&self, ending: &str) -> Vec<String> {
        super::support::files(&self.folder)
            .into_keys()
            .filter(|path| path.ends_with(ending))
            .collect()
    }

    /// The text of a file.
    #[track_caller]
    pub fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder.join(path))
            .unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// All pages by their kind, which is the class of `<body>`; a page without one is of the kind `""`. The page for addresses that lead nowhere is none
    /// that is opened by its own; `servers` opens it.
    pub fn kinds(&self) -> BTreeMap<String, Vec<String>> {
        let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for path in self
            .files(".html")
            .into_iter()
            .filter(|path| path != NOT_FOUND)
        {
            let text = self.text(&path);
            let body = text.split_once("<body").map_or("", |(_, rest)| rest);
            let tag = body.split_once('>').map_or("", |(tag, _)| tag);
            let class = tag
                .split_once("class=\"")
                .and_then(|(_, rest)| rest.split_once('"'))
                .map_or("", |(class, _)| class);
            kinds.entry(class.to_owned()).or_default().push(path);
        }
        kinds
    }

    /// The pages that only lead on, by the address to which they do, as it is written there.
    pub fn redirects(&self) -> BTreeMap<String, String> {
        let target = |path: &String| {
            let text = self.text(path);
            let (_, rest) = text.split_once("http-equiv=\"refresh\" content=\"")?;
            let (_, rest) = rest.split_once("url=")?;
            Some(rest.split_once('"')?.0.to_owned())
        };
        let pages = self.files(".html").into_iter();
        pages
            .filter_map(|path| target(&path).map(|target| (path, target)))
            .collect()
    }

    /// The pages with most in them, `each` of every kind; those that lead on at once are no place to look around.
    pub fn richest(&self, each: usize) -> Vec<String> {
        let redirects = self.redirects();
        let size = |path: &String| {
            std::fs::metadata(self.folder.join(path))
                .expect("a file")
                .len()
        };
        let mut chosen = Vec::new();
        for mut pages in self.kinds().into_values() {
            pages.retain(|path| !redirects.contains_key(path));
            pages.sort_by_key(|path| std::cmp::Reverse(size(path)));
            chosen.extend(pages.into_iter().take(each));
        }
        chosen
    }
}
