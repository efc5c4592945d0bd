//! A past issue (往期) whole: `issue.yaml`, its text and its attachments, out of the file that was sent out or filed then.

use super::error::ImportError;
use super::fragment::ImportOptions;
use super::lines::ImportedFile;
use super::manuscript::{Manuscript, ManuscriptElement, NotCarried};
use super::names::FileNames;
use super::past_frame::{self, PastFrame};
use super::reading;
use super::report::{Certainty, ImportReport};
use super::written::{lost, written};
use crate::source::Key;
use crate::source::yaml_text::scalar;
use crate::stage::parse::keys;

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
    let whole = sent.clone();
    let mut report = ImportReport::default();
    report.understood.push(kind.words().to_owned());
    let (frame, behind) = past_frame::take(&mut sent);
    let mut names = FileNames::default();
    let mut files = Vec::new();
    let body = names.take("正文", "md");
    let (text, mut beside) = written(&sent.elements, &sent, &mut names, &mut report, "");
    files.push(ImportedFile {
        name: body.clone(),
        bytes: text.into_bytes(),
    });
    files.append(&mut beside);
    let attached = attachments(&behind, &sent, &mut names, &mut report, &mut files);
    if attached.is_empty() && !frame.attachments.is_empty() {
        for title in &frame.attachments {
            leave(&mut report, "附件说明（文件里没有附件的内容）", title);
        }
        report.look(
            Certainty::Unknown,
            "附件说明里列了附件，文件里却没有；把附件放进文件夹，写进 issue.yaml 的“附件”",
        );
    } else {
        for title in &frame.attachments {
            leave(&mut report, "附件说明（由程序印）", title);
        }
    }
    for remark in std::mem::take(&mut sent.remarks) {
        report.look(Certainty::Likely, remark);
    }
    report.left_out.extend(sent.left_out.iter().cloned());
    for line in &frame.masthead {
        leave(&mut report, "报头、号数、编印单位（由系列印）", line);
    }
    judge(&frame, &sent, &mut report);
    files.push(ImportedFile {
        name: "issue.yaml".to_owned(),
        bytes: yaml(&frame, &body, &attached).into_bytes(),
    });
    let texts: Vec<String> = files
        .iter()
        .filter(|file| file.name.ends_with(".md") || file.name.ends_with(".yaml"))
        .map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
        .collect();
    for line in &frame.restated {
        leave(&mut report, "换了写法写进 issue.yaml 的", line);
    }
    report.lost = lost(&whole, &texts.join("\n"), &[], &report);
    if !report.lost.is_empty() {
        report.certainty = Certainty::Unknown;
    }
    Ok(PastIssue {
        files,
        place: place(&frame),
        report,
    })
}

