//! axe-core finds nothing: every kind of page, light and dark, narrow and wide, everything that folds unfolded.

use super::browser::{self, Tab};
use super::site::{self, By, Site};
use super::tools;

/// What a reader with any of these needs is what the law asks for (WCAG 2.2 AA), and what axe-core holds for good besides.
const RUN: &str = r#"
axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
}).then((results) => results.violations.map((rule) =>
    `${rule.id} (${rule.impact}): ${rule.help}\n` +
    rule.nodes.slice(0, 3).map((node) => `    ${node.target.join(' ')}\n      ${node.failureSummary.replace(/\s+/g, ' ')}`).join('\n') +
    (rule.nodes.length > 3 ? `\n    and ${rule.nodes.length - 3} more` : '')))
"#;

/// The source of axe-core; none where it is not installed, which is then said.
#[track_caller]
fn axe() -> Option<String> {
    let Some(file) = tools::fetched("axe-core") else {
        tools::not_run("accessibility by axe-core (bash tests/tools.sh)");
        return None;
    };
    Some(std::fs::read_to_string(file).expect("axe-core"))
}

/// What a page looks like: whether it is dark, and its width.
type Look = (bool, u32);

const LOOKS: [Look; 4] = [(false, 375), (false, 1280), (true, 375), (true, 1280)];

/// What axe-core finds on a page. Its policy is off, as it lets no script in.
fn found(tab: &mut Tab, axe: &str, site: &Site, path: &str, looks: &[Look]) -> Vec<String> {
    tab.open(&site.address(By::Http, path));
    tab.evaluate(&format!("{axe}; 1"));
    tab.evaluate(
        "document.querySelectorAll('details').forEach((details) => { details.open = true; })",
    );
    let mut found = Vec::new();
    for &(dark, width) in looks {
        tab.set_dark(dark);
        tab.set_viewport(width, 900);
        let faults = tab.evaluate(RUN);
        for fault in faults.as_array().expect("a list") {
            let scheme = if dark { "dark" } else { "light" };
            let fault = fault.as_str().unwrap_or_default();
            found.push(format!("{path}, {scheme}, {width} px: {fault}"));
        }
    }
    found
}

#[track_caller]
fn nothing(site: &Site, looks: &[Look]) {
    let Some(axe) = axe() else { return };
    let Some(mut tab) = browser::tab() else {
        return;
    };
    tab.bypass_csp();
    let mut faults = Vec::new();
    for path in site.richest(1) {
        faults.extend(found(&mut tab, &axe, site, &path, looks));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn axe_finds_nothing_on_any_kind_of_page() {
    nothing(site::sample(), &LOOKS);
}

#[test]
fn axe_finds_nothing_in_the_hostile_archive() {
    nothing(super::hostile::archive(), &LOOKS[2..3]);
}

#[test]
fn axe_notices() {
    let Some(axe) = axe() else { return };
    let Some(mut tab) = browser::tab() else {
        return;
    };
    tab.bypass_csp();
    let folder = tempfile::tempdir().expect("a folder");
    let page = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>甲</title><style>@media (prefers-color-scheme: dark) { p { color: #777; background: #666 } } \
        @media (max-width: 500px) { i { color: #ddd } }</style></head><body><main><h1>甲</h1><p>乙乙乙</p><i>丙丙丙</i><img src=\"a.png\"></main></body></html>";
    std::fs::write(folder.path().join("index.html"), page).expect("a file");
    let site = Site::of(folder.path());
    let faults = found(&mut tab, &axe, &site, "index.html", &LOOKS);
    let of = |rule: &str| faults.iter().filter(|fault| fault.contains(rule)).count();
    assert_eq!(of("html-has-lang"), 4, "{faults:#?}");
    assert_eq!(of("image-alt"), 4, "{faults:#?}");
    // Light and narrow, dark and narrow, dark and wide.
    assert_eq!(of("color-contrast"), 3, "{faults:#?}");
}
