//! Questions on the terminal, one line an answer.

use std::io::{self, BufRead, IsTerminal, Write};

/// Whether there is somebody to ask.
#[must_use]
pub fn somebody_is_there() -> bool {
    io::stdin().is_terminal()
}

/// The answer to `question`, without the blanks around it; none where the input ends.
#[must_use]
pub fn ask(question: &str) -> Option<String> {
    line(question).map(|line| line.trim().to_owned())
}

/// The lines until an empty one, as they were typed.
#[must_use]
pub fn ask_lines(question: &str) -> String {
    let mut text = String::new();
    let mut next = line(&format!("{question}\n"));
    while let Some(typed) = next.filter(|typed| !typed.trim().is_empty()) {
        text.push_str(&typed);
        next = line("");
    }
    text
}

fn line(question: &str) -> Option<String> {
    let mut out = io::stdout().lock();
    // Where the terminal is gone, the answer cannot come either.
    let _ = write!(out, "{question}");
    let _ = out.flush();
    let mut line = String::new();
    matches!(io::stdin().lock().read_line(&mut line), Ok(1..)).then_some(line)
}
