//! What is done when somebody ends the program: Ctrl-C, `kill`, a terminal that is closed.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Whether somebody has ended the program.
static ENDING: AtomicBool = AtomicBool::new(false);

/// Called before the program ends by itself: where somebody has ended it meanwhile, it ends as that wants it.
pub fn hold() {
    const PATIENCE: Duration = Duration::from_secs(20);
    if ENDING.load(Ordering::SeqCst) {
        std::thread::sleep(PATIENCE);
    }
}

/// Ends what was started and removes what is half written; then the program may end.
fn clean() {
    crate::publish::end_all();
    crate::pdf::end_all();
    let _ = writeln!(
        std::io::stderr().lock(),
        "已中止。没有做完的不算数，原来的都还在；临时文件已清除"
    );
}

/// From now on the program ends in order. A second signal ends it at once.
#[cfg(unix)]
pub fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let mut signals = vec![SIGINT, SIGTERM];
    if !ignores_hangup() {
        signals.push(SIGHUP);
    }
    // Where signals cannot be watched they do what they always do.
    let Ok(mut signals) = Signals::new(signals) else {
        return;
    };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if ENDING.swap(true, Ordering::SeqCst) {
                let _ = emulate_default_handler(signal);
            }
            std::thread::spawn(move || {
                clean();
                // As if nobody had watched, so that a shell sees what happened.
                let _ = emulate_default_handler(signal);
                std::process::exit(128 + signal);
            });
        }
    });
}

/// Whether whoever started us wants us to outlive the terminal, as `nohup` does.
#[cfg(unix)]
#[allow(clippy::disallowed_methods, reason = "what was asked of this process")]
fn ignores_hangup() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask & 1 == 1)
}

/// As above: Ctrl-C, Ctrl-Break and a console that is closed.
#[cfg(windows)]
pub fn watch() {
    let _ = ctrlc::set_handler(|| {
        ENDING.store(true, Ordering::SeqCst);
        clean();
        std::process::exit(130);
    });
}

/// Elsewhere signals do what they always do.
#[cfg(not(any(unix, windows)))]
pub fn watch() {
    let _ = clean;
}
