//! What the preview adds to a page: the bar with its marks, and the findings over the page, in the words of the terminal.

use super::policy::PREFIX;
use crate::diag::{Diagnostic, QuotedLine, Severity, human};
use crate::model::Span;
use crate::pipeline::preview::{Preview, Previewed};
use crate::render::html::escape::Html;
use crate::site::Route;
use crate::source::Sources;

/// How many findings a page shows; who has more corrects these first.
const MOST: usize = 60;

/// How much of a long line is quoted on each side of the place, in characters.
const SIDE: usize = 80;

/// Adds to the page `route` what the preview says of it.
pub fn attach(mut page: Vec<u8>, preview: &Preview, route: &Route) -> Vec<u8> {
    let added = added(preview, route);
    let end = b"</body>";
    let at = page
        .windows(end.len())
        .rposition(|window| window == end)
        .unwrap_or(page.len());
    page.splice(at..at, added.into_bytes());
    page
}

/// Findings with the files that their places are in, and the issue that they are about.
struct Concern<'a> {
    issue: Option<&'a Previewed>,
    findings: &'a [Diagnostic],
    sources: &'a Sources,
}

fn added(preview: &Preview, route: &Route) -> String {
    let here = preview.issue_of(route);
    let mut concerns = vec![Concern {
        issue: None,
        findings: preview.shared_findings(),
        sources: preview.sources(),
    }];
    let issues = preview.issues().values();
    let issues = issues.filter(|issue| match here {
        Some(here) => here.id == issue.id,
        None => issue.is_flawed(),
    });
    let own = issues.map(|issue| Concern {
        issue: Some(issue),
        findings: &issue.findings,
        sources: &issue.sources,
    });
    // What is wrong with the page itself comes first.
    let place = if here.is_some() { 0 } else { 1 };
    concerns.splice(place..place, own);
    let all: Vec<Diagnostic> = concerns
        .iter()
        .flat_map(|concern| concern.findings.iter().cloned())
        .collect();
    let words = human::summary(&all);

    let mut html = Html::default();
    html.tag("\n");
    files(&mut html);
    bar(&mut html, here, route, &words);
    if !words.is_empty() {
        let opens = here.is_some_and(|issue| issue.stale);
        dialog(&mut html, &concerns, &words, opens, here);
    }
    html.finish().as_str().to_owned()
}

/// The style sheet and the script of the preview.
pub fn files(html: &mut Html) {
    html.tag("<link rel=\"stylesheet\" href=\"");
    html.text(PREFIX);
    html.tag("/preview.css\">\n<script defer src=\"");
    html.text(PREFIX);
    html.tag("/preview.js\"></script>\n");
}

fn bar(html: &mut Html, here: Option<&Previewed>, route: &Route, words: &str) {
    html.tag(
        "<aside class=\"jbp-bar\" aria-label=\"预览\">\n<span class=\"jbp-name\">预览</span>\n",
    );
    if let Some(shown) = here.and_then(|issue| issue.shown.as_ref()) {
        for mark in &shown.marks {
            html.tag("<span class=\"jbp-mark\">");
            html.text(mark);
            if mark == "草稿" {
                html.tag(" 未发布");
            }
            html.tag("</span>\n");
        }
        if route.is_page() {
            html.tag("<a href=\"");
            html.text(&shown.document.id.pdf_name());
            html.tag("\">排印 PDF</a>\n");
        }
    }
    if !words.is_empty() {
        html.tag("<button type=\"button\" id=\"jbp-show\">");
        html.text(words);
        html.tag("</button>\n");
    }
    html.tag("</aside>\n");
    if let Some(shown) = here.and_then(|issue| issue.shown.as_ref())
        && !shown.marks.is_empty()
    {
        let is_draft = shown.document.publication.draft;
        html.tag(if is_draft {
            "<p class=\"jbp-ribbon jbp-draft\" aria-hidden=\"true\">草稿 未发布</p>\n"
        } else {
            "<p class=\"jbp-ribbon\" aria-hidden=\"true\">"
        });
        if !is_draft {
            html.text(&shown.marks.join(" "));
            html.tag("</p>\n");
        }
    }
}

