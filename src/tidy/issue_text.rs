//! The text of `issue.yaml` with lines at its end.

/// `issue` with `added` at its end.
pub fn append(issue: &str, added: &[String]) -> String {
    let newline = if issue.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = issue.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(newline);
    }
    for line in added {
        text.push_str(&line.replace('\n', newline));
        text.push_str(newline);
    }
    text
}
