//! The words at the head and the foot of the pages of a sheet (页眉、页脚), without the codes for their place, their type and page numbers.

/// The words of each line that has any; page numbers, dates and the like are none.
#[must_use]
pub(super) fn all(lines: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for words in lines.iter().map(|line| words(line)) {
        let is_worth_telling = words
            .chars()
            .any(|c| c.is_alphabetic() && !"第页共之".contains(c));
        if is_worth_telling && !found.contains(&words) {
            found.push(words);
        }
    }
    found
}

/// `&C内部资料&R第&P页` → `内部资料 第页`.
fn words(line: &str) -> String {
    let mut words = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('&') {
        words.push_str(&rest[..at]);
        let code = &rest[at + 1..];
        let length = match code.chars().next() {
            // The name of a typeface.
            Some('"') => code[1..].find('"').map_or(code.len(), |end| end + 2),
            Some('&') => {
                words.push('&');
                1
            }
            Some('K') => {
                1 + code[1..]
                    .chars()
                    .take(6)
                    .filter(|c| c.is_ascii_hexdigit() || matches!(c, '+' | '-'))
                    .count()
            }
            Some(c) if c.is_ascii_digit() => {
                code.len() - code.trim_start_matches(|c: char| c.is_ascii_digit()).len()
            }
            Some(c) => {
                if matches!(c, 'L' | 'C' | 'R') {
                    words.push(' ');
                }
                c.len_utf8()
            }
            None => 0,
        };
        rest = &code[length..];
    }
    words.push_str(rest);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_no_words() {
        let lines = [
            "&C内部资料",
            "&L&\"宋体,常规\"&12制表：张三&R第&P页 共&N页",
            "&C第 &P 页",
            "&C&P/&N",
            "&LA&&B",
            "&K00+000&D &T",
        ];
        let lines: Vec<String> = lines.map(str::to_owned).to_vec();
        assert_eq!(all(&lines), ["内部资料", "制表：张三 第页 共页", "A&B"]);
    }
}
