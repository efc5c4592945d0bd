//! The lists of the site, held against the last build: a group that would say the same again stands as it is.

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::context::SiteContext;
use super::reuse::Reused;
use crate::model::{Entry, IssueSummary, PdfFacts, Record};
use crate::publish::Output;
use crate::trace::KeptLists;

/// A checksum over what a group of lists is drawn from.
pub struct ListInputs(blake3::Hasher);

impl ListInputs {
    /// The checksum over everything that a group is drawn from that says `said` of each issue and comes after the pages at `before`; `outside` is one over what
    /// lies outside the issues (see [`Reused::outside_issues`]).
    pub fn of(
        outside: &str,
        whole: &SiteContext<'_>,
        before: &[String],
        said: fn(&Entry, &mut Self),
    ) -> String {
        let mut inputs = Self(blake3::Hasher::new());
        inputs.add(&outside);
        inputs.add(&before);
        let series = whole.series.iter().map(|series| &series.code);
        inputs.add(&series.collect::<Vec<_>>());
        let of_issues = whole.entries.par_iter().map(|entry| {
            let mut of_issue = Self(blake3::Hasher::new());
            said(entry, &mut of_issue);
            of_issue.0.finalize()
        });
        for of_issue in of_issues.collect::<Vec<_>>() {
            inputs.0.update(of_issue.as_bytes());
        }
        // Figures and names, all of which `Debug` shows.
        inputs.add(&format!("{:?}", whole.contributions));
        inputs.0.finalize().to_hex()[..32].to_owned()
    }

    /// Adds `value`, as JSON, which says itself where it ends.
    fn add(&mut self, value: &impl Serialize) {
        let mut json = io::BufWriter::new(&mut *self);
        // Values of ours always have a JSON form, and a checksum takes everything.
        let _ = serde_json::to_writer(&mut json, value);
        let _ = json.flush();
    }
}

impl Write for ListInputs {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether the files of `lists` stand as the last build left them.
pub fn stands(reused: &Reused<'_>, lists: &KeptLists, output: &Output) -> bool {
    let manifest = reused.kept.map(|kept| &kept.manifest);
    output.manifest_stamp().as_ref() == manifest
        && output.lists_stamp(&lists.paths).as_ref() == Some(&lists.files)
}

/// Adds what the pages of lists say of an issue.
pub fn said_on_pages(entry: &Entry, inputs: &mut ListInputs) {
    let IssueSummary {
        id,
        title,
        subtitle,
        date,
        document_number,
        issue_number,
        topics,
        units,
        columns,
        articles,
        passages,
        problems,
        reported,
        audience,
        amendments,
        former,
        record,
    } = &*entry.summary;
    let Record {
        index_number,
        publishers,
        approvers,
        recipients,
        distribution,
        printed_by,
        printed_on,
        copies,
        attachments,
        abstract_text,
        // No page of lists tells it, and it changes with every word.
        characters: _,
    } = record;
    inputs.add(&(id, title, subtitle, date, document_number, issue_number));
    inputs.add(&(topics, units, columns, articles, passages, problems));
    inputs.add(&(reported, audience, amendments, former));
    inputs.add(&(
        index_number,
        publishers,
        approvers,
        recipients,
        distribution,
    ));
    inputs.add(&(printed_by, printed_on, copies, attachments, abstract_text));
    add_forms(entry, inputs);
}

/// Adds what catalogues, feeds and checksums say of an issue.
pub fn said_in_catalogues(entry: &Entry, inputs: &mut ListInputs) {
    inputs.add(&*entry.summary);
    add_forms(entry, inputs);
}

/// Adds in which forms the issue can be had.
fn add_forms(entry: &Entry, inputs: &mut ListInputs) {
    let Entry {
        summary: _,
        pdf,
        formats,
        // They follow from the title.
        phrases: _,
    } = entry;
    let pdf = pdf.as_ref().map(|facts| {
        let PdfFacts {
            bytes,
            pages,
            sha256,
        } = facts;
        (bytes, pages, sha256)
    });
    inputs.add(&pdf);
    // What else is said of each follows from its name.
    let names = formats.iter().map(|format| &format.name);
    inputs.add(&names.collect::<Vec<_>>());
}
