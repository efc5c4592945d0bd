//! A past issue (往期) whole: `issue.yaml`, its text and its attachments, out of the file that was sent out or filed then.

use super::error::ImportError;
use super::fragment::ImportOptions;
use super::guessed_issue;
use super::lines::{FragmentWriter, ImportedFile};
use super::manuscript::{Manuscript, ManuscriptElement, NotCarried, SentParagraph, TextPiece};
use super::names::FileNames;
use super::past_frame::{ListedAttachment, PastFrame};
use super::past_mended::mended;
use super::past_parts::{PastPart, PastParts, PastText};
use super::past_yaml::{AttachedFile, PastOutlineItem, front_matter, issue_yaml};
use super::reading;
use super::report::{Certainty, ImportReport};
use super::styled_issue;
use super::written::{lost, say_unmarked_strikes, tidied};
use crate::model::printed::EDITOR_NOTE;

/// A past issue as files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastIssue {
    /// `issue.yaml` last, as a folder without it is no issue yet.
    pub files: Vec<ImportedFile>,
    /// Where it belongs below its series, `2011/3`; none where year or number were not found.
    pub place: Option<String>,
    /// What is said of it.
    pub report: ImportReport,
}

/// Makes an issue of the file `file`.
///
/// # Errors
/// Why nothing can be made of it.
pub fn past_issue(
    file: &str,
    bytes: &[u8],
    options: &ImportOptions<'_>,
) -> Result<PastIssue, ImportError> {
    let (mut sent, kind) = reading::read(file, bytes, options.revisions)?;
    let mut whole = sent.clone();
    styled_issue::take_off_printed(&mut whole);
    let parts = styled_issue::take(&mut sent).unwrap_or_else(|| guessed_issue::take(&mut sent));
    let mut writer = PastIssueWriter {
        sent: &sent,
        names: FileNames::default(),
        report: ImportReport::default(),
        files: Vec::new(),
    };
    writer.report.understood.push(kind.words().to_owned());
    let outline = writer.body(&parts.body);
    let note = writer.editor_note(&parts.editor_note);
    let attached = writer.attachments(&parts.attachments);
    writer.say_frame(&parts.frame, &parts.attachments);
    judge(&parts, &mut writer.report);
    let date = parts.frame.date;
    let series = options
        .series
        .map(|series| date.map_or_else(|| series.last(), |date| series.at(date)));
    let yaml = issue_yaml(&parts.frame, note.as_deref(), &outline, &attached, series);
    let PastIssueWriter {
        mut report,
        mut files,
        ..
    } = writer;
    files.push(ImportedFile {
        name: "issue.yaml".to_owned(),
        bytes: yaml.into_bytes(),
    });
    let texts: Vec<String> = files
        .iter()
        .filter(|file| file.name.ends_with(".md") || file.name.ends_with(".yaml"))
        .map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
        .collect();
    let text = texts.join("\n");
    say_unmarked_strikes(&whole, &text, &mut report);
    report.lost = lost(&whole, &text, &[], &report);
    if !report.lost.is_empty() {
        report.certainty = Certainty::Unknown;
    }
    Ok(PastIssue {
        files,
        place: place(&parts.frame),
        report,
    })
}

/// Year and folder, as the numbers say.
fn place(frame: &PastFrame) -> Option<String> {
    let dated = frame.date.map(|date| u32::from(date.year));
    let year = frame.numbers.year.or(dated)?;
    let supplement = frame.numbers.supplement.map(|number| format!("s{number}"));
    let number = frame.numbers.number.or(frame.numbers.issue);
    let folder = supplement.or_else(|| number.map(|number| number.to_string()))?;
    Some(format!("{year}/{folder}"))
}

