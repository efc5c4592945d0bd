//! The short way of a build: where nothing that the last one read or wrote has changed, what it said is said again, and nothing is read.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use clap::ArgMatches;

use super::console::Console;
use crate::pdf::Places;
use crate::pipeline::{Outcome, Reuse};
use crate::project::Folders;
use crate::publish::is_held;
use crate::source::Sources;
use crate::stage::discover::is_read;
use crate::trace::{
    Difference, InputStamps, Inputs, KeptIssues, KeptTexts, Told, ToldLine, Trace, TraceFile,
    TraceOptions,
};

/// The arguments that a site depends on; how many things are done at a time, or where typst is, changes nothing in it.
const OPTIONS: [&str; 2] = ["audience", "deny"];

/// As [`OPTIONS`], those without a value.
const FLAGS: [&str; 6] = [
    "docx",
    "no-pdf",
    "embed-sources",
    "strict-fonts",
    "remove",
    "replace",
];

/// What is known before anything is read.
pub struct ShortWay {
    file: Option<TraceFile>,
    options: TraceOptions,
    inputs: Option<InputStamps>,
    before: Option<Trace>,
    /// What the last build left of each issue; none where this one is to make everything.
    kept: Option<KeptIssues>,
    /// What the last build left of the search index; as [`ShortWay::kept`].
    index: Option<Vec<u8>>,
    /// What the last build left does not stand for this one, for this reason; none where it does.
    pub difference: Option<Difference>,
}

impl ShortWay {
    /// Looks at the disk. A build of a part of the archive, and one that was told not to (`--full`), has no short way.
    pub fn look(matches: &ArgMatches, folders: &Folders) -> Self {
        let is_part = ["series", "issue"]
            .iter()
            .any(|name| matches.get_one::<String>(name).is_some());
        let mut short_way = Self {
            file: trace_file(folders),
            options: options(matches, folders),
            inputs: None,
            before: None,
            kept: None,
            index: None,
            difference: Some(Difference::NoTrace),
        };
        let program = std::env::current_exe();
        let (false, Ok(program)) = (is_part, program) else {
            return short_way;
        };
        short_way.inputs = InputStamps::read(&Inputs {
            content: &folders.content,
            is_content: is_read,
            templates: &folders.templates,
            program: &program,
            version: env!("CARGO_PKG_VERSION"),
        });
        short_way.before = short_way.file.as_ref().and_then(TraceFile::read);
        let Some(inputs) = &short_way.inputs else {
            short_way.difference = Some(Difference::Unclear);
            return short_way;
        };
        if let Some(before) = &short_way.before {
            short_way.difference = before.difference(&short_way.options, inputs, &folders.output);
        }
        if is_held(&folders.output) {
            short_way.difference = Some(Difference::Held);
        }
        if matches.get_flag("full") && short_way.difference.is_none() {
            short_way.difference = Some(Difference::Asked);
        }
        if short_way.difference.is_some() && !matches.get_flag("full") {
            let file = short_way.file.as_ref();
            let (kept, index) = rayon::join(
                || file.and_then(TraceFile::read_issues),
                || file.and_then(|file| file.read_index(inputs.program())),
            );
            // A clock that went back may give a time a second time.
            short_way.kept = kept.filter(|kept| kept.moment <= inputs.moment());
            short_way.index = index;
        }
        short_way
    }

    /// A checksum over what all issues share, as far as it is known before anything is read.
    pub fn common(&self) -> String {
        let inputs = self.inputs.as_ref().map(InputStamps::program_and_templates);
        format!("{inputs:?} {:?}", self.options)
    }

    /// The stamps of a folder of the content, by its path.
    pub fn stamp(&self, path: &str) -> Option<String> {
        Some(self.inputs.as_ref()?.content(path)?.to_owned())
    }

    /// What the last build of the same program found in the texts of issues whose folders are as they were, by the path of each.
    pub fn known_texts(&self) -> BTreeMap<&str, &KeptTexts> {
        let (Some(inputs), Some(kept)) = (&self.inputs, &self.kept) else {
            return BTreeMap::new();
        };
        let texts = kept.texts.iter();
        texts
            .filter(|_| kept.program == inputs.program())
            .filter(|(path, texts)| inputs.content(path) == Some(&texts.folder))
            .map(|(path, texts)| (path.as_str(), texts))
            .collect()
    }

