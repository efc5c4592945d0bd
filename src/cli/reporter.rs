//! What a build tells while it runs, as the terminal says it.

use std::time::{Duration, Instant};

use super::console::Console;
use super::environment;
use super::short_way::Said;
use crate::diag::human;
use crate::pdf::{Places, Typst, TypstUnavailable};
use crate::pipeline::{BuildEvent, Phase, Reporter};
use crate::source::Sources;
use crate::trace::ToldLine;

/// Tells the terminal what the build tells us.
pub(super) struct ConsoleReporter<'a> {
    console: &'a Console,
    sources: &'a Sources,
    places: Places,
    mark: std::cell::Cell<Instant>,
    timings: bool,
    explain: bool,
    /// Whether findings have been told: those that come later are not about the content alone.
    found: std::cell::Cell<bool>,
    /// What has been said.
    said: Said,
}

impl<'a> ConsoleReporter<'a> {
    /// Tells `console`; with `timings`, also how long each phase took, from `start` on.
    pub(super) fn new(
        console: &'a Console,
        sources: &'a Sources,
        places: Places,
        start: Instant,
        timings: bool,
    ) -> Self {
        Self {
            console,
            sources,
            places,
            mark: std::cell::Cell::new(start),
            timings,
            explain: false,
            found: std::cell::Cell::default(),
            said: Said::default(),
        }
    }

    /// With `explain`, also says why issues are made again.
    pub(super) fn explaining(self, explain: bool) -> Self {
        Self { explain, ..self }
    }

    /// A line that is always said, and said again by every build of the same content.
    pub(super) fn always(&self, text: &str) {
        self.console.plain(text);
        self.said.line(ToldLine::Always(text.to_owned()));
    }

    /// What has been said.
    pub(super) fn into_said(self) -> Said {
        self.said
    }
}

/// A phase that takes longer says how far it is.
const LONG: Duration = Duration::from_secs(2);

/// How long it will take until all is done, in words; none where nothing is done yet or nothing left.
fn rest(passed: Duration, done: usize, of: usize) -> Option<String> {
    if done == 0 || done >= of {
        return None;
    }
    let seconds = passed.as_secs_f64() * (of - done) as f64 / done as f64;
    Some(match seconds {
        _ if seconds < 1.5 => "，马上就好".to_owned(),
        _ if seconds < 90.0 => format!("，大约还要 {seconds:.0} 秒"),
        _ => format!("，大约还要 {:.0} 分钟", seconds / 60.0),
    })
}

impl Reporter for ConsoleReporter<'_> {
    #[allow(clippy::disallowed_methods, reason = "the terminal")]
    fn report(&self, event: BuildEvent<'_>) {
        match event {
            BuildEvent::Findings(findings) => {
                self.console.diagnostics(findings, self.sources);
                // What is found later is about files that were gone by the time they were copied, or that typst refused: another time they may not be.
                if self.found.replace(true) {
                    self.said.once();
                } else if !findings.is_empty() {
                    self.said.line(ToldLine::Findings {
                        plain: human::render(findings, self.sources, false),
                        coloured: human::render(findings, self.sources, true),
                    });
                }
            }
            BuildEvent::Progress { phase, done, of } => {
                let passed = self.mark.get().elapsed();
                let is_long = passed >= LONG;
                if is_long || phase == Phase::Pdfs {
                    let rest = rest(passed, done, of).filter(|_| is_long);
                    self.console
                        .progress(&format!("{event}{}", rest.unwrap_or_default()));
                }
            }
            BuildEvent::PhaseEnded(_) => {
                let now = Instant::now();
                let passed = now.duration_since(self.mark.replace(now));
                if self.timings {
                    self.console
                        .plain(&format!("{event}：{} 毫秒", passed.as_millis()));
                }
            }
            BuildEvent::MadeAgain(_) => {
                if self.explain {
                    self.console.plain(&event.to_string());
                }
            }
            // The next build finds what this one has left.
            _ if event.is_warning() => {
                self.console.plain(&event.to_string());
                self.said.once();
            }
            BuildEvent::LeftOut(_) => {
                self.console.line(&event.to_string());
                self.said.line(ToldLine::Usually(event.to_string()));
            }
            _ => self.console.line(&event.to_string()),
        }
    }

    fn typst(&self) -> Result<Typst, TypstUnavailable> {
        environment::typst(&self.places, self.console)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_it_will_take_is_said_as_people_say_it() {
        let rest = |seconds, done| rest(Duration::from_secs(seconds), done, 100);
        assert_eq!(rest(5, 0), None);
        assert_eq!(rest(5, 100), None);
        assert_eq!(rest(5, 50).as_deref(), Some("，大约还要 5 秒"));
        assert_eq!(rest(60, 10).as_deref(), Some("，大约还要 9 分钟"));
        assert_eq!(rest(60, 99).as_deref(), Some("，马上就好"));
    }
}
