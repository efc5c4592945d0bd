//! What depends on what: the one table of what an issue is made from, and what its page says of others. A build after a change believes nothing else.
//!
//! An issue whose inputs are all as they were is not read apart, assembled or drawn again; one whose inputs are the same and whose page would say something
//! else of its neighbours is. What all issues share (the program, its options, templates, fonts) is held against the last build as one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use blake3::Hasher;
use rayon::prelude::*;

use super::Visibility;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Amendment, Entry, FileId, IssueId, Publication, Span};
use crate::render::html::IssueLinks;
use crate::source::remarks::UNWRITTEN;
use crate::source::way_out::may_lead_out;
use crate::source::{Content, Sources, files, front_matter};
use crate::stage::parse::OutlineItem;
use crate::stage::{Plan, PlannedIssue, Unmarked};
use crate::trace::KeptTexts;

/// A kind of input of an issue.
pub struct InputKind {
    /// What it is called where somebody asks why an issue is made again.
    pub word: &'static str,
    /// Hashes it.
    add: fn(&Dependencies<'_>, usize, &mut Hasher),
}

/// Everything that the document, the findings and the files of an issue are made from, but for what all issues share and what its page says of others.
pub const INPUTS: &[InputKind] = &[
    InputKind {
        word: "它的文件夹变了",
        add: |of, index, hasher| of.folder(&of.plan.issues[index].id.path(), hasher),
    },
    InputKind {
        word: "站点、系列或登记表变了",
        add: |of, index, hasher| {
            let shared = of.shared.get(of.plan.issues[index].id.series.as_str());
            add(hasher, shared.map_or("", String::as_str));
        },
    },
    InputKind {
        word: "编号、受众，或与别的各期对照的结果变了",
        add: |of, index, hasher| of.planned(&of.plan.issues[index], hasher),
    },
    InputKind {
        word: "同一系列的上一期变了",
        add: |of, index, hasher| {
            if let Some(previous) = of.previous(index) {
                of.folder(&of.plan.issues[previous].id.path(), hasher);
            }
        },
    },
    InputKind {
        word: "它引用的别处的文件变了",
        add: |of, index, hasher| {
            if of.reaches_out[index] {
                of.folder("", hasher);
            }
        },
    },
];

/// What is asked for besides of an issue that says what earlier issues of its series brought (问题, 指标).
pub const EARLIER: &str = "以前各期的问题或指标变了";

/// The stamps of a folder of the content, by its path; an empty path is all of it.
pub type FolderStamp<'a> = dyn Fn(&str) -> Option<String> + Sync + 'a;

/// What the issues of a plan depend on.
pub struct Dependencies<'a> {
    sources: &'a Sources,
    plan: &'a Plan,
    visibility: Visibility,
    stamps: &'a FolderStamp<'a>,
    /// Whether each issue may use files outside its folder.
    reaches_out: Vec<bool>,
    /// Where the issues of each series stand in the plan, by date.
    in_order: BTreeMap<&'a str, Vec<usize>>,
    /// A checksum over the files that the issues of each series share.
    shared: BTreeMap<&'a str, String>,
    /// Where each issue stands among those of its series.
    places: Vec<usize>,
    /// What the issues of a series have brought up to each of them, once it is asked for.
    brought: BTreeMap<&'a str, OnceLock<Vec<String>>>,
}

