//! Queries of every kind, answered by the search page's own code in the browser: the issues are those that a plain scan of the whole text finds.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use jianbao::search::fold::{CELL, fold, folded_characters};
use serde_json::{Value, json};

use super::browser;
use super::search::open_to_ask;
use super::site::{self, By, Site};

/// An issue as a plain scan reads it.
pub struct Issue {
    /// Its folder, from the root of the site.
    pub path: String,
    /// Its passages as they stand in `text.js`.
    pub passages: Vec<String>,
    folded: Vec<String>,
    /// What the index of its year says of it.
    pub facts: Value,
}

/// All issues of a site with their texts.
pub fn issues(site: &Site) -> Vec<Issue> {
    let read_json = |path: &str| -> Value { serde_json::from_str(&site.text(path)).expect("JSON") };
    let index = read_json("index.json");
    let years = index["years"].as_array().expect("a list").iter();
    let years = years.map(|year| read_json(year["href"].as_str().expect("a path")));
    let years: Vec<Value> = years.collect();
    let mut facts: BTreeMap<&str, &Value> = years
        .iter()
        .flat_map(|year| year["issues"].as_array().expect("a list"))
        .map(|issue| (issue["id"].as_str().expect("an id"), issue))
        .collect();
    let read = |file: &String| {
        let text = site.text(file);
        let call = text.trim_end().strip_prefix("jianbaoSearch.text(");
        let inner = call
            .and_then(|rest| rest.strip_suffix(");"))
            .expect("a call");
        let parsed: Value = serde_json::from_str(&format!("[{inner}]")).expect("JSON");
        let path = parsed[0].as_str().expect("a path").to_owned();
        assert_eq!(format!("{path}/text.js"), *file);
        let list = parsed[1]["p"].as_array().expect("passages").iter();
        let passages: Vec<String> = list
            .map(|passage| passage[2].as_str().expect("text").to_owned())
            .collect();
        Issue {
            folded: passages.iter().map(|text| fold(text)).collect(),
            facts: facts.remove(path.as_str()).expect("in the index").clone(),
            passages,
            path,
        }
    };
    let issues: Vec<Issue> = site.files("/text.js").iter().map(read).collect();
    assert!(facts.is_empty(), "without a text: {:?}", facts.keys());
    issues
}

impl Issue {
    /// Whether each of the words stands in a passage.
    pub fn has(&self, words: &[String]) -> bool {
        words
            .iter()
            .all(|word| self.folded.iter().any(|text| text.contains(word.as_str())))
    }

    /// Whether each of the words stands in a passage in one of its forms.
    fn has_forms(&self, words: &[Vec<String>]) -> bool {
        words.iter().all(|forms| {
            forms
                .iter()
                .any(|form| self.has(std::slice::from_ref(form)))
        })
    }

    /// How many passages have one of the words.
    fn count(&self, words: &[Vec<String>]) -> usize {
        let has = |text: &&String| {
            words
                .iter()
                .flatten()
                .any(|word| text.contains(word.as_str()))
        };
        self.folded.iter().filter(has).count()
    }
}

/// Splitmix64: the same queries in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, size: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % size as u64).expect("small")
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// What keeps words together in a query, so that no word can contain it.
const QUOTES: [char; 4] = ['"', '“', '”', '＂'];

/// Makes queries of what the texts contain.
struct Maker<'a> {
    dice: Dice,
    issues: &'a [Issue],
    /// By a character, those that are folded to it: full width, traditional, capital, compatible.
    alike: BTreeMap<char, Vec<char>>,
    letters: Vec<char>,
}

impl<'a> Maker<'a> {
    fn new(issues: &'a [Issue]) -> Self {
        let mut alike: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for c in folded_characters() {
            let folded = fold(&c.to_string());
            let mut parts = folded.chars();
            if let (Some(one), None) = (parts.next(), parts.next())
                && !c.is_whitespace()
                && !QUOTES.contains(&c)
            {
                alike.entry(one).or_default().push(c);
            }
        }
        let letters: BTreeSet<char> = issues
            .iter()
            .flat_map(|issue| issue.passages.iter().flat_map(|text| text.chars()))
            .collect();
        Self {
            dice: Dice(4),
            issues,
            alike,
            letters: letters.into_iter().collect(),
        }
    }

