//! JB3021: text that was read in a wrong encoding somewhere and saved again, of which nobody can tell what it said.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::error("JB3021"),
        name: "乱码",
        what: "文字里有“锟斤拷”“烫烫烫”“�”，或汉字变成了一串“å…³é”。",
        why: "文件在别处用错了编码又存了一遍，原来的字已经没有了，印出来没有人看得懂。",
        source: "实务",
        wrong: &[("ducha/2026/1/正文.md", "各县区锟斤拷锟斤拷有力。\n")],
        right: &[("ducha/2026/1/正文.md", "各县区推进有力。\n")],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let mut told = Vec::new();
    for prose in issue.prose() {
        let Some((start, typed)) = first(prose.text) else {
            continue;
        };
        // One file was saved once in the wrong way.
        if told.contains(&prose.span.file) {
            continue;
        }
        told.push(prose.span.file);
        let place = prose.place(issue.sources, start..start + typed.len());
        sink.push(
            RULE.found(place, format!("“{typed}”是乱码，原来的字已经看不出来"))
                .help("找到没有乱码的原稿，重新复制过来；从记事本另存时编码选“UTF-8”"),
        );
    }
}

/// The first stretch of `text` that is garbled.
fn first(text: &str) -> Option<(usize, &str)> {
    // The last are what Word prints where a field leads nowhere.
    const WORDS: [&str; 10] = [
        "锟斤拷",
        "烫烫烫",
        "屯屯屯",
        "\u{FFFD}",
        "ï»¿",
        "错误!未找到引用源",
        "错误！未找到引用源",
        "错误!未定义书签",
        "错误！未定义书签",
        "Error! Reference source not found",
    ];
    // Text is looked through once for what any of them begins with.
    let begins = |c| matches!(c, '锟' | '烫' | '屯' | '\u{FFFD}' | 'ï' | '错' | 'E');
    let words = text.contains(begins).then_some(WORDS);
    let word = words
        .iter()
        .flatten()
        .filter_map(|word| Some((text.find(word)?, *word)));
    word.map(|(at, word)| (at, &text[at..at + word.len()]))
        .chain(latin(text))
        .min_by_key(|(at, _)| *at)
}

/// Chinese in UTF-8 that was read as a Western encoding: two characters or more, each a letter with an accent and two signs.
fn latin(text: &str) -> Option<(usize, &str)> {
    // Hardly a text has any of the letters that the first byte of a character becomes.
    if !text.contains(|c| matches!(c, '\u{E3}'..='\u{E9}' | '\u{EF}')) {
        return None;
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let is_character = |at: usize| {
        let byte = |at: usize| chars.get(at).and_then(|(_, c)| byte_of(*c));
        matches!(byte(at), Some(0xE3..=0xE9 | 0xEF))
            && matches!(byte(at + 1), Some(0x80..=0xBF))
            && matches!(byte(at + 2), Some(0x80..=0xBF))
    };
    let start = (0..chars.len()).find(|at| is_character(*at) && is_character(at + 3))?;
    let from = chars[start].0;
    let to = chars.get(start + 6).map_or(text.len(), |(at, _)| *at);
    Some((from, &text[from..to]))
}

/// The byte that a Western encoding (windows-1252) writes for `c`.
fn byte_of(c: char) -> Option<u8> {
    const UPPER: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    let upper = UPPER.chars().position(|other| other == c);
    match upper {
        Some(place) => u8::try_from(0x80 + place).ok(),
        None => u8::try_from(u32::from(c)).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn only_what_nobody_can_read_is_garbled() {
        for text in ["开课锟斤拷12场", "åŸŽå…³é•‡å¼€è¯¾", "开课\u{FFFD}12场"]
        {
            assert!(first(text).is_some(), "{text}");
        }
        for text in [
            "café——très bien",
            "naïve “é”——",
            "烫金烫银",
            "开课12场。",
            "Müller——“ä”",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }
}
