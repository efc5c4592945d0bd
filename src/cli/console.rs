//! The terminal. A closed pipe is no error: what nobody reads is not said.

use std::cell::Cell;
use std::io::{IsTerminal, Write};

use crate::diag::{Diagnostic, human};
use crate::source::Sources;

/// Says things to people: results on standard output, everything else on standard error.
#[derive(Debug)]
pub struct Console {
    quiet: bool,
    verbose: bool,
    color: bool,
    /// Whether results are coloured.
    color_results: bool,
    terminal: bool,
    /// Whether a line of progress stands on the terminal that the next line must wipe.
    in_progress: Cell<bool>,
}

/// Asks the console of Windows to understand colours; it shows the characters by itself, whatever its code page is.
pub fn prepare() {
    #[cfg(windows)]
    let _ = anstyle_query::windows::enable_ansi_colors();
}

impl Console {
    /// A console; colours are used on a terminal unless `NO_COLOR` is set.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "the terminal")]
    pub fn new(quiet: bool, verbose: bool) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            quiet,
            verbose,
            color: terminal && !no_color,
            color_results: std::io::stdout().is_terminal() && !no_color,
            terminal,
            in_progress: Cell::new(false),
        }
    }

    /// A result.
    pub fn print(&self, text: &str) {
        self.wipe();
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{}", text.trim_end());
    }

    /// The result of a run, unless only errors are wanted.
    pub fn result(&self, text: &str) {
        if !self.quiet {
            self.print(text);
        }
    }

    /// A line that goes, of a difference that is shown.
    pub fn removed(&self, line: &str) {
        self.differs("31", '-', line);
    }

    /// A line that comes.
    pub fn added(&self, line: &str) {
        self.differs("32", '+', line);
    }

    fn differs(&self, color: &str, sign: char, line: &str) {
        // What a file holds must not steer the terminal.
        let line: String = line
            .chars()
            .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
            .collect();
        if self.color_results {
            self.result(&format!("    \u{1b}[{color}m{sign} {line}\u{1b}[0m"));
        } else {
            self.result(&format!("    {sign} {line}"));
        }
    }

    /// A line about what happens.
    pub fn line(&self, text: &str) {
        if !self.quiet {
            self.plain(text);
        }
    }

    /// A line that is only of interest to those who ask for more.
    pub fn detail(&self, text: &str) {
        if self.verbose {
            self.plain(text);
        }
    }

    /// A line that is always said.
    pub fn plain(&self, text: &str) {
        self.wipe();
        let mut out = std::io::stderr().lock();
        let _ = writeln!(out, "{text}");
    }

    /// What keeps a run from being done.
    pub fn error(&self, text: &str) {
        if self.color {
            self.plain(&format!("\u{1b}[1;31m错误\u{1b}[0m：{text}"));
        } else {
            self.plain(&format!("错误：{text}"));
        }
    }

    /// How far a run is: one line that is written over on a terminal, nothing elsewhere.
    pub fn progress(&self, text: &str) {
        if self.quiet || !self.terminal {
            return;
        }
        let mut out = std::io::stderr().lock();
        let _ = write!(out, "\r\u{1b}[K{text}");
        let _ = out.flush();
        self.in_progress.set(true);
    }

    /// Findings about the content.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        if diagnostics.is_empty() {
            return;
        }
        self.wipe();
        let text = human::render(diagnostics, sources, self.color);
        let mut out = std::io::stderr().lock();
        let _ = out.write_all(text.as_bytes());
    }

    /// Findings that have been put into words already, without and with colours.
    pub fn findings(&self, plain: &str, coloured: &str) {
        self.wipe();
        let text = if self.color { coloured } else { plain };
        let mut out = std::io::stderr().lock();
        let _ = out.write_all(text.as_bytes());
    }

    fn wipe(&self) {
        if self.in_progress.replace(false) {
            let mut out = std::io::stderr().lock();
            let _ = write!(out, "\r\u{1b}[K");
        }
    }
}
