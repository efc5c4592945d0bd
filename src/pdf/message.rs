//! Reads what typst writes in `--diagnostic-format short`: `path:line:column: severity: text`, one message a line.

/// One message of typst.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    /// Whether it is an error; else a warning.
    pub error: bool,
    /// The file it points into, from typst's root, where it names one.
    pub path: Option<String>,
    /// The words, in English.
    pub text: String,
    /// The message as it was written.
    pub line: String,
}

/// The one warning that is expected: the price of the bundle format.
const EXPERIMENTAL: &str = "bundle export is experimental";

/// The most that is said of one run, in lines and in characters of a line.
const SAID: (usize, usize) = (40, 600);

/// The most that is read of one run.
const READ: (usize, usize) = (2_000, 8_000);

/// What typst wrote, for people: what is in a file must not steer the terminal, nor fill it.
pub(super) fn clean(stderr: &[u8]) -> String {
    plain(stderr, SAID)
}

fn plain(stderr: &[u8], (most_lines, most_characters): (usize, usize)) -> String {
    let text = String::from_utf8_lossy(stderr);
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim().lines().take(most_lines) {
        let plain = line.chars().map(|c| match c {
            '\t' => ' ',
            c if c.is_control() => '\u{FFFD}',
            c => c,
        });
        lines.push(plain.take(most_characters).collect());
    }
    lines.join("\n")
}

/// Whether a process ended because it got no more memory.
pub(super) fn is_out_of_memory(stderr: &[u8]) -> bool {
    let words = b"memory allocation of ";
    stderr.windows(words.len()).any(|part| part == words)
}

/// All messages that count, in order.
pub(super) fn read(stderr: &[u8]) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    for line in plain(stderr, READ).lines() {
        if let Some(message) = message(line) {
            messages.push(message);
        } else if let Some(last) = messages.last_mut() {
            // The words themselves hold a line break.
            for text in [&mut last.text, &mut last.line] {
                text.push('\n');
                text.push_str(line);
            }
        } else if !line.trim().is_empty() {
            // A panic, a message of the loader: not of typst's diagnostics, but surely not nothing.
            messages.push(Message {
                error: true,
                path: None,
                text: line.to_owned(),
                line: line.to_owned(),
            });
        }
    }
    messages.retain(|message| message.error || message.text != EXPERIMENTAL);
    messages
}

fn message(line: &str) -> Option<Message> {
    for (word, error) in [("error: ", true), ("warning: ", false)] {
        if let Some(text) = line.strip_prefix(word) {
            return Some(Message {
                error,
                path: None,
                text: text.to_owned(),
                line: line.to_owned(),
            });
        }
        for (place, _) in line.match_indices(word) {
            let (before, rest) = line.split_at(place);
            let located = before.strip_suffix(": ").and_then(location);
            if let (Some(path), Some(text)) = (located, rest.strip_prefix(word)) {
                return Some(Message {
                    error,
                    path: Some(path.replace('\\', "/")),
                    text: text.to_owned(),
                    line: line.to_owned(),
                });
            }
        }
    }
    None
}

/// The path of `path:line:column`.
fn location(text: &str) -> Option<&str> {
    let (rest, column) = text.rsplit_once(':')?;
    let (path, line) = rest.rsplit_once(':')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (digits(column) && digits(line) && !path.is_empty()).then_some(path)
}

/// The characters that a message says cannot be printed: no font has them, or the standards forbid them.
pub(super) fn characters(text: &str) -> Vec<char> {
    let quoted = |start: &str, end: &str| -> Option<String> {
        let (_, rest) = text.split_once(start)?;
        let (quoted, _) = rest.rsplit_once(end)?;
        Some(unescape(quoted))
    };
    quoted("the text `\"", "\"` could not be displayed with")
        .or_else(|| quoted("the disallowed codepoint `\"", "\"`"))
        .or_else(|| quoted("contains the codepoint `\"", "\"`"))
        .map(|text| text.chars().collect())
        .unwrap_or_default()
}

/// Undoes typst's way of writing a string literal.
fn unescape(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some(place) = rest.find('\\') {
        let (before, escape) = rest.split_at(place);
        result.push_str(before);
        let mut chars = escape.chars().skip(1);
        let mut length = 2;
        match chars.next() {
            Some('n') => result.push('\n'),
            Some('r') => result.push('\r'),
            Some('t') => result.push('\t'),
            Some('u') => {
                let end = escape.find('}').unwrap_or(escape.len() - 1);
                let hex = escape.get(3..end).unwrap_or_default();
                let code = u32::from_str_radix(hex, 16).ok();
                result.extend(code.and_then(char::from_u32));
                length = end + 1;
            }
            Some(other) => {
                result.push(other);
                length = 1 + other.len_utf8();
            }
            None => length = 1,
        }
        rest = escape.get(length..).unwrap_or_default();
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_apart_with_their_places() {
        let stderr = "warning: bundle export is experimental\n\
            templates/issue.typ:3:17: warning: unknown font family: x\n\
            C:\\t\\i\\bad.svg:1:0: error: failed to parse SVG (missing root node)\n\
            error: panicked with: \"a: error: b\nc\"\n";
        let messages = read(stderr.as_bytes());
        let seen: Vec<_> = messages
            .iter()
            .map(|m| (m.error, m.path.as_deref(), m.text.as_str()))
            .collect();
        assert_eq!(
            seen,
            [
                (false, Some("templates/issue.typ"), "unknown font family: x"),
                (
                    true,
                    Some("C:/t/i/bad.svg"),
                    "failed to parse SVG (missing root node)"
                ),
                (true, None, "panicked with: \"a: error: b\nc\""),
            ]
        );
        assert!(read(b"warning: bundle export is experimental\n").is_empty());
        assert!(
            read(b"thread 'main' panicked\nat x")
                .first()
                .is_some_and(|m| m.error)
        );
    }

    #[test]
    fn characters_are_named_whatever_they_are() {
        let glyph = |quoted: &str| {
            characters(&format!(
                "PDF/A-2a, PDF/UA-1 error: the text `\"{quoted}\"` could not be displayed with font `\"F\"`"
            ))
        };
        assert_eq!(glyph("𪚥"), ['𪚥']);
        assert_eq!(glyph("\\u{200d}"), ['\u{200d}']);
        assert_eq!(glyph("\\\"`"), ['"', '`']);
        assert_eq!(glyph("a\\\\\\n\\u{7}b"), ['a', '\\', '\n', '\u{7}', 'b']);
        assert!(glyph("\\u{zz").is_empty());
        let forbidden =
            "PDF/A-2a error: the text contains the disallowed codepoint `\"\\u{feff}\"`";
        assert_eq!(characters(forbidden), ['\u{feff}']);
        assert!(characters("file not found").is_empty());
    }
}
