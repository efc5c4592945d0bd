//! Sets many issues: in batches, several processes at once, and alone whatever a batch could not do.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use super::batch;
use super::failure::Failure;
use super::find::Typst;
use super::fonts::Fonts;
use super::job::{Compiled, Job, Template};
use super::options::{Options, cores};
use super::queue::{Queue, Task};
use super::stage::Stage;
use super::typst_command::TypstCommand;
use super::{check, message, probe};
use crate::zh::system_error::in_words;

/// What was done, for `--verbose` and for tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// How many processes set issues; those that only look for a fault are not counted.
    pub processes: usize,
    /// What the batches said that had to be set again issue by issue.
    pub failed_batches: Vec<String>,
}

/// Why a batch was not set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
enum BatchError {
    /// typst was not run, or what it wrote is not whole.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// What typst wrote: an error, or a warning.
    #[error("{0}")]
    Refused(String),
}

/// Sets all jobs and calls `on_done` with the index and the result of each, exactly once, as they get done.
///
/// `on_done` runs on the calling thread, so it may write files while the next issues are being set. One issue's failure
/// never touches another: a batch that fails, or warns, is set again issue by issue.
pub fn compile(
    typst: &Typst,
    templates: &[Template],
    fonts: &Fonts,
    jobs: &[Job],
    options: &Options,
    on_done: &mut dyn FnMut(usize, Result<Compiled, Failure>),
) -> Work {
    if jobs.is_empty() {
        return Work::default();
    }
    let fonts = match fonts.stage() {
        Ok(fonts) => fonts,
        Err(failure) => {
            for index in 0..jobs.len() {
                on_done(index, Err(failure.clone()));
            }
            return Work::default();
        }
    };
    let size = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
    let parallel = options.parallel.max(1);
    let batches = batch::divide(
        jobs,
        parallel,
        options.issues_per_batch,
        options.bytes_per_batch,
        &size,
    );
    let workers = parallel.min(batches.len().max(1));
    let queue = Queue::new(batches.into_iter().map(Task::Batch).collect());
    let (sender, results) = mpsc::channel();
    let work = Mutex::new(Work::default());
    thread::scope(|scope| {
        for _ in 0..parallel {
            let worker = Worker {
                command: TypstCommand {
                    typst,
                    fonts: &fonts,
                    options,
                    threads: (cores() / workers).max(1),
                },
                templates,
                jobs,
                queue: &queue,
                work: &work,
                results: sender.clone(),
            };
            scope.spawn(move || worker.work());
        }
        drop(sender);
        for (index, result) in results {
            on_done(index, result);
        }
    });
    work.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// One of the threads that each keep a process busy.
struct Worker<'a> {
    command: TypstCommand<'a>,
    templates: &'a [Template],
    jobs: &'a [Job],
    queue: &'a Queue,
    work: &'a Mutex<Work>,
    results: mpsc::Sender<(usize, Result<Compiled, Failure>)>,
}

