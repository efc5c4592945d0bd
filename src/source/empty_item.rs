//! An empty item between two commas of a list in brackets, as an empty cell is typed: `[青禾县, , 甲]`.

use super::slips::Slip;

/// The slip, where the line around `place`, at which the library stopped, has such an item.
#[must_use]
pub fn find(text: &str, place: usize) -> Option<Slip> {
    let place = text.floor_char_boundary(place.min(text.len()));
    let start = text[..place].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next()?;
    let empty = empty_items(line);
    let first = *empty.first()?;
    let mut fixed = String::new();
    let mut from = 0;
    for at in &empty {
        let kept = &line[from..*at];
        fixed.push_str(kept.trim_end());
        fixed.push_str(if kept.trim_end().ends_with('[') {
            "\"\""
        } else {
            " \"\""
        });
        from = *at;
    }
    fixed.push_str(&line[from..]);
    Some(Slip {
        range: start + first..start + first + 1,
        message: "逗号前面的一格空着：空的要写成 \"\"，多打的逗号要删去".to_owned(),
        help: fixed.trim_end().to_owned(),
    })
}

/// The commas of `line` before which an item is missing in a list in brackets.
fn empty_items(line: &str) -> Vec<usize> {
    let mut open: Vec<char> = Vec::new();
    let mut quote: Option<char> = None;
    // The last character that is seen.
    let mut last = ' ';
    let mut found = Vec::new();
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(end), c) if c == end => quote = None,
            (Some(_), _) => {}
            // Within a word it is a sign like any other.
            (None, '"' | '\'') if "[{,: ".contains(last) => quote = Some(c),
            (None, '[' | '{') => open.push(c),
            (None, ']' | '}') => drop(open.pop()),
            (None, ',') if open.last() == Some(&'[') && matches!(last, ',' | '[') => {
                found.push(at);
            }
            (None, _) => {}
        }
        if !c.is_whitespace() {
            last = c;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_that_is_missing_gets_its_quotation_marks() {
        for (line, fixed) in [
            ("  - [青禾县, , 甲]", "  - [青禾县, \"\", 甲]"),
            ("- [青禾县,,甲]", "- [青禾县, \"\",甲]"),
            ("- [, 1, , ]", "- [\"\", 1, \"\", ]"),
            ("- [甲, , , 乙]", "- [甲, \"\", \"\", 乙]"),
        ] {
            let text = format!("行:\n{line}\n");
            let slip = find(&text, text.len() - 3).expect(line);
            assert_eq!(slip.help, fixed);
        }
        for line in [
            "- [甲, \", ,\", 乙]",
            "- [甲, 乙]",
            "标题: 甲, , 乙",
            "- {甲: , 乙: }",
        ] {
            assert_eq!(find(line, 3), None, "{line}");
        }
    }
}
