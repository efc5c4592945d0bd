//! JB3011: spaces between Chinese characters and digits or letters, as chat programs and plug-ins of editors put them.

use std::collections::BTreeMap;

use super::{FinishedIssue, Judge, Prose, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::FileId;
use crate::zh::label::typed_number;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3011"),
        name: "汉字和数字、字母之间有空格",
        what: "一个文件里有三处以上的空格夹在汉字和数字、字母之间，或在数和百分号之间；只指出第一处。",
        why: "公文里汉字和数字、字母之间不空格；这样的空格照样印出来，多半是从聊天软件或别的编辑器带来的。",
        source: "GB/T 15835；实务",
        wrong: &[(
            "ducha/2026/1/正文.md",
            "截至 2026 年 6 月 30 日，完成率 98.5 %。\n",
        )],
        right: &[(
            "ducha/2026/1/正文.md",
            "截至2026年6月30日，完成率98.5%，依据是GB/T 9704。\n",
        )],
    },
    judge: Judge::Issue(check),
};

/// Fewer are a choice: 依据 GB/T 9704.
const MANY: usize = 3;

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let mut files: BTreeMap<FileId, (usize, Prose<'_>, usize)> = BTreeMap::new();
    for prose in issue.prose() {
        for at in gaps(prose.text) {
            let of_file = files.entry(prose.span.file).or_insert((0, *prose, at));
            of_file.0 += 1;
        }
    }
    for (count, prose, at) in files.into_values().filter(|(count, ..)| *count >= MANY) {
        let end = at
            + prose.text[at..]
                .chars()
                .take(3)
                .map(char::len_utf8)
                .sum::<usize>();
        let place = prose.place(issue.sources, at..end);
        let message = format!("汉字和数字、字母之间有空格，这个文件里共 {count} 处，照样印出来");
        sink.push(
            RULE.found(place, message)
                .help("全部删去：截至2026年6月30日，完成率98.5%"),
        );
    }
}

/// Where a character stands that a space parts from the next one and should not.
fn gaps(text: &str) -> Vec<usize> {
    if !text.contains(' ') {
        return Vec::new();
    }
    // 第一条 2013年以前的: the blank belongs to the number of the clause.
    let number = typed_number(text).map_or(0, |number| number.length);
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    chars
        .windows(3)
        .filter(|three| {
            let [(_, before), (_, gap), (_, after)] = [three[0], three[1], three[2]];
            gap == ' '
                && three[2].0 > number
                && ((is_han(before) && after.is_ascii_alphanumeric())
                    || (before.is_ascii_alphanumeric() && is_han(after))
                    || (before.is_ascii_digit() && matches!(after, '%' | '％' | '‰')))
        })
        .map(|three| three[0].0)
        .collect()
}
