//! Breaking a title into lines by its meaning.
//!
//! GB/T 9704-2012, 7.3.1: words stay whole, lines are of suitable length and symmetrical, and together they form a trapezoid (梯形) or a rhombus
//! (菱形). Words come from ICU's dictionary, joined where official language is stricter than the dictionary; which of the possible breaks is the best
//! is weighed here. The weights are practice (实务), the standard has none.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::text::is_wide;

/// Marks a break that the writer wants.
const MANUAL: [char; 2] = ['|', '｜'];

/// Words that the dictionary takes apart and no title may.
const WHOLE: &[&str] = &[
    "总工会",
    "市总",
    "省总",
    "区总",
    "县总",
    "督查",
    "督办",
    "督导",
    "通报",
    "通知",
    "简报",
    "帮扶",
    "办公室",
    "办公厅",
    "委员会",
    "新就业",
    "劳动者",
    "带薪",
    "建会",
    "入会",
    "要约",
    "回头看",
    "两个普遍",
    "百日",
    "高质量",
    "现代化",
    "一函两书",
    "党组",
    "党委",
    "工委",
    "人社局",
    "开发区",
    "高新区",
    "负责人",
    "指导员",
    "联系点",
];

/// No line begins with one of these words.
const NOT_FIRST: &[&str] = &[
    "的", "地", "得", "和", "与", "及", "以及", "或", "等", "了", "之", "者", "性", "化", "率",
];

/// Words that complete the one before them: a line would rather not begin with one.
const COMPLETING: &[&str] = &[
    "工作", "活动", "行动", "情况", "问题", "建设", "制度", "机制", "通知", "通报",
];

/// How many characters of 2号 fit into a line of 156 mm: 442.2 pt / 22 pt, rounded down.
pub const LINE: usize = 20;

/// No line ends with one of these words.
const NOT_LAST: &[&str] = &[
    "关于", "对", "将", "把", "在", "和", "与", "及", "以及", "或", "从", "向", "为", "就", "第",
    "各", "全", "全市", "全省", "全县", "全区", "我市", "第一", "第二",
];

/// The lines of `title`: where its writer marked breaks with `|`, there; otherwise it is broken only if it is wider than `limit` full-width characters.
///
/// A title that cannot be broken well is broken where it must be; no character is ever lost but the marks.
#[must_use]
pub fn break_title(title: &str, limit: usize) -> Vec<String> {
    if title.contains(MANUAL) {
        return title
            .split(MANUAL)
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
    }
    let limit = limit.max(4) * 2;
    if width(title) <= limit {
        return vec![title.to_owned()];
    }
    let words = words(title, NAME);
    best_lines(&words, limit)
}

/// A title cut into pieces none of which a narrow screen should break: words, with the particles that belong to them.
///
/// Together they are the title again.
#[must_use]
pub fn phrases(title: &str) -> Vec<String> {
    let mut phrases: Vec<String> = Vec::new();
    let (mut leads, mut before) = (false, 0);
    for word in words(title, NAME / 2) {
        let length = word.chars().count();
        // A single character is often part of a word that the dictionary does not know.
        let follows = NOT_FIRST.contains(&word.as_str()) || (length == 1 && before <= 2);
        let next_leads = NOT_LAST.contains(&word.as_str());
        match phrases.last_mut() {
            Some(last) if (follows || leads) && width(last) + width(&word) <= NAME / 2 => {
                last.push_str(&word);
            }
            _ => phrases.push(word),
        }
        (leads, before) = (next_leads, length);
    }
    phrases
}

/// How wide a name in brackets may be to stay whole, in halves of a full-width character.
const NAME: usize = 32;

