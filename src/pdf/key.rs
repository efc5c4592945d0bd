//! Cache keys: two equal keys mean two equal PDFs, so that an unchanged issue need not be set again.

use std::io;

use super::VERSION;
use super::fonts::Fonts;
use super::job::{Job, Template};

/// Changes whenever the way typst is called changes.
const CALL: &str = "jianbao pdf 1";

/// Makes the keys of one build.
#[derive(Clone, Debug)]
pub struct Keys {
    common: blake3::Hasher,
}

impl Keys {
    /// What all issues of a build have in common: typst's version, how it is called, the standards, the templates and the fonts.
    #[must_use]
    pub fn new(templates: &[Template], fonts: &Fonts, standards: &str) -> Self {
        let mut common = blake3::Hasher::new();
        for text in [CALL, VERSION, standards] {
            add(&mut common, text.as_bytes());
        }
        common.update(fonts.hash().as_bytes());
        let mut templates: Vec<&Template> = templates.iter().collect();
        templates.sort();
        add(&mut common, &(templates.len() as u64).to_le_bytes());
        for (path, bytes) in templates {
            add(&mut common, path.as_bytes());
            add(&mut common, bytes);
        }
        Self { common }
    }

    /// What all keys have in common, as hexadecimal digits.
    #[must_use]
    pub fn common(&self) -> String {
        self.common.finalize().to_hex().to_string()
    }

    /// The key of an issue, 64 hexadecimal digits. Its name and the places of its pictures on disk do not count.
    ///
    /// # Errors
    /// A picture that cannot be read; [`super::compile()`] then says which and why.
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    pub fn of(&self, job: &Job) -> io::Result<String> {
        let mut hasher = self.common.clone();
        add(&mut hasher, &job.data);
        for file in &job.files {
            add(&mut hasher, file.path_in_root.as_bytes());
            if !std::fs::metadata(&file.source)?.is_file() {
                return Err(io::ErrorKind::InvalidInput.into());
            }
            let version = file.preparation.map_or("", |how| how.version);
            add(&mut hasher, version.as_bytes());
            add(&mut hasher, &std::fs::read(&file.source)?);
        }
        Ok(hasher.finalize().to_hex().to_string())
    }
}

/// Adds a field so that no two lists of fields look the same.
fn add(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::JobFile;

    /// Each field with its length, in this order; nothing is left out.
    #[test]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn what_all_keys_have_in_common_is_call_version_standards_fonts_and_layouts() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a.otf"), "font").expect("a file");
        let fonts = Fonts::read(&[folder.path().to_owned()]).expect("fonts");
        let templates = [("a.typ".to_owned(), b"a".to_vec())];
        let keys = Keys::new(&templates, &fonts, "a-2u");
        let mut expected = blake3::Hasher::new();
        for text in ["jianbao pdf 1", VERSION, "a-2u"] {
            expected.update(&(text.len() as u64).to_le_bytes());
            expected.update(text.as_bytes());
        }
        expected.update(fonts.hash().as_bytes());
        for bytes in [&1_u64.to_le_bytes()[..], b"a.typ", b"a"] {
            expected.update(&(bytes.len() as u64).to_le_bytes());
            expected.update(bytes);
        }
        assert_eq!(keys.common(), expected.finalize().to_hex().to_string());
        let other = Keys::new(&templates, &fonts, "a-3u");
        assert_ne!(other.common(), keys.common());
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn whatever_shows_in_the_pdf_changes_the_key_and_nothing_else_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for name in ["fonts/local", "same"] {
            std::fs::create_dir_all(at(name)).expect("a folder");
        }
        std::fs::write(at("1.png"), "one").expect("a file");
        std::fs::write(at("2.png"), "one").expect("a file");
        std::fs::write(at("fonts/local/a.TTF"), "font").expect("a file");
        std::fs::write(at("fonts/README.md"), "no font").expect("a file");
        std::fs::write(at("same/a.TTF"), "font").expect("a file");
        let fonts = Fonts::read(&[at("fonts"), at("none")]).expect("fonts");
        let templates = [
            ("a.typ".to_owned(), b"a".to_vec()),
            ("b.typ".to_owned(), b"b".to_vec()),
        ];
        let job = Job {
            name: "a/2025/1".into(),
            data: b"{}".to_vec(),
            files: vec![JobFile {
                preparation: None,
                path_in_root: "/f/1.png".into(),
                source: at("1.png"),
            }],
        };
        let keys = Keys::new(&templates, &fonts, crate::pdf::STANDARDS);
        let key = keys.of(&job).expect("a key");
        assert_eq!(key.len(), 64);

        let mut same = job.clone();
        same.name = "b".into();
        same.files[0].source = at("2.png");
        assert_eq!(keys.of(&same).expect("a key"), key);
        let swapped = [templates[1].clone(), templates[0].clone()];
        let elsewhere = Fonts::read(&[at("same")]).expect("fonts");
        assert_eq!(
            Keys::new(&swapped, &elsewhere, crate::pdf::STANDARDS)
                .of(&job)
                .expect("a key"),
            key
        );

        let mut other = job.clone();
        other.data.push(b' ');
        assert_ne!(keys.of(&other).expect("a key"), key);
        let mut moved = job.clone();
        moved.files[0].path_in_root = "/f/2.png".into();
        assert_ne!(keys.of(&moved).expect("a key"), key);
        let fewer = [templates[0].clone()];
        assert_ne!(
            Keys::new(&fewer, &fonts, crate::pdf::STANDARDS)
                .of(&job)
                .expect("a key"),
            key
        );
        std::fs::write(at("fonts/b.otf"), "font").expect("a file");
        let more = Fonts::read(&[at("fonts")]).expect("fonts");
        assert_ne!(
            Keys::new(&templates, &more, crate::pdf::STANDARDS)
                .of(&job)
                .expect("a key"),
            key
        );
        std::fs::write(at("1.png"), "two").expect("a file");
        assert_ne!(keys.of(&job).expect("a key"), key);
        std::fs::remove_file(at("1.png")).expect("no file");
        assert!(keys.of(&job).is_err());
    }
}
