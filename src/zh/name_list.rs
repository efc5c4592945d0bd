//! A list of names in one text (主送, 抄送), cut between the names.

use super::words::{open, words};

/// What stands between two names, or ends the list.
const MARKS: [char; 8] = ['、', '，', '；', '。', '：', ',', ';', '\n'];

/// A name of more characters is most often several words of a sentence.
const LONGEST_NAME: usize = 24;

/// The names of `list`, each with the mark behind it; put together they are the list again. What is longer than a name is cut into its words, of
/// which `names` are some.
#[must_use]
pub fn name_pieces(list: &str, names: &[&str]) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut name = String::new();
    for c in list.chars() {
        name.push(c);
        // 各县（市、区）总工会 is one name.
        if MARKS.contains(&c) && !open(&name) {
            push(std::mem::take(&mut name), names, &mut pieces);
        }
    }
    push(name, names, &mut pieces);
    pieces
}

fn push(name: String, names: &[&str], pieces: &mut Vec<String>) {
    let bare = name.trim_end_matches(MARKS);
    match pieces.last_mut() {
        // Two marks in a row are no name.
        Some(last) if bare.is_empty() => last.push_str(&name),
        _ if name.is_empty() => {}
        _ if bare.chars().count() <= LONGEST_NAME => pieces.push(name),
        _ => pieces.extend(words(&name, names)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_whole_and_brackets_are_part_of_them() {
        let list = "各县（市、区）总工会，市直机关工会工作委员会、云汀经济技术开发区总工会：";
        let pieces = name_pieces(list, &[]);
        assert_eq!(
            pieces,
            [
                "各县（市、区）总工会，",
                "市直机关工会工作委员会、",
                "云汀经济技术开发区总工会："
            ]
        );
        assert_eq!(pieces.concat(), list);
    }

    #[test]
    fn a_name_that_is_too_long_for_a_line_is_cut_between_its_words() {
        let list = "云汀市新就业形态劳动者集中入会和权益保障工作领导小组办公室，市委办公室。";
        let pieces = name_pieces(list, &[]);
        assert_eq!(pieces.concat(), list);
        assert!(pieces.len() > 3, "{pieces:?}");
        assert_eq!(pieces.last().map(String::as_str), Some("市委办公室。"));
    }
}
