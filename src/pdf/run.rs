//! Runs one process: under a time limit, never dead-locked on its pipes, never left behind.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::scratch::{self, RunningProcess};

/// How much of a stream is kept; of a longer one, the end.
const KEPT: usize = 256 << 10;
/// How often the limit and the wish to stop are looked at. An ordinary end is noticed at once.
const STEP: Duration = Duration::from_millis(50);
/// How long the pipes may stay open after the process has ended (a grandchild may hold them).
const LINGER: Duration = Duration::from_millis(500);

/// The wish to stop, shared between whoever has it and the processes that must then end.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks everything that holds a clone to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether a stop was asked for.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A process that ended by itself.
#[derive(Debug)]
pub(super) struct Finished {
    /// How it ended.
    pub status: ExitStatus,
    /// What it wrote to its standard output.
    pub stdout: Vec<u8>,
    /// What it wrote to its standard error.
    pub stderr: Vec<u8>,
}

/// Why there is no [`Finished`] process.
#[derive(Debug)]
pub(super) enum Stopped {
    /// It could not be started or waited for.
    Io(io::Error),
    /// It took longer than allowed, and was killed.
    Timeout,
    /// A stop was asked for, and it was killed.
    Cancelled,
}

/// A command with an empty environment, but for what Windows needs to start any program.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
pub(super) fn bare(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear();
    if cfg!(windows) {
        for name in ["SystemRoot", "windir"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
    }
    command
}

/// What a process may use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// How long it may run.
    pub time: Duration,
    /// How many bytes of memory it may have, where the system can be told so; none for as many as it likes.
    pub memory: Option<u64>,
}

/// Runs a command to its end, or kills it when it has taken longer than `limit`; see [`run_within`].
pub(super) fn run(
    command: &mut Command,
    limit: Duration,
    cancel: &Cancel,
    watch: &mut dyn FnMut(Duration, &Capture),
) -> Result<Finished, Stopped> {
    let limits = Limits {
        time: limit,
        memory: None,
    };
    run_within(command, limits, cancel, watch)
}

/// Runs a command to its end, or kills it with everything that it has started.
///
/// `watch` is called about twenty times a second with the time that has passed and what standard error holds so far.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
pub(super) fn run_within(
    command: &mut Command,
    limits: Limits,
    cancel: &Cancel,
    watch: &mut dyn FnMut(Duration, &Capture),
) -> Result<Finished, Stopped> {
    let limit = limits.time;
    let start = Instant::now();
    let _busy = RunningProcess::begin().ok_or(Stopped::Cancelled)?;
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut running = Running::spawn(command).map_err(Stopped::Io)?;
    if let Some(memory) = limits.memory {
        running.bound(memory);
    }
    let (closed, streams) = mpsc::channel();
    let stdout = Capture::of(running.child.stdout.take(), closed.clone());
    let stderr = Capture::of(running.child.stderr.take(), closed);
    let mut open = 2;
    let status = loop {
        let left = limit.saturating_sub(start.elapsed());
        match streams.recv_timeout(STEP.min(left)) {
            Ok(()) => open -= 1,
            Err(RecvTimeoutError::Timeout) => {}
            // Both streams are closed, and yet it runs: no more than look again later.
            Err(RecvTimeoutError::Disconnected) => thread::sleep(Duration::from_millis(2)),
        }
        if let Some(status) = running.child.try_wait().map_err(Stopped::Io)? {
            running.has_ended = true;
            break status;
        }
        if cancel.is_cancelled() || scratch::is_ending() {
            return Err(Stopped::Cancelled);
        }
        if start.elapsed() >= limit {
            return Err(Stopped::Timeout);
        }
        watch(start.elapsed(), &stderr);
    };
    let ended = Instant::now();
    while open > 0
        && streams
            .recv_timeout(LINGER.saturating_sub(ended.elapsed()))
            .is_ok()
    {
        open -= 1;
    }
    Ok(Finished {
        status,
        stdout: stdout.bytes(),
        stderr: stderr.bytes(),
    })
}

/// Starts a process. A program file that was written a moment ago may still count as open for writing (ETXTBSY) while
/// another thread is between its own fork and exec, so that error is waited out.
fn spawn(command: &mut Command) -> io::Result<Child> {
    let mut tries = 0;
    loop {
        match command.spawn() {
            Err(error) if error.kind() == io::ErrorKind::ExecutableFileBusy && tries < 50 => {
                tries += 1;
                thread::sleep(Duration::from_millis(20));
            }
            result => return result,
        }
    }
}

/// A child that does not outlive its owner, nor does what it has started.
struct Running {
    child: Child,
    has_ended: bool,
}

