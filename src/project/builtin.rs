//! The program's own layouts and fonts, so that a single executable can serve a project that has none.

macro_rules! embedded {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../templates/", $folder, "/", $name)))),*]
    };
}

/// The files below `templates/typst/`.
pub const TYPST: &[(&str, &[u8])] = embedded!("typst":
    "bulletin.typ",
    "bundle.typ",
    "command.typ",
    "document.typ",
    "fonts.json",
    "issue.typ",
    "letter.typ",
    "minutes.typ",
    "parts/article.typ",
    "parts/attachments.typ",
    "parts/attendance.typ",
    "parts/blocks.typ",
    "parts/cells.typ",
    "parts/classification.typ",
    "parts/closing.typ",
    "parts/contents.typ",
    "parts/entry.typ",
    "parts/figure.typ",
    "parts/fit.typ",
    "parts/grid.typ",
    "parts/imprint.typ",
    "parts/inline.typ",
    "parts/landscape.typ",
    "parts/letterhead.typ",
    "parts/mark.typ",
    "parts/masthead.typ",
    "parts/notes.typ",
    "parts/numbers.typ",
    "parts/opening.typ",
    "parts/outline.typ",
    "parts/proof.typ",
    "parts/refuse.typ",
    "parts/review.typ",
    "parts/seal.typ",
    "parts/table.typ",
    "parts/title.typ",
    "single.typ",
    "theme.typ",
);

/// The fonts below `templates/fonts/`, all under the SIL Open Font License 1.1.
pub const FONTS: &[(&str, &[u8])] = embedded!("fonts":
    "BulletinKai-Regular.ttf",
    "BulletinSymbols-Regular.otf",
    "LXGWZhuqueFangsong-Regular.ttf",
    "LiberationMono-Regular.ttf",
    "LiberationSerif-Regular.ttf",
    "NotoSansSC-Medium.otf",
    "NotoSerifSC-Bold.otf",
    "NotoSerifSC-Regular.otf",
);

/// Stands for names and bytes of [`FONTS`]; written down, so that not every run reads all of them for it.
pub const FONTS_HASH: &str = "d5f204ff78ff8e33";

/// The table of fonts of a project that has none.
pub const FONT_TABLE: &str = include_str!("../../templates/fonts/fonts.yaml");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_the_fonts_is_theirs() {
        let mut hasher = blake3::Hasher::new();
        for (name, bytes) in FONTS {
            hasher.update(name.as_bytes());
            hasher.update(bytes);
        }
        assert_eq!(FONTS_HASH, &hasher.finalize().to_hex()[..16]);
    }

    /// A file that is added to the folder and forgotten here would be missing from every project without templates.
    #[test]
    fn every_file_of_the_folders_is_embedded() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        for (folder, embedded, endings) in [
            ("typst", TYPST, &["typ", "json"][..]),
            ("fonts", FONTS, &["ttf", "otf"][..]),
        ] {
            let root = root.join(folder);
            let mut names: Vec<String> = walkdir::WalkDir::new(&root)
                .into_iter()
                .filter_entry(|entry| entry.file_name() != "local")
                .map(|entry| entry.expect("a readable folder").into_path())
                .filter(|path| {
                    let ending = path.extension().and_then(|ending| ending.to_str());
                    ending.is_some_and(|ending| endings.contains(&ending))
                })
                .map(|path| {
                    let below = path.strip_prefix(&root).expect("below the root");
                    below.to_string_lossy().replace('\\', "/")
                })
                .collect();
            names.sort();
            let known: Vec<&str> = embedded.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, known, "templates/{folder}");
        }
    }
}