    /// Part of the text of `issue`, of 1 to 20 characters; often about what is no Chinese character.
    fn part(&mut self, issue: usize) -> Vec<char> {
        let passage: Vec<char> = self.dice.of(&self.issues[issue].passages).chars().collect();
        let others: Vec<usize> = (0..passage.len())
            .filter(|&i| !('一'..='鿿').contains(&passage[i]))
            .collect();
        let length = 1 + self.dice.below(20);
        let start = if self.dice.below(3) == 0 && !others.is_empty() {
            self.dice
                .of(&others)
                .saturating_sub(self.dice.below(length))
        } else {
            self.dice.below(passage.len().saturating_sub(length) + 1)
        };
        passage.into_iter().skip(start).take(length).collect()
    }

    /// A word as somebody types it: parts of the text, other forms of their characters, and what stands nowhere.
    fn word(&mut self, issue: usize) -> String {
        let mut word = self.part(issue);
        match self.dice.below(10) {
            0 | 1 => {
                let at = self.dice.below(word.len());
                word[at] = *self.dice.of(&self.letters);
            }
            2 => {
                word = (0..=self.dice.below(4))
                    .map(|_| *self.dice.of(&self.letters))
                    .collect()
            }
            3 if self.dice.below(4) == 0 => {
                word.push(*self.dice.of(&['龘', 'ŧ', '😀', '\u{200B}', 'ß']))
            }
            4..=6 => {
                for c in &mut word {
                    let folded = fold(&c.to_string());
                    let forms = folded.chars().next().and_then(|one| self.alike.get(&one));
                    if let Some(forms) = forms.filter(|_| folded.chars().count() == 1) {
                        *c = *self.dice.of(forms);
                    }
                }
            }
            _ => {}
        }
        // Quotation marks that are searched for can be typed as corner brackets.
        let typed = |c: char| match c {
            '“' | '"' | '＂' => '「',
            '”' => '」',
            CELL => ' ',
            c => c,
        };
        let word: String = word.into_iter().map(typed).collect();
        word.trim().to_owned()
    }

    /// A query with its words as they are folded; none of them is in it twice.
    fn query(&mut self) -> (String, Vec<String>) {
        let mut typed = Vec::new();
        let mut words: Vec<String> = Vec::new();
        let issue = self.dice.below(self.issues.len());
        for _ in 0..*self.dice.of(&[1, 1, 1, 2, 2, 3]) {
            let of = if self.dice.below(4) == 0 {
                self.dice.below(self.issues.len())
            } else {
                issue
            };
            let word = self.word(of);
            let folded = fold(&word);
            if folded.is_empty() {
                continue;
            }
            if !words.contains(&folded) {
                words.push(folded);
            }
            let quoted = word.contains(char::is_whitespace) || self.dice.below(3) == 0;
            typed.push(if quoted {
                format!("“{word}”")
            } else {
                word
            });
        }
        (typed.join(*self.dice.of(&[" ", "\u{3000}"])), words)
    }
}

/// How many queries; the same ones in every run.
const QUERIES: usize = 4_000;

/// As many are handed to the page at once.
const BATCH: usize = 250;

/// Every issue that the page finds for each of these queries, with the number of its passages; and the milliseconds until its first results were there.
const ANSWER: &str = r#"
(async (queries) => {
    const answers = [];
    for (const query of queries) {
        const start = performance.now();
        const session = await jianbaoSearch.begin(query, {});
        const list = await jianbaoSearch.next(session);
        const time = performance.now() - start;
        const promised = session.exact ? list.length + jianbaoSearch.left(session) : null;
        while (jianbaoSearch.left(session) > 0) list.push(...await jianbaoSearch.next(session));
        answers.push({
            time, promised,
            words: session.words.map((word) => word.text), forms: session.words.map((word) => word.forms),
            found: list.map((result) => [result.issue.path, result.passages.length]),
        });
    }
    return answers;
})
"#;

