//! The keys of a fragment's front matter (片头).

use super::printed_words::{Field, take_off_given};
use super::problems::{TypedProblem, problems};
use super::{format, keys, units};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{
    ArticleHead, Contributions, FileId, Span, Spanned, TypedFigure, UnitRegistry, UnitReport,
};
use crate::source::front_matter::Parts;
use crate::source::markdown::guard::LineEnds;
use crate::source::yaml::{Node, Yaml};
use crate::source::{Fields, value};
use crate::zh::date::IssueDate;

/// What a front matter says.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// The unit (单位) that the fragment is from or about.
    pub unit: Option<Spanned<String>>,
    /// What stands around the text where the fragment is an article.
    pub head: ArticleHead,
    /// What a line end means (换行), where it says so.
    pub line_ends: Option<LineEnds>,
    /// What it says of problems (问题).
    pub problems: Vec<TypedProblem>,
    /// Whether it says that there is nothing to report (零报).
    pub nil: bool,
    /// When it was sent (报送日期).
    pub sent_on: Option<Spanned<IssueDate>>,
    /// What it says of metrics (指标): name and value of each, as typed.
    pub figures: Vec<(Spanned<String>, Spanned<String>)>,
    /// Whether there is one that cannot be read, which has been said.
    pub is_unread: bool,
}

impl Front {
    /// Adds what it brings besides the fragment's text; units go by their codes in `registry`.
    pub fn bring(
        self,
        file: FileId,
        registry: Option<&UnitRegistry>,
        contributions: &mut Contributions,
    ) {
        // What is wrong with units is said where the fragment is read for its text.
        let mut unheard = Sink::default();
        let problems = self.problems.iter();
        contributions.problems.extend(
            problems.map(|problem| problem.resolved(registry, self.unit.as_ref(), &mut unheard)),
        );
        let unit = self.unit.clone();
        let figures = self.figures.into_iter().map(|(metric, value)| TypedFigure {
            unit: unit.clone(),
            metric,
            value,
        });
        contributions.figures.extend(figures);
        if let Some(unit) = self.unit {
            let code = registry.and_then(|registry| {
                let index = units::find(registry, &unit, &mut unheard)?;
                Some(registry.units.get(index)?.code.clone())
            });
            contributions.reports.push(UnitReport {
                file,
                unit: unit.value,
                place: unit.span,
                code,
                unwritten: false,
                nil: self.nil,
                sent_on: self.sent_on,
            });
        }
    }
}

/// Reads the front matter of the fragment `file`; it says nothing where there is none.
pub fn read(parts: &Parts<'_>, file: FileId, sink: &mut Sink) -> Front {
    let mut front = Front {
        is_unread: parts.front.is_some(),
        ..Front::default()
    };
    if let Some(text) = parts.front
        && let Some(yaml) = Yaml::parse(text, file, parts.front_start, sink)
        && let Some(mut fields) = Fields::open(yaml.root(), &format::FRONT, sink)
    {
        front.is_unread = false;
        let mut line = |key, name, sink: &mut Sink| {
            let node = fields.get(key, sink)?;
            value::text(node, name, sink)
        };
        front.unit = line(keys::UNIT, "单位", sink);
        front.head.subtitle =
            take_off_given(line(keys::SUBTITLE, "副题", sink), Field::Subtitle, sink);
        front.head.editor_note = line(keys::EDITOR_NOTE, "按语", sink);
        if let Some(note) = front.head.editor_note.as_ref().filter(|n| is_file_name(n)) {
            let message = "片头的“按语”只能写文字，写文件名会照样印出来";
            let finding = Diagnostic::new(code::BAD_VALUE, note.span, message);
            sink.push(finding.help("把按语的文字写在这里；issue.yaml 的“按语”才可以写文件名"));
        }
        front.head.source = take_off_given(line(keys::SOURCE, "来源", sink), Field::Source, sink);
        if let Some(node) = fields.get(keys::TITLE, sink) {
            front.head.title = value::lines(node, "标题", sink);
        }
        if let Some(node) = fields.get(keys::LINE_ENDS, sink) {
            front.line_ends = value::line_ends(node, sink);
        }
        if let Some(node) = fields.get(keys::PROBLEMS, sink) {
            front.problems = problems(node, sink);
        }
        if let Some(node) = fields.get(keys::NIL, sink) {
            front.nil = value::boolean(node, "零报", sink).unwrap_or(false);
            if front.nil && front.unit.is_none() {
                let message = "写了“零报”，没有写是哪个单位";
                let finding = Diagnostic::new(code::MISSING_KEY, node.span, message);
                sink.push(finding.help("加上一行，例如 单位: 青禾县"));
            } else if front.nil && !front.problems.is_empty() {
                let message = "写了“零报”，又写了“问题”：零报是没有要报的";
                let finding = Diagnostic::new(code::BAD_VALUE, node.span, message);
                sink.push(finding.help("有问题要报，删去“零报”；没有，删去“问题”"));
            }
        }
        if let Some(node) = fields.get(keys::SENT_ON, sink) {
            front.sent_on = value::date(node, "报送日期", sink);
        }
        if let Some(node) = fields.get(keys::METRICS, sink) {
            front.figures = figures(node, sink);
        }
        fields.finish(sink);
    }
    front
}