/// Says how sure the frame is.
fn judge(parts: &PastParts, report: &mut ImportReport) {
    let frame = &parts.frame;
    if frame.date.is_none() {
        report.look(
            Certainty::Unknown,
            "没有认出成文日期，在 issue.yaml 里补上“日期”",
        );
    }
    let has_articles = parts
        .body
        .iter()
        .any(|part| matches!(part, PastPart::Article(_)));
    if !frame.title.is_empty() {
        report
            .understood
            .push(format!("标题：{}", frame.title.concat()));
    } else if !has_articles {
        report.look(
            Certainty::Unknown,
            "没有认出标题，在 issue.yaml 里补上“标题”（命令一般没有）",
        );
    }
    if frame.numbers.is_empty() {
        report.look(Certainty::Likely, "没有认出文号、期号，请核对文件夹名");
    }
    for line in &frame.masthead {
        if line.contains("〕0")
            || line.contains("］0")
            || line.contains("]0")
            || line.contains(['［', '[', '【']) && line.ends_with('号')
        {
            report.look(
                Certainty::Likely,
                format!("“{line}”照规范印成六角括号、不补零"),
            );
        }
    }
    let is_column = |element: &ManuscriptElement| match element {
        ManuscriptElement::Paragraph(paragraph) => {
            let text = paragraph.text();
            let text = text.trim();
            text.starts_with('【') && text.ends_with('】')
        }
        ManuscriptElement::Table(_) => false,
    };
    let has_columns = parts.body.iter().any(|part| match part {
        PastPart::Text(elements) => elements.iter().any(is_column),
        PastPart::Column(_) | PastPart::Article(_) => false,
    });
    if has_columns {
        report.look(
            Certainty::Unknown,
            "像是有几个栏目、几篇文章的简报，没有分开；照指南第四节分成“文章”",
        );
    }
}

/// Writes the parts of an issue as files.
struct PastIssueWriter<'m> {
    sent: &'m Manuscript,
    names: FileNames,
    report: ImportReport,
    files: Vec<ImportedFile>,
}

