//! The line `sep=;` at the beginning of a CSV file, by which people tell Excel what parts its fields.

/// The sign that the first line of `text` says, and the text behind that line; the text as it is where it says none.
#[must_use]
pub fn take(text: &str) -> (Option<char>, &str) {
    let plain = text.trim_start_matches('\u{FEFF}');
    let (line, rest) = plain.split_once('\n').unwrap_or((plain, ""));
    let line = line.trim_end_matches('\r');
    // A program that saves the file again quotes it.
    let line = line
        .strip_prefix('"')
        .and_then(|line| line.strip_suffix('"'))
        .unwrap_or(line);
    let sign = line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and_then(|_| line.get(4..));
    let mut signs = sign.unwrap_or_default().chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) => (Some(sign), rest),
        _ => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::take;

    #[test]
    fn the_line_of_excel_is_no_row() {
        for (text, sign, rest) in [
            ("sep=;\r\n单位;数\n", Some(';'), "单位;数\n"),
            ("\u{FEFF}SEP=\t\n单位\t数", Some('\t'), "单位\t数"),
            ("\"sep=,\"\n甲,1", Some(','), "甲,1"),
            ("sep=\n甲,1", None, "sep=\n甲,1"),
            ("单位,数\n", None, "单位,数\n"),
            ("", None, ""),
        ] {
            assert_eq!(take(text), (sign, rest), "{text}");
        }
    }
}
