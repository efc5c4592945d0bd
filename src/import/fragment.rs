//! A fragment (片段) of what was sent in.

use super::decoded::decoded;
use super::ends::{self, TextEnds};
use super::error::ImportError;
use super::kind::SourceKind;
use super::lines::ImportedFile;
use super::manuscript::{Manuscript, ManuscriptElement, SentParagraph};
use super::names::FileNames;
use super::report::{Certainty, ImportReport};
use super::reported::offered;
use super::revisions::Revisions;
use super::standard_element::StandardElement as Element;
use super::unit;
use super::written::{lost, say_unmarked_strikes, tidied, written};
use super::{names, reading};
use crate::metric::MetricRegistry;
use crate::model::{Dated, UnitRegistry};
use crate::source::yaml_text::scalar;
use crate::stage::parse::{SeriesSpec, keys};

/// How a file is to be taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportOptions<'a> {
    /// What becomes of revisions.
    pub revisions: Revisions,
    /// The register of units of the series, where one is known.
    pub registry: Option<&'a UnitRegistry>,
    /// The metrics (指标) that the series registers.
    pub metrics: Option<&'a MetricRegistry>,
    /// The series, where one is known: what an issue says only where it says something else.
    pub series: Option<&'a Dated<SeriesSpec>>,
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
    let (text, files) = match keeps_marks {
        true => {
            let (text, _) = decoded(bytes)?;
            let text = tidied(&text, &mut report);
            let has_front = text.trim_start().starts_with("---");
            (
                if has_front {
                    text
                } else {
                    format!("{front}{text}")
                },
                Vec::new(),
            )
        }
        false => {
            let (text, files) = written(&sent.elements, &sent, taken, &mut report, &prefix);
            (format!("{front}{text}"), files)
        }
    };
    report.left_out.extend(sent.left_out.iter().cloned());
    say_unmarked_strikes(&whole, &text, &mut report);
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
    let is_around = |paragraph: &SentParagraph| {
        matches!(
            paragraph.look.element,
            Some(Element::TableCaption | Element::TableLine | Element::TableNote)
        )
    };
    for (place, element) in elements.iter().enumerate() {
        match element {
            ManuscriptElement::Paragraph(paragraph)
                if !is_table(elements.get(place + 1)) && !is_around(paragraph) =>
            {
                sent.leave_out("表格以外的文字", &paragraph.text());
            }
            other => sent.elements.push(other.clone()),
        }
    }
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
    let figures = match (options.metrics, unit) {
        (Some(metrics), Some(unit)) => offered(sent, metrics, options.registry, unit),
        _ => Vec::new(),
    };
    if !figures.is_empty() {
        let names: Vec<&str> = figures
            .iter()
            .map(|figure| figure.metric.as_str())
            .collect();
        let values: Vec<String> = figures
            .iter()
            .map(|figure| format!("{}: {}", scalar(&figure.metric), number(&figure.value)))
            .collect();
        lines.push("# 表格里有登记的指标：核对以后删去下一行行首的“# ”，数就只写在这里".to_owned());
        lines.push(format!("# {}: {{{}}}", keys::METRICS.zh, values.join(", ")));
        report.look(
            Certainty::Likely,
            format!(
                "表格里的 {} 是登记的指标，片头里备好了“指标”一行，核对以后删去行首的“# ”",
                names.join("、")
            ),
        );
    }
    match lines.is_empty() {
        true => String::new(),
        false => format!("---\n{}\n---\n", lines.join("\n")),
    }
}

/// A value of a metric between the braces of a map.
fn number(typed: &str) -> String {
    match typed.bytes().all(|byte| byte.is_ascii_digit()) {
        true => typed.to_owned(),
        false => quoted(typed),
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
