//! `SHA256SUMS`: the checksum of every PDF, as `sha256sum -c SHA256SUMS` reads it.

use std::collections::BTreeMap;

use super::catalogued::Catalogue;
use crate::model::OutputFile;
use crate::site::RootFile;

pub(super) fn file(catalogue: &Catalogue<'_>) -> OutputFile {
    let sums: BTreeMap<String, &str> = catalogue
        .issues
        .iter()
        .filter_map(|issue| {
            let pdf = issue.entry.pdf.as_ref()?;
            Some((issue.entry.summary.id.pdf_path(), pdf.sha256.as_str()))
        })
        .collect();
    let mut text = String::new();
    for (path, sum) in sums {
        text.push_str(&format!("{sum}  {path}\n"));
    }
    OutputFile {
        path: RootFile::Checksums.name().to_owned(),
        bytes: text.into_bytes(),
    }
}
