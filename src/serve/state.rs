//! What the answers are made from: the view of this moment, which an update replaces as a whole.

use std::sync::{Arc, PoisonError, RwLock};

use super::error::DrawError;
use super::event::ServeEvent;
use super::pdf_on_request::PdfOnRequest;
use crate::pipeline::preview::{Preview, View};

/// What can be shown at one moment.
#[derive(Debug)]
pub struct Moment {
    /// The content.
    pub preview: Arc<Preview>,
    /// How it is drawn, or why it cannot be.
    pub view: Result<View, DrawError>,
}

/// What all answers share.
pub struct ServerState {
    now: RwLock<Arc<Moment>>,
    /// Sets PDFs.
    pub pdf: PdfOnRequest,
    /// The hash of the script that pages may run.
    pub script_hash: String,
}

impl ServerState {
    /// The state at the beginning.
    pub fn new(first: Moment, pdf: PdfOnRequest, script_hash: String) -> Self {
        Self {
            now: RwLock::new(Arc::new(first)),
            pdf,
            script_hash,
        }
    }

    /// The present moment; an answer keeps to one, whatever changes meanwhile.
    pub fn now(&self) -> Arc<Moment> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&now)
    }

    /// Puts the next moment in its place.
    pub fn set(&self, next: Moment) {
        let next = Arc::new(next);
        let old = {
            let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *now, next)
        };
        // A thousand issues are not freed while others wait.
        drop(old);
    }

    /// What is said when the server can be reached.
    pub fn started(&self, address: String) -> ServeEvent {
        let preview = Arc::clone(&self.now().preview);
        ServeEvent::Started {
            address,
            issues: preview.issues().len(),
            count: preview.count(),
        }
    }
}
