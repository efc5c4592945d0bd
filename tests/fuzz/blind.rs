//! Fuzzing without looking at the coverage, and so many times as quick: `blind TARGET RUNS FOLDER…` reads the texts in the folders, which libFuzzer has gathered,
//! changed at random. What breaks something is said, and it goes on.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use jianbao::fuzzing::{self, FuzzTarget};

/// The longest text, in bytes: short ones are read quickly, and what breaks something breaks it there too.
const LONGEST: usize = 160;

/// What is slower than this is written down too.
const SLOW: Duration = Duration::from_secs(1);

/// So many of a kind are written down.
const MOST: usize = 3;

/// A row of numbers that is the same for the same beginning (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    fn of<'a>(&mut self, texts: &'a [String]) -> &'a str {
        texts
            .get(self.below(texts.len()))
            .map_or("", String::as_str)
    }

    /// A place between two characters.
    fn place(&mut self, text: &str) -> usize {
        let place = self.below(text.len() + 1);
        (0..=place)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0)
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let runs = arguments.next().and_then(|runs| runs.parse().ok());
    let (Some(target), Some(runs)) = (fuzzing::target(&name), runs) else {
        eprintln!("blind TARGET RUNS FOLDER…");
        std::process::exit(2);
    };
    run(target, runs, LONGEST, &arguments.collect::<Vec<_>>());
}

/// Reads so many texts of at most `longest` bytes, made from those in `folders` and from our marks.
fn run(target: &FuzzTarget, runs: usize, longest: usize, folders: &[String]) {
    std::panic::set_hook(Box::new(|_| {}));
    let corpus = corpus(folders, longest);
    let marks = marks(include_str!("marks.dict"));
    let start = Instant::now();
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15 ^ u64::from(std::process::id()));
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for number in 1..=runs {
        let text = changed(&mut chance, &corpus, &marks, longest);
        let begun = Instant::now();
        let mut fault = match catch_unwind(AssertUnwindSafe(|| (target.check)(&text))) {
            Ok(fault) => fault,
            Err(payload) => Some(format!("panic: {}", words(&*payload))),
        };
        // It may only have had to wait for a processor: what is slow is slow again.
        if begun.elapsed() > SLOW {
            let again = Instant::now();
            let _ = catch_unwind(AssertUnwindSafe(|| (target.check)(&text)));
            if again.elapsed() > SLOW {
                fault.get_or_insert_with(|| format!("slow: {:?}", again.elapsed()));
            }
        }
        if let Some(fault) = fault {
            let kind: String = fault
                .chars()
                .filter(|c| !c.is_ascii_digit())
                .take(48)
                .collect();
            let count = found.entry(kind).or_default();
            *count += 1;
            if *count <= MOST {
                let fault: String = fault.chars().take(600).collect();
                println!("{}: {text:?}\n  {fault}", target.name);
            }
        }
        if number % 1_000_000 == 0 || number == runs {
            let speed = number as f64 / start.elapsed().as_secs_f64();
            println!(
                "{}: {number} runs, {speed:.0} a second, {} kinds of faults",
                target.name,
                found.len()
            );
        }
    }
    println!("{}: {found:?}", target.name);
}

fn words(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().cloned();
    text.or_else(|| {
        payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
    })
    .unwrap_or_default()
}

fn corpus(folders: &[String], longest: usize) -> Vec<String> {
    let files = folders
        .iter()
        .filter_map(|folder| fs::read_dir(Path::new(folder)).ok())
        .flatten()
        .flatten();
    let texts = files.filter_map(|file| fs::read(file.path()).ok());
    let texts = texts.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    texts.filter(|text| text.len() <= longest).collect()
}

/// The marks of a dictionary of libFuzzer.
fn marks(text: &str) -> Vec<String> {
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    lines
        .map(|line| {
            let mut bytes = Vec::new();
            let mut rest = line;
            while !rest.is_empty() {
                let escaped = rest
                    .strip_prefix("\\x")
                    .and_then(|hex| u8::from_str_radix(hex.get(..2)?, 16).ok());
                bytes.push(escaped.unwrap_or(rest.as_bytes()[0]));
                rest = &rest[if escaped.is_some() { 4 } else { 1 }..];
            }
            String::from_utf8_lossy(&bytes).into_owned()
        })
        .collect()
}

fn changed(chance: &mut Chance, corpus: &[String], marks: &[String], longest: usize) -> String {
    let mut text = chance.of(corpus).to_owned();
    for _ in 0..=chance.below(4) {
        let (a, b) = (chance.place(&text), chance.place(&text));
        let (a, b) = (a.min(b), a.max(b));
        match chance.below(7) {
            0 | 1 => text.insert_str(a, chance.of(marks)),
            2 => text.replace_range(a..b, chance.of(marks)),
            3 => text.replace_range(a..b, ""),
            4 => {
                let piece = text[a..b].to_owned();
                let place = chance.place(&text);
                text.insert_str(place, &piece);
            }
            5 => {
                let other = chance.of(corpus);
                let (c, d) = (chance.place(other), chance.place(other));
                text.insert_str(a, &other[c.min(d)..c.max(d)]);
            }
            _ => {
                if let Some(c) = text[a..].chars().next() {
                    text.replace_range(a..a + c.len_utf8(), chance.of(marks));
                }
            }
        }
    }
    let end = (0..=longest.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    text.truncate(end.unwrap_or(0));
    text
}
