//! Breaking a title into lines by its meaning.
//!
//! GB/T 9704-2012, 7.3.1: words stay whole, lines are of suitable length and symmetrical, and together they form a trapezoid (梯形) or a rhombus
//! (菱形). Words come from [`words`](super::words); which of the possible breaks is the best is weighed here. The weights are practice (实务), the standard has none.

use super::words::{DRAWN, drawn, is_place, width, words};

/// Marks a break that the writer wants.
const MANUAL: [char; 2] = ['|', '｜'];

/// No line begins with one of these words.
pub(super) const NOT_FIRST: &[&str] = &[
    "的",
    "地",
    "得",
    "和",
    "与",
    "及",
    "以及",
    "或",
    "等",
    "了",
    "之",
    "者",
    "性",
    "化",
    "率",
    "等部门",
    "等单位",
    "等地",
];

/// Words that complete the one before them: a line would rather not begin with one.
const COMPLETING: &[&str] = &[
    "工作", "活动", "行动", "情况", "问题", "建设", "制度", "机制", "通知", "通报", "期间", "部门",
    "单位", "会议", "计划", "系统", "领域", "标准", "体系", "资格", "名单", "人员", "队伍",
];

/// Adverbs: a line would rather not end with one, away from its verb.
const ADVERBS: &[&str] = &[
    "进一步",
    "切实",
    "认真",
    "深入",
    "全面",
    "加快",
    "更好",
    "大力",
    "积极",
    "扎实",
    "持续",
    "不断",
    "坚决",
    "严格",
    "奋力",
];

/// How many characters of 2号 fit into a line of 156 mm: 442.2 pt / 22 pt, rounded down.
pub const LINE: usize = 20;

/// No line ends with one of these words.
pub(super) const NOT_LAST: &[&str] = &[
    "关于", "对", "将", "把", "在", "和", "与", "及", "以及", "或", "从", "向", "为", "就", "第",
    "各", "全", "全市", "全省", "全县", "全区", "我市", "第一", "第二",
];

/// The lines of `title`: where its writer marked breaks with `|`, there; otherwise it is broken only if it is wider than `limit` full-width characters.
/// `names` of offices and units stay whole like words.
///
/// A title that cannot be broken well is broken where it must be; no character is ever lost but the marks.
#[must_use]
pub fn break_title(title: &str, limit: usize, names: &[&str]) -> Vec<String> {
    if title.contains(MANUAL) {
        return title
            .split(MANUAL)
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
    }
    break_by_meaning(title, limit, names)
}

/// The lines of `title`, in which every bar is text, as [`break_title`] has them.
#[must_use]
pub fn break_by_meaning(title: &str, limit: usize, names: &[&str]) -> Vec<String> {
    let limit = limit.max(4) * 2;
    if drawn(title) <= limit * DRAWN {
        return vec![title.to_owned()];
    }
    best_lines(&words(title, names), limit)
}

/// Lines longer than this many words are broken greedily; no real title is.
const MANY_WORDS: usize = 200;

/// So many beginnings of lines are tried, far more than the titles of documents have; a longer one has the best breaks found till then.
const MOST_TRIED: usize = 200_000;

/// What a line more than needed costs: less than a line that ends with 关于, more than one that is a little short.
const LINE_MORE: usize = 500;

fn best_lines(words: &[String], limit: usize) -> Vec<String> {
    let total: usize = words.iter().map(|word| width(word)).sum();
    let fewest = total.div_ceil(limit).max(2);
    let mut best: Option<(usize, Vec<usize>)> = None;
    if words.len() <= MANY_WORDS {
        let inside = inside_names(words);
        let reached = sums(words, width);
        let drawn = sums(words, drawn);
        for count in fewest..=fewest + 2 {
            let mut search = Search {
                words,
                reached: &reached,
                drawn: &drawn,
                inside: &inside,
                limit,
                count,
                average: total / count,
                best: best.take(),
                tried: 0,
            };
            search.from(0, &mut Vec::new(), (count - fewest) * LINE_MORE);
            best = search.best;
        }
    }
    match best {
        Some((_, breaks)) => lines(words, &breaks),
        None => greedy(words, limit),
    }
}

/// How much the words are by this measure, up to each of them.
fn sums(words: &[String], measure: fn(&str) -> usize) -> Vec<usize> {
    let mut sums = vec![0];
    for word in words {
        sums.push(sums.last().copied().unwrap_or(0) + measure(word));
    }
    sums
}

/// For each word, the width of the 《》 or “” that is open before it; 0 outside of them.
fn inside_names(words: &[String]) -> Vec<usize> {
    let mut spans = vec![0; words.len()];
    let mut open: Option<usize> = None;
    for (index, word) in words.iter().enumerate() {
        if let Some(start) = open
            && word.contains(['》', '”'])
        {
            let wide = words[start..=index].iter().map(|word| width(word)).sum();
            spans[start + 1..=index].fill(wide);
        }
        match (word.rfind(['《', '“']), word.rfind(['》', '”'])) {
            (Some(at), close) if close.is_none_or(|close| close < at) => {
                open = open.or(Some(index))
            }
            (_, Some(_)) => open = None,
            _ => {}
        }
    }
    spans
}

/// Tries all breaks into `count` lines and keeps the cheapest.
struct Search<'a> {
    words: &'a [String],
    /// How wide the title is up to each word.
    reached: &'a [usize],
    /// The same as it is drawn.
    drawn: &'a [usize],
    inside: &'a [usize],
    limit: usize,
    count: usize,
    average: usize,
    best: Option<(usize, Vec<usize>)>,
    tried: usize,
}

