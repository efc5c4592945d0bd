//! Pages that gather over all series what belongs together: by unit (单位), topic (主题), column (栏目) and number (文号, 期号).

use rayon::prelude::*;
use serde::Serialize;

use super::ArchiveContext;
use super::dated::{self, Division, ListGroup, Months};
use super::gather::{self, Taxonomy, Term};
use crate::model::OutputFile;
use crate::render::html::TemplateError;
use crate::render::html::frame::{Frame, SiteLink};
use crate::site::Route;

/// The context of `subjects.html`.
#[derive(Serialize)]
struct SubjectsPage<'a> {
    frame: Frame<'a>,
    title: &'a str,
    count: usize,
    /// What the reader is told where there are no subjects.
    empty: &'a str,
    groups: Vec<SubjectGroup>,
}

/// Subjects that stand together in the list of all.
#[derive(Serialize)]
struct SubjectGroup {
    name: Option<String>,
    subjects: Vec<SubjectLink>,
}

/// One subject in the list of all.
#[derive(Serialize)]
struct SubjectLink {
    link: SiteLink,
    count: usize,
    /// How many passages or articles it has in them; 0 where issues as a whole are listed.
    passages: usize,
    latest: Option<String>,
}

/// The context of `subject.html`.
#[derive(Serialize)]
struct SubjectPage<'a> {
    frame: Frame<'a>,
    /// What kind of list it is: `units`, `topics`, `columns`, `numbers`.
    folder: &'a str,
    kind: &'a str,
    name: &'a str,
    /// The year or month that the page is about, where it is not about all.
    part: Option<String>,
    count: usize,
    passages: usize,
    /// The word for its passages.
    passage_word: &'a str,
    sections: Vec<DossierSection>,
    groups: Vec<ListGroup>,
    earlier: Option<SiteLink>,
    later: Option<SiteLink>,
}

/// What else is known of a unit: its metrics (指标) and problems (问题), once issues carry them. Drawn above the list; nothing fills it yet.
#[derive(Serialize)]
struct DossierSection {
    id: &'static str,
    title: &'static str,
    links: Vec<SiteLink>,
}

/// Draws the list of all subjects of each kind, and the pages of each subject.
pub(super) fn pages(whole: &ArchiveContext<'_>) -> Result<Vec<OutputFile>, TemplateError> {
    let mut files = Vec::new();
    for gathering in gather::ALL {
        let subjects = (gathering.subjects)(whole);
        files.push(list(whole, gathering, &subjects)?);
        let pages: Result<Vec<Vec<OutputFile>>, TemplateError> = subjects
            .par_iter()
            .map(|subject| subject_pages(whole, gathering, subject))
            .collect();
        files.extend(pages?.into_iter().flatten());
    }
    Ok(files)
}

fn list(
    whole: &ArchiveContext<'_>,
    gathering: &Taxonomy,
    subjects: &[Term<'_>],
) -> Result<OutputFile, TemplateError> {
    let route = Route::List(gathering.list);
    let title = gathering.list.title();
    let mut frame = Frame::new(whole.site, &route, title);
    frame.here = Some(title.to_owned());
    let mut groups: Vec<SubjectGroup> = Vec::new();
    for subject in subjects {
        let dates = subject.items.iter().map(|item| item.entry.summary.date);
        let entry = SubjectLink {
            link: frame.link(subject.name.as_str(), &subject.base),
            count: subject.items.len(),
            passages: subject.passages(),
            latest: dates.max().map(|date| date.iso()),
        };
        match groups.last_mut() {
            Some(group) if group.name == subject.group => group.subjects.push(entry),
            _ => groups.push(SubjectGroup {
                name: subject.group.clone(),
                subjects: vec![entry],
            }),
        }
    }
    let context = SubjectsPage {
        title,
        count: subjects.len(),
        empty: gathering.empty,
        groups,
        frame,
    };
    let bytes = whole.templates.render("subjects.html", &context, &[])?;
    Ok(OutputFile {
        path: route.path(),
        bytes,
    })
}

fn subject_pages(
    whole: &ArchiveContext<'_>,
    gathering: &Taxonomy,
    subject: &Term<'_>,
) -> Result<Vec<OutputFile>, TemplateError> {
    let division = Division {
        base: &subject.base,
        items: &subject.items,
        always_years: false,
        months: if gathering.by_number {
            Months::Never
        } else {
            Months::Own
        },
    };
    let names = dated::names(whole.series);
    let mut files = Vec::new();
    for sheet in division.sheets() {
        let part = sheet.part.name();
        let title = format!("{}{}", subject.name, part.as_deref().unwrap_or_default());
        let mut frame = Frame::new(whole.site, &sheet.route, &title);
        let list = gathering.list;
        frame.crumbs = vec![frame.link(list.title(), &Route::List(list))];
        if part.is_some() {
            let front = frame.link(subject.name.as_str(), &subject.base);
            frame.crumbs.push(front);
        }
        frame.here = Some(part.clone().unwrap_or_else(|| subject.name.clone()));
        let to = |at: &Option<(dated::ListScope, Route)>| {
            let (part, route) = at.as_ref()?;
            Some(frame.link(part.name().unwrap_or_default(), route))
        };
        let (earlier, later) = (to(&sheet.earlier), to(&sheet.later));
        let context = SubjectPage {
            folder: list.folder(),
            kind: list.title(),
            name: &subject.name,
            count: sheet.count(),
            passages: if part.is_none() {
                subject.passages()
            } else {
                0
            },
            passage_word: gathering.passage_word,
            sections: Vec::new(),
            groups: sheet.groups(&frame, &subject.items, Some(&names)),
            part,
            earlier,
            later,
            frame,
        };
        let bytes = whole.templates.render("subject.html", &context, &[])?;
        files.push(OutputFile {
            path: sheet.route.path(),
            bytes,
        });
    }
    Ok(files)
}
