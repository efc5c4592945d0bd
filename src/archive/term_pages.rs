//! Pages that gather over all series what belongs together: by unit (单位), topic (主题), column (栏目) and number (文号, 期号).

use rayon::prelude::*;
use serde::Serialize;

use super::context::ArchiveContext;
use super::dated::{self, Division, ListGroup, Months};
use super::open_problems::{OpenProblems, ProblemItem};
use super::taxonomy::{self, Taxonomy};
use super::term::Term;
use super::unit_figures;
use crate::model::OutputFile;
use crate::render::html::TemplateError;
use crate::render::html::frame::{Frame, SiteLink};
use crate::site::{ListPage, Route};

/// The context of `terms.html`.
#[derive(Serialize)]
struct TermsPage<'a> {
    frame: Frame<'a>,
    title: &'a str,
    count: usize,
    /// What the reader is told where there are no terms.
    empty: &'a str,
    groups: Vec<TermGroup>,
}

/// Subjects that stand together in the list of all.
#[derive(Serialize)]
struct TermGroup {
    name: Option<String>,
    terms: Vec<TermLink>,
}

/// One term in the list of all.
#[derive(Serialize)]
struct TermLink {
    link: SiteLink,
    count: usize,
    /// How many passages or articles it has in them; 0 where issues as a whole are listed.
    passages: usize,
    latest: Option<String>,
    /// The names by which it went before (曾用名).
    former_names: String,
}

/// The context of `term.html`.
#[derive(Serialize)]
struct TermPage<'a> {
    frame: Frame<'a>,
    /// What kind of list it is: `units`, `topics`, `columns`, `numbers`.
    folder: &'a str,
    kind: &'a str,
    name: &'a str,
    /// The year or month that the page is about, where it is not about all.
    part: Option<String>,
    count: usize,
    passages: usize,
    passage_word: &'a str,
    /// What has become of it, a sentence each.
    story: &'a [String],
    /// Other terms that it was made of or has become.
    see: Vec<SiteLink>,
    sections: Vec<DossierSection>,
    groups: Vec<ListGroup>,
    earlier: Option<SiteLink>,
    later: Option<SiteLink>,
}

/// What else is known of a unit: its open problems (问题). Drawn above the list.
#[derive(Serialize)]
struct DossierSection {
    id: &'static str,
    title: &'static str,
    links: Vec<SiteLink>,
    problems: Vec<ProblemItem>,
}

/// Draws the list of all terms of each kind, and the pages of each term.
pub(super) fn pages(
    whole: &ArchiveContext<'_>,
    problems: &OpenProblems,
) -> Result<Vec<OutputFile>, TemplateError> {
    let mut files = Vec::new();
    for taxonomy in taxonomy::ALL {
        let terms = (taxonomy.terms)(whole);
        files.push(list(whole, taxonomy, &terms)?);
        let pages: Result<Vec<Vec<OutputFile>>, TemplateError> = terms
            .par_iter()
            .map(|term| term_pages(whole, taxonomy, term, problems))
            .collect();
        files.extend(pages?.into_iter().flatten());
    }
    Ok(files)
}

fn list(
    whole: &ArchiveContext<'_>,
    taxonomy: &Taxonomy,
    terms: &[Term<'_>],
) -> Result<OutputFile, TemplateError> {
    let route = Route::List(taxonomy.list);
    let title = taxonomy.list.title();
    let mut frame = Frame::new(whole.site, &route, title);
    frame.here = Some(title.to_owned());
    let mut groups: Vec<TermGroup> = Vec::new();
    for term in terms {
        let dates = term.items.iter().map(|item| item.entry.summary.date);
        let entry = TermLink {
            link: frame.link(term.name.as_str(), &term.base),
            count: term.items.len(),
            passages: term.passages(),
            latest: dates.max().map(|date| date.iso()),
            former_names: term.notes.former_names.join("、"),
        };
        match groups.last_mut() {
            Some(group) if group.name == term.group => group.terms.push(entry),
            _ => groups.push(TermGroup {
                name: term.group.clone(),
                terms: vec![entry],
            }),
        }
    }
    let context = TermsPage {
        title,
        count: terms.len(),
        empty: taxonomy.empty,
        groups,
        frame,
    };
    let bytes = whole.templates.render("terms.html", &context, &[])?;
    Ok(OutputFile {
        path: route.path(),
        bytes,
    })
}

fn term_pages(
    whole: &ArchiveContext<'_>,
    taxonomy: &Taxonomy,
    term: &Term<'_>,
    problems: &OpenProblems,
) -> Result<Vec<OutputFile>, TemplateError> {
    let division = Division {
        base: &term.base,
        items: &term.items,
        always_years: false,
        months: if taxonomy.by_number {
            Months::Never
        } else {
            Months::Own
        },
    };
    let names = dated::names(whole.series);
    let mut files = Vec::new();
    for sheet in division.sheets() {
        let part = sheet.part.name();
        let title = format!("{}{}", term.name, part.as_deref().unwrap_or_default());
        let mut frame = Frame::new(whole.site, &sheet.route, &title);
        let list = taxonomy.list;
        frame.crumbs = vec![frame.link(list.title(), &Route::List(list))];
        if part.is_some() {
            let front = frame.link(term.name.as_str(), &term.base);
            frame.crumbs.push(front);
        }
        frame.here = Some(part.clone().unwrap_or_else(|| term.name.clone()));
        // Only what is a subject of its own has a feed of its own.
        if part.is_none() && term.base.feed() != Route::Feed(None) {
            frame.offer_feed(term.name.as_str(), &term.base.feed());
        }
        let to = |at: &Option<(dated::ListScope, Route)>| {
            let (part, route) = at.as_ref()?;
            Some(frame.link(part.name().unwrap_or_default(), route))
        };
        let (earlier, later) = (to(&sheet.earlier), to(&sheet.later));
        let context = TermPage {
            folder: list.folder(),
            kind: list.title(),
            name: &term.name,
            count: sheet.count(),
            passages: if part.is_none() { term.passages() } else { 0 },
            passage_word: taxonomy.passage_word,
            story: &term.notes.story,
            see: term
                .notes
                .see
                .iter()
                .map(|(name, route)| frame.link(name.as_str(), route))
                .collect(),
            sections: match part {
                None => sections(whole, term, problems, &frame),
                Some(_) => Vec::new(),
            },
            groups: sheet.groups(&frame, &term.items, Some(&names)),
            part,
            earlier,
            later,
            frame,
        };
        let figures = match &term.base {
            Route::Subject(ListPage::Units, code, _) if context.part.is_none() => {
                unit_figures::section(code, whole, &context.frame)
            }
            _ => None,
        };
        let parts = [("figures", figures.as_ref())];
        let bytes = whole.templates.render("term.html", &context, &parts)?;
        files.push(OutputFile {
            path: sheet.route.path(),
            bytes,
        });
    }
    Ok(files)
}

/// What else is known of a term: of a unit, its open problems.
fn sections(
    whole: &ArchiveContext<'_>,
    term: &Term<'_>,
    problems: &OpenProblems,
    frame: &Frame<'_>,
) -> Vec<DossierSection> {
    let Route::Subject(ListPage::Units, code, _) = &term.base else {
        return Vec::new();
    };
    let problems = problems.of_unit(code, whole, frame);
    if problems.is_empty() {
        return Vec::new();
    }
    vec![DossierSection {
        id: "jb-problems",
        title: "未整改的问题",
        links: vec![frame.link("全部单位未整改的问题", &Route::Problems)],
        problems,
    }]
}