impl Worker<'_> {
    fn work(self) {
        while let Some((task, _busy)) = self.queue.next() {
            match task {
                _ if self.command.options.cancel.is_cancelled() => self.give_up(task),
                Task::Batch(indices) => self.batch(&indices),
                Task::Alone(index, place, stage, time) => {
                    self.alone(index, place, &stage, time);
                }
            }
        }
    }

    fn done(&self, index: usize, result: Result<Compiled, Failure>) {
        // Nobody listens only when the caller's callback has panicked.
        let _ = self.results.send((index, result));
    }

    fn give_up(&self, task: Task) {
        let indices = match task {
            Task::Batch(indices) => indices,
            Task::Alone(index, ..) => vec![index],
        };
        for index in indices {
            self.done(index, Err(Failure::Cancelled));
        }
    }

    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn batch(&self, indices: &[usize]) {
        let stage = match Stage::new(self.templates) {
            Ok(stage) => Arc::new(stage),
            Err(failure) => {
                for index in indices {
                    self.done(*index, Err(failure.clone()));
                }
                return;
            }
        };
        let mut staged = Vec::new();
        for index in indices {
            let Some(job) = self.jobs.get(*index) else {
                continue;
            };
            let place = staged.len();
            match stage.add(place, job) {
                Ok(()) => staged.push(*index),
                Err(failure) => self.done(*index, Err(failure)),
            }
        }
        let together = staged.len() > 1 && self.queue.has_bundles();
        let start = Instant::now();
        if together {
            match self.bundle(&stage, staged.len()) {
                Ok(pdfs) => {
                    for (index, pdf) in staged.into_iter().zip(pdfs) {
                        self.done(index, Ok(pdf));
                    }
                    return;
                }
                Err(reason) => {
                    let mut work = self.work.lock().unwrap_or_else(PoisonError::into_inner);
                    work.failed_batches.push(reason.to_string());
                }
            }
        }
        // What it had in its batch counts too.
        let time = self.command.options.timeout;
        let time = time.saturating_sub(start.elapsed());
        let alone = |(place, index)| Task::Alone(index, place, Arc::clone(&stage), time);
        self.queue
            .add(staged.into_iter().enumerate().map(alone).collect());
    }

    /// Sets a whole batch; all or nothing.
    fn bundle(&self, stage: &Stage, count: usize) -> Result<Vec<Compiled>, BatchError> {
        let places: Vec<usize> = (0..count).collect();
        stage.list(&places)?;
        let mut command = self.command.command(stage);
        command
            .args(["--features", "bundle", "--format", "bundle"])
            .args(["--input", "batch=/batch.json"])
            .arg(stage.root().join("templates").join("bundle.typ"))
            .arg(stage.out());
        self.count();
        let time = self.command.options.timeout / 2;
        let finished = self.command.run(&mut command, time)?;
        if finished.status.code() == Some(USAGE) {
            // This typst has no bundles: no need to ask again.
            self.queue.forget_bundles();
        }
        if !finished.status.success() || !message::read(&finished.stderr).is_empty() {
            return Err(BatchError::Refused(message::clean(&finished.stderr)));
        }
        places
            .into_iter()
            .map(|place| Ok(read(stage, place)?))
            .collect()
    }

    fn alone(&self, index: usize, place: usize, stage: &Stage, time: Duration) {
        let Some(job) = self.jobs.get(index) else {
            return;
        };
        let mut command = self.command.command(stage);
        command
            .args(["--format", "pdf", "--input"])
            .arg(format!("data={}", Stage::data(place)))
            .arg(stage.root().join("templates").join("single.typ"))
            .arg(stage.out().join(Stage::output(place)));
        self.count();
        let given = self.queue.patience(time);
        let result = self.command.run(&mut command, given).and_then(|finished| {
            match finished.status.code() {
                Some(0) if message::read(&finished.stderr).is_empty() => read(stage, place),
                Some(USAGE) => {
                    let said = message::clean(&finished.stderr);
                    Err(Failure::environment("调用 typst ", said))
                }
                None if message::is_out_of_memory(&finished.stderr) => Err(Failure::Memory {
                    megabytes: self.command.options.memory >> 20,
                }),
                None => Err(Failure::environment(
                    "运行 typst ",
                    format!("被系统终止（{}），可能内存不足", finished.status),
                )),
                Some(_) => Err(probe::explain(&self.command, stage, job, &finished.stderr)),
            }
        });
        self.queue
            .ended(!matches!(result, Err(Failure::Timeout { .. })));
        let result = result.map_err(|failure| match failure {
            Failure::Timeout { seconds } if given < time => Failure::Hurried { seconds },
            Failure::Timeout { .. } if !self.queue.answers(|| probe::answers(&self.command, stage)) => {
                Failure::environment(
                    "运行 typst ",
                    "连一页空白也排不出来，不是稿件的问题。可能是别的程序占满了处理器，或杀毒软件拦着；关掉它们，或重新启动电脑，再生成一次",
                )
            }
            Failure::Timeout { .. } => Failure::Timeout {
                seconds: self.command.options.timeout.as_secs(),
            },
            other => other,
        });
        self.done(index, result);
    }

    fn count(&self) {
        let mut work = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        work.processes += 1;
    }
}

/// The exit status of a program whose arguments are wrong.
const USAGE: i32 = 2;

/// Takes in a PDF that typst says is finished.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn read(stage: &Stage, place: usize) -> Result<Compiled, Failure> {
    let bytes = fs::read(stage.out().join(Stage::output(place)))
        .map_err(|error| Failure::environment("读取 PDF ", in_words(&error)))?;
    let pages = check::pages(&bytes)
        .ok_or_else(|| Failure::environment("检查 PDF ", "typst 写出的文件不完整，磁盘可能已满"))?;
    Ok(Compiled { bytes, pages })
}
