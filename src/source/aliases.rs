//! What aliases (`*name`) make of a YAML text: each stands for all of what its anchor (`&name`) names, so that a small file can become a very large value.

use std::collections::BTreeMap;

use granit_parser::{Event, Parser};

/// How much of what is written elsewhere aliases may repeat, in bytes with what a value costs besides.
const MOST_REPEATED: usize = 1 << 20;

/// What a value costs besides its bytes.
const COST: usize = 64;

/// The place of the alias from which on more is repeated than any file needs.
pub fn too_much_repeated(text: &str) -> Option<usize> {
    if !(text.contains('&') && text.contains('*')) {
        return None;
    }
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    // What is open: its anchor, and its size so far.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut repeated: usize = 0;
    for next in Parser::new_from_str(text) {
        let (event, span) = next.ok()?;
        let (anchor, size) = match event {
            Event::Scalar(value, _, anchor, _) => (anchor, COST + value.len()),
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) => {
                open.push((anchor, COST));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop()?,
            Event::Alias(anchor) => {
                let size = sizes.get(&anchor).copied().unwrap_or(COST);
                repeated = repeated.saturating_add(size);
                if repeated > MOST_REPEATED {
                    return Some(span.byte_range()?.start);
                }
                (0, size)
            }
            _ => continue,
        };
        if anchor != 0 {
            sizes.insert(anchor, size);
        }
        if let Some((_, around)) = open.last_mut() {
            *around = around.saturating_add(size);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_aliases_repeat_is_counted_through_all_of_them() {
        assert_eq!(too_much_repeated("甲: &a [1, 2]\n乙: *a\n"), None);
        let once = format!("甲: &a {}\n乙: *a\n", "长".repeat(200_000));
        assert_eq!(too_much_repeated(&once), None);
        let many = format!("甲: &a {}\n乙: [*a, *a]\n", "长".repeat(200_000));
        assert!(too_much_repeated(&many).is_some());
        let mut nested = "a0: &a0 [x, x, x, x, x, x, x, x]\n".to_owned();
        for n in 1..20 {
            let before = format!("*a{}", n - 1);
            let line = [before.as_str(); 8].join(", ");
            nested.push_str(&format!("a{n}: &a{n} [{line}]\n"));
        }
        let place = too_much_repeated(&nested).expect("a place");
        assert!(nested[place..].starts_with("*a"));
        let merged = format!("甲: &a {{k: {}}}\n", "长".repeat(5000))
            + &(0..200)
                .map(|n| format!("b{n}: {{<<: *a}}\n"))
                .collect::<String>();
        assert!(too_much_repeated(&merged).is_some());
    }
}
