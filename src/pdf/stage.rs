//! The folder in which typst works: copies of everything it may read, and nothing else.
//!
//! ```text
//! root/templates/…     the templates
//! root/i/0.json …      the data of the issues
//! root/<path_in_root>  their pictures
//! root/batch.json      which issues a bundle holds: {"issues":[{"data":"/i/0.json","output":"0.pdf"}, …]}
//! root/probe-*.typ     how a fault is traced to its picture or character
//! out/                 what typst writes
//! none/                the empty folder where typst looks for packages
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use super::failure::{BadPicture, Failure, PictureFault};
use super::job::{Job, Preparation, Template, below_root, stays_below};
use super::scratch::Scratch;
use crate::zh::system_error::in_words;
use serde_json::json;

/// One such folder; it is removed when the value is dropped.
#[derive(Debug)]
pub(super) struct Stage {
    folder: Scratch,
}

impl Stage {
    /// A folder with the templates in it.
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    pub(super) fn new(templates: &[Template]) -> Result<Self, Failure> {
        let folder = Scratch::new()
            .map_err(|error| Failure::environment("建立临时文件夹", in_words(&error)))?;
        let stage = Self { folder };
        for folder in [
            stage.root(),
            stage.out(),
            stage.none(),
            stage.root().join("i"),
        ] {
            fs::create_dir_all(folder)
                .map_err(|error| Failure::environment("建立临时文件夹", in_words(&error)))?;
        }
        for (path, bytes) in templates {
            if !stays_below(path) {
                return Err(Failure::environment(
                    "放置模板",
                    format!("路径“{path}”不合要求"),
                ));
            }
            stage.write(&format!("templates/{path}"), bytes)?;
        }
        Ok(stage)
    }

    /// Where `/` is for typst.
    pub(super) fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    /// Where typst writes.
    pub(super) fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// An empty folder.
    pub(super) fn none(&self) -> PathBuf {
        self.folder.path().join("none")
    }

    /// The data of an issue, as typst sees it.
    pub(super) fn data(place: usize) -> String {
        format!("/i/{place}.json")
    }

    /// Writes a file of ours below the root.
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let file = self.root().join(path);
        parents(&file)
            .and_then(|()| fs::write(&file, bytes))
            .map_err(|error| Failure::environment("写临时文件", in_words(&error)))
    }

    /// Puts an issue in the folder. All its faulty pictures are reported at once.
    pub(super) fn add(&self, place: usize, job: &Job) -> Result<(), Failure> {
        let mut pictures = Vec::new();
        for file in &job.files {
            let Some(path) = below_root(&file.path_in_root) else {
                let reason = format!("路径“{}”不合要求", file.path_in_root);
                return Err(Failure::environment("放置图片", reason));
            };
            let target = self.root().join(path);
            let copied = match file.preparation {
                None => copy(&file.source, &target),
                Some(how) => prepare(&file.source, how, &target),
            };
            match copied {
                Ok(()) => {}
                Err(Copy::Source(reason)) => pictures.push(BadPicture {
                    path: file.source.clone(),
                    fault: PictureFault::Unreadable(reason),
                }),
                Err(Copy::Stage(error)) => {
                    return Err(Failure::environment("写临时文件", in_words(&error)));
                }
            }
        }
        if !pictures.is_empty() {
            return Err(Failure::Pictures { pictures });
        }
        self.write(&format!("i/{place}.json"), &job.data)
    }

    /// Writes down which issues a bundle holds.
    pub(super) fn list(&self, places: &[usize]) -> Result<(), Failure> {
        let issues: Vec<_> = places
            .iter()
            .map(|place| json!({"data": Self::data(*place), "output": Self::output(*place)}))
            .collect();
        self.write(
            "batch.json",
            json!({ "issues": issues }).to_string().as_bytes(),
        )
    }

    /// The file name of an issue's PDF.
    pub(super) fn output(place: usize) -> String {
        format!("{place}.pdf")
    }
}

/// Why a file was not copied.
enum Copy {
    /// The source is at fault.
    Source(String),
    /// The disk is.
    Stage(std::io::Error),
}