/// `指标: {要约书: 300, 建制率: 95.1%}`.
fn figures(node: Node<'_>, sink: &mut Sink) -> Vec<(Spanned<String>, Spanned<String>)> {
    let Some(entries) = node.entries() else {
        let message = format!("“指标”应当由“名称: 数”组成，这里是{}", node.kind());
        let finding = Diagnostic::new(code::WRONG_TYPE, node.span, message);
        sink.push(finding.help("写成 指标: {要约书: 300, 建制率: 95.1%}，冒号用半角，后面空一格"));
        return Vec::new();
    };
    let mut figures: Vec<(Spanned<String>, Spanned<String>)> = Vec::new();
    let mut entries = entries.into_iter().peekable();
    while let Some((key, value)) = entries.next() {
        let metric = Spanned::new(key.text().unwrap_or_default().trim().to_owned(), key.span);
        let typed = match value.is_null() {
            true => Some(Spanned::new(String::new(), value.span)),
            false => value::text(value, &metric, sink),
        };
        let Some(mut typed) = typed else {
            continue;
        };
        let mut groups = vec![typed.value.clone()];
        while let Some((rest, _)) = entries.next_if(|(rest, value)| goes_on(&typed, *rest, *value))
        {
            groups.push(rest.text().unwrap_or_default());
            typed.span = typed.span.to(rest.span);
        }
        match groups.len() {
            1 => figures.push((metric, typed)),
            _ => sink.push(broken(&metric, &groups, typed.span)),
        }
    }
    figures
}

/// Whether the key `rest` is what a comma parted from the number before it: `1,234` in braces is two entries.
fn goes_on(before: &str, rest: Node<'_>, value: Node<'_>) -> bool {
    let digits = before.trim_start_matches(['-', '+']);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let rest = rest.text().unwrap_or_default();
    value.is_null() && is_number && rest.starts_with(|c: char| c.is_ascii_digit())
}

fn broken(metric: &str, groups: &[String], place: Span) -> Diagnostic {
    let number = groups.join(",");
    let message = format!("“{metric}”的值“{number}”在花括号里被逗号断开了");
    let is_thousand = |group: &String| {
        let whole = group.split('.').next().unwrap_or_default();
        whole.len() == 3 && whole.bytes().all(|byte| byte.is_ascii_digit())
    };
    let plain = groups.concat();
    let help = match groups[1..].iter().all(is_thousand) {
        true => format!("不写千分位：{plain}，或加引号：\"{number}\""),
        false => format!(
            "是小数，写小数点：{}；是千分位，不写逗号：{plain}",
            groups.join(".")
        ),
    };
    Diagnostic::new(code::BAD_FIGURE, place, message).help(help)
}

/// Whether a text is the name of a fragment and nothing else.
fn is_file_name(text: &str) -> bool {
    text.ends_with(".md") && !text.contains(char::is_whitespace) && !text.contains('，')
}