impl PastIssueWriter<'_> {
    fn leave(&mut self, what: &str, text: &str) {
        self.report.left_out.push(NotCarried {
            what: what.to_owned(),
            text: text.to_owned(),
        });
    }

    fn put(&mut self, name: &str, text: String) {
        self.files.push(ImportedFile {
            name: name.to_owned(),
            bytes: text.into_bytes(),
        });
    }

    /// What `elements` say, with what stands beside the text put among the files. Where `apart` every table is a file of its own.
    fn text(&mut self, elements: &[ManuscriptElement], prefix: &str, apart: bool) -> String {
        let (sent, names, report) = (self.sent, &mut self.names, &mut self.report);
        let mut writer = FragmentWriter::new(sent, elements, names, report, prefix);
        writer.tables_apart = apart;
        writer.write(elements);
        let lines = std::mem::take(&mut writer.lines);
        let mut beside = std::mem::take(&mut writer.files);
        let text = tidied(&format!("{}\n", lines.join("\n")), &mut self.report);
        self.files.append(&mut beside);
        text
    }

    /// The fragments of the text, and how the outline (提纲) names them.
    fn body(&mut self, parts: &[PastPart]) -> Vec<PastOutlineItem> {
        let mut outline: Vec<PastOutlineItem> = Vec::new();
        let mut articles = 0;
        for part in parts {
            match part {
                PastPart::Text(elements) => {
                    let name = self.names.take("正文", "md");
                    let elements = mended(elements, &mut self.report);
                    let text = self.text(&elements, "", false);
                    self.put(&name, text);
                    outline.push(PastOutlineItem::Fragment(name));
                }
                PastPart::Column(name) => {
                    outline.push(PastOutlineItem::Column(name.clone(), Vec::new()));
                }
                PastPart::Article(article) => {
                    articles += 1;
                    let name = self.names.take(&format!("{articles:02}"), "md");
                    let prefix = format!("{articles:02}");
                    let text = self.text(&article.elements, &prefix, false);
                    self.put(&name, format!("{}{text}", front_matter(article)));
                    match outline.last_mut() {
                        Some(PastOutlineItem::Column(_, names)) => names.push(name),
                        _ => outline.push(PastOutlineItem::Article(name)),
                    }
                }
            }
        }
        if outline.is_empty() {
            let name = self.names.take("正文", "md");
            self.put(&name, String::new());
            outline.push(PastOutlineItem::Fragment(name));
        }
        outline
    }

    /// 按语, as `issue.yaml` says it: one plain paragraph in the file itself, more of them as a fragment.
    fn editor_note(&mut self, paragraphs: &[SentParagraph]) -> Option<String> {
        let mut paragraphs = paragraphs.to_vec();
        let first = paragraphs.first_mut()?;
        if let Some(TextPiece::Text(run)) = first.pieces.first_mut()
            && let Some(rest) = run.text.strip_prefix(EDITOR_NOTE.before)
        {
            run.text = rest.to_owned();
        }
        if let [only] = paragraphs.as_slice() {
            return Some(only.text().trim().to_owned());
        }
        let name = self.names.take("按语", "md");
        let elements: Vec<ManuscriptElement> = paragraphs
            .into_iter()
            .map(|mut paragraph| {
                paragraph.look.element = None;
                ManuscriptElement::Paragraph(paragraph)
            })
            .collect();
        let text = self.text(&elements, "按语", false);
        self.put(&name, text);
        Some(name)
    }

    /// The attachments, each a fragment of its own, or the table or picture that it consists of.
    fn attachments(&mut self, attachments: &[PastText]) -> Vec<AttachedFile> {
        let mut attached = Vec::new();
        for (at, attachment) in attachments.iter().enumerate() {
            let stem = format!("附件{}", at + 1);
            let title = attachment.title.concat();
            let is_table =
                |element: &ManuscriptElement| matches!(element, ManuscriptElement::Table(_));
            let tables = attachment
                .elements
                .iter()
                .filter(|element| is_table(element));
            let text = self.text(&attachment.elements, &stem, tables.count() == 1);
            let shown = text.trim().strip_prefix("![](");
            let shown = shown.and_then(|rest| rest.strip_suffix(')'));
            let is_beside = |name: &&str| self.files.iter().any(|file| file.name == **name);
            let file = match shown.filter(is_beside) {
                Some(name) => AttachedFile {
                    name: name.to_owned(),
                    title: Some(title.clone()).filter(|title| !title.is_empty()),
                },
                None => {
                    let name = self.names.take(&stem, "md");
                    self.put(&name, format!("{}{text}", front_matter(attachment)));
                    AttachedFile { name, title: None }
                }
            };
            if title.is_empty() {
                let name = &file.name;
                self.report.look(
                    Certainty::Unknown,
                    format!("{name} 的标题没有认出来，在它的片头补上“标题”"),
                );
            }
            attached.push(file);
        }
        attached
    }

    /// Names what of the frame is not carried over, as the program prints it, or `issue.yaml` has it in other words.
    fn say_frame(&mut self, frame: &PastFrame, attached: &[PastText]) {
        for label in &frame.attachment_labels {
            self.leave("附件的序号（由程序印）", label);
        }
        let same = |text: &str| -> String { text.split_whitespace().collect() };
        let mut lacking = false;
        for ListedAttachment { title, typed } in &frame.attachments {
            let mut titles = attached.iter().map(|own| own.title.concat());
            let is_there = attached.len() >= frame.attachments.len()
                || titles.any(|own| same(&own) == same(title));
            lacking |= !is_there;
            let what = match is_there {
                true => "附件说明（由程序印）",
                false => "附件说明（文件里没有附件的内容）",
            };
            self.leave(what, typed);
        }
        if lacking {
            self.report.look(
                Certainty::Unknown,
                "附件说明里列了附件，文件里却没有；把附件放进文件夹，写进 issue.yaml 的“附件”",
            );
        }
        for remark in &self.sent.remarks {
            self.report.look(Certainty::Likely, remark.clone());
        }
        self.report
            .left_out
            .extend(self.sent.left_out.iter().cloned());
        let mark: &[String] = match frame.mark.as_slice() {
            [_] => &frame.mark,
            _ => &[],
        };
        for (what, lines) in [
            ("报头（由系列印）", mark),
            (
                "报头、号数、编印单位（由系列印）",
                frame.masthead.as_slice(),
            ),
            ("要目（由程序印）", frame.contents_lines.as_slice()),
            ("签名章前的职务（由系列印）", frame.posts.as_slice()),
            ("换了写法写进 issue.yaml 的", frame.restated.as_slice()),
        ] {
            for line in lines {
                self.leave(what, line);
            }
        }
    }
}