impl Search<'_> {
    fn from(&mut self, start: usize, breaks: &mut Vec<usize>, cost: usize) {
        let left = self.count - breaks.len();
        // Lines are never less uneven than if all that are left were as long as one another.
        let rest = self.width(start, self.words.len());
        let uneven = rest.abs_diff(left * self.average);
        let least = cost + uneven * uneven / left.max(1);
        self.tried += 1;
        let is_better = |(best, _): &(usize, Vec<usize>)| *best <= least;
        if self.tried > MOST_TRIED || self.best.as_ref().is_some_and(is_better) {
            return;
        }
        if left == 1 {
            let last = self.width(start, self.words.len());
            if !self.fits(start, self.words.len()) || last == 0 {
                return;
            }
            let cost = cost + self.uneven(last) + self.shape(breaks) + self.end(last);
            if self.best.as_ref().is_none_or(|(best, _)| cost < *best) {
                self.best = Some((cost, breaks.clone()));
            }
            return;
        }
        for end in start + 1..self.words.len() {
            let line = self.width(start, end);
            if !self.fits(start, end) {
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

    /// Whether these words have room on a line.
    fn fits(&self, start: usize, end: usize) -> bool {
        self.drawn[end] - self.drawn[start] <= self.limit * DRAWN
    }

    fn width(&self, start: usize, end: usize) -> usize {
        self.reached[end] - self.reached[start]
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
        // 《……的通告》|等12件 is no worse than a break inside the name.
        if after == "等" && before.ends_with('》') {
            cost += 100;
        } else if NOT_FIRST.contains(&after) || NOT_LAST.contains(&before) {
            cost += 1000;
        }
        if COMPLETING.contains(&after) {
            cost += 110;
        }
        let adverb = |back: usize| {
            let word = end.checked_sub(back).and_then(|at| self.words.get(at));
            word.is_some_and(|word| ADVERBS.contains(&word.as_str()))
        };
        if adverb(1) {
            cost += 150;
        } else if adverb(2) || is_place(before) {
            cost += 60;
        }
        // A name in 《》 is torn rather than that 通知 stands alone; a long one must be.
        cost += match self.inside[end] {
            0 => 0,
            wide if wide <= self.limit => 250,
            _ => 60,
        };
        // A single character is often part of a word that the dictionary does not know.
        for word in [before, after] {
            if word.chars().count() == 1 && word != "的" {
                cost += 60;
            }
        }
        cost
    }

    /// A last line of one to three characters is against 7.3.1.
    fn end(&self, last: usize) -> usize {
        if last <= 6 { 600 } else { 0 }
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
        // The names of joint offices are parted by a blank, where a line had better end.
        let blanks = starts
            .iter()
            .zip(&ends)
            .flat_map(|(start, end)| &self.words[start + 1..*end])
            .filter(|word| word.trim().is_empty())
            .count();
        usize::from(falls_then_rises) * 200 + usize::from(all_equal) * 5 + blanks * 150
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
    fn a_title_that_is_no_title_ends_too() {
        let title = format!("{}通报", "关于很长标题的".repeat(40));
        let lines = break_title(&title, LINE, &[]);
        assert_eq!(lines.concat(), title);
        assert!(lines.iter().all(|line| width(line) <= LINE * 2));
    }

    #[test]
    fn titles_are_broken_by_meaning() {
        let cases: &[&[&str]] = &[
            &["关于进一步加强和改进全市工会", "劳动保护工作的若干意见"],
            &["绵阳市推进“两个普遍”工作", "建会全年情况通报"],
            &["关于进一步做好新就业形态劳动者", "入会和权益维护工作的通知"],
            &[
                "云汀市总工会办公室关于转发",
                "《企业职工带薪年休假实施办法》的通知",
            ],
            &["关于困难职工帮扶救助工作", "督查“回头看”情况的通报"],
        ];
        for lines in cases {
            let title = lines.concat();
            // As an editor of the standard's mind would read the lines: none splits a word, all fit.
            let broken = break_title(&title, 20, &[]);
            assert_eq!(broken.concat(), title);
            assert!(broken.len() == 2, "{broken:?}");
            assert_eq!(&broken, lines, "{title}");
        }
    }

    /// A hundred and more titles of every kind and branch, with the breaks that a proof-reader passes.
    #[test]
    fn titles_of_every_kind_are_broken_as_a_proof_reader_would() {
        let titles = include_str!("../../tests/data/titles.txt");
        let mut wrong = Vec::new();
        for line in titles.lines().filter(|line| !line.starts_with('#')) {
            let broken = break_title(&line.replace('/', ""), LINE, &[]).join("/");
            if broken != line {
                wrong.push(format!("{broken}\n  not {line}"));
            }
        }
        assert!(titles.lines().count() > 100);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn short_titles_and_manual_breaks_stay() {
        assert_eq!(
            break_title("关于开展督查的通知", 20, &[]),
            ["关于开展督查的通知"]
        );
        assert_eq!(
            break_title("关于开展|督查的通知", 20, &[]),
            ["关于开展", "督查的通知"]
        );
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_overflows(title in "[关于全市职工工会的和《》“”通知督查情况2026年A]{0,70}") {
            let lines = break_title(&title, 20, &[]);
            prop_assert_eq!(lines.concat(), title.trim());
        }
    }
}
