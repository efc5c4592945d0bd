//! Takes in what has changed on disk: reads it, assembles what it concerns, and replaces the view.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Instant;

use super::error::{DrawError, ServeError};
use super::event::ServeEvent;
use super::state::{Moment, ServerState};
use super::watch;
use crate::diag::Diagnostic;
use crate::pipeline::preview::{Count, Preview, View};
use crate::project::{ProjectError, TemplateFiles};
use crate::render::html::Templates;
use crate::source::Sources;
use crate::stage::content_reader::ContentReader;

/// Issues that are said one by one after a change; more have one cause, which is said with it.
const MOST_SAID: usize = 12;

/// Reads the folders of the project again and again.
pub struct Updater {
    reader: ContentReader,
    templates: PathBuf,
    folders: Vec<PathBuf>,
    script_hash: String,
    files: Result<TemplateFiles, ProjectError>,
    drawn_by: Result<Arc<Templates>, DrawError>,
    preview: Arc<Preview>,
}

/// What an update brought.
pub struct News {
    count: Count,
    assembled: usize,
    milliseconds: u128,
    findings: Vec<(Arc<Vec<Diagnostic>>, Arc<Sources>)>,
    trouble: Option<String>,
}

impl Updater {
    /// Reads everything for the first time.
    pub fn open(content: &Path, templates: &Path, script_hash: &str) -> Result<Self, ServeError> {
        let content = watch::true_name(content);
        let templates = watch::true_name(templates);
        let mut reader = ContentReader::new(&content);
        let (sources, _) = reader.read(&BTreeSet::new())?;
        let files = TemplateFiles::read(&templates);
        let mut folders = vec![content];
        if templates.is_dir() {
            folders.push(templates.clone());
        }
        Ok(Self {
            reader,
            templates,
            folders,
            drawn_by: compile(&files, script_hash),
            files,
            script_hash: script_hash.to_owned(),
            preview: Arc::new(Preview::new(Arc::new(sources))),
        })
    }

    /// The folders to be watched.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// What is shown first.
    pub fn first(&self) -> Moment {
        self.moment()
    }

    fn moment(&self) -> Moment {
        let view = self.drawn_by.clone();
        Moment {
            view: view.map(|templates| View::new(Arc::clone(&self.preview), templates)),
            preview: Arc::clone(&self.preview),
        }
    }

    /// Shows the folders as they are now; none where nothing has changed.
    #[allow(clippy::disallowed_methods, reason = "an edge")]
    pub fn update(&mut self, touched: &BTreeSet<PathBuf>, state: &ServerState) -> Option<News> {
        let start = Instant::now();
        let in_templates = |path: &PathBuf| path.starts_with(&self.templates);
        let mut drawn_anew = false;
        if touched.is_empty() || touched.iter().any(in_templates) {
            let files = TemplateFiles::read(&self.templates);
            if files != self.files {
                self.drawn_by = compile(&files, &self.script_hash);
                self.files = files;
                state.pdf.forget_tools();
                drawn_anew = true;
            } else if touched.iter().any(in_templates) {
                // A font, perhaps.
                state.pdf.forget_tools();
            }
        }
        let broken = self.drawn_by.as_ref().err().filter(|_| drawn_anew);
        let mut trouble = broken.map(DrawError::to_string);
        let before = Arc::clone(&self.preview);
        let mut changed = BTreeSet::new();
        match self.reader.read(touched) {
            Ok((sources, paths)) => {
                changed = paths;
                if !changed.is_empty() {
                    self.preview = Arc::new(before.again(Arc::new(sources), &changed));
                }
            }
            // The folder may be on its way to another place: what was shown stays.
            Err(error) => trouble = Some(error.to_string()),
        }
        if changed.is_empty() && !drawn_anew && trouble.is_none() {
            return None;
        }
        state.set(self.moment());
        let preview = &self.preview;
        Some(News {
            count: preview.count(),
            assembled: if changed.is_empty() {
                0
            } else {
                preview.assembled()
            },
            milliseconds: start.elapsed().as_millis(),
            findings: findings(preview, &before),
            trouble,
        })
    }
}

impl News {
    /// Says it.
    pub fn tell(self, told: &Sender<ServeEvent>) {
        for (findings, sources) in self.findings {
            let _ = told.send(ServeEvent::Findings(findings, sources));
        }
        if let Some(trouble) = self.trouble {
            let _ = told.send(ServeEvent::Trouble(trouble));
        }
        let _ = told.send(ServeEvent::Updated {
            count: self.count,
            assembled: self.assembled,
            milliseconds: self.milliseconds,
        });
    }
}

/// The findings that are not what they were.
fn findings(now: &Preview, before: &Preview) -> Vec<(Arc<Vec<Diagnostic>>, Arc<Sources>)> {
    let mut said = Vec::new();
    if now.shared_findings() != before.shared_findings() && !now.shared_findings().is_empty() {
        let shared = Arc::new(now.shared_findings().to_vec());
        said.push((shared, Arc::clone(now.sources())));
    }
    let issues = now.issues().iter().filter(|(path, issue)| {
        let old = before.issues().get(*path);
        !issue.findings.is_empty()
            && old.is_none_or(|old| !Arc::ptr_eq(&old.findings, &issue.findings))
    });
    let issues: Vec<_> = issues.map(|(_, issue)| issue).collect();
    if issues.len() <= MOST_SAID {
        said.extend(
            issues
                .into_iter()
                .map(|issue| (Arc::clone(&issue.findings), Arc::clone(&issue.sources))),
        );
    }
    said
}

fn compile(
    files: &Result<TemplateFiles, ProjectError>,
    script_hash: &str,
) -> Result<Arc<Templates>, DrawError> {
    let files = files.as_ref().map_err(Clone::clone)?;
    let templates = Templates::new(&files.html)?;
    Ok(Arc::new(templates.live(script_hash)))
}
