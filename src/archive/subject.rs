//! Pages by topic (主题) and by unit (单位): every issue that belongs to one, over all series.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Entry, OutputFile, Series, Site};
use crate::render::html::frame::{Frame, IssueItem, Link, topic_path, unit_path};
use crate::render::html::{TemplateError, Templates};

/// By what the issues are gathered.
struct Gathering {
    /// The folder of the pages, from the root of the site.
    folder: &'static str,
    /// The heading of the list.
    title: &'static str,
    /// The subjects that an issue belongs to: name and page.
    of: fn(&Entry) -> Vec<(String, String)>,
}

const GATHERINGS: [Gathering; 2] = [
    Gathering {
        folder: "topics",
        title: "主题",
        of: |issue| {
            let paths = issue.summary.topics.iter().map(|topic| topic_path(topic));
            issue.summary.topics.iter().cloned().zip(paths).collect()
        },
    },
    Gathering {
        folder: "units",
        title: "单位",
        of: |issue| {
            let units = issue.summary.units.iter();
            units
                .map(|(code, name)| (name.clone(), unit_path(code)))
                .collect()
        },
    },
];

/// The context of `subjects.html`.
#[derive(Serialize)]
struct SubjectsPage<'a> {
    frame: Frame<'a>,
    title: &'a str,
    subjects: Vec<SubjectLink>,
}

/// One subject in the list of all.
#[derive(Serialize)]
struct SubjectLink {
    link: Link,
    count: usize,
}

/// The context of `subject.html`.
#[derive(Serialize)]
struct SubjectPage<'a> {
    frame: Frame<'a>,
    kind: &'a str,
    name: &'a str,
    count: usize,
    years: Vec<Year>,
}

/// The issues of one year, newest first, each with the name of its series.
#[derive(Serialize)]
struct Year {
    year: u16,
    issues: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    series: String,
    issue: IssueItem,
}

/// A subject with its issues, newest first.
struct Subject<'a> {
    name: String,
    path: String,
    issues: Vec<&'a Entry>,
}

/// Draws the list of all subjects of each kind, and the page of each subject. Where no issue has any, there is no page.
pub(super) fn pages(
    templates: &Templates,
    site: &Site,
    series: &[&Series],
    issues: &[&Entry],
) -> Result<Vec<OutputFile>, TemplateError> {
    let mut files = Vec::new();
    for gathering in &GATHERINGS {
        let subjects = gather(gathering, issues);
        if subjects.is_empty() {
            continue;
        }
        files.push(list(templates, site, gathering, &subjects)?);
        for subject in &subjects {
            files.push(page(templates, site, gathering, series, subject)?);
        }
    }
    Ok(files)
}

/// The lists of subjects that the home page leads to.
pub(super) fn lists(frame: &Frame<'_>, issues: &[&Entry]) -> Vec<Link> {
    GATHERINGS
        .iter()
        .filter(|gathering| issues.iter().any(|issue| !(gathering.of)(issue).is_empty()))
        .map(|gathering| {
            let path = format!("{}/index.html", gathering.folder);
            frame.link(format!("按{}查阅", gathering.title), &path)
        })
        .collect()
}

/// The subjects, those with most issues first, and among equals by name.
fn gather<'a>(gathering: &Gathering, issues: &[&'a Entry]) -> Vec<Subject<'a>> {
    let mut found: BTreeMap<String, Subject<'a>> = BTreeMap::new();
    for issue in issues {
        for (name, path) in (gathering.of)(issue) {
            let subject = found.entry(path.clone()).or_insert(Subject {
                name,
                path,
                issues: Vec::new(),
            });
            subject.issues.push(issue);
        }
    }
    let mut subjects: Vec<Subject<'a>> = found.into_values().collect();
    for subject in &mut subjects {
        subject.issues.sort_by(|a, b| {
            b.summary
                .date
                .cmp(&a.summary.date)
                .then_with(|| a.summary.id.cmp(&b.summary.id))
        });
    }
    subjects.sort_by(|a, b| {
        let by_count = b.issues.len().cmp(&a.issues.len());
        by_count.then_with(|| a.name.cmp(&b.name))
    });
    subjects
}

fn list(
    templates: &Templates,
    site: &Site,
    gathering: &Gathering,
    subjects: &[Subject<'_>],
) -> Result<OutputFile, TemplateError> {
    let path = format!("{}/index.html", gathering.folder);
    let mut frame = Frame::new(site, &path, gathering.title);
    frame.here = Some(gathering.title.to_owned());
    let context = SubjectsPage {
        title: gathering.title,
        subjects: subjects
            .iter()
            .map(|subject| SubjectLink {
                link: frame.link(subject.name.as_str(), &subject.path),
                count: subject.issues.len(),
            })
            .collect(),
        frame,
    };
    let bytes = templates.render("subjects.html", &context, &[])?;
    Ok(OutputFile { path, bytes })
}

fn page(
    templates: &Templates,
    site: &Site,
    gathering: &Gathering,
    series: &[&Series],
    subject: &Subject<'_>,
) -> Result<OutputFile, TemplateError> {
    let path = subject.path.clone();
    let mut frame = Frame::new(site, &path, &subject.name);
    frame.crumbs = vec![frame.link(gathering.title, &format!("{}/index.html", gathering.folder))];
    frame.here = Some(subject.name.clone());
    let mut years: Vec<Year> = Vec::new();
    for issue in &subject.issues {
        let listed = Listed {
            series: series
                .iter()
                .find(|series| series.code == issue.summary.id.series)
                .map_or_else(String::new, |series| series.name.clone()),
            issue: IssueItem::new(&frame, issue),
        };
        match years.last_mut() {
            Some(year) if year.year == issue.summary.date.year => year.issues.push(listed),
            _ => years.push(Year {
                year: issue.summary.date.year,
                issues: vec![listed],
            }),
        }
    }
    let context = SubjectPage {
        kind: gathering.title,
        name: &subject.name,
        count: subject.issues.len(),
        years,
        frame,
    };
    let bytes = templates.render("subject.html", &context, &[])?;
    Ok(OutputFile { path, bytes })
}
