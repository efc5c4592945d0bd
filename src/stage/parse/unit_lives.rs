//! What becomes of a unit: renamed (曾用名), merged (并入), split (拆分), gone (至).

use super::{dated, format, keys};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Period, Spanned, UnitHistory, UnitRegistry};
use crate::source::fields::nearest_of;
use crate::source::yaml::Node;
use crate::source::{Fields, value};

/// What a unit says that it has become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Became {
    pub code: String,
    /// The units, as they are named.
    pub later: Vec<Spanned<String>>,
}

/// The name that `曾用名` gives a unit for `period`, with its full and short names of then; none where it has that of today.
pub fn former_name(
    node: Node<'_>,
    period: Period,
    sink: &mut Sink,
) -> Option<(String, Vec<String>)> {
    let items = node.items().unwrap_or_else(|| vec![node]);
    let dated: Vec<Node<'_>> = items
        .into_iter()
        .filter(|item| {
            let has_end = dated::period(*item).until.is_some();
            if !has_end {
                sink.push(
                    Diagnostic::new(
                        code::BAD_TIME,
                        item.span,
                        "“曾用名”要写用到哪一天，那以前的各期才印原来的名称",
                    )
                    .help("写成 曾用名: [{名称: 石桥县, 至: 2026-06-30}]；资料库里没有那时的各期，只想查得到，写进“别名”"),
                );
            }
            has_end
        })
        .collect();
    let mut found = None;
    for (item, time) in dated.iter().zip(dated::successive(&dated)) {
        let Some(mut fields) = Fields::open(*item, &format::FORMER_NAME, sink) else {
            continue;
        };
        let name = fields
            .require(keys::NAME, sink)
            .and_then(|node| value::text(node, "名称", sink));
        let others = other_names(&mut fields, sink);
        // The days have been read with those of the whole file.
        for key in [keys::FROM, keys::UNTIL] {
            fields.get(key, sink);
        }
        fields.finish(sink);
        if time.holds(period.from) {
            found = name.map(|name| (name.value, others));
        }
    }
    found
}

/// Full name (全称) and short name (简称).
pub fn other_names(fields: &mut Fields<'_>, sink: &mut Sink) -> Vec<String> {
    let mut names = Vec::new();
    for key in [keys::FULL_NAME, keys::SHORT_NAME] {
        if let Some(node) = fields.get(key, sink) {
            let lines = value::lines(node, key.zh, sink).into_iter();
            names.extend(lines.map(|line| line.value));
        }
    }
    names
}

/// What a unit says that it has become: `并入` one other, or `拆分` into several.
pub fn became(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<Vec<Spanned<String>>> {
    let mut later = None;
    for key in [keys::MERGED, keys::SPLIT] {
        let Some(node) = fields.get(key, sink) else {
            continue;
        };
        let names = value::lines(node, key.zh, sink);
        if key == keys::MERGED && names.len() > 1 {
            sink.push(
                Diagnostic::new(code::BAD_VALUE, node.span, "“并入”只能写一个单位")
                    .help("分成了几个单位，写 拆分: [qingbei, qingnan]"),
            );
        }
        if later.is_some() {
            sink.push(
                Diagnostic::new(code::BAD_VALUE, node.span, "“并入”和“拆分”只能写一处")
                    .help("成了一个单位写“并入”，成了几个写“拆分”"),
            );
        }
        later = Some(names);
    }
    later
}

/// Writes into `history` what units say that they have become; what cannot be is reported.
pub fn settle(history: &mut UnitHistory, mut all: Vec<Became>, sink: &mut Sink) {
    // Each time of a unit says the same again.
    let mut known: Vec<Became> = Vec::new();
    all.retain(|became| {
        let is_new = !known.contains(became);
        known.push(became.clone());
        is_new
    });
    for Became { code: unit, later } in all {
        let place = later.first().map(|name| name.span);
        let ended = history.life(&unit).and_then(|life| life.ended());
        if let (None, Some(place)) = (ended, place) {
            sink.push(
                Diagnostic::new(
                    code::BAD_TIME,
                    place,
                    "并入别的单位、拆分成别的单位的，要写到哪一天为止",
                )
                .help("加上 至: 2026-06-30，是它的最后一天"),
            );
        }
        for name in later {
            let times = history.named(&name.value);
            let found = times.last().map(|(code, _)| code.clone());
            match found {
                Some(code) if code == unit || leads(history, &code, &unit) => sink.push(
                    Diagnostic::new(
                        code::BAD_TIME,
                        name.span,
                        format!("“{}”转了一圈又成了自己", name.value),
                    )
                    .help("核对“并入”“拆分”写的是后来的单位"),
                ),
                Some(code) => {
                    let life = history.units.iter_mut().find(|life| life.code == unit);
                    if let Some(life) = life
                        && !life.became.contains(&code)
                    {
                        life.became.push(code);
                    }
                }
                None => {
                    let message = format!("单位登记表里没有“{}”", name.value);
                    let finding = Diagnostic::new(code::UNKNOWN_UNIT, name.span, message);
                    sink.push(match nearest_of(&name.value, history.all_names()) {
                        Some(nearest) => finding.help(format!("是否为“{nearest}”？")),
                        None => finding.help("先在 units.yaml 里登记这个单位"),
                    });
                }
            }
        }
    }
}

fn leads(history: &UnitHistory, from: &str, to: &str) -> bool {
    history.successors(from).iter().any(|life| life.code == to)
}

/// The unit that an issue names as it is called at another time.
pub fn of_another_time(
    registry: &UnitRegistry,
    name: &Spanned<String>,
    sink: &mut Sink,
) -> Option<usize> {
    let times = registry.history.named(&name.value);
    let now = times.iter().rev().find_map(|(code, period)| {
        let index = registry.find(code)?;
        Some((index, registry.units.get(index)?, period))
    });
    if let Some((index, unit, period)) = now {
        let message = format!(
            "“{}”是{}的名称，这一期成文时这个单位叫“{}”",
            name.value,
            period.words(),
            unit.name
        );
        sink.push(
            Diagnostic::new(code::NAME_OF_ANOTHER_TIME, name.span, message)
                .help(format!("改成“{}”；印出来的就是这个名称", unit.name)),
        );
        return Some(index);
    }
    let (code, period) = times.last()?;
    let successors = registry.history.successors(code);
    let later: Vec<&str> = successors.iter().map(|life| life.name()).collect();
    let became = match later.as_slice() {
        [] => String::new(),
        names => format!("，后来是{}", names.join("、")),
    };
    let message = format!(
        "“{}”是{}的单位，这一期成文时没有{became}",
        name.value,
        period.words()
    );
    sink.push(
        Diagnostic::new(code::UNIT_OF_ANOTHER_TIME, name.span, message)
            .help("核对这一期的日期和登记表里的“自”“至”；该由别的单位报的，改成那个单位"),
    );
    None
}
