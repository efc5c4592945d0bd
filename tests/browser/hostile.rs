//! Titles, names and bodies that want to be code are text, even where no policy holds them: proved in the browser with the Content-Security-Policy off.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::browser::{self, Tab};
use super::site::{self, By, Site};

/// Code of every language that the text passes through. Any of it that ran would set `__hacked`, open a dialog or ask for an address.
const HOSTILE: &[&str] = &[
    "<script>window.__hacked=1;alert(1)</script>",
    "<img src=x onerror=window.__hacked=2>",
    "\" onmouseover=\"window.__hacked=3\" autofocus onfocus=\"window.__hacked=3",
    "' onclick='window.__hacked=4",
    "</title></head><body onload=window.__hacked=5><svg onload=window.__hacked=5>",
    "</script><script>window.__hacked=6</script>",
    "--><script>window.__hacked=7</script><!-",
    "]]><script>window.__hacked=8</script><![CDATA[",
    "<iframe src=\"javascript:parent.__hacked=9\"></iframe><base href=//example.org/>",
    "javascript:window.__hacked=10",
    "{{ site.name }}{% include \"base.html\" %}{# x #}{{7*7}}",
    "\\\";window.__hacked=11;//\\u0022;window.__hacked=11;//",
    "甲\u{2028}window.__hacked=12\u{2029}乙",
    "\u{202e}>tpircs/<1=13dekcah__.wodniw>tpircs<\u{2066}甲",
    "&lt;script&gt;window.__hacked=14&lt;/script&gt;&#60;b&#62;",
    "${window.__hacked=15}`${window.__hacked=15}`",
    "<meta http-equiv=refresh content=\"0; url=https://example.org/\"><link rel=stylesheet href=https://example.org/a.css>",
    "<style>@import 'https://example.org/a.css';</style><form action=https://example.org/><button autofocus>",
];

/// As a YAML scalar: every character is allowed in one way or another.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string")
}

/// As Markdown that means nothing but its characters: a backslash stands only before what would be a mark.
fn literal(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let mark = matches!(c, '*' | '~' | '[' | ']' | '<' | '|' | '`' | '&');
            let escape = mark.then_some('\\');
            escape.into_iter().chain([c])
        })
        .collect()
}

/// The series with the issue that is hostile by this text: the layouts take turns.
fn series_of(at: usize) -> &'static str {
    ["a", "b"][at % 2]
}

/// An archive in which every field that a writer fills in is hostile, without PDFs.
pub fn archive() -> &'static Site {
    static SITE: LazyLock<Site> = LazyLock::new(build);
    &SITE
}

fn build() -> Site {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: String| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let h = |at: usize| quoted(HOSTILE[at % HOSTILE.len()]);
    put(
        "site.yaml",
        format!("名称: {}\n单位: {}\n简介: {}\n", h(0), h(1), h(2)),
    );
    let units: String = (0..HOSTILE.len())
        .map(|at| {
            format!(
                "  - {{代号: u{at}, 名称: {}, 类别: {}}}\n",
                h(at),
                h(at + 1)
            )
        })
        .collect();
    put("units.yaml", format!("单位:\n{units}"));
    let all: String = HOSTILE
        .iter()
        .map(|text| format!("{}\n\n", literal(text)))
        .collect();
    let long = "关于推进集体协商工作的".repeat(364);
    for (series, layout) in [("a", "公文"), ("b", "简报")] {
        put(
            &format!("{series}/series.yaml"),
            format!(
                "名称: {}\n版式: {layout}\n简介: {}\n报头: {}\n单位: [{}]\n",
                quoted(&format!("{series}{}", HOSTILE[4])),
                h(5),
                h(6),
                h(7)
            ),
        );
        for (at, text) in HOSTILE.iter().enumerate() {
            if series_of(at) != series {
                continue;
            }
            let t = quoted(text);
            let issue = format!("{series}/2026/{}", at + 1);
            put(
                &format!("{issue}/issue.yaml"),
                format!(
                    "标题: {t}\n副题: {t}\n日期: 2026-07-08\n按语: {t}\n附注: {t}\n主题: [{t}]\n正文:\n  - 正文.md\n  - 标题: {t}\n    正文: [二.md]\n  - 表: 表.yaml\n\
                     附件: [{{文件: 表.yaml, 标题: {t}}}, {{文件: a.xlsx, 标题: {t}}}]\n"
                ),
            );
            put(
                &format!("{issue}/正文.md"),
                format!(
                    "---\n单位: u{at}\n---\n{all}\n<script>window.__hacked=20</script>\n\n<img src=x onerror=window.__hacked=21>\n\n\
                     [链接](https://example.org/\"onclick=window.__hacked=22//<x>) [{}](a.xlsx)\n\n{long}\n\n{}\n",
                    literal(text),
                    "x".repeat(4_000)
                ),
            );
            put(
                &format!("{issue}/二.md"),
                format!(
                    "---\n标题: {t}\n来源: {t}\n---\n# {}\n\n`{}`\n\n> {}\n\n```html\n{text}\n```\n",
                    literal(text).replace(['\u{2028}', '\u{2029}'], ""),
                    text.replace('`', ""),
                    literal(text)
                ),
            );
            put(
                &format!("{issue}/表.yaml"),
                format!("标题: {t}\n计量单位: {t}\n列: [{t}, 乙]\n行: [[{t}, {t}]]\n注: {t}\n"),
            );
            put(&format!("{issue}/a.xlsx"), "PK".to_owned());
        }
        // A title as long as a page.
        put(
            &format!("{series}/2025/1/issue.yaml"),
            format!(
                "标题: {long}\n日期: 2025-07-08\n正文: [正文.md]\n主题: [{}]\n",
                quoted(&long)
            ),
        );
        put(
            &format!("{series}/2025/1/正文.md"),
            format!("# {long}\n\n{}\n", "甲".repeat(4_000)),
        );
    }
    let site = Site::build(folder.path(), &["--no-pdf"]);
    let issues = site.files("/index.html");
    let issues = issues
        .iter()
        .filter(|path| path.starts_with(['a', 'b']) && path.matches('/').count() == 3);
    assert_eq!(issues.count(), HOSTILE.len() + 2, "{}", site.said);
    site
}

