//! PDFs for the preview: set when somebody asks for one, and kept as long as nothing of it changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::diag::Diagnostic;
use crate::pdf::{
    self, Cancel, Compiled, Failure, FindError, Fonts, Keys, Options, Places, Template,
};
use crate::pipeline::preview::{Preview, PreviewPdfs, ShownIssue};
use crate::project::ProjectError;

/// What typst needs besides an issue.
#[derive(Debug)]
pub struct Tools {
    /// The layouts (版式) in Typst.
    pub layouts: Vec<Template>,
    /// The faces for each role, the project's own first.
    pub fonts: Fonts,
}

/// Reads what typst needs.
pub type ReadTools = Box<dyn Fn() -> Result<Tools, ProjectError> + Send + Sync>;

/// What came of it.
pub enum Printed {
    Pdf(Arc<Compiled>),
    /// It cannot be set for what the writer wrote; places are in the issue's own sources.
    Refused(Vec<Diagnostic>),
    /// It cannot be set here, in Chinese.
    Unable(String),
}

/// Sets PDFs, one at a time.
pub struct PdfOnRequest {
    places: Places,
    read: ReadTools,
    options: Options,
    tools: Mutex<Option<Arc<Tools>>>,
    /// The last PDF of each issue.
    kept: Mutex<BTreeMap<String, Kept>>,
    busy: Mutex<()>,
}

/// A PDF that has been set.
struct Kept {
    key: String,
    compiled: Arc<Compiled>,
    /// What it was last asked for; pages speak of it only as long as the issue has not changed.
    shown: Arc<ShownIssue>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl PdfOnRequest {
    /// A pdf that has set nothing yet.
    pub fn new(places: Places, read: ReadTools, cancel: Cancel) -> Self {
        Self {
            places,
            read,
            options: Options {
                parallel: 1,
                cancel,
                ..Options::default()
            },
            tools: Mutex::new(None),
            kept: Mutex::default(),
            busy: Mutex::new(()),
        }
    }

    /// Layouts and fonts may have changed.
    pub fn forget_tools(&self) {
        *lock(&self.tools) = None;
    }

    /// The PDFs that have been set so far of issues that are still what they were.
    pub fn records(&self, preview: &Preview) -> PreviewPdfs {
        lock(&self.kept)
            .iter()
            .filter(|(path, kept)| {
                let issue = preview.issues().get(*path);
                let shown = issue.and_then(|issue| issue.shown.as_ref());
                shown.is_some_and(|shown| Arc::ptr_eq(shown, &kept.shown))
            })
            .map(|(path, kept)| (path.clone(), Preview::pdf_record(&kept.key, &kept.compiled)))
            .collect()
    }

    /// The PDF of the issue, if it has been set with this key.
    fn known(&self, shown: &Arc<ShownIssue>, key: &str) -> Option<Arc<Compiled>> {
        let mut kept = lock(&self.kept);
        let kept = kept.get_mut(&shown.document.id.path())?;
        if key.is_empty() || kept.key != key {
            return None;
        }
        kept.shown = Arc::clone(shown);
        Some(Arc::clone(&kept.compiled))
    }

    /// The PDF of `shown`; waits while another is being set.
    pub fn print(&self, shown: &Arc<ShownIssue>) -> Printed {
        let tools = match self.tools() {
            Ok(tools) => tools,
            Err(error) => return Printed::Unable(error.to_string()),
        };
        let job = Preview::pdf_job(shown);
        let keys = Keys::new(&tools.layouts, &tools.fonts, self.options.standards);
        // A picture that cannot be read has no key; typst's edge says why.
        let key = keys.of(&job).unwrap_or_default();
        if let Some(compiled) = self.known(shown, &key) {
            return Printed::Pdf(compiled);
        }
        let _busy = lock(&self.busy);
        if let Some(compiled) = self.known(shown, &key) {
            return Printed::Pdf(compiled);
        }
        let typst = match pdf::find(&self.places) {
            Ok(typst) => typst,
            Err(error @ FindError::NotFound { .. }) => {
                return Printed::Unable(format!(
                    "{error}。在终端运行一次 jianbao setup（约十几分钟），装好后刷新这一页"
                ));
            }
            Err(error) => return Printed::Unable(error.to_string()),
        };
        let mut result = Err(Failure::Cancelled);
        pdf::compile(
            &typst,
            &tools.layouts,
            &tools.fonts,
            &[job],
            &self.options,
            &mut |_, done| result = done,
        );
        match result {
            Ok(compiled) => {
                let compiled = Arc::new(compiled);
                let kept = Kept {
                    key,
                    compiled: Arc::clone(&compiled),
                    shown: Arc::clone(shown),
                };
                lock(&self.kept).insert(shown.document.id.path(), kept);
                Printed::Pdf(compiled)
            }
            Err(failure @ (Failure::Environment { .. } | Failure::Cancelled)) => {
                Printed::Unable(failure.to_string())
            }
            Err(failure) => Printed::Refused(Preview::pdf_findings(shown, &failure)),
        }
    }

    fn tools(&self) -> Result<Arc<Tools>, ProjectError> {
        let mut tools = lock(&self.tools);
        if let Some(tools) = &*tools {
            return Ok(Arc::clone(tools));
        }
        let read = Arc::new((self.read)()?);
        *tools = Some(Arc::clone(&read));
        Ok(read)
    }
}
