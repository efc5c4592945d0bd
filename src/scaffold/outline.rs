//! The outline of a new issue: that of the last one without its text, and a file for each part that somebody must write.

use std::collections::{BTreeMap, BTreeSet};

use super::last_fragments::{LastFragments, figures_line};
use crate::diag::Sink;
use crate::metric::chart_request::ChartStyle;
use crate::model::Spanned;
use crate::source::Sources;
use crate::source::markdown::guard::LineEnds;
use crate::source::remarks::UNWRITTEN;
use crate::source::yaml_text::scalar;
use crate::stage::parse::download::Downloads;
use crate::stage::parse::metric_chart::MetricChartItem;
use crate::stage::parse::metric_table::MetricTableItem;
use crate::stage::parse::outline::{OutlineItem, UnitsItem};
use crate::stage::parse::path::resolve;
use crate::stage::parse::{IssueSpec, SeriesSpec, fragment};

/// An outline with what it asks for.
#[derive(Debug, Default)]
pub struct Outline {
    /// The lines below `正文:`.
    pub lines: Vec<String>,
    /// Path and text of each fragment.
    pub stubs: Vec<(String, String)>,
    /// The names of the units that must report.
    pub units: Vec<String>,
}

/// The outline of an issue after `last`; without one, what is usual for the layout.
pub fn draw(sources: &Sources, series: &SeriesSpec, last: Option<&IssueSpec>) -> Outline {
    let mut drawing = Drawing {
        sources,
        series,
        last,
        taken: BTreeSet::new(),
        outline: Outline::default(),
        stubs: BTreeMap::new(),
    };
    match last {
        Some(last) => drawing.items(&last.outline, 1),
        None => drawing.usual(),
    }
    let mut outline = drawing.outline;
    outline.stubs.extend(drawing.stubs);
    outline
}

struct Drawing<'a> {
    sources: &'a Sources,
    series: &'a SeriesSpec,
    last: Option<&'a IssueSpec>,
    /// The units that have a stub.
    taken: BTreeSet<(String, usize)>,
    outline: Outline,
    stubs: BTreeMap<String, String>,
}

