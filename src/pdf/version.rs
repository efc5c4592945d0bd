//! What a program says to `--version`.

use std::process::Command;
use std::time::Duration;

use super::run::{self, Cancel, Stopped};
use crate::zh::system_error::in_words;

/// Why a program did not say its version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum VersionError {
    /// It does not run; what the system said.
    #[error("{0}")]
    NotRunning(String),
    /// It ended with a failure; its status and what it said.
    #[error("{status} {said}")]
    Failed {
        /// How it ended.
        status: String,
        /// What it wrote to standard error.
        said: String,
    },
    /// It did not answer in time.
    #[error("没有回答 --version")]
    Silent,
}

/// Asks the program of `command`, for at most `limit`.
pub(super) fn ask(mut command: Command, limit: Duration) -> Result<String, VersionError> {
    command.arg("--version");
    match run::run(&mut command, limit, &Cancel::default(), &mut |_, _| {}) {
        Ok(finished) if finished.status.success() => {
            Ok(String::from_utf8_lossy(&finished.stdout).trim().to_owned())
        }
        Ok(finished) => Err(VersionError::Failed {
            status: finished.status.to_string(),
            said: String::from_utf8_lossy(&finished.stderr).trim().to_owned(),
        }),
        Err(Stopped::Io(error)) => Err(VersionError::NotRunning(in_words(&error))),
        Err(Stopped::Timeout | Stopped::Cancelled) => Err(VersionError::Silent),
    }
}
