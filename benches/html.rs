//! How long the core takes: a thousand issues from texts in memory to pages in memory, on one thread.
//!
//! A figure in milliseconds for the thousand is the same figure in microseconds for one issue. On Linux the time is the one that this thread had a
//! processor, so that a busy machine does not count. `cargo bench --bench html`

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench: what goes wrong ends it, and its words are its result"
)]

mod content;

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jianbao::model::{Document, Site};
use jianbao::pipeline::assembly;
use jianbao::render::html::{self, IssueLinks, Templates};
use jianbao::render::typst;
use jianbao::source::Sources;

const ISSUES: usize = 1000;

/// Every document of the archive; a content that is not flawless would measure something else.
fn documents(sources: &Sources) -> (Site, Vec<Document>) {
    let plan = assembly::plan(sources);
    assert!(plan.sink.worst().is_none(), "{:?}", plan.sink);
    let documents = plan.issues.iter().map(|issue| {
        let assembly::AssembledIssue { document, sink, .. } =
            assembly::assemble(sources, &plan, issue);
        assert!(sink.worst().is_none(), "{}: {sink:?}", issue.id);
        document.expect("a document")
    });
    let documents = documents.collect();
    (plan.site.expect("a site"), documents)
}

fn pages(templates: &Templates, site: &Site, documents: &[Document]) -> usize {
    let links = IssueLinks::default();
    documents
        .iter()
        .map(|document| {
            let page = html::issue_page(templates, site, document, &links).expect("a page");
            page.bytes.len()
        })
        .sum()
}

/// The time for which this thread had a processor; the time on the wall where the system does not say.
struct ProcessorTime;

impl ProcessorTime {
    fn now() -> Duration {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        std::fs::read_to_string("/proc/thread-self/schedstat")
            .ok()
            .and_then(|fields| fields.split_whitespace().next()?.parse().ok())
            .map_or_else(|| START.elapsed(), Duration::from_nanos)
    }
}

impl Measurement for ProcessorTime {
    type Intermediate = Duration;
    type Value = Duration;

    fn start(&self) -> Duration {
        Self::now()
    }

    fn end(&self, start: Duration) -> Duration {
        Self::now().saturating_sub(start)
    }

    fn add(&self, a: &Duration, b: &Duration) -> Duration {
        *a + *b
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        WallTime.to_f64(value)
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}

fn html(criterion: &mut Criterion<ProcessorTime>) {
    let files = content::archive(ISSUES);
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let sources = content::sources(files);
    let templates = Templates::new(&[]).expect("the program's own templates");
    let (site, all) = documents(&sources);
    assert_eq!(all.len(), ISSUES);
    println!(
        "{ISSUES} issues: {} bytes of content and {} bytes of page an issue",
        bytes / ISSUES,
        pages(&templates, &site, &all) / ISSUES
    );

    let mut group = criterion.benchmark_group("1000 issues, one thread");
    group.sample_size(10);
    group.throughput(Throughput::Elements(ISSUES as u64));
    group.bench_function("plan", |bench| {
        bench.iter(|| black_box(assembly::plan(&sources)));
    });
    group.bench_function("plan + documents", |bench| {
        bench.iter(|| black_box(documents(&sources)));
    });
    group.bench_function("pages", |bench| {
        bench.iter(|| black_box(pages(&templates, &site, &all)));
    });
    group.bench_function("plan + documents + pages", |bench| {
        bench.iter(|| {
            let (site, all) = documents(&sources);
            black_box(pages(&templates, &site, &all))
        });
    });
    group.bench_function("typst data", |bench| {
        bench.iter(|| {
            let data = all
                .iter()
                .map(|document| typst::data(document, "/issue", &[]).len());
            black_box(data.sum::<usize>())
        });
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(ProcessorTime);
    targets = html
}
criterion_main!(benches);