impl Drawing<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        let indent = "  ".repeat(depth);
        self.outline.lines.push(format!("{indent}{text}"));
    }

    fn usual(&mut self) {
        if self.series.series.layout.rules().scaffold.articles {
            self.line(1, "- 栏目: 工作动态");
            self.line(2, "文章:");
            if self.series.expected_units.is_some() {
                self.articles_of_units();
                return;
            }
            for name in ["01.md", "02.md"] {
                self.line(3, &format!("- {name}"));
                self.article(name);
            }
        } else if self.series.expected_units.is_some() {
            self.line(1, "- 导语.md");
            self.stub("导语.md", "", "导语：任务、时间和总的情况");
            self.line(1, "- 按: 单位");
            self.units(None, None, &[]);
        } else {
            self.line(1, "- 正文.md");
            self.stub("正文.md", "", "正文");
            if let Some(unit) = self.series.units.units.first() {
                let name = &unit.name;
                let front = format!("---、单位: {name}、---");
                self.line(
                    1,
                    &format!("# 各单位的情况各写一个片段，放在这个文件夹里，开头写三行：{front}；"),
                );
                let how =
                    "再删去下一行的“# ”：每个单位一个标题，也可以写登记表里分组的名称，如 联系领导";
                self.line(1, &format!("# {how}"));
                self.line(1, "# - 按: 单位");
            }
        }
    }

    /// An article of each unit that must report, in the register's order.
    fn articles_of_units(&mut self) {
        let registry = &self.series.units;
        let expected = self.expected().unwrap_or_default();
        for unit in expected
            .iter()
            .filter_map(|index| registry.units.get(*index))
        {
            let name = format!("{}.md", unit.code);
            self.line(3, &format!("- {}", scalar(&name)));
            let title = scalar(&format!("{UNWRITTEN}文章的标题"));
            let of = scalar(&unit.name);
            let front = format!("单位: {of}\n标题: {title}\n来源: {of}\n");
            self.stub(&name, &front, &format!("{}报送的内容", unit.name));
            self.outline.units.push(unit.name.clone());
        }
    }

    /// The units that must report, where that is said.
    fn expected(&self) -> Option<BTreeSet<usize>> {
        let registry = &self.series.units;
        let units = self
            .last
            .and_then(|last| last.expected_units.as_ref())
            .or(self.series.expected_units.as_ref())?;
        let found = units.iter();
        Some(
            found
                .filter_map(|unit| registry.find_by_any_name(&unit.value))
                .collect(),
        )
    }

    fn items(&mut self, items: &[OutlineItem], depth: usize) {
        for item in items {
            match item {
                OutlineItem::Fragment(name) => {
                    self.line(depth, &format!("- {}", scalar(&name.value)));
                    self.fragment(&name.value);
                }
                OutlineItem::Section { title, items } => {
                    self.line(depth, &format!("- 标题: {}", scalar(&title.value)));
                    self.line(depth + 1, "正文:");
                    self.items(items, depth + 2);
                }
                OutlineItem::Units(item) => self.units_item(item, depth),
                OutlineItem::Column { title, articles } => {
                    self.line(depth, &format!("- 栏目: {}", scalar(&title.value)));
                    self.line(depth + 1, "文章:");
                    self.articles(articles, depth + 2);
                }
                OutlineItem::Articles(articles) => {
                    self.line(depth, "- 文章:");
                    self.articles(articles, depth + 2);
                }
                OutlineItem::MetricTable(item) => self.metric_table("表", item, depth),
                OutlineItem::MetricChart(item) => self.metric_chart(item, depth),
                // Whether there is such a table or picture again nobody knows.
                OutlineItem::Table(item) => {
                    let text = format!("# - 表: {}　（上一期这里有一张表）", item.file.value);
                    self.line(depth, &text);
                }
                OutlineItem::Ledger(item) => self.filled(&item.lines(), depth),
                OutlineItem::Reporting(item) => self.filled(&item.lines(), depth),
                OutlineItem::Contributions(item) => self.filled(&item.lines(), depth),
                OutlineItem::Figure(item) => {
                    let text = format!("# - 图: {}　（上一期这里有一张图）", item.file.value);
                    self.line(depth, &text);
                }
            }
        }
    }

    /// A table that the program fills is asked for again.
    fn filled(&mut self, lines: &[String], depth: usize) {
        for (index, line) in lines.iter().enumerate() {
            match index {
                0 => self.line(depth, &format!("- {line}")),
                _ => self.line(depth + 1, line),
            }
        }
    }

    fn articles(&mut self, articles: &[Spanned<String>], depth: usize) {
        for name in articles {
            self.line(depth, &format!("- {}", scalar(&name.value)));
            self.article(&name.value);
        }
    }

    /// A table of figures is the same again, with new figures.
    fn metric_table(&mut self, key: &str, item: &MetricTableItem, depth: usize) {
        self.line(depth, &format!("- {key}: {}", scalar(&item.caption.value)));
        let list = |values: &[Spanned<String>]| {
            let values: Vec<String> = values.iter().map(|value| scalar(&value.value)).collect();
            format!("[{}]", values.join(", "))
        };
        self.line(depth + 1, &format!("指标: {}", list(&item.metrics)));
        if !item.columns.is_empty() {
            self.line(depth + 1, &format!("列: {}", list(&item.columns)));
        }
        let words = [
            ("行", &item.rows),
            ("排序", &item.order),
            ("只列", &item.only),
            ("注", &item.note),
        ];
        for (key, value) in words {
            if let Some(value) = value {
                self.line(depth + 1, &format!("{key}: {}", scalar(&value.value)));
            }
        }
        if let Some(count) = &item.issue_count {
            self.line(depth + 1, &format!("期数: {}", count.value));
        }
        let switches = [
            ("合计: 否", !item.total),
            ("小计: 是", item.subtotals),
            ("凑整: 是", item.exact_shares),
            ("横排: 是", item.landscape),
        ];
        for (line, is_on) in switches {
            if is_on {
                self.line(depth + 1, line);
            }
        }
    }

    /// A chart too.
    fn metric_chart(&mut self, item: &MetricChartItem, depth: usize) {
        self.metric_table("图表", &item.table, depth);
        let style = ChartStyle::WORDS.iter();
        let style = style.filter(|(_, style)| *style == item.style);
        for (word, _) in style.take(1) {
            self.line(depth + 1, &format!("样式: {word}"));
        }
        if !item.schedule {
            self.line(depth + 1, "时序: 否");
        }
    }

    fn units_item(&mut self, item: &UnitsItem, depth: usize) {
        self.line(depth, &format!("- 按: {}", scalar(&item.by.value)));
        let keys = [
            ("标题", &item.group_title),
            ("单位标题", &item.unit_title),
            ("文件夹", &item.folder),
        ];
        for (key, value) in keys {
            if let Some(value) = value {
                self.line(depth + 1, &format!("{key}: {}", scalar(&value.value)));
            }
        }
        if !item.only.is_empty() {
            self.line(depth + 1, "只含:");
            for name in &item.only {
                self.line(depth + 2, &format!("- {}", scalar(&name.value)));
            }
        }
        let folder = item.folder.as_ref().map(|folder| folder.value.as_str());
        self.units(folder, Some(&item.by.value), &item.only);
    }

    /// A stub for each unit that must report here, in the register's order.
    fn units(&mut self, folder: Option<&str>, by: Option<&str>, only: &[Spanned<String>]) {
        let registry = &self.series.units;
        let groups = match by {
            None | Some("单位") => Vec::new(),
            Some("类别") => registry.categories(),
            Some(name) => registry.groupings.get(name).cloned().unwrap_or_default(),
        };
        let in_groups: BTreeSet<usize> = groups
            .iter()
            .filter(|group| only.is_empty() || only.iter().any(|name| name.value == group.name))
            .flat_map(|group| group.units.iter().copied())
            .collect();
        let named: BTreeSet<usize> = only
            .iter()
            .filter_map(|name| registry.find_by_any_name(&name.value))
            .collect();
        let expected = self.expected();
        let before = LastFragments::of(self.sources, self.last);
        let folder = match folder {
            Some(folder) => Some(folder.trim_matches('/').to_owned()),
            None => before.usual_folder(),
        };
        let prefix = folder.map_or(String::new(), |folder| format!("{folder}/"));
        // What the file of each unit was called in the last issue, and whether the others are called by the names of their units.
        let called: BTreeMap<usize, &str> = before
            .fragments
            .iter()
            .filter_map(|fragment| {
                let name = fragment.path.rsplit('/').next()?;
                Some((registry.find_by_any_name(&fragment.unit)?, name))
            })
            .collect();
        // Nobody has reported yet: any figure of the register may be asked for.
        let all = self.series.metrics.metrics.iter();
        let all: Vec<&str> = all.map(|metric| &*metric.name).collect();
        let reported = before.metrics();
        let asked = if self.last.is_none() { &all } else { &reported };
        let figures = figures_line(&self.series.metrics, asked);
        let by_name = called.iter().filter(|(index, name)| {
            let unit = registry.units.get(**index);
            unit.is_some_and(|unit| name.strip_suffix(".md") == Some(unit.name.as_str()))
        });
        let by_name = by_name.count() * 2 > called.len();
        for (index, unit) in registry.units.iter().enumerate() {
            let is_here = named.contains(&index)
                || in_groups.contains(&index)
                || (groups.is_empty() && only.is_empty());
            let must = expected.as_ref().is_none_or(|units| units.contains(&index));
            if !is_here || !must || !self.taken.insert((prefix.clone(), index)) {
                continue;
            }
            if !self.outline.units.contains(&unit.name) {
                self.outline.units.push(unit.name.clone());
            }
            let name = match called.get(&index) {
                Some(name) => (*name).to_owned(),
                None if by_name => format!("{}.md", unit.name),
                None => format!("{}.md", unit.code),
            };
            let path = format!("{prefix}{name}");
            let front = format!("单位: {}\n{figures}", scalar(&unit.name));
            let hint = format!("{}报送的内容", unit.name);
            self.outline.stubs.push((path, body(&front, &hint)));
        }
    }

    /// The place of a fragment that the last issue has by this name: with the same keys, without its text.
    fn fragment(&mut self, name: &str) {
        let before = self.last.and_then(|last| {
            let file = resolve(self.sources, &last.id.path(), name).ok()?;
            fragment::parse(
                self.sources,
                file,
                &last.id,
                &Downloads::default(),
                LineEnds::default(),
                &mut Sink::default(),
            )
        });
        let mut front = String::new();
        let mut about = String::new();
        if let Some(before) = before {
            if let Some(unit) = before.unit {
                front.push_str(&format!("单位: {}\n", scalar(&unit.value)));
                about = unit.value;
            }
            if !before.head.title.is_empty() {
                front.push_str(&format!("标题: {}\n", scalar(&format!("{UNWRITTEN}标题"))));
            }
            let metrics: Vec<&str> = before.metrics.iter().map(|metric| &**metric).collect();
            front.push_str(&figures_line(&self.series.metrics, &metrics));
        }
        if about.is_empty() {
            let stem = name.rsplit('/').next().unwrap_or(name);
            about = stem
                .rsplit_once('.')
                .map_or(stem, |(stem, _)| stem)
                .to_owned();
        }
        self.stub(name, &front, &about);
    }

    fn article(&mut self, name: &str) {
        let unit = self.series.units.units.first();
        let front = format!(
            "标题: {}\n# 来源: {}\n",
            scalar(&format!("{UNWRITTEN}文章的标题")),
            unit.map_or("供稿的单位", |unit| &unit.name)
        );
        self.stub(name, &front, "文章的正文");
    }

    fn stub(&mut self, name: &str, front: &str, hint: &str) {
        // A file from elsewhere in the archive is no part of the new issue.
        if name.contains("..") || name.starts_with('/') {
            return;
        }
        let name = name.replace('\\', "/");
        self.stubs
            .insert(name.trim_start_matches("./").to_owned(), body(front, hint));
    }
}

fn body(front: &str, hint: &str) -> String {
    let head = if front.is_empty() {
        String::new()
    } else {
        format!("---\n{front}---\n")
    };
    format!("{head}{UNWRITTEN}{hint}。写好后删去这一行。\n")
}
