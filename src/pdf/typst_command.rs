//! One call of typst: the arguments that all calls share, and the run under a limit.

use std::process::Command;
use std::time::Duration;

use super::failure::Failure;
use super::find::Typst;
use super::fonts::StagedFonts;
use super::options::Options;
use super::run::{self, Finished, Limits, Stopped};
use super::stage::Stage;
use crate::zh::system_error::in_words;

/// How long the look for a fault may take.
const PROBE: Duration = Duration::from_secs(20);

/// What all calls of typst have in common.
pub(super) struct TypstCommand<'a> {
    /// The program.
    pub typst: &'a Typst,
    /// The fonts it may use.
    pub fonts: &'a StagedFonts,
    /// Limits.
    pub options: &'a Options,
    /// How many threads one process may use.
    pub threads: usize,
}

impl TypstCommand<'_> {
    /// The beginning of every call.
    pub(super) fn command(&self, stage: &Stage) -> Command {
        let mut command = run::bare(&self.typst.program);
        command
            // Messages name files from here.
            .current_dir(stage.root())
            .arg("compile")
            .arg("--root")
            .arg(stage.root())
            // What a machine happens to have must not decide how an official document looks.
            .args(["--ignore-system-fonts", "--ignore-embedded-fonts"]);
        for folder in self.fonts.folders() {
            command.arg("--font-path").arg(folder);
        }
        command
            .arg("--package-path")
            .arg(stage.none())
            .arg("--package-cache-path")
            .arg(stage.none())
            // The date of a document comes from its data; this is for whatever else might look at the clock.
            .args(["--creation-timestamp", "0"])
            .args(["--pdf-standard", self.options.standards])
            .args(["--diagnostic-format", "short"])
            .arg("--jobs")
            .arg(self.threads.to_string());
        command
    }

    /// Runs a call within `time` and the bound on memory.
    pub(super) fn run(&self, command: &mut Command, time: Duration) -> Result<Finished, Failure> {
        let limits = Limits {
            time,
            memory: Some(self.options.memory),
        };
        let finished = run::run_within(command, limits, &self.options.cancel, &mut |_, _| {});
        finished.map_err(|stopped| match stopped {
            Stopped::Io(error) => Failure::environment("运行 typst ", in_words(&error)),
            Stopped::Timeout => Failure::Timeout {
                seconds: time.as_secs(),
            },
            Stopped::Cancelled => Failure::Cancelled,
        })
    }

    /// Sets a file of our own and returns what typst said about it, if it ran.
    pub(super) fn probe(&self, stage: &Stage, entry: &str, input: Option<&str>) -> Option<Vec<u8>> {
        let mut command = self.command(stage);
        command.args(["--format", "pdf"]);
        if let Some(input) = input {
            command.args(["--input", input]);
        }
        // A file of its own: the place of the PDF is no business of a probe.
        command
            .arg(stage.root().join(entry))
            .arg(stage.out().join("probe.pdf"));
        self.run(&mut command, PROBE)
            .ok()
            .map(|finished| finished.stderr)
    }
}