impl<'a> Dependencies<'a> {
    /// The dependencies of the issues of `plan` in a build for `visibility`; of some issues it is `known` what stands in their texts.
    pub fn new(
        sources: &'a Sources,
        plan: &'a Plan,
        visibility: Visibility,
        stamps: &'a FolderStamp<'a>,
        known: &BTreeMap<&str, &KeptTexts>,
    ) -> Self {
        let mut in_order: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, issue) in plan.issues.iter().enumerate() {
            in_order.entry(&issue.id.series).or_default().push(index);
        }
        let mut places = vec![0; plan.issues.len()];
        for order in in_order.values_mut() {
            order.sort_by_key(|index| {
                let issue = &plan.issues[*index];
                (issue.spec.as_ref().map(|spec| spec.date.value), &issue.id)
            });
            for (place, index) in order.iter().enumerate() {
                places[*index] = place;
            }
        }
        let brought = in_order.keys().map(|series| (*series, OnceLock::new()));
        let shared = in_order
            .keys()
            .map(|series| (*series, shared(sources, series)));
        let reaches_out = plan.issues.par_iter().map(|issue| {
            let of_texts = || match known.get(&*issue.id.path()) {
                Some(texts) => texts.leads_out,
                None => leads_out(sources, &issue.id),
            };
            asks_for_contributions(issue) || of_texts()
        });
        Self {
            sources,
            plan,
            visibility,
            stamps,
            reaches_out: reaches_out.collect(),
            brought: brought.collect(),
            shared: shared.collect(),
            in_order,
            places,
        }
    }

    /// A checksum over each of [`INPUTS`] of the issue at `index` in the plan; none of one that cannot be built.
    pub fn inputs(&self, index: usize) -> Option<Vec<String>> {
        let issue = self.plan.issues.get(index)?;
        issue.spec.as_ref().and(issue.series)?;
        (self.stamps)(&issue.id.path())?;
        let inputs = INPUTS.iter().map(|kind| {
            let mut hasher = Hasher::new();
            (kind.add)(self, index, &mut hasher);
            short(&hasher)
        });
        Some(inputs.collect())
    }

    /// A checksum over what the issues of its series up to the one at `index` have brought: see [`EARLIER`].
    pub fn earlier(&self, index: usize) -> String {
        let series = self.plan.issues[index].id.series.as_str();
        let (Some(order), Some(brought)) = (self.in_order.get(series), self.brought.get(series))
        else {
            return String::new();
        };
        let brought = brought.get_or_init(|| {
            let mut hasher = Hasher::new();
            let up_to = order.iter().map(|index| {
                let before = short(&hasher);
                self.brings(*index, &mut hasher);
                before
            });
            up_to.collect()
        });
        brought.get(self.places[index]).cloned().unwrap_or_default()
    }

    /// A checksum over every file that lies in no issue's folder: what the lists say of the site, its series and their units comes from there.
    pub fn outside_issues(&self) -> String {
        let issues = self.plan.issues.iter();
        let inside = issues.flat_map(|issue| self.sources.below(&issue.id.path()));
        let inside: BTreeSet<FileId> = inside.map(|(file, _)| file).collect();
        let files = self.sources.paths().map(|(file, _)| file);
        over_files(self.sources, files.filter(|file| !inside.contains(file)))
    }

    fn folder(&self, path: &str, hasher: &mut Hasher) {
        add(hasher, path);
        add(hasher, &(self.stamps)(path).unwrap_or_default());
    }

    /// What the plan says of the issue.
    fn planned(&self, issue: &PlannedIssue, hasher: &mut Hasher) {
        add(hasher, &format!("{:?}", issue.numbers));
        self.publication(issue, hasher);
        self.findings(&issue.sink, hasher);
    }

    fn publication(&self, issue: &PlannedIssue, hasher: &mut Hasher) {
        let Publication {
            audience,
            draft,
            index_number,
            abstract_text,
            amendments,
            former,
            // They stand in its own folder.
            typed: _,
            acts: _,
            corrected: _,
        } = &issue.publication;
        let in_doubt = issue.in_doubt;
        let mut said =
            format!("{audience:?} {draft} {index_number:?} {abstract_text:?} {in_doubt}");
        said.push_str(&format!("{amendments:?} {former:?}"));
        let named = amendments
            .iter()
            .filter_map(|amendment: &Amendment| amendment.by.as_ref());
        for id in named {
            let mut issues = self.plan.issues.iter();
            let found = issues.find(|other| other.id == *id);
            let is_shown = found.is_some_and(|other| self.visibility.admits(other));
            said.push_str(&format!(" {is_shown}"));
        }
        add(hasher, &said);
    }

    fn findings(&self, sink: &Sink, hasher: &mut Hasher) {
        let place = |span: Span, hasher: &mut Hasher| {
            add(hasher, self.sources.path(span.file));
            add(hasher, &format!("{:?}", span.range()));
        };
        for Diagnostic {
            code,
            message,
            place: at,
            label,
            related,
            help,
        } in sink.iter()
        {
            for text in [code.id, message, label, help.as_deref().unwrap_or_default()] {
                add(hasher, text);
            }
            let others = related.iter().map(|(span, _)| *span);
            at.iter()
                .copied()
                .chain(others)
                .for_each(|span| place(span, hasher));
            related.iter().for_each(|(_, label)| add(hasher, label));
        }
    }

    /// The last issue of its series that surely has an earlier date.
    fn previous(&self, index: usize) -> Option<usize> {
        let date = |index: usize| {
            let spec = self.plan.issues[index].spec.as_ref()?;
            spec.date_is_known.then_some(spec.date.value)
        };
        let own = date(index)?;
        let order = self
            .in_order
            .get(self.plan.issues[index].id.series.as_str())?;
        let before = order.get(..self.places[index])?.iter().rev();
        before
            .copied()
            .find(|other| date(*other).is_some_and(|other| other.surely_before(own)))
    }

    /// What is known of the texts of the issue at `index` of the plan; none where something in them says who may see it.
    pub fn texts(&self, index: usize) -> Option<KeptTexts> {
        let issue = self.plan.issues.get(index)?;
        (issue.unmarked != Unmarked::No).then_some(())?;
        Some(KeptTexts {
            folder: (self.stamps)(&issue.id.path())?,
            leads_out: self.reaches_out[index],
        })
    }

    /// What an issue brings to later ones: front matters and tables, and who may know of them.
    fn brings(&self, index: usize, hasher: &mut Hasher) {
        let issue = &self.plan.issues[index];
        add(hasher, &issue.id.path());
        self.publication(issue, hasher);
        if self.reaches_out[index] {
            self.folder("", hasher);
        }
        for (file, path) in self.sources.below(&issue.id.path()) {
            let text = self.sources.text(file);
            add(hasher, path);
            match (files::extension(path).as_str(), self.sources.file(file)) {
                ("md", _) => {
                    let parts = front_matter::split(text, file, &mut Sink::default());
                    let front = parts.and_then(|parts| parts.front);
                    add(hasher, front.unwrap_or_default());
                    hasher.update(&[u8::from(text.contains(UNWRITTEN))]);
                }
                ("png" | "jpg" | "jpeg" | "gif" | "webp" | "svg", _) => {}
                (_, Some(found)) if matches!(found.content, Content::Text(_)) => add(hasher, text),
                _ => self.folder(&issue.id.path(), hasher),
            }
        }
    }
}