    /// What the last build left of each issue. None where nothing of this build can be kept either.
    pub fn reuse<'a>(
        &'a self,
        common: &'a str,
        stamps: &'a (dyn Fn(&str) -> Option<String> + Sync),
        texts: &'a BTreeMap<&'a str, &'a KeptTexts>,
    ) -> Option<Reuse<'a>> {
        self.inputs.as_ref()?;
        Some(Reuse {
            stamps,
            common,
            program: self.inputs.as_ref()?.program(),
            texts,
            kept: self.kept.as_ref(),
            index: self.index.as_deref(),
        })
    }

    /// Forgets the last build, which this one goes after: what it said may be about what is not to be heard of any more.
    pub fn forget(&self) {
        if let Some(file) = &self.file {
            file.forget();
        }
    }

    /// What the last build said, where this one would say the same and do nothing.
    pub fn told(&mut self) -> Option<Told> {
        if self.difference.is_some() {
            return None;
        }
        self.before.take().and_then(|before| before.told().cloned())
    }

    /// Leaves a trace of the build that came to `outcome`, if the next one may believe it.
    pub fn leave(
        self,
        folders: &Folders,
        read: &ReadByBuild<'_>,
        outcome: &mut Outcome,
        said: Said,
    ) {
        let readable = !read.sources.lacks_any();
        if let (Some(inputs), Some(mut kept), true, Some(file)) = (
            &self.inputs,
            outcome.kept.take(),
            readable,
            trace_file(folders),
        ) {
            kept.moment = inputs.moment();
            let index = outcome.index.take();
            rayon::join(
                || file.write_issues(&kept),
                || {
                    if let Some(index) = &index {
                        file.write_index(inputs.program(), |file| index.write_to(file));
                    }
                },
            );
        }
        // Nothing is kept of what the site may not show: what is said may be about that.
        let tells_hidden = outcome.left_out.any()
            && !(outcome.diagnostics.is_empty() && outcome.failed.is_empty());
        // Another run may be allowed to read what this one was not, or find typst.
        let is_open = tells_hidden
            || outcome.environment.is_some()
            || !outcome.missing_pdfs.is_empty()
            || read.sources.lacks_any()
            || read.fonts_are_for_now;
        let (false, Some(inputs)) = (is_open, self.inputs) else {
            return;
        };
        // The folder of the site may have been made by this build.
        let Some(file) = trace_file(folders) else {
            return;
        };
        // The next one does not say again what has happened in this one.
        let told = (!said.once.get()).then(|| told(outcome, said.lines.into_inner()));
        if let Some(trace) = Trace::of(self.options, inputs, read.fonts, &folders.output, told) {
            file.write(&trace);
        }
    }
}

/// What a build has read.
pub struct ReadByBuild<'a> {
    pub sources: &'a Sources,
    /// The files of the fonts.
    pub fonts: &'a [std::path::PathBuf],
    /// Whether some of these lie in a folder that does not outlive the build.
    pub fonts_are_for_now: bool,
}

/// What a build says while it runs.
#[derive(Debug, Default)]
pub struct Said {
    lines: RefCell<Vec<ToldLine>>,
    /// Whether anything was said that happens once.
    once: Cell<bool>,
}

impl Said {
    /// Takes down a line that every build of the same content says.
    pub fn line(&self, line: ToldLine) {
        self.lines.borrow_mut().push(line);
    }

    /// Takes down that something was said which the next build does not say.
    pub fn once(&self) {
        self.once.set(true);
    }
}

/// What comes of a build, as far as it is told.
pub fn told(outcome: &Outcome, lines: Vec<ToldLine>) -> Told {
    Told {
        lines,
        built: outcome.built,
        files: outcome.report.written + outcome.report.unchanged,
        summary: crate::diag::human::summary(&outcome.diagnostics),
        failed: outcome.failed.clone(),
        has_errors: outcome.diagnostics.iter().any(|finding| finding.is_error()),
    }
}

/// Says again what was said while a build ran.
pub fn say_again(told: &Told, console: &Console) {
    for line in &told.lines {
        match line {
            ToldLine::Always(text) => console.plain(text),
            ToldLine::Usually(text) => console.line(text),
            ToldLine::Findings { plain, coloured } => console.findings(plain, coloured),
        }
    }
}

fn trace_file(folders: &Folders) -> Option<TraceFile> {
    let cache = Places::of_this_process(None, None).cache?;
    TraceFile::new(&cache, &folders.output)
}

fn options(matches: &ArgMatches, folders: &Folders) -> TraceOptions {
    let mut options = TraceOptions::new();
    for name in OPTIONS {
        if let Some(value) = matches.get_one::<String>(name) {
            options.insert(format!("--{name}"), value.clone());
        }
    }
    for name in FLAGS {
        if matches.get_flag(name) {
            options.insert(format!("--{name}"), String::new());
        }
    }
    for (name, folder) in [
        ("--content", &folders.content),
        ("--templates", &folders.templates),
        ("--output", &folders.output),
    ] {
        // Findings name no folder, so that another way to write the same one is the same.
        let place = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        options.insert(name.to_owned(), place.to_string_lossy().into_owned());
    }
    options
}
