//! How much faster batches are than one process an issue, in one run and on the same issues. `cargo bench --bench pdf`
//!
//! The time on the wall is what a user waits; the processor's time, which Linux tells, is the same on a machine that others keep busy.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a bench: it measures time, what goes wrong ends it, and its words are its result"
)]

mod content;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use jianbao::pdf::{Fonts, Job, Options, Places, Template, Typst, compile, find};
use jianbao::pipeline::assembly;
use jianbao::project::TemplateFiles;
use jianbao::render::typst;

/// Two full batches, so that two cores are busy to the end.
const ISSUES: usize = 2 * jianbao::pdf::ISSUES_PER_BATCH;

/// How often each way is measured, in turn.
const ROUNDS: usize = 5;

fn main() -> ExitCode {
    let typst = match find(&Places::of_this_process(None, None)) {
        Ok(typst) => typst,
        Err(error) => {
            eprintln!("!!! PDF bench NOT RUN: {error}");
            eprintln!("!!! `cargo run --release --locked -- setup` installs typst.");
            return ExitCode::FAILURE;
        }
    };
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let fonts = Fonts::read(&[templates.join("fonts")]).expect("the project's fonts");
    let layouts = TemplateFiles::read(&templates).expect("layouts").typst;
    let press = Bench {
        typst,
        layouts,
        fonts,
    };
    println!("{ISSUES} issues, the median of {ROUNDS} rounds; in milliseconds an issue");
    press.compare("督查通报", &jobs(content::inspections(ISSUES, 140)));
    press.compare("通知", &jobs(content::notices(ISSUES)));
    ExitCode::SUCCESS
}

fn jobs(files: content::Files) -> Vec<Job> {
    let sources = content::sources(files);
    let plan = assembly::plan(&sources);
    let jobs = plan.issues.iter().map(|issue| {
        let assembled = assembly::assemble(&sources, &plan, issue);
        let document = assembled.document.expect("a document");
        Job {
            name: document.id.to_string(),
            data: typst::data(&document, &format!("/issue/{}", document.id.path()), &[]),
            files: Vec::new(),
        }
    });
    jobs.collect()
}

struct Bench {
    typst: Typst,
    layouts: Vec<Template>,
    fonts: Fonts,
}

/// One run over all issues.
struct Run {
    /// Milliseconds on the wall.
    wall: f64,
    /// Milliseconds of the processor in all processes that were started.
    processor: f64,
    pages: u32,
    processes: usize,
}

impl Bench {
    fn compare(&self, name: &str, jobs: &[Job]) {
        let alone = Options {
            issues_per_batch: 1,
            ..Options::default()
        };
        let (mut batched, mut single) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            batched.push(self.run(jobs, &Options::default()));
            single.push(self.run(jobs, &alone));
        }
        let pages = batched.first().map_or(0, |run| run.pages);
        let processes = batched.first().map_or(0, |run| run.processes);
        assert!(
            single
                .iter()
                .all(|run| run.pages == pages && run.processes == jobs.len())
        );
        let issues = jobs.len() as f64;
        println!(
            "{name}: {:.1} pages an issue, {processes} processes",
            f64::from(pages) / issues
        );
        type Figure = fn(&Run) -> f64;
        let figures: [(&str, Figure); 2] = [
            ("on the wall", |run| run.wall),
            ("processor", |run| run.processor),
        ];
        for (what, figure) in figures {
            let each = |runs: &[Run]| median(runs.iter().map(figure).collect()) / issues;
            let ratios = batched.iter().zip(&single);
            let ratios = ratios.map(|(batched, single)| figure(single) / figure(batched));
            println!(
                "  {what}: {:.1} ms in batches, {:.1} ms alone, {:.2} times as fast",
                each(&batched),
                each(&single),
                median(ratios.collect())
            );
        }
    }

    fn run(&self, jobs: &[Job], options: &Options) -> Run {
        let mut pages = 0;
        let (start, before) = (Instant::now(), processor());
        let work = compile(
            &self.typst,
            &self.layouts,
            &self.fonts,
            jobs,
            options,
            &mut |index, result| match result {
                Ok(compiled) => pages += compiled.pages,
                Err(failure) => panic!("{}: {failure}", jobs[index].name),
            },
        );
        let wall = start.elapsed().as_secs_f64() * 1000.0;
        assert!(work.failed_batches.is_empty(), "{:?}", work.failed_batches);
        Run {
            wall,
            processor: processor() - before,
            pages,
            processes: work.processes,
        }
    }
}

/// The processor's time in milliseconds of all processes that have ended; not a number where the system does not say.
fn processor() -> f64 {
    const MILLISECONDS_A_TICK: f64 = 10.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in parentheses, may hold spaces; the fields after it are counted from 3.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let mut children = fields.split_whitespace().skip(13).take(2);
    let mut ticks = || children.next().and_then(|field| field.parse::<f64>().ok());
    match (ticks(), ticks()) {
        (Some(user), Some(system)) => (user + system) * MILLISECONDS_A_TICK,
        _ => f64::NAN,
    }
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}