fn leave(report: &mut ImportReport, what: &str, text: &str) {
    report.left_out.push(NotCarried {
        what: what.to_owned(),
        text: text.to_owned(),
    });
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
fn judge(frame: &PastFrame, sent: &Manuscript, report: &mut ImportReport) {
    if frame.date.is_none() {
        report.look(
            Certainty::Unknown,
            "没有认出成文日期，在 issue.yaml 里补上“日期”",
        );
    }
    if frame.title.is_empty() {
        report.look(
            Certainty::Unknown,
            "没有认出标题，在 issue.yaml 里补上“标题”",
        );
    } else {
        report
            .understood
            .push(format!("标题：{}", frame.title.concat()));
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
    let columns = sent.elements.iter().filter(|element| match element {
        ManuscriptElement::Paragraph(paragraph) => {
            let text = paragraph.text();
            let text = text.trim();
            text.starts_with('【') && text.ends_with('】')
        }
        ManuscriptElement::Table(_) => false,
    });
    if columns.count() > 0 {
        report.look(
            Certainty::Unknown,
            "像是有几个栏目、几篇文章的简报，没有分开；照指南第四节分成“文章”",
        );
    }
}

/// The attachments behind the text, each a fragment of its own: their names.
fn attachments(
    behind: &[ManuscriptElement],
    sent: &Manuscript,
    names: &mut FileNames,
    report: &mut ImportReport,
    files: &mut Vec<ImportedFile>,
) -> Vec<String> {
    let number = |element: &ManuscriptElement| match element {
        ManuscriptElement::Paragraph(paragraph) => {
            let text = paragraph.text();
            let rest = text.trim().strip_prefix("附件").map(str::trim);
            rest.is_some_and(|rest| rest.chars().count() <= 4)
        }
        ManuscriptElement::Table(_) => false,
    };
    let mut attached = Vec::new();
    for part in behind.chunk_by(|_, next| !number(next)) {
        let mut rest = part;
        if let [first, after @ ..] = part
            && number(first)
            && let ManuscriptElement::Paragraph(paragraph) = first
        {
            rest = after;
            leave(report, "附件的序号（由程序印）", paragraph.text().trim());
        }
        let mut title = Vec::new();
        while let [ManuscriptElement::Paragraph(paragraph), after @ ..] = rest {
            let text = paragraph.text().trim().to_owned();
            if text.contains(['。', '：'])
                || text.chars().count() > 40
                || after.is_empty()
                || title.len() >= 2
            {
                break;
            }
            title.push(text);
            rest = after;
        }
        let name = names.take(&format!("附件{}", attached.len() + 1), "md");
        let (text, mut beside) = written(
            rest,
            sent,
            names,
            report,
            &format!("附件{}", attached.len() + 1),
        );
        let front = match title.is_empty() {
            true => String::new(),
            false => format!(
                "---\n{}: {}\n---\n",
                keys::TITLE.zh,
                scalar(&title.concat())
            ),
        };
        if title.is_empty() {
            report.look(
                Certainty::Unknown,
                format!("{name} 的标题没有认出来，在它的片头补上“标题”"),
            );
        }
        files.push(ImportedFile {
            name: name.clone(),
            bytes: format!("{front}{text}").into_bytes(),
        });
        files.append(&mut beside);
        attached.push(name);
    }
    attached
}

fn yaml(frame: &PastFrame, body: &str, attached: &[String]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut put = |key: Key, value: Option<String>| {
        if let Some(value) = value {
            lines.push(format!("{}: {value}", key.zh));
        }
    };
    let text = |value: &Option<String>| value.as_deref().map(scalar);
    let count = |value: Option<u32>| value.map(|value| value.to_string());
    put(keys::TITLE, list(&frame.title));
    put(keys::SUBTITLE, text(&frame.subtitle));
    put(keys::NUMBER, count(frame.numbers.number));
    put(keys::ISSUE, count(frame.numbers.issue));
    put(keys::TOTAL, count(frame.numbers.total));
    put(keys::SUPPLEMENT, count(frame.numbers.supplement));
    put(keys::DATE, frame.date.map(|date| date.iso()));
    put(
        keys::DATE_PLACE,
        frame.date_under_title.then(|| "题下".to_owned()),
    );
    put(keys::MAIN, text(&frame.recipients));
    put(keys::BODY, Some(format!("[{body}]")));
    put(
        keys::ATTACHMENTS,
        (!attached.is_empty()).then(|| format!("[{}]", attached.join(", "))),
    );
    put(keys::SIGNATURES, list(&frame.signatures));
    put(keys::REMARK, text(&frame.remark));
    for (key, names) in &frame.sent_to {
        put(*key, Some(scalar(names)));
    }
    put(keys::OFFICE, text(&frame.office));
    put(keys::PRINT_DATE, frame.print_date.map(|date| date.iso()));
    put(keys::COPIES, count(frame.copies));
    put(keys::TOPICS, list(&frame.topics));
    format!("{}\n", lines.join("\n"))
}

/// One text, or several between brackets.
fn list(texts: &[String]) -> Option<String> {
    let quoted = |text: &String| {
        let plain = scalar(text);
        match plain == *text && text.contains([',', '[', ']', '{', '}']) {
            true => format!("'{}'", text.replace('\'', "''")),
            false => plain,
        }
    };
    match texts {
        [] => None,
        [one] => Some(scalar(one)),
        several => Some(format!(
            "[{}]",
            several.iter().map(quoted).collect::<Vec<_>>().join(", ")
        )),
    }
}
