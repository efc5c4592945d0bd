//! The `jianbao` program. Everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    jianbao::cli::run(std::env::args_os())
}
