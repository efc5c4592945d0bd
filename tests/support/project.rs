//! A small project in a folder of its own, and the program run over it as a person would.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// What is so slow that nobody waits for it; far above what a loaded machine needs for anything in these tests.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Whether what lies at `path` in the folder of a site is no part of it: the lock, and the copy of the manifest. Anything else of ours is left behind.
pub fn is_beside_the_site(path: &str) -> bool {
    [".jianbao.lock", ".jianbao.manifest"].contains(&path) || path.starts_with(".jianbao.parts/")
}

/// Whether the file at `path` of a site is of its manifest, which says something of every other.
pub fn is_of_manifest(path: &str) -> bool {
    path == "manifest.json" || path.starts_with("manifest/")
}

/// A project with one series `a` and its first issue, unless a test changes it.
pub struct Project {
    folder: TempDir,
}

/// What came of a run.
#[derive(Debug)]
pub struct Run {
    /// The exit status; none where a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Everything that was said.
    pub fn said(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// Fails unless the program ended with this status.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        assert_eq!(self.code, Some(code), "{}", self.said());
        self
    }
}

impl Project {
    pub fn new() -> Self {
        let project = Self {
            folder: tempfile::Builder::new()
                .prefix("hostile-")
                .tempdir()
                .unwrap(),
        };
        project.put("content/site.yaml", "名称: 甲库\n");
        project.put("content/a/series.yaml", "名称: 甲系列\n版式: 公文\n");
        project.issue(1, "正文一段。\n");
        project
    }

    /// A copy of the sample archive. Its records of what was issued come along only where `issued` says so.
    pub fn sample(issued: bool) -> Self {
        let project = Self::new();
        project.remove("content");
        for entry in walkdir::WalkDir::new(super::root().join("content")) {
            let entry = entry.unwrap();
            let is_kept = issued || entry.file_name() != "印发.yaml";
            if entry.file_type().is_file() && is_kept {
                let path = entry.path().strip_prefix(super::root()).unwrap();
                project.put(path.to_str().unwrap(), std::fs::read(entry.path()).unwrap());
            }
        }
        project
    }

    /// Puts the issue `number` of the year 2026 of the series `a`.
    pub fn issue(&self, number: u32, text: &str) {
        let folder = format!("content/a/2026/{number}");
        self.put(
            &format!("{folder}/issue.yaml"),
            format!("标题: 第{number}期通报\n日期: 2026-07-08\n正文: [正文.md]\n"),
        );
        self.put(&format!("{folder}/正文.md"), text);
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn remove(&self, path: &str) {
        let path = self.path(path);
        if path.is_dir() {
            std::fs::remove_dir_all(path).unwrap();
        } else {
            std::fs::remove_file(path).unwrap();
        }
    }

    pub fn read(&self, path: &str) -> Vec<u8> {
        std::fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.read(path)).unwrap()
    }

    pub fn has(&self, path: &str) -> bool {
        self.path(path).symlink_metadata().is_ok()
    }

