//! What differs between two texts, cut to what people must see: the words that changed with a few around them.

/// How many characters stand before and after what differs.
const AROUND: usize = 8;

/// More characters than this are cut in their middle.
const LONGEST: usize = 80;

/// How much of two texts is the same at their beginning and at their end, in characters; a number is never cut in two.
fn shared(before: &[char], after: &[char]) -> (usize, usize) {
    let same = before.iter().zip(after).take_while(|(a, b)| a == b);
    let mut start = same.count();
    let most = before.len().min(after.len()) - start;
    let ends = before.iter().rev().zip(after.iter().rev());
    let mut end = ends.take(most).take_while(|(a, b)| a == b).count();
    let is_digit = |c: &char| c.is_ascii_digit() || *c == '.';
    let cut = |text: &[char], at: usize| {
        at > 0
            && text.get(at - 1).is_some_and(is_digit)
            && text.get(at).is_some_and(|c| is_digit(c) || *c == '%')
    };
    while start > 0 && (cut(before, start) || cut(after, start)) {
        start -= 1;
    }
    while end > 0 && (cut(before, before.len() - end) || cut(after, after.len() - end)) {
        end -= 1;
    }
    (start, end)
}

/// The words of `after` that `before` does not have at their place; empty where words only went.
#[must_use]
pub fn inserted(before: &str, after: &str) -> String {
    let (before, after): (Vec<char>, Vec<char>) =
        (before.chars().collect(), after.chars().collect());
    let (start, end) = shared(&before, &after);
    after[start..after.len() - end].iter().collect()
}

/// Both texts, cut to what differs with a little around it.
#[must_use]
pub fn differing(before: &str, after: &str) -> (String, String) {
    let (before, after): (Vec<char>, Vec<char>) =
        (before.chars().collect(), after.chars().collect());
    let (start, end) = shared(&before, &after);
    (
        window(&before, start, before.len() - end),
        window(&after, start, after.len() - end),
    )
}

/// A text that stands for itself, cut where it is long.
#[must_use]
pub fn shortened(text: &str) -> String {
    let text: Vec<char> = text.chars().collect();
    middle_cut(&text)
}

fn window(text: &[char], start: usize, end: usize) -> String {
    let from = start.saturating_sub(AROUND);
    let to = (end + AROUND).min(text.len());
    let mut words = String::new();
    if from > 0 {
        words.push('…');
    }
    words.push_str(&middle_cut(&text[from..to]));
    if to < text.len() {
        words.push('…');
    }
    words
}

fn middle_cut(text: &[char]) -> String {
    if text.len() <= LONGEST {
        return text.iter().collect();
    }
    let half = LONGEST / 2;
    let mut words: String = text[..half].iter().collect();
    words.push_str("……");
    words.extend(&text[text.len() - half..]);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_stands_with_a_little_around_it() {
        let cases = [
            (
                "截至本季度末，青禾县签订集体合同38份，覆盖企业112家。",
                "截至本季度末，青禾县签订集体合同45份，覆盖企业112家。",
                (
                    "…禾县签订集体合同38份，覆盖企业11…",
                    "…禾县签订集体合同45份，覆盖企业11…",
                ),
                "45",
            ),
            // A number is shown whole, also where only one digit of it changed.
            ("完成128份", "完成138份", ("完成128份", "完成138份"), "138"),
            ("完成率9%", "完成率9.5%", ("完成率9%", "完成率9.5%"), "9.5%"),
            ("甲、乙", "甲、丙、乙", ("甲、乙", "甲、丙、乙"), "丙、"),
            ("甲、乙、丙", "甲、丙", ("甲、乙、丙", "甲、丙"), ""),
            ("", "新", ("", "新"), "新"),
        ];
        for (before, after, (short, new), words) in cases {
            assert_eq!(
                differing(before, after),
                (short.to_owned(), new.to_owned()),
                "{before}"
            );
            assert_eq!(inserted(before, after), words, "{before}");
        }
    }

    #[test]
    fn a_long_text_is_cut_in_its_middle() {
        let long = "长".repeat(500);
        let cut = shortened(&long);
        assert_eq!(cut.chars().count(), LONGEST + 2);
        assert!(cut.contains("……"));
    }
}
