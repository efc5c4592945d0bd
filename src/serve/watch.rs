//! Notices that files have changed, soon after the last of several changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, Debouncer, NoCache, RecommendedCache, new_debouncer, new_debouncer_opt,
};

use super::error::ServeError;
use super::event::ServeEvent;

/// How long a folder must be quiet: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(30);

/// How often it is looked whether it has been quiet for so long.
const TICK: Duration = Duration::from_millis(10);

/// How often the folders are looked through where nobody tells of changes.
const POLL: Duration = Duration::from_secs(1);

/// Keeps the watch going as long as it lives.
#[allow(dead_code, reason = "held for their threads, which end with them")]
pub enum Watching {
    /// The system tells of changes.
    Told(Debouncer<RecommendedWatcher, RecommendedCache>),
    /// The folders are looked through.
    Polled(Debouncer<PollWatcher, NoCache>),
}

/// What has changed, as it is noticed.
pub struct Changes {
    receiver: Receiver<BTreeSet<PathBuf>>,
}

impl Changes {
    /// Waits for the next changes; none when the watch has ended.
    pub fn next(&self) -> Option<BTreeSet<PathBuf>> {
        let mut touched = self.receiver.recv().ok()?;
        while let Ok(more) = self.receiver.try_recv() {
            touched.extend(more);
        }
        Some(touched)
    }
}

/// Watches `folders`. Where the system cannot tell of changes they are looked for every second, which is said.
///
/// # Errors
/// Folders that cannot be watched in either way.
pub fn start(
    folders: &[PathBuf],
    poll: bool,
    told: &Sender<ServeEvent>,
) -> Result<(Watching, Changes), ServeError> {
    let (sender, receiver) = mpsc::channel();
    let changes = Changes { receiver };
    if !poll {
        match by_system(folders, sender.clone()) {
            Ok(watching) => return Ok((watching, changes)),
            Err(error) => {
                let _ = told.send(ServeEvent::Trouble(format!(
                    "系统不能通知文件的改动（{error}），改为每秒查看一次"
                )));
            }
        }
    }
    let watching = by_looking(folders, sender).map_err(|e| ServeError::Watch(e.to_string()))?;
    Ok((watching, changes))
}

fn by_system(folders: &[PathBuf], sender: Sender<BTreeSet<PathBuf>>) -> notify::Result<Watching> {
    // Where there can be no watcher, the debouncer's thread goes on without one and keeps what it was given: it must not keep the changes from ending.
    let sender = Arc::new(Mutex::new(Some(sender)));
    let held = Arc::clone(&sender);
    let sending = move |result| {
        let held = held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = held.as_ref() {
            pass(result, sender);
        }
    };
    let debouncer = new_debouncer(QUIET, Some(TICK), sending);
    if debouncer.is_err() {
        drop(sender.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
    let mut debouncer = debouncer?;
    for folder in folders {
        debouncer.watch(folder, RecursiveMode::Recursive)?;
    }
    Ok(Watching::Told(debouncer))
}

fn by_looking(folders: &[PathBuf], sender: Sender<BTreeSet<PathBuf>>) -> notify::Result<Watching> {
    let mut debouncer = new_debouncer_opt::<_, PollWatcher, NoCache>(
        QUIET,
        Some(TICK),
        move |result| pass(result, &sender),
        NoCache::new(),
        Config::default().with_poll_interval(POLL),
    )?;
    for folder in folders {
        debouncer.watch(folder, RecursiveMode::Recursive)?;
    }
    Ok(Watching::Polled(debouncer))
}

/// Hands on which files were written; that somebody read one is no news. After a fault of the watch everything is looked at.
fn pass(result: DebounceEventResult, sender: &Sender<BTreeSet<PathBuf>>) {
    let touched: BTreeSet<PathBuf> = match result {
        Ok(events) => {
            let events: Vec<_> = events
                .into_iter()
                .filter(|event| is_change(event.kind))
                .collect();
            if events.is_empty() {
                return;
            }
            events
                .into_iter()
                .flat_map(|event| event.event.paths)
                .collect()
        }
        Err(_) => BTreeSet::new(),
    };
    // Nobody listens only when the server ends.
    let _ = sender.send(touched);
}

fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    }
}

/// The folder by its one true name, as which the system reports what happens in it.
pub fn true_name(folder: &Path) -> PathBuf {
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}