    /// The program in this project, with these arguments.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env_remove("JIANBAO_TYPST")
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::null());
        command
    }

    /// Runs the program in this project.
    pub fn run(&self, args: &[&str]) -> Run {
        run(self.command(args))
    }

    /// Builds the pages only.
    pub fn pages(&self) -> Run {
        self.run(&["build", "--no-pdf"])
    }

    /// Every file below `folder`, with its bytes.
    pub fn tree(&self, folder: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
        files(&self.path(folder))
            .into_iter()
            .map(|path| {
                let bytes = self.read(&format!("{folder}/{path}"));
                (path, bytes)
            })
            .collect()
    }

    /// The manifest of the site in `folder` with its parts, as programs wrote it that knew no parts: put at the place of the main file, it is read as such.
    pub fn manifest(&self, folder: &str) -> serde_json::Value {
        let read = |path: &str| -> serde_json::Value {
            serde_json::from_slice(&self.read(&format!("{folder}/{path}"))).unwrap()
        };
        let mut whole = read("manifest.json");
        let fields = whole.as_object_mut().unwrap();
        let parts = fields.remove("parts").unwrap();
        let (mut issues, mut files) = (serde_json::Map::new(), Vec::new());
        let (mut checksums, mut made_from) = (serde_json::Map::new(), serde_json::Map::new());
        let parts = parts.as_object().unwrap().values();
        let parts = parts.map(|name| read(&format!("manifest/{}.json", name.as_str().unwrap())));
        for part in parts.chain([read("manifest.json")]) {
            let of = |field: &str| part.get(field).and_then(|map| map.as_object()).cloned();
            issues.extend(of("issues").unwrap_or_default());
            made_from.extend(of("made_from").unwrap_or_default());
            for (path, checksum) in of("files").unwrap() {
                files.push(serde_json::Value::from(path.clone()));
                checksums.insert(path, checksum);
            }
        }
        fields.insert("format".to_owned(), 1.into());
        fields.insert("issues".to_owned(), issues.into());
        fields.insert("files".to_owned(), files.into());
        fields.insert("checksums".to_owned(), checksums.into());
        fields.insert("made_from".to_owned(), made_from.into());
        whole
    }

    /// Every file below `output/` but those beside the site, with its bytes.
    pub fn output(&self) -> std::collections::BTreeMap<String, Vec<u8>> {
        files(&self.path("output"))
            .into_iter()
            .filter(|path| !is_beside_the_site(path))
            .map(|path| {
                let bytes = std::fs::read(self.path("output").join(&path)).unwrap();
                (path, bytes)
            })
            .collect()
    }
}

/// The files below `folder` with forward slashes; links are not followed.
pub fn files(folder: &Path) -> Vec<String> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let below = entry.path().strip_prefix(folder).unwrap();
            below.to_string_lossy().replace('\\', "/")
        })
        .collect()
}

/// Runs `command` to its end; one that hangs is killed and fails the test.
pub fn run(mut command: Command) -> Run {
    let said = [tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap()];
    command
        .stdout(said[0].try_clone().unwrap())
        .stderr(said[1].try_clone().unwrap());
    let mut child = command.spawn().unwrap();
    let code = wait(&mut child, PATIENCE);
    let [stdout, stderr] = said.map(|mut file| {
        use std::io::{Read, Seek};
        let mut bytes = Vec::new();
        file.rewind().unwrap();
        file.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    });
    Run {
        code,
        stdout,
        stderr,
    }
}

/// The exit status of `child`, which must end within `limit`.
pub fn wait(child: &mut Child, limit: Duration) -> Option<i32> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if start.elapsed() > limit {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("the program hangs: nothing after {limit:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The English words in what the program says of its own: quoted source lines, names in “”, paths, addresses and options do not count.
pub fn english(said: &str) -> Vec<String> {
    /// Words that a Chinese clerk sees every day, or that name a file format, a key or this program.
    const KNOWN: &[&str] = &[
        "yaml", "md", "csv", "png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "tif", "xlsx",
        "typst", "pdf", "html", "utf", "gbk", "mb", "kb", "wps", "word", "http", "https", "mailto",
        "tel", "jianbao", "true", "false", "git", "issue", "explain", "again", "windows",
    ];
    let mut found = Vec::new();
    for line in said.lines() {
        let quoted = line
            .split_once('|')
            .is_some_and(|(number, _)| number.trim().bytes().all(|b| b.is_ascii_digit()));
        if quoted || line.trim_start().starts_with("-->") || line.trim_start().starts_with(":::") {
            continue;
        }
        let mut plain = String::new();
        let mut depth = 0;
        for c in line.chars() {
            match c {
                '“' => depth += 1,
                '”' => depth -= 1,
                _ if depth > 0 => {}
                _ => plain.push(c),
            }
        }
        // Paths, options, environment variables, code points and diagnostic codes are names, not words.
        for token in plain.split(|c: char| !c.is_ascii_graphic() || "()[]{}<>,;:'\"".contains(c)) {
            let is_name = token.contains(['/', '-', '_', '$', '+', '*', '.', '\\'])
                || token.starts_with("JB")
                || token.chars().any(|c| c.is_ascii_digit())
                || token
                    .chars()
                    .all(|c| !c.is_ascii_lowercase() && !c.is_ascii_uppercase());
            let word = token.to_ascii_lowercase();
            if !is_name && word.len() > 1 && !KNOWN.contains(&word.as_str()) {
                found.push(word);
            }
        }
    }
    found
}