/// What is in the open page that could run: scripts with their text, handlers, addresses with code, frames and the like.
const ACTIVE: &str = r#"
[...document.querySelectorAll('*')].flatMap((element) => {
    const found = [];
    const name = element.localName;
    if (name === 'script')
        found.push(element.getAttribute('src') === null ? `<script type="${element.type}">` : `<script src> ${element.getAttribute('src').replace(/^(\.\.\/)+/, '')}`);
    if (['iframe', 'frame', 'object', 'embed', 'base', 'style', 'applet', 'portal', 'template'].includes(name)) found.push(`<${name}>`);
    if (name === 'link' || (name === 'meta' && element.httpEquiv)) found.push(`<${name} ${element.rel ?? ''}${element.httpEquiv ?? ''}>`);
    for (const { name: key, value } of element.attributes) {
        if (/^on/i.test(key) || key === 'style' || key === 'autofocus' || key === 'srcdoc') found.push(`<${name} ${key}>`);
        if (['href', 'src', 'action', 'formaction', 'xlink:href', 'data'].includes(key) && /^\s*(javascript|data|vbscript):/i.test(value)) found.push(`<${name} ${key}> ${value}`);
    }
    return found;
})
"#;

/// What is active on the open page.
fn active(tab: &mut Tab) -> BTreeSet<String> {
    let found = tab.evaluate(ACTIVE);
    let found = found.as_array().expect("a list").iter();
    found
        .map(|text| text.as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn nothing_that_a_writer_types_runs_even_without_the_policy() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    tab.bypass_csp();
    // What the sample archive has on any page is our own.
    let mut own = BTreeSet::new();
    for path in site::sample().richest(1) {
        tab.open(&site::sample().address(By::Http, &path));
        own.extend(active(&mut tab));
    }
    let site = archive();
    let mut faults = Vec::new();
    // Every issue is hostile in another way, so that none of their pages is left out.
    let many = site.richest(12).into_iter().map(|path| (By::Http, path));
    let few = site.richest(2).into_iter().map(|path| (By::File, path));
    for (by, path) in many.chain(few) {
        let home = site.address(by, "");
        tab.open(&site.address(by, &path));
        for more in active(&mut tab).difference(&own) {
            faults.push(format!("{by:?} {path}: {more}"));
        }
        // Whatever waits for the reader is done: everything is pointed at, chosen and unfolded.
        tab.evaluate(
            "document.querySelectorAll('body *').forEach((element) => { \
                for (const name of ['mouseover', 'mouseenter', 'focus', 'toggle', 'error', 'load']) element.dispatchEvent(new Event(name)); \
                if (element.localName === 'details') element.open = true; \
                if (!element.closest('a, form')) element.click?.(); })",
        );
        for fault in tab.faults(&home) {
            faults.push(format!("{by:?} {path}: {fault}"));
        }
        if tab.evaluate("window.__hacked === undefined") != true {
            faults.push(format!(
                "{by:?} {path}: {}",
                tab.evaluate("String(window.__hacked)")
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The text is not lost either: every hostile title is read on the page of its issue as it was written, but for hidden controls.
#[test]
fn hostile_titles_are_shown_as_they_were_written() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let bare = |text: &str| -> String {
        let hidden = ['\u{202e}', '\u{2066}', '\u{2028}', '\u{2029}'];
        let shown = text
            .chars()
            .filter(|c| !c.is_whitespace() && !hidden.contains(c));
        shown.collect()
    };
    for (at, text) in HOSTILE.iter().enumerate() {
        let path = format!("{}/2026/{}/index.html", series_of(at), at + 1);
        tab.open(&archive().address(By::File, &path));
        for shown in [
            tab.text("main h1"),
            tab.string("document.title"),
            tab.text("main"),
        ] {
            assert!(
                bare(&shown).contains(&bare(text)),
                "{text}\nis not in\n{shown}"
            );
        }
        assert!(
            !tab.text("main").contains(['\u{202e}', '\u{2066}']),
            "{text}"
        );
    }
}