/// The width in halves of a full-width character.
fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// What must stay on one line: words, names in brackets and quotation marks, numbers with their unit.
fn words(title: &str, name: usize) -> Vec<String> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut ends: Vec<usize> = segmenter.segment_str(title).skip(1).collect();
    for whole in WHOLE {
        for (start, _) in title.match_indices(whole) {
            ends.retain(|end| *end <= start || *end >= start + whole.len());
        }
    }
    let mut words: Vec<String> = Vec::new();
    let mut start = 0;
    for end in ends {
        let word = &title[start..end];
        start = end;
        match words.last_mut() {
            Some(last) if sticks(last, word, name) => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// Whether no break may stand between `last` and `word`; a name in brackets stays whole while it is narrower than `name`.
fn sticks(last: &str, word: &str, name: usize) -> bool {
    let open = |text: &str| {
        "《“‘（〈【〔"
            .chars()
            .zip("》”’）〉】〕".chars())
            .any(|(open, close)| text.matches(open).count() > text.matches(close).count())
    };
    let first = word.chars().next().unwrap_or(' ');
    let before = last.chars().next_back().unwrap_or(' ');
    (open(last) && width(last) < name)
        || "》”’）〉】〕，、。：；？！…—".contains(first)
        || "《“‘（〈【〔".contains(before)
        || (before.is_ascii_alphanumeric() && !first.is_whitespace())
        || (first.is_ascii_digit() && before == '第')
}

/// Lines longer than this many words are broken greedily; no real title is.
const MANY_WORDS: usize = 200;

fn best_lines(words: &[String], limit: usize) -> Vec<String> {
    let total: usize = words.iter().map(|word| width(word)).sum();
    let fewest = total.div_ceil(limit).max(2);
    if words.len() <= MANY_WORDS {
        for count in fewest..=fewest + 2 {
            let mut search = Search {
                words,
                limit,
                count,
                average: total / count,
                best: None,
            };
            search.from(0, &mut Vec::new(), 0);
            if let Some((_, breaks)) = search.best {
                return lines(words, &breaks);
            }
        }
    }
    greedy(words, limit)
}

/// Tries all breaks into `count` lines and keeps the cheapest.
struct Search<'a> {
    words: &'a [String],
    limit: usize,
    count: usize,
    average: usize,
    best: Option<(usize, Vec<usize>)>,
}

impl Search<'_> {
    fn from(&mut self, start: usize, breaks: &mut Vec<usize>, cost: usize) {
        if self.best.as_ref().is_some_and(|(best, _)| *best <= cost) {
            return;
        }
        let left = self.count - breaks.len();
        if left == 1 {
            let last = self.width(start, self.words.len());
            if last > self.limit || last == 0 {
                return;
            }
            let cost = cost + self.uneven(last) + self.shape(breaks);
            if self.best.as_ref().is_none_or(|(best, _)| cost < *best) {
                self.best = Some((cost, breaks.clone()));
            }
            return;
        }
        for end in start + 1..self.words.len() {
            let line = self.width(start, end);
            if line > self.limit {
                return;
            }
            let rest = self.width(end, self.words.len());
            if rest > self.limit * (left - 1) {
                continue;
            }
            let cost = cost + self.uneven(line) + self.at(end);
            breaks.push(end);
            self.from(end, breaks, cost);
            breaks.pop();
        }
    }

    fn width(&self, start: usize, end: usize) -> usize {
        self.words[start..end].iter().map(|word| width(word)).sum()
    }

    /// Lines should be about equally long.
    fn uneven(&self, line: usize) -> usize {
        let difference = line.abs_diff(self.average);
        difference * difference
    }

    /// What a break before the word `end` costs.
    fn at(&self, end: usize) -> usize {
        let (before, after) = (self.words[end - 1].as_str(), self.words[end].as_str());
        let mut cost = 0;
        if NOT_FIRST.contains(&after) || NOT_LAST.contains(&before) {
            cost += 1000;
        }
        if COMPLETING.contains(&after) {
            cost += 80;
        }
        // A single character is often part of a word that the dictionary does not know.
        for word in [before, after] {
            if word.chars().count() == 1 && word != "的" {
                cost += 60;
            }
        }
        cost
    }

    /// An hourglass is ugly, and a block of equal lines is neither trapezoid nor rhombus.
    fn shape(&self, breaks: &[usize]) -> usize {
        let mut starts = vec![0];
        starts.extend(breaks);
        let mut ends = breaks.to_vec();
        ends.push(self.words.len());
        let widths: Vec<usize> = starts
            .iter()
            .zip(&ends)
            .map(|(start, end)| self.width(*start, *end))
            .collect();
        let falls_then_rises = widths
            .windows(3)
            .any(|three| three[1] < three[0] && three[1] < three[2]);
        let all_equal = widths.windows(2).all(|pair| pair[0] == pair[1]);
        usize::from(falls_then_rises) * 200 + usize::from(all_equal) * 5
    }
}

fn lines(words: &[String], breaks: &[usize]) -> Vec<String> {
    let mut starts = vec![0];
    starts.extend(breaks);
    let mut ends = breaks.to_vec();
    ends.push(words.len());
    starts
        .iter()
        .zip(&ends)
        .map(|(start, end)| words[*start..*end].concat().trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// Fills lines one after the other; a word that is wider than a line stands alone and is wrapped by the layout.
fn greedy(words: &[String], limit: usize) -> Vec<String> {
    let mut breaks = Vec::new();
    let mut line = 0;
    for (index, word) in words.iter().enumerate() {
        let word = width(word);
        if line > 0 && line + word > limit {
            breaks.push(index);
            line = 0;
        }
        line += word;
    }
    lines(words, &breaks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_are_broken_by_meaning() {
        let cases: &[&[&str]] = &[
            &["关于进一步加强和改进全市工会", "劳动保护工作的若干意见"],
            &["绵阳市推进“两个普遍”工作", "建会全年情况通报"],
            &["关于进一步做好新就业形态", "劳动者入会和权益维护工作的通知"],
            &[
                "云汀市总工会办公室关于转发",
                "《企业职工带薪年休假实施办法》的通知",
            ],
            &["关于困难职工帮扶救助工作", "督查“回头看”情况的通报"],
        ];
        for lines in cases {
            let title = lines.concat();
            // As an editor of the standard's mind would read the lines: none splits a word, all fit.
            let broken = break_title(&title, 20);
            assert_eq!(broken.concat(), title);
            assert!(broken.len() == 2, "{broken:?}");
            assert_eq!(&broken, lines, "{title}");
        }
    }

    #[test]
    fn a_narrow_screen_breaks_between_phrases() {
        assert_eq!(
            phrases("关于困难职工帮扶救助工作督查“回头看”情况的通报").join("/"),
            "关于困难/职工/帮扶/救助/工作/督查/“回头看”/情况的/通报"
        );
        assert_eq!(
            phrases("关爱货车司机建设暖心驿站推进会").join("/"),
            "关爱/货车/司机/建设暖心/驿站/推进会"
        );
    }

    #[test]
    fn short_titles_and_manual_breaks_stay() {
        assert_eq!(
            break_title("关于开展督查的通知", 20),
            ["关于开展督查的通知"]
        );
        assert_eq!(
            break_title("关于开展|督查的通知", 20),
            ["关于开展", "督查的通知"]
        );
    }

    proptest! {
        #[test]
        fn phrases_are_the_title(title in "\\PC{0,40}") {
            prop_assert_eq!(phrases(&title).concat(), title);
        }

        #[test]
        fn nothing_is_lost_and_nothing_overflows(title in "[关于全市职工工会的和《》“”通知督查情况2026年A]{0,70}") {
            let lines = break_title(&title, 20);
            prop_assert_eq!(lines.concat(), title.trim());
        }
    }
}
