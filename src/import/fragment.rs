//! A fragment (片段) of what was sent in.

use super::check;
use super::ends::{self, TextEnds};
use super::error::ImportError;
use super::kind::SourceKind;
use super::lines::{FragmentWriter, ImportedFile};
use super::manuscript::{Manuscript, ManuscriptElement, NotCarried};
use super::names::FileNames;
use super::report::{Certainty, ImportReport};
use super::revisions::Revisions;
use super::unit;
use super::{names, reading};
use crate::model::UnitRegistry;
use crate::source::yaml_text::scalar;
use crate::stage::parse::keys;
use crate::tidy::{Known, Tidied, apply, tidy};

/// How a file is to be taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportOptions<'a> {
    /// What becomes of revisions.
    pub revisions: Revisions,
    /// The register of units of the series, where one is known.
    pub registry: Option<&'a UnitRegistry>,
    /// Whether fragments of this series are articles, which have titles of their own.
    pub articles: bool,
    /// Whether only its tables are wanted.
    pub only_tables: bool,
}

/// What was made of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The name of the fragment; none where only tables were made.
    pub name: Option<String>,
    /// Its text.
    pub text: String,
    /// Pictures and tables beside it.
    pub files: Vec<ImportedFile>,
    /// What the fragment's unit is, where that was found.
    pub unit: Option<String>,
    /// What is said of it.
    pub report: ImportReport,
}

/// Makes a fragment of the file `file`, whose names have to be other than those in `taken`.
///
/// # Errors
/// Why nothing can be made of it.
pub fn fragment(
    file: &str,
    bytes: &[u8],
    options: &ImportOptions<'_>,
    taken: &mut FileNames,
) -> Result<Imported, ImportError> {
    let (mut sent, kind) = reading::read(file, bytes, options.revisions)?;
    let mut report = ImportReport::default();
    report.understood.push(kind.words().to_owned());
    if options.only_tables {
        only_tables(&mut sent);
    }
    let whole = sent.clone();
    let keeps_marks = kind == SourceKind::Markdown;
    let ends = match options.only_tables || keeps_marks {
        true => TextEnds::default(),
        false => ends::take(&mut sent),
    };
    let found = options
        .registry
        .and_then(|registry| unit::find(registry, file, &ends, &sent));
    if let Some(found) = &found {
        report
            .understood
            .push(format!("单位：{}（看{}）", found.name, found.by));
        if found.by != "文件名" && found.by != "署名" {
            report.look(
                Certainty::Likely,
                format!("单位“{}”是从{}认出来的，请核对", found.name, found.by),
            );
        }
        if let Some(other) = &found.other {
            report.look(Certainty::Likely, format!("还写着“{other}”，单位请核对"));
        }
    } else if options.registry.is_some() && !options.only_tables {
        report.look(
            Certainty::Likely,
            "没有认出是哪个单位的，片头的“单位”请补上（不按单位编排的不用写）",
        );
    }
    let unit = found.map(|found| found.name);
    let base = file.rsplit_once('.').map_or(file, |(base, _)| base);
    let prefix = names::stem(unit.as_deref().unwrap_or(base));
    let name = (!options.only_tables).then(|| taken.take(&prefix, "md"));
    let front = front_matter(&ends, unit.as_deref(), options, &mut sent, &mut report);
    for remark in std::mem::take(&mut sent.remarks) {
        report.look(Certainty::Likely, remark);
    }
    let (body, files) = body(
        &sent,
        keeps_marks.then_some(bytes),
        taken,
        &mut report,
        &prefix,
    )?;
    report.left_out.extend(sent.left_out.iter().cloned());
    let known = Known::new(None, None, name.as_deref().unwrap_or_default(), Vec::new());
    // With a title in its head it is a contribution: nothing of it is the issue's.
    let has_front = keeps_marks && body.trim_start().starts_with("---");
    let typed = match has_front {
        true => body,
        false => format!("---\n{}: 来稿\n---\n{body}", keys::TITLE.zh),
    };
    let tidied = tidy(&typed, &known);
    say_tidied(&tidied, &typed, &mut report);
    let text = apply(&typed, &tidied.edits);
    let text = match has_front {
        true => text,
        false => {
            let text = text.splitn(4, '\n').nth(3).unwrap_or_default();
            format!("{front}{}\n", text.trim())
        }
    };
    report.lost = lost(&whole, &text, &files, &report);
    if !report.lost.is_empty() {
        report.certainty = Certainty::Unknown;
    }
    Ok(Imported {
        name,
        text,
        files,
        unit,
        report,
    })
}

