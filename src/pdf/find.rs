//! Finds a typst of the right version.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::places::{Origin, Places};
use super::run;
use super::version::{self, VersionError};
use super::{VERSION, program_name};

/// A typst of version [`VERSION`], ready to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typst {
    pub(super) program: PathBuf,
    pub(super) origin: Origin,
}

impl Typst {
    /// The program file, absolute.
    #[must_use]
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Where it was found.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.origin
    }
}

/// Why no typst can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// The file that was named is not there, or does not run.
    #[error("{origin} {} 不能运行：{reason}", path.display())]
    Unusable {
        /// Who named it.
        origin: Origin,
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The file that was named is another version.
    #[error(
        "{origin} {} 的版本不对：需要 typst {VERSION}，它却是“{said}”。版本不同，排出的 PDF 就会不同",
        path.display()
    )]
    WrongVersion {
        /// Who named it.
        origin: Origin,
        /// The file.
        path: PathBuf,
        /// What it said to `--version`.
        said: String,
    },
    /// None of the places has it.
    #[error("没有找到 typst {VERSION}（排印 PDF 的程序）{}", passed_over(others))]
    NotFound {
        /// Files that were passed over because of their version, with what they said.
        others: Vec<(PathBuf, String)>,
    },
}

fn passed_over(others: &[(PathBuf, String)]) -> String {
    let each = others.iter().map(|(path, said)| {
        let path = path.display();
        format!("；{path} 是“{said}”，版本不对，没有使用")
    });
    each.collect()
}

/// Finds typst: the file named by `--typst`, else by `JIANBAO_TYPST`, else beside our own program, in the project's tool
/// folder, in the user's cache, in `PATH`.
///
/// A file that someone named must be right. Elsewhere a file of another version is passed over.
///
/// # Errors
/// See [`FindError`]; after [`FindError::NotFound`] it may be installed.
pub fn find(places: &Places) -> Result<Typst, FindError> {
    let named = [
        (Origin::Option, &places.option),
        (Origin::Variable, &places.variable),
    ];
    for (origin, path) in named {
        let Some(path) = path else { continue };
        let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        return match version(&path) {
            Ok(said) if is_right(&said) => Ok(Typst {
                program: path,
                origin,
            }),
            Ok(said) => Err(FindError::WrongVersion { origin, path, said }),
            Err(error) => Err(FindError::Unusable {
                origin,
                path,
                reason: error.to_string(),
            }),
        };
    }
    let mut others = Vec::new();
    for (origin, program) in candidates(places) {
        if !program.is_file() {
            continue;
        }
        match version(&program) {
            Ok(said) if is_right(&said) => return Ok(Typst { program, origin }),
            Ok(said) => others.push((program, said)),
            Err(error) => others.push((program, error.to_string())),
        }
    }
    Err(FindError::NotFound { others })
}

/// The files that nobody named, in order.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn candidates(places: &Places) -> Vec<(Origin, PathBuf)> {
    let name = program_name();
    let mut files = Vec::new();
    if let Some(folder) = &places.beside {
        files.push((Origin::Beside, folder.join(&name)));
    }
    if let Some(project) = &places.project {
        let mut tools: Vec<PathBuf> = std::fs::read_dir(project.join(".jianbao"))
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| entry.file_name().to_string_lossy().starts_with("typst"))
            .map(|entry| entry.path().join("bin").join(&name))
            .collect();
        tools.sort();
        files.extend(tools.into_iter().map(|file| (Origin::Project, file)));
    }
    if let Some(folder) = places.installation() {
        files.push((Origin::Cache, folder.join("bin").join(&name)));
    }
    if let Some(path) = &places.path {
        let folders = std::env::split_paths(path).filter(|folder| folder.is_absolute());
        files.extend(folders.map(|folder| (Origin::Path, folder.join(&name))));
    }
    files
        .into_iter()
        .map(|(origin, file)| (origin, std::path::absolute(&file).unwrap_or(file)))
        .collect()
}

