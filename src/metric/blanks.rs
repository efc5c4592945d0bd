//! Blanks inside a number: they part thousands (`3 200`), or two numbers stand there and none of them is taken.

/// Whether each blank between two digits of `text` parts thousands.
pub(super) fn part_thousands(text: &str) -> bool {
    let chars: Vec<char> = text.trim().chars().collect();
    let is_digit = |c: &char| c.is_ascii_digit() || ('０'..='９').contains(c);
    let is_part = |c: &char| is_digit(c) || matches!(c, '.' | ',' | '．' | '，');
    (0..chars.len())
        .filter(|at| chars[*at].is_whitespace() && *at > 0 && !chars[*at - 1].is_whitespace())
        .all(|at| {
            let blanks = chars[at..].iter().take_while(|c| c.is_whitespace()).count();
            let (before, after) = (&chars[..at], &chars[at + blanks..]);
            let is_inside =
                before.last().is_some_and(is_part) && after.first().is_some_and(is_part);
            let left = before.iter().rev().take_while(|c| is_digit(c)).count();
            let right = after.iter().take_while(|c| is_digit(c)).count();
            !is_inside || ((1..=3).contains(&left) && right == 3)
        })
}

#[cfg(test)]
mod tests {
    use super::part_thousands;

    #[test]
    fn two_numbers_are_not_one() {
        for text in [
            "3 200",
            "12 345 678",
            "1 200.5",
            "320 份",
            " 12 ",
            "１ ２００",
            "3　200 份",
            "- 5",
            "12",
        ] {
            assert!(part_thousands(text), "{text}");
        }
        for text in [
            "12 34",
            "1 2",
            "12 3456",
            "1234 567",
            "3 .5",
            "3. 5",
            "12，34 5",
            "1 200 30",
        ] {
            assert!(!part_thousands(text), "{text}");
        }
    }
}