/// Leaves what is no table out of `sent`, with titles above tables.
fn only_tables(sent: &mut Manuscript) {
    let elements = std::mem::take(&mut sent.elements);
    let is_table =
        |element: Option<&ManuscriptElement>| matches!(element, Some(ManuscriptElement::Table(_)));
    for (place, element) in elements.iter().enumerate() {
        match element {
            ManuscriptElement::Paragraph(paragraph) if !is_table(elements.get(place + 1)) => {
                sent.leave_out("表格以外的文字", &paragraph.text());
            }
            other => sent.elements.push(other.clone()),
        }
    }
}

fn body(
    sent: &Manuscript,
    own_marks: Option<&[u8]>,
    taken: &mut FileNames,
    report: &mut ImportReport,
    prefix: &str,
) -> Result<(String, Vec<ImportedFile>), ImportError> {
    if let Some(bytes) = own_marks {
        let (text, _) = super::decoded::decoded(bytes)?;
        return Ok((text, Vec::new()));
    }
    let mut writer = FragmentWriter::new(sent, taken, report, prefix);
    writer.write(&sent.elements);
    let (lines, files) = (
        std::mem::take(&mut writer.lines),
        std::mem::take(&mut writer.files),
    );
    Ok((format!("{}\n", lines.join("\n")), files))
}

/// The front matter, and what of the ends it does not say.
fn front_matter(
    ends: &TextEnds,
    unit: Option<&str>,
    options: &ImportOptions<'_>,
    sent: &mut Manuscript,
    report: &mut ImportReport,
) -> String {
    let mut lines = Vec::new();
    if let Some(unit) = unit {
        lines.push(format!("{}: {}", keys::UNIT.zh, scalar(unit)));
    }
    let title = ends.title.concat();
    if !title.is_empty() {
        if unit.is_some() && !options.articles {
            sent.leave_out("标题（各单位的标题由提纲印）", &ends.title.join("\n"));
            if let Some(subtitle) = &ends.subtitle {
                sent.leave_out("副题", &format!("——{subtitle}"));
            }
        } else {
            let written: Vec<String> = ends.title.iter().map(|line| quoted(line)).collect();
            let value = match written.as_slice() {
                [_] => scalar(&title),
                several => format!("[{}]", several.join(", ")),
            };
            lines.push(format!("{}: {value}", keys::TITLE.zh));
            if let Some(subtitle) = &ends.subtitle {
                lines.push(format!("{}: {}", keys::SUBTITLE.zh, scalar(subtitle)));
            }
            report.understood.push(format!("标题：{title}"));
        }
        if ends.title_is_guessed {
            report.look(Certainty::Likely, format!("第一行“{title}”当作标题"));
        }
    }
    match lines.is_empty() {
        true => String::new(),
        false => format!("---\n{}\n---\n", lines.join("\n")),
    }
}

/// A text between the brackets of a list.
fn quoted(text: &str) -> String {
    let plain = scalar(text);
    match plain == text && text.contains([',', '[', ']', '{', '}']) {
        true => format!("'{}'", text.replace('\'', "''")),
        false => plain,
    }
}

fn say_tidied(tidied: &Tidied, typed: &str, report: &mut ImportReport) {
    let summary = tidied.summary();
    if !summary.is_empty() {
        report.understood.push(summary);
    }
    for edit in tidied
        .edits
        .iter()
        .filter(|edit| edit.element.is_said_elsewhere())
    {
        let text = typed.get(edit.range.clone()).unwrap_or_default().trim();
        report.left_out.push(NotCarried {
            what: edit.element.words().1.to_owned(),
            text: text.to_owned(),
        });
    }
    for left in &tidied.left {
        let line = typed
            .lines()
            .nth(left.line.saturating_sub(1))
            .unwrap_or_default();
        let words: String = line.chars().take(24).collect();
        report.look(Certainty::Likely, format!("{words}……：{}", left.why));
    }
}

/// What of `sent` stands neither in what was made of it nor in the report.
fn lost(
    sent: &Manuscript,
    text: &str,
    files: &[ImportedFile],
    report: &ImportReport,
) -> Vec<String> {
    let said = report.lines().join("\n");
    let tables: Vec<String> = files
        .iter()
        .filter(|file| file.name.ends_with(".yaml"))
        .map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
        .collect();
    let mut made = vec![text];
    made.extend(tables.iter().map(String::as_str));
    made.push(&said);
    check::missing(sent, &made)
}
