//! JB3001: characters that look like usual ones and are others: radicals of a dictionary (康熙部首) and compatibility ideographs (兼容汉字).

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::{FileId, Span};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::error("JB3001"),
        name: "看着一样的另一个字",
        what: "文字里有康熙部首、部首补充或兼容汉字：样子和常用的字一样，却是另一个字，如“⼯”（U+2F2F）不是“工”。",
        why: "多半从 PDF 里复制而来。看不出来，却检索不到，语音也读不出，字体里多半没有它，排不成 PDF。",
        source: "Unicode 标准；GB 18030-2022",
        wrong: &[("ducha/2026/1/正文.md", "市总⼯会召开推进会。\n")],
        right: &[("ducha/2026/1/正文.md", "市总工会召开推进会。\n")],
    },
    judge: Judge::Issue(check),
};

/// The look-alikes of one file.
struct LookalikesOfFile {
    /// Where the first stands.
    place: Span,
    /// Each with the usual character.
    pairs: Vec<(char, char)>,
    count: usize,
}

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    // What was copied out of one PDF is one thing to put right.
    let mut files: BTreeMap<FileId, LookalikesOfFile> = BTreeMap::new();
    for prose in issue.prose() {
        for (start, c) in prose.text.char_indices() {
            let Some(usual) = usual(c) else {
                continue;
            };
            let place = prose.place(issue.sources, start..start + c.len_utf8());
            note(&mut files, place, (c, usual));
        }
    }
    for (place, pair) in in_registers(issue) {
        note(&mut files, place, pair);
    }
    for found in files.into_values() {
        let more = match found.count {
            1 => String::new(),
            count => format!("，这个文件里这样的字共 {count} 处"),
        };
        let Some((c, usual)) = found.pairs.first() else {
            continue;
        };
        let message = format!("“{c}”（U+{:04X}）不是常用的“{usual}”{more}", u32::from(*c));
        let changes: Vec<String> = found
            .pairs
            .iter()
            .map(|(c, usual)| format!("“{c}”改成“{usual}”"))
            .collect();
        let help = format!("{}；多半从 PDF 复制而来，重新输入也行", changes.join("，"));
        sink.push(RULE.found(found.place, message).help(help));
    }
}

fn note(files: &mut BTreeMap<FileId, LookalikesOfFile>, place: Span, pair: (char, char)) {
    let found = files.entry(place.file).or_insert(LookalikesOfFile {
        place,
        pairs: Vec::new(),
        count: 0,
    });
    found.place = found.place.min(place);
    found.count += 1;
    if !found.pairs.contains(&pair) {
        found.pairs.push(pair);
    }
}

/// The look-alikes in what all issues share: the names of the archive, of the series and of the units.
fn in_registers(issue: &FinishedIssue<'_>) -> Vec<(Span, (char, char))> {
    let series = &issue.id.series;
    let paths = [
        "site.yaml".to_owned(),
        "units.yaml".to_owned(),
        format!("{series}/series.yaml"),
        format!("{series}/units.yaml"),
    ];
    let mut found = Vec::new();
    for file in paths.iter().filter_map(|path| issue.sources.find(path)) {
        let mut start = 0;
        for line in issue.sources.text(file).split_inclusive('\n') {
            if !line.trim_start().starts_with('#') {
                for (at, c) in line.char_indices() {
                    let place = Span::new(file, start + at, start + at + c.len_utf8());
                    found.extend(usual(c).map(|usual| (place, (c, usual))));
                }
            }
            start += line.len();
        }
    }
    found
}

/// The usual character that looks like `c`, where `c` is not that itself.
fn usual(c: char) -> Option<char> {
    if !matches!(c, '\u{2E80}'..='\u{2FD5}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}') {
        return None;
    }
    let supplement = SUPPLEMENT.iter().find(|(radical, _)| *radical == c);
    let usual = match supplement {
        Some((_, usual)) => *usual,
        None => std::iter::once(c).nfkc().next()?,
    };
    (usual != c).then_some(usual)
}

/// Of the supplement of radicals, those that look like a usual character though Unicode does not say so.
const SUPPLEMENT: &[(char, char)] = &[
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];

#[cfg(test)]
mod tests {
    use super::usual;

    #[test]
    fn a_radical_is_named_by_the_character_it_looks_like() {
        for (typed, meant) in [
            ('⼯', '工'),
            ('⼈', '人'),
            ('⻓', '长'),
            ('⽉', '月'),
            ('\u{F9D1}', '六'),
        ] {
            assert_eq!(usual(typed), Some(meant), "{typed}");
        }
        // Usual characters, and the twelve of the block that are no compatibility characters.
        for c in ['工', '長', '，', 'a', '\u{FA0E}', '\u{FA29}', '〇', '々'] {
            assert_eq!(usual(c), None, "{c}");
        }
    }
}