#[test]
fn any_query_finds_what_a_plain_scan_finds() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    let issues = issues(site);
    let mut maker = Maker::new(&issues);
    let mut queries = Vec::new();
    while queries.len() < QUERIES {
        let (query, words) = maker.query();
        if !words.is_empty() {
            queries.push((query, words));
        }
    }
    open_to_ask(&mut tab, &site.address(By::Http, "search/index.html"));
    let start = Instant::now();
    let mut times = Vec::new();
    let (mut faults, mut empty) = (Vec::new(), 0);
    for batch in queries.chunks(BATCH) {
        let typed: Vec<&String> = batch.iter().map(|(query, _)| query).collect();
        let answers = tab.evaluate(&format!("({ANSWER})({})", json!(typed)));
        for ((query, words), answer) in batch.iter().zip(answers.as_array().expect("a list")) {
            times.push(answer["time"].as_f64().expect("a number"));
            // The forms that mean the same as a word are the script's; each begins with the word itself.
            let forms: Vec<Vec<String>> =
                serde_json::from_value(answer["forms"].clone()).expect("lists");
            let mut wanted: Vec<Value> = issues
                .iter()
                .filter(|issue| issue.has_forms(&forms))
                .map(|issue| json!([issue.path, issue.count(&forms)]))
                .collect();
            let mut found = answer["found"].as_array().expect("a list").clone();
            let by_path = |entry: &Value| entry[0].as_str().map(str::to_owned);
            found.sort_by_key(by_path);
            wanted.sort_by_key(by_path);
            empty += usize::from(wanted.is_empty());
            let promised = answer["promised"].as_u64();
            if answer["words"] != json!(words)
                || forms.iter().map(|forms| &forms[0]).ne(words)
                || found != wanted
                || promised.is_some_and(|count| count != wanted.len() as u64)
            {
                faults.push(format!(
                    "{query:?} is {words:?}: {wanted:?}, but the page says {answer}"
                ));
            }
        }
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{} queries, {empty} without a result, in {:.1} s; first results after {:.2} ms (median), {:.1} ms (most)",
        queries.len(),
        start.elapsed().as_secs_f64(),
        times[times.len() / 2],
        times[times.len() - 1],
    );
    assert!(
        empty > QUERIES / 20 && empty < QUERIES * 3 / 4,
        "{empty} without a result"
    );
    let shown = faults.iter().take(20).cloned().collect::<Vec<_>>();
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        shown.join("\n")
    );
}

/// Answers each query by search code that has loaded nothing yet: the addresses that it loaded for the first results, and the milliseconds it took.
const COLD: &str = r#"
(async (queries) => {
    // Without the form, the script only offers its functions.
    document.getElementById('jb-search')?.remove();
    const answers = [];
    for (const [index, query] of queries.entries()) {
        await new Promise((resolve, reject) => {
            const script = document.createElement('script');
            script.onload = resolve;
            script.onerror = reject;
            script.src = '../assets/search.js?' + index;
            document.head.append(script);
        });
        const start = performance.now();
        await jianbaoSearch.next(await jianbaoSearch.begin(query, {}));
        answers.push({ time: performance.now() - start, loaded: jianbaoSearch.loaded });
    }
    return answers;
})
"#;

/// What a query may load on an archive of any size, by the page's own budget: index and texts for one step, and the head.
const MOST_BYTES: u64 = 150 * 1024;

#[test]
fn a_query_loads_little() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    let issues = issues(site);
    let mut maker = Maker::new(&issues);
    let queries: Vec<String> = (0..60).map(|_| maker.query().0).collect();
    tab.open(&site.address(By::Http, "search/index.html"));
    let answers = tab.evaluate(&format!("({COLD})({})", json!(queries)));
    let (mut bytes, mut times) = (Vec::new(), Vec::new());
    for (query, answer) in queries.iter().zip(answers.as_array().expect("a list")) {
        let loaded = answer["loaded"].as_array().expect("a list").iter();
        let size: u64 = loaded
            .map(|path| site.folder().join(path.as_str().expect("a path")))
            .map(|file| std::fs::metadata(file).expect("a file").len())
            .sum();
        assert!(size <= MOST_BYTES, "{query:?} loads {size} bytes: {answer}");
        bytes.push(size);
        times.push(answer["time"].as_f64().expect("a number"));
    }
    bytes.sort_unstable();
    times.sort_by(f64::total_cmp);
    println!(
        "{} queries, each as the first: {} bytes (median), {} (most), {:.1} ms (median), {:.1} (most)",
        bytes.len(),
        bytes[bytes.len() / 2],
        bytes[bytes.len() - 1],
        times[times.len() / 2],
        times[times.len() - 1],
    );
    // What has been loaded is seen at all.
    assert!(bytes[bytes.len() / 2] > 1024, "{bytes:?}");
}
