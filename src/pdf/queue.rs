//! The tasks that the processes share.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use super::stage::Stage;

/// Something for one process to do.
pub(super) enum Task {
    /// Issues that have not been tried, by index.
    Batch(Vec<usize>),
    /// An issue that is staged already, at a place, with the time that is left for it.
    Alone(usize, usize, Arc<Stage>, Duration),
}

/// The tasks, and how many are being done: those may still add some.
pub(super) struct Queue {
    state: Mutex<(VecDeque<Task>, usize)>,
    changed: Condvar,
    no_bundles: AtomicBool,
    /// How many issues in a row have taken too long.
    hung: AtomicUsize,
    /// Whether typst sets an empty page, once that was asked.
    answers: OnceLock<bool>,
}

impl Queue {
    /// A queue of these tasks.
    pub(super) fn new(tasks: VecDeque<Task>) -> Self {
        Self {
            state: Mutex::new((tasks, 0)),
            changed: Condvar::new(),
            no_bundles: AtomicBool::new(false),
            hung: AtomicUsize::new(0),
            answers: OnceLock::new(),
        }
    }

    /// Notes that the typst at hand has no bundles, so that it is not asked again.
    pub(super) fn forget_bundles(&self) {
        self.no_bundles.store(true, Ordering::Relaxed);
    }

    /// Whether a bundle is worth a try.
    pub(super) fn has_bundles(&self) -> bool {
        !self.no_bundles.load(Ordering::Relaxed)
    }

    /// Notes whether an issue that was set alone came to an end.
    pub(super) fn ended(&self, in_time: bool) {
        if in_time {
            self.hung.store(0, Ordering::Relaxed);
        } else {
            self.hung.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Whether typst sets an empty page, as `ask` finds out the first time.
    pub(super) fn answers(&self, ask: impl FnOnce() -> bool) -> bool {
        *self.answers.get_or_init(ask)
    }

    /// The part of its time that an issue still gets: after two in a row that hung it is typst rather than they, and the others are not waited for as long.
    pub(super) fn patience(&self, time: Duration) -> Duration {
        /// An ordinary issue takes a fraction of it.
        const LEAST: Duration = Duration::from_secs(1);
        if self.hung.load(Ordering::Relaxed) >= 2 {
            time.min((time / 10).max(LEAST))
        } else {
            time
        }
    }

    /// The next task; none once all are done.
    pub(super) fn next(&self) -> Option<(Task, TaskGuard<'_>)> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(task) = state.0.pop_front() {
                state.1 += 1;
                return Some((task, TaskGuard(self)));
            }
            if state.1 == 0 {
                return None;
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Adds tasks that come before all others.
    pub(super) fn add(&self, tasks: Vec<Task>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        for task in tasks.into_iter().rev() {
            state.0.push_front(task);
        }
        self.changed.notify_all();
    }
}

/// Held while a task is being done.
pub(super) struct TaskGuard<'a>(&'a Queue);

impl Drop for TaskGuard<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.1 -= 1;
        self.0.changed.notify_all();
    }
}