/// What a program says to `--version`, in its first line.
pub(super) fn version(program: &Path) -> Result<String, VersionError> {
    let said = version::ask(run::bare(program), Duration::from_secs(30))?;
    Ok(said.lines().next().unwrap_or_default().trim().to_owned())
}

/// Whether the answer is `typst <VERSION>`, whatever commit it names behind.
pub(super) fn is_right(said: &str) -> bool {
    let mut words = said.split_whitespace();
    words.next() == Some("typst") && words.next() == Some(VERSION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_must_be_the_very_one() {
        assert!(is_right("typst 0.15.1 (unknown commit)"));
        assert!(is_right("typst 0.15.1"));
        for other in [
            "typst 0.15.10",
            "typst 0.15.0 (abc)",
            "0.15.1",
            "typst",
            "",
            "tinymist 0.15.1",
        ] {
            assert!(!is_right(other), "{other}");
        }
    }

    #[cfg(unix)]
    mod with_scripts {
        use super::*;
        use std::os::unix::fs::PermissionsExt;

        #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
        fn put(folder: &Path, version: &str) -> PathBuf {
            std::fs::create_dir_all(folder).expect("a folder");
            let file = folder.join("typst");
            std::fs::write(&file, format!("#!/bin/sh\necho 'typst {version} (x)'\n"))
                .expect("a script");
            std::fs::set_permissions(&file, PermissionsExt::from_mode(0o755)).expect("a mode");
            file
        }

        #[test]
        fn the_order_holds_and_other_versions_are_passed_over() {
            let folder = tempfile::tempdir().expect("a folder");
            let at = |name: &str| folder.path().join(name);
            let option = put(&at("option"), VERSION);
            let variable = put(&at("variable"), VERSION);
            put(&at("beside"), "0.13.1");
            let project = put(&at("project/.jianbao/typst-b/bin"), VERSION);
            put(&at("project/.jianbao/typst-a/bin"), "0.14.0");
            let cache = put(&at(&format!("cache/typst-{VERSION}/bin")), VERSION);
            let path = put(&at("path/second"), VERSION);
            put(&at("path/first"), "0.15.0");
            let mut places = Places {
                option: Some(option.clone()),
                variable: Some(variable.clone()),
                beside: Some(at("beside")),
                project: Some(at("project")),
                cache: Some(at("cache")),
                path: std::env::join_paths([at("path/first"), at("path/second")]).ok(),
            };
            let found = |places: &Places| find(places).map(|typst| (typst.origin, typst.program));
            assert_eq!(found(&places), Ok((Origin::Option, option)));
            places.option = None;
            assert_eq!(found(&places), Ok((Origin::Variable, variable)));
            places.variable = None;
            // A package brings its own, whatever the machine has besides.
            let package = put(&at("package 简报 (1)"), VERSION);
            places.beside = Some(at("package 简报 (1)"));
            assert_eq!(found(&places), Ok((Origin::Beside, package)));
            places.beside = Some(at("beside"));
            assert_eq!(found(&places), Ok((Origin::Project, project)));
            places.project = None;
            assert_eq!(found(&places), Ok((Origin::Cache, cache)));
            places.cache = None;
            assert_eq!(found(&places), Ok((Origin::Path, path)));
            places.path = Some(at("path/first").into());
            let error = find(&places).expect_err("nothing right is left");
            assert!(matches!(&error, FindError::NotFound { others } if others.len() == 2));
            assert!(error.to_string().contains("typst 0.13.1"), "{error}");
        }

        #[test]
        fn a_file_that_was_named_must_be_right() {
            let folder = tempfile::tempdir().expect("a folder");
            let named = |path: PathBuf| Places {
                option: Some(path),
                ..Places::default()
            };
            let wrong = find(&named(put(folder.path(), "0.14.2"))).expect_err("a wrong version");
            assert!(matches!(wrong, FindError::WrongVersion { .. }));
            assert!(wrong.to_string().contains("需要 typst 0.15.1"), "{wrong}");
            let missing = find(&named(folder.path().join("none"))).expect_err("no file");
            assert!(matches!(missing, FindError::Unusable { .. }));
        }
    }
}
