//! Who holds a folder, in words for those who wait.

use std::fs::File;
use std::io::{Read, Seek};
use std::time::Duration;

/// How often a waiting build looks.
pub(super) const STEP: Duration = Duration::from_millis(100);
/// How often a waiting build says who holds the lock.
pub(super) const SAY: Duration = Duration::from_secs(60);

/// What this machine is called, as far as the system says it.
pub(super) fn machine_name() -> String {
    #[cfg(unix)]
    let name = rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned();
    #[cfg(not(unix))]
    let name = "本机".to_owned();
    name
}

/// The number of this process.
pub(super) fn own_process() -> u32 {
    std::process::id()
}

/// This process in words.
pub(super) fn holder() -> String {
    let now = jiff::Zoned::now().strftime("%Y-%m-%d %H:%M");
    format!("电脑 {}，进程 {}，{now} 起", machine_name(), own_process())
}

pub(super) fn read_holder(file: &mut File) -> String {
    let mut text = String::new();
    let _ = file.rewind();
    let _ = file.take(400).read_to_string(&mut text);
    text.chars().filter(|c| !c.is_control()).collect()
}