impl Running {
    fn spawn(command: &mut Command) -> io::Result<Self> {
        // A group of its own: a build by cargo is ended with its compilers, and Ctrl-C in the terminal comes to us alone.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        Ok(Self {
            child: spawn(command)?,
            has_ended: false,
        })
    }

    #[cfg(unix)]
    fn id(&self) -> Option<rustix::process::Pid> {
        let id = i32::try_from(self.child.id()).ok()?;
        rustix::process::Pid::from_raw(id)
    }

    /// Bounds its memory, where the system can.
    #[cfg(target_os = "linux")]
    fn bound(&self, bytes: u64) {
        use rustix::process::{Resource, Rlimit, prlimit};
        let limit = Rlimit {
            current: Some(bytes),
            maximum: Some(bytes),
        };
        // A system that refuses leaves it as it was.
        let _ = prlimit(self.id(), Resource::Data, limit);
    }

    #[cfg(not(target_os = "linux"))]
    fn bound(&self, _: u64) {}
}

impl Drop for Running {
    fn drop(&mut self) {
        // Its number may be another's once it has been waited for.
        if self.has_ended {
            return;
        }
        #[cfg(unix)]
        if let Some(group) = self.id() {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        // Both fail only for a process that has ended and been waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a stream has held so far, filled by a thread of its own.
pub(super) struct Capture(Arc<Mutex<VecDeque<u8>>>);

impl Capture {
    fn of(stream: Option<impl Read + Send + 'static>, closed: mpsc::Sender<()>) -> Self {
        let kept = Arc::new(Mutex::new(VecDeque::new()));
        let shared = Arc::clone(&kept);
        thread::spawn(move || {
            if let Some(mut stream) = stream {
                let mut buffer = [0; 8192];
                loop {
                    match stream.read(&mut buffer) {
                        Ok(0) => break,
                        Ok(count) => {
                            let mut kept = shared.lock().unwrap_or_else(PoisonError::into_inner);
                            kept.extend(buffer.iter().take(count));
                            let excess = kept.len().saturating_sub(KEPT);
                            kept.drain(..excess);
                        }
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        Err(_) => break,
                    }
                }
            }
            // Nobody listens any more once the process was given up.
            let _ = closed.send(());
        });
        Self(kept)
    }

    /// A copy of what there is.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().copied().collect()
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn shell(script: &str, limit: Duration, cancel: &Cancel) -> Result<Finished, Stopped> {
        let mut command = bare(Path::new("/bin/sh"));
        command.args(["-c", script]);
        run(&mut command, limit, cancel, &mut |_, _| {})
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn both_pipes_are_drained_while_the_process_runs() {
        let script = "i=0; while [ $i -lt 3000 ]; do echo 0123456789012345678901234567890123456789; \
                      echo 0123456789012345678901234567890123456789 >&2; i=$((i+1)); done; exit 7";
        let finished = shell(script, LONG, &Cancel::default()).expect("an end");
        assert_eq!(finished.status.code(), Some(7));
        assert_eq!(finished.stdout.len(), 3000 * 41);
        assert_eq!(finished.stderr.len(), 3000 * 41);
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn the_limit_kills() {
        let folder = tempfile::tempdir().expect("a folder");
        let mark = folder.path().join("mark");
        let script = format!("sleep 2; : > '{}'", mark.display());
        let start = Instant::now();
        let stopped = shell(&script, Duration::from_millis(200), &Cancel::default());
        assert!(matches!(stopped, Err(Stopped::Timeout)));
        assert!(start.elapsed() < Duration::from_millis(1500));
        thread::sleep(Duration::from_millis(2500));
        assert!(!mark.exists(), "the process lived on");
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn a_stop_is_obeyed() {
        let cancel = Cancel::default();
        let other = cancel.clone();
        let start = Instant::now();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(100));
            other.cancel();
        });
        let stopped = shell("exec sleep 30", LONG, &cancel);
        assert!(matches!(stopped, Err(Stopped::Cancelled)));
        assert!(start.elapsed() < Duration::from_secs(5));
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn a_grandchild_that_holds_the_pipes_does_not_hold_us() {
        let start = Instant::now();
        let finished = shell("sleep 20 & echo done", LONG, &Cancel::default()).expect("an end");
        assert_eq!(finished.stdout, b"done\n");
        assert!(start.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn closed_pipes_are_not_taken_for_the_end() {
        let finished = shell("exec >&- 2>&-; sleep 1; exit 3", LONG, &Cancel::default());
        assert_eq!(finished.expect("an end").status.code(), Some(3));
    }

    #[test]
    fn the_environment_is_empty() {
        let mut command = bare(Path::new("/usr/bin/env"));
        let finished = run(&mut command, LONG, &Cancel::default(), &mut |_, _| {}).expect("an end");
        assert_eq!(String::from_utf8_lossy(&finished.stdout), "");
    }
}