/// A checksum over the files that lie in the content folder itself and in that of the series.
fn shared(sources: &Sources, series: &str) -> String {
    let of_series = sources.below(series);
    let of_series = of_series.filter(|(_, path)| !path[series.len() + 1..].contains('/'));
    let own = sources.paths().filter(|(_, path)| !path.contains('/'));
    over_files(sources, own.chain(of_series).map(|(file, _)| file))
}

/// A checksum over paths and contents of `files`.
fn over_files(sources: &Sources, files: impl Iterator<Item = FileId>) -> String {
    let mut hasher = Hasher::new();
    for file in files {
        add(&mut hasher, sources.path(file));
        match sources.file(file).map(|file| &file.content) {
            Some(Content::Binary { head, size }) => {
                hasher.update(&size.to_le_bytes());
                hasher.update(head);
            }
            Some(Content::TooLarge { size }) => {
                hasher.update(&size.to_le_bytes());
            }
            _ => add(&mut hasher, sources.text(file)),
        }
    }
    short(&hasher)
}

/// A checksum over what the page of an issue says of other issues and of its PDF.
pub fn around(links: &IssueLinks<'_>) -> String {
    let mut hasher = Hasher::new();
    let IssueLinks {
        // From its own document.
        record: _,
        // The same for all issues.
        formats: _,
        previous,
        next,
        pdf,
        amended_by,
        amends,
        related,
    } = links;
    add(&mut hasher, &format!("{pdf:?}"));
    let others = [previous, next].into_iter().chain(amended_by.iter());
    for other in others {
        match other {
            Some(entry) => named(entry, &mut hasher),
            None => add(&mut hasher, "-"),
        }
    }
    for (kind, entry) in amends.iter() {
        add(&mut hasher, kind.name());
        named(entry, &mut hasher);
    }
    related.iter().for_each(|entry| named(entry, &mut hasher));
    short(&hasher)
}

/// What a page may say of another issue.
fn named(entry: &Entry, hasher: &mut Hasher) {
    let issue = &entry.summary;
    let texts = [Some(&issue.title), issue.subtitle.as_ref()];
    let numbers = [issue.document_number.as_ref(), issue.issue_number.as_ref()];
    add(hasher, &issue.id.path());
    for text in texts.into_iter().chain(numbers) {
        hasher.update(&[u8::from(text.is_some())]);
        add(hasher, text.map_or("", String::as_str));
    }
    // Nothing in these is of anybody's words.
    add(hasher, &format!("{:?} {:?}", issue.date, issue.state()));
    add(hasher, &format!("{:?}", entry.pdf));
    for article in &issue.articles {
        add(hasher, &article.title);
    }
}

fn add(hasher: &mut Hasher, text: &str) {
    hasher.update(&(text.len() as u64).to_le_bytes());
    hasher.update(text.as_bytes());
}

fn short(hasher: &Hasher) -> String {
    hasher.finalize().to_hex()[..20].to_owned()
}

/// Whether a text of the issue may name a file outside its folder, which a path with `..` does.
fn leads_out(sources: &Sources, id: &IssueId) -> bool {
    let mut files = sources.below(&id.path());
    files.any(|(file, _)| may_lead_out(sources.text(file)))
}

/// Whether the outline has a table of contributions (供稿), which counts the issues of all series.
fn asks_for_contributions(issue: &PlannedIssue) -> bool {
    let mut asks = false;
    if let Some(spec) = &issue.spec {
        OutlineItem::all(&spec.outline, &mut |item| {
            asks |= matches!(item, OutlineItem::Contributions(_));
        });
    }
    asks
}