fn dialog(
    html: &mut Html,
    concerns: &[Concern<'_>],
    words: &str,
    opens: bool,
    here: Option<&Previewed>,
) {
    let mut list = Html::default();
    let mut left = MOST;
    for concern in concerns {
        if left > 0 && !concern.findings.is_empty() {
            heading(&mut list, concern, here);
            let shown = &concern.findings[..left.min(concern.findings.len())];
            write_list(&mut list, shown, concern.sources);
            left -= shown.len();
        }
    }
    let list = list.finish();
    let key = blake3::hash(list.as_str().as_bytes()).to_hex();
    html.tag("<dialog class=\"jbp-findings\" id=\"jbp-findings\" aria-labelledby=\"jbp-title\" data-key=\"");
    html.text(&key[..16]);
    html.tag(if opens { "\" open>\n" } else { "\">\n" });
    html.tag("<div class=\"jbp-head\"><h2 id=\"jbp-title\">");
    html.text(words);
    html.tag("</h2><form method=\"dialog\"><button autofocus>关闭 <kbd>Esc</kbd></button></form></div>\n");
    if let Some(issue) = here.filter(|issue| issue.stale) {
        html.tag(if issue.shown.is_some() {
            "<p class=\"jbp-note\">下面的页面是改错之前的样子。改正并保存后，这里自动更新。</p>\n"
        } else {
            "<p class=\"jbp-note\">改正并保存后，这里自动更新。</p>\n"
        });
    }
    html.append(&list);
    if left == 0 {
        html.tag("<p class=\"jbp-note\">这里最多列出这些；全部问题用 jianbao check 查看。</p>\n");
    }
    html.tag("</dialog>\n");
}

fn heading(html: &mut Html, concern: &Concern<'_>, here: Option<&Previewed>) {
    match concern.issue {
        Some(issue) if here.is_none() => {
            html.tag("<h3><a href=\"/");
            html.text(&Route::issue(&issue.id).path());
            html.tag("\">");
            html.text(&issue.id.path());
            html.tag("</a></h3>\n");
        }
        None if here.is_some() => html.tag("<h3>各期共用的文件</h3>\n"),
        _ => {}
    }
}

/// The findings as a list, with the lines that they are about.
pub fn write_list(html: &mut Html, findings: &[Diagnostic], sources: &Sources) {
    html.tag("<ul class=\"jbp-list\">\n");
    for finding in findings {
        let (class, word) = match finding.code.severity {
            Severity::Error => ("<li class=\"jbp-error\">", "错误"),
            Severity::Warning => ("<li class=\"jbp-warning\">", "警告"),
            Severity::Info => ("<li class=\"jbp-info\">", "提示"),
        };
        html.tag(class);
        html.tag("<p class=\"jbp-what\"><b>");
        html.text(word);
        html.tag("</b> <span class=\"jbp-code\">");
        html.text(finding.code.id);
        html.tag("</span> ");
        html.text(&finding.message);
        html.tag("</p>\n");
        if let Some(place) = finding.place {
            quote(html, place, &finding.label, sources);
        }
        for (place, label) in &finding.related {
            quote(html, *place, label, sources);
        }
        if let Some(help) = &finding.help {
            html.tag("<p class=\"jbp-help\">改法：");
            html.text(help);
            html.tag("</p>\n");
        }
        html.tag("</li>\n");
    }
    html.tag("</ul>\n");
}

fn quote(html: &mut Html, place: Span, label: &str, sources: &Sources) {
    let quote = QuotedLine::of(place, sources);
    html.tag("<p class=\"jbp-where\">");
    html.text(quote.path);
    html.tag(" 第");
    html.text(&quote.line.to_string());
    html.tag("行第");
    html.text(&quote.column.to_string());
    html.tag("列");
    if !label.is_empty() {
        html.tag("：");
        html.text(label);
    }
    html.tag("</p>\n");
    if quote.before.is_empty() && quote.marked.is_empty() && quote.after.is_empty() {
        return;
    }
    html.tag("<pre><code>");
    let skipped = quote.before.chars().count().saturating_sub(SIDE);
    if skipped > 0 {
        html.tag("…");
    }
    html.text(&quote.before.chars().skip(skipped).collect::<String>());
    html.tag("<mark>");
    html.text(&cut(quote.marked));
    html.tag("</mark>");
    html.text(&cut(quote.after));
    html.tag("</code></pre>\n");
}

fn cut(text: &str) -> String {
    let mut kept: String = text.chars().take(SIDE).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}