/// Copies what is behind a path, never the link itself, and nothing but a plain file: a device or a pipe has no end.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn copy(source: &Path, target: &Path) -> Result<(), Copy> {
    match fs::metadata(source) {
        Ok(metadata) if metadata.is_file() => {}
        Ok(_) => return Err(Copy::Source("不是文件".into())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Copy::Source("没有这个文件".into()));
        }
        Err(error) => return Err(Copy::Source(in_words(&error))),
    }
    parents(target).map_err(Copy::Stage)?;
    let mut from = fs::File::open(source).map_err(|error| Copy::Source(in_words(&error)))?;
    let mut to = fs::File::create(target).map_err(Copy::Stage)?;
    std::io::copy(&mut from, &mut to).map_err(Copy::Stage)?;
    Ok(())
}

/// Writes what is made of the file `source`.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn prepare(source: &Path, how: Preparation, target: &Path) -> Result<(), Copy> {
    match fs::metadata(source) {
        Ok(metadata) if metadata.is_file() => {}
        _ => return Err(Copy::Source("没有这个文件".into())),
    }
    let bytes = fs::read(source).map_err(|error| Copy::Source(in_words(&error)))?;
    let made = (how.run)(&bytes).ok_or_else(|| Copy::Source("打不开".into()))?;
    parents(target).map_err(Copy::Stage)?;
    fs::write(target, made).map_err(Copy::Stage)
}

#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn parents(file: &Path) -> std::io::Result<()> {
    file.parent().map_or(Ok(()), fs::create_dir_all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::JobFile;

    fn job(files: &[(&str, &Path)]) -> Job {
        Job {
            name: "a/2025/1".into(),
            data: b"{}".to_vec(),
            files: files
                .iter()
                .map(|(path, source)| JobFile {
                    preparation: None,
                    path_in_root: (*path).into(),
                    source: (*source).into(),
                })
                .collect(),
        }
    }

    #[cfg(unix)]
    #[test]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn links_are_never_staged_as_links() {
        let folder = tempfile::tempdir().expect("a folder");
        let real = folder.path().join("real.png");
        let link = folder.path().join("link.png");
        fs::write(&real, "picture").expect("a file");
        std::os::unix::fs::symlink(&real, &link).expect("a link");
        let stage = Stage::new(&[]).expect("a stage");
        assert_eq!(stage.add(0, &job(&[("/files/a/1.png", &link)])), Ok(()));
        let staged = stage.root().join("files/a/1.png");
        assert!(
            fs::symlink_metadata(&staged)
                .expect("a file")
                .file_type()
                .is_file()
        );
        assert_eq!(fs::read(staged).expect("a file"), b"picture");
    }

    #[test]
    fn every_missing_picture_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two) = (folder.path().join("1.png"), folder.path().to_owned());
        let stage = Stage::new(&[]).expect("a stage");
        let result = stage.add(0, &job(&[("/f/1.png", &one), ("/f/2.png", &two)]));
        let Err(Failure::Pictures { pictures }) = result else {
            unreachable!("{result:?}");
        };
        let paths: Vec<_> = pictures
            .iter()
            .map(|picture| picture.path.clone())
            .collect();
        assert_eq!(paths, [one, two]);
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn nothing_is_written_outside_the_root() {
        let folder = tempfile::tempdir().expect("a folder");
        let real = folder.path().join("real.png");
        fs::write(&real, "picture").expect("a file");
        let stage = Stage::new(&[]).expect("a stage");
        for path in ["/../x/y.png", "/templates/single.typ", "/i/1.json"] {
            let result = stage.add(0, &job(&[(path, &real)]));
            assert!(matches!(result, Err(Failure::Environment { .. })), "{path}");
        }
        assert!(Stage::new(&[("../single.typ".into(), Vec::new())]).is_err());
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn the_list_of_a_batch_is_what_the_templates_read() {
        let stage = Stage::new(&[("lib/a.typ".into(), b"x".to_vec())]).expect("a stage");
        stage.list(&[0, 2]).expect("a list");
        let list = fs::read_to_string(stage.root().join("batch.json")).expect("a file");
        assert_eq!(
            list,
            r#"{"issues":[{"data":"/i/0.json","output":"0.pdf"},{"data":"/i/2.json","output":"2.pdf"}]}"#
        );
        let folder = stage.root();
        assert_eq!(
            fs::read(folder.join("templates/lib/a.typ")).expect("a file"),
            b"x"
        );
        drop(stage);
        assert!(!folder.exists());
    }
}
