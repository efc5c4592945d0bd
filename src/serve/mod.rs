//! Edge: the preview (预览) for those who write, a web server on this machine alone.
//!
//! It shows what a build would publish and more: drafts, internal and classified issues, marked as what they are. Pages are drawn from memory when they
//! are asked for, and nothing is written to the output folder. A browser that shows a page is told when the content has changed and asks again.
//!
//! The server listens on 127.0.0.1 only, answers only those who call it by that name, and gives nothing that a page of another origin asks for (`guard.rs`), so
//! that no other machine and no other site's page can read what is not published. It serves what a build would write, and of the content folder only the files that an issue puts beside its page.

mod answer;
mod error;
mod event;
mod guard;
mod notice;
mod overlay;
mod pdf_on_request;
mod policy;
mod state;
mod update;
mod watch;
mod web;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

pub use error::ServeError;
pub use event::ServeEvent;
pub use pdf_on_request::{ReadTools, Tools};
pub use web::PORT;

use self::pdf_on_request::PdfOnRequest;
use self::state::ServerState;
use self::update::Updater;
use crate::pdf::{Cancel, Places};

/// What to serve, and where.
pub struct Settings {
    /// The content folder.
    pub content: PathBuf,
    /// The templates folder, which need not exist.
    pub templates: PathBuf,
    /// The port that somebody named; otherwise [`PORT`] or the next that is free.
    pub port: Option<u16>,
    /// The name by which a tunnel leads here; otherwise only those who call 127.0.0.1 are answered.
    pub host: Option<String>,
    /// Whether to look for changes every second instead of being told of them: network shares tell nobody.
    pub poll: bool,
    /// Where typst may be.
    pub places: Places,
    /// Reads what typst needs, when a PDF is first asked for and again after the templates have changed.
    pub tools: ReadTools,
    /// Ends the server.
    pub cancel: Cancel,
}

/// Serves until it is told to end by Ctrl-C or by [`Settings::cancel`].
///
/// # Errors
/// A content folder that cannot be read, a port that is taken.
pub fn serve(settings: Settings, told: &Sender<ServeEvent>) -> Result<(), ServeError> {
    let listener = web::listen(settings.port)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(ServeError::Runtime)?;
    let live = runtime.block_on(policy::Live::new())?;
    let pdf = PdfOnRequest::new(settings.places, settings.tools, settings.cancel.clone());
    let mut updater = Updater::open(&settings.content, &settings.templates, &live.script_hash)?;
    let state = Arc::new(ServerState::new(
        updater.first(),
        pdf,
        live.script_hash.clone(),
    ));
    let (watching, changes) = watch::start(updater.folders(), settings.poll, told)?;

    let address = format!(
        "http://{}/",
        listener.local_addr().map_err(ServeError::Runtime)?
    );
    let interrupt = runtime
        .block_on(async { web::interrupt() })
        .map_err(ServeError::Runtime)?;
    let _ = told.send(state.started(address));
    let thread = {
        let (state, told, reloader) = (Arc::clone(&state), told.clone(), live.layer.reloader());
        std::thread::spawn(move || {
            while let Some(touched) = changes.next() {
                if let Some(news) = updater.update(&touched, &state) {
                    reloader.reload();
                    news.tell(&told);
                }
            }
        })
    };
    let served = runtime.block_on(web::serve(
        listener,
        live.layer,
        state,
        settings.host,
        interrupt,
        &settings.cancel,
    ));
    settings.cancel.cancel();
    // Without its watcher the thread comes to its end; connections that wait for news are dropped.
    drop(watching);
    let _ = thread.join();
    runtime.shutdown_background();
    served
}
