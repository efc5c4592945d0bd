//! Search as a reader meets it: words, filters, keys, the history, and the fields of other pages that lead to it.

use std::collections::BTreeSet;

use jianbao::search::fold::fold;
use serde_json::{Value, json};

use super::browser::{self, Key, Tab};
use super::scan::{Issue, issues};
use super::site::{self, By, Site, WAYS};

pub const PAGE: &str = "search/index.html";

/// Truthy when the page has answered what is in the field.
pub const ANSWERED: &str = "document.readyState === 'complete' && !document.querySelector('#jb-results[aria-busy]') && document.getElementById('jb-status').textContent !== ''";

/// Opens the page of the search and waits until it can be asked, as who is about to type does.
#[track_caller]
pub fn open_to_ask(tab: &mut Tab, address: &str) {
    tab.open(address);
    // A tab that is not in front is told of no focus.
    tab.evaluate("document.getElementById('jb-q').dispatchEvent(new FocusEvent('focusin', { bubbles: true }))");
    tab.wait_for("typeof window.jianbaoSearch?.ask === 'function'");
}

/// Waits for results in whose marks the word stands, and nothing else.
#[track_caller]
pub fn wait_for_marks(tab: &mut Tab, word: &str) {
    let word = json!(word);
    tab.wait_for(&format!(
        "location.pathname.endsWith('/{PAGE}') && {ANSWERED} && document.querySelector('#jb-results mark') && \
         [...document.querySelectorAll('#jb-results mark')].every((mark) => mark.textContent === {word})"
    ));
}

/// The folders of all issues that are shown, in their order, after everything is shown.
#[track_caller]
pub fn shown(tab: &mut Tab) -> Vec<String> {
    tab.wait_for(&format!(
        "{ANSWERED} && (() => {{ const more = document.getElementById('jb-more'); if (!more.hidden && !more.disabled) more.click(); return more.hidden && !more.disabled; }})()"
    ));
    let links = tab.evaluate(
        "[...document.querySelectorAll('#jb-results > li h2 a')].map((link) => link.getAttribute('href'))",
    );
    let links = links.as_array().expect("a list").iter();
    links
        .map(|link| {
            let link = link.as_str().expect("an address");
            let path = link.strip_prefix("../").expect("from the root");
            let (path, _) = path.split_once("/index.html").expect("a page");
            path.to_owned()
        })
        .collect()
}

#[track_caller]
fn quiet(tab: &mut Tab, site: &Site, by: By) {
    let faults = tab.faults(&site.address(by, ""));
    assert!(faults.is_empty(), "{by:?}: {}", faults.join("\n"));
}

/// Presses the key of a character, as on a keyboard.
fn press_character(tab: &mut Tab, c: &str) {
    tab.cdp(
        "Input.dispatchKeyEvent",
        json!({"type": "keyDown", "key": c, "text": c}),
    );
    tab.cdp("Input.dispatchKeyEvent", json!({"type": "keyUp", "key": c}));
}

/// Every link of the results leads to a page with that anchor.
#[track_caller]
fn links_hold(tab: &mut Tab, site: &Site) -> usize {
    let links = tab.evaluate(
        "[...document.querySelectorAll('#jb-results a')].map((link) => link.getAttribute('href'))",
    );
    let mut anchors = 0;
    for link in links.as_array().expect("a list") {
        let link = link.as_str().expect("an address");
        let path = link.strip_prefix("../").expect("from the root");
        let (path, anchor) = path.split_once('#').unwrap_or((path, ""));
        let (path, _) = path.split_once('?').unwrap_or((path, ""));
        let text = site.text(path);
        if !anchor.is_empty() {
            assert!(text.contains(&format!("id=\"{anchor}\"")), "{link}");
            anchors += 1;
        }
    }
    anchors
}

#[test]
fn a_word_finds_passages_and_leads_to_them() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    for by in WAYS {
        tab.open(&site.address(by, PAGE));
        tab.click("#jb-q");
        tab.type_text("工资");
        wait_for_marks(&mut tab, "工资");
        assert!(links_hold(&mut tab, site) > 10);
        tab.click("#jb-results .result-passages a[href*='#']");
        tab.wait_for(
            "document.readyState === 'complete' && document.querySelector('main :target')",
        );
        assert!(tab.text(":target").contains("工资"), "{by:?}");
        tab.back();
        wait_for_marks(&mut tab, "工资");
        assert_eq!(tab.string("document.getElementById('jb-q').value"), "工资");
        quiet(&mut tab, site, by);
    }
}

#[test]
fn the_address_says_what_is_searched_for() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    for by in WAYS {
        tab.open(&site.address(by, &format!("{PAGE}?q=%E5%B7%A5%E8%B5%84&year=2026")));
        wait_for_marks(&mut tab, "工资");
        assert_eq!(
            tab.string("document.getElementById('jb-in-year').value"),
            "2026"
        );
        let first = shown(&mut tab);
        tab.click("#jb-q");
        tab.evaluate("document.getElementById('jb-q').select()");
        tab.type_text("安全生产");
        wait_for_marks(&mut tab, "安全生产");
        assert_ne!(shown(&mut tab), first);
        tab.back();
        wait_for_marks(&mut tab, "工资");
        assert_eq!(shown(&mut tab), first, "{by:?}");
        tab.forward();
        wait_for_marks(&mut tab, "安全生产");
        tab.reload();
        wait_for_marks(&mut tab, "安全生产");
        quiet(&mut tab, site, by);
    }
}

#[test]
fn without_scripts_the_page_says_so_and_shows_the_lists() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    tab.without_scripts();
    for by in WAYS {
        tab.open(&site.address(by, PAGE));
        assert!(tab.text("main").contains("目前没有启用"), "{by:?}");
        assert!(tab.count("main noscript a[href]") > 4, "{by:?}");
        let box_height = "document.querySelector('main noscript a').getBoundingClientRect().height";
        assert!(tab.evaluate(box_height).as_f64() > Some(0.0), "{by:?}");
    }
}

/// What a choice of a filter stands for, by what the index of its year says of an issue.
fn belongs(issue: &Issue, filter: &str, value: &str) -> bool {
    let facts = &issue.facts;
    match filter {
        "series" => facts["series"] == value,
        "year" => facts["date"].as_str().expect("a date").starts_with(value),
        "unit" => facts["units"]
            .as_array()
            .is_some_and(|units| units.iter().any(|unit| unit["code"] == value)),
        "topic" => facts["topics"]
            .as_array()
            .is_some_and(|topics| topics.iter().any(|topic| topic == value)),
        _ => panic!("{filter}"),
    }
}

#[test]
fn filters_narrow_to_what_a_scan_finds() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    let issues = issues(site);
    let word = "职工";
    let choose = |tab: &mut Tab, filter: &str, value: &Value| {
        tab.evaluate(&format!(
            "(() => {{ const select = document.forms['jb-search'].elements['{filter}']; select.value = {value}; \
             if (select.value !== {value}) throw new Error('no such choice'); \
             select.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()"
        ));
    };
    let scan = |chosen: &[(&str, &str)]| -> BTreeSet<String> {
        issues
            .iter()
            .filter(|issue| issue.has(&[fold(word)]))
            .filter(|issue| {
                chosen
                    .iter()
                    .all(|(filter, value)| belongs(issue, filter, value))
            })
            .map(|issue| issue.path.clone())
            .collect()
    };
    tab.open(&site.address(By::File, &format!("{PAGE}?q=%E8%81%8C%E5%B7%A5")));
    for filter in ["series", "year", "unit", "topic"] {
        let values = tab.evaluate(&format!(
            "[...document.forms['jb-search'].elements['{filter}'].options].map((option) => option.value).filter(Boolean)"
        ));
        let values = values.as_array().expect("a list");
        assert!(values.len() > 1, "{filter}");
        for value in values {
            choose(&mut tab, filter, value);
            let chosen = (filter, value.as_str().expect("text"));
            let found: Vec<String> = shown(&mut tab);
            let unique: BTreeSet<String> = found.iter().cloned().collect();
            assert_eq!(unique.len(), found.len(), "{chosen:?}");
            assert_eq!(unique, scan(&[chosen]), "{chosen:?}");
            if filter != "year" {
                choose(&mut tab, "year", &json!("2026"));
                let both: BTreeSet<String> = shown(&mut tab).into_iter().collect();
                assert_eq!(both, scan(&[chosen, ("year", "2026")]), "{chosen:?} 2026");
                choose(&mut tab, "year", &json!(""));
            }
        }
        choose(&mut tab, filter, &json!(""));
    }
    choose(&mut tab, "sort", &json!("date"));
    let sorted = shown(&mut tab);
    assert_eq!(sorted.iter().cloned().collect::<BTreeSet<_>>(), scan(&[]));
    let date = |path: &String| {
        let issue = issues.iter().find(|issue| issue.path == *path);
        issue.expect("an issue").facts["date"]
            .as_str()
            .expect("a date")
            .to_owned()
    };
    let dates: Vec<String> = sorted.iter().map(date).collect();
    assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
    quiet(&mut tab, site, By::File);
}

#[test]
fn the_keyboard_is_enough() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    tab.open(&site.address(By::Http, PAGE));
    press_character(&mut tab, "/");
    tab.wait_for("document.activeElement.id === 'jb-q'");
    assert_eq!(tab.string("document.getElementById('jb-q').value"), "");
    tab.type_text("工资");
    wait_for_marks(&mut tab, "工资");
    let stop = |index: usize| {
        format!(
            "document.activeElement === document.querySelectorAll('#jb-results [data-stop]')[{index}]"
        )
    };
    tab.press(Key::Down);
    tab.wait_for(&stop(0));
    tab.press(Key::Down);
    tab.wait_for(&stop(1));
    tab.press(Key::Up);
    tab.wait_for(&stop(0));
    tab.press(Key::Up);
    tab.wait_for("document.activeElement.id === 'jb-q'");
    tab.press(Key::Down);
    press_character(&mut tab, "/");
    tab.wait_for("document.activeElement.id === 'jb-q'");
    assert_eq!(tab.string("document.getElementById('jb-q').value"), "工资");
    tab.press(Key::Down);
    tab.press(Key::Escape);
    tab.wait_for("document.activeElement.id === 'jb-q' && document.activeElement.value === '' && !document.querySelector('#jb-results > li')");
    assert!(!tab.url().contains("q="), "{}", tab.url());
    quiet(&mut tab, site, By::Http);
}

#[test]
fn the_field_of_other_pages_leads_to_results() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    for by in WAYS {
        for path in ["index.html", "ducha/2026/1/index.html"] {
            tab.open(&site.address(by, path));
            tab.click("form[role=search] input[name=q]");
            tab.type_text("工资");
            tab.press(Key::Enter);
            wait_for_marks(&mut tab, "工资");
            quiet(&mut tab, site, by);
            tab.back();
            tab.wait_for(
                "document.readyState === 'complete' && !document.getElementById('jb-results')",
            );
        }
    }
}

/// A number as people type it leads to the document that has it, first among all.
#[test]
fn a_number_leads_to_its_document_however_it_is_typed() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    let of = |number: &Value| number.as_str().map(str::to_owned);
    let all = issues(site);
    let (path, number) = all
        .iter()
        .find_map(|issue| Some((&issue.path, of(&issue.facts["document_number"])?)))
        .expect("a 文号");
    let (code, rest) = number.split_once('〔').expect("a 文号");
    let (year, rest) = rest.split_once('〕').expect("a 文号");
    let plain = rest.trim_end_matches('号');
    open_to_ask(&mut tab, &site.address(By::Http, PAGE));
    for typed in [
        number.clone(),
        format!("{code}（{year}）{plain}号"),
        format!("{code}({year}){plain}号"),
        format!("{code}[{year}]{plain}号"),
        format!("{code}【{year}】{plain}号"),
        format!("{code}{year}年{plain}号"),
        format!("{code}{year}年第{plain}号"),
        format!("{code}〔{year}〕{plain}"),
        format!("{code} 〔{year}〕 {plain} 号"),
        format!("{code} ({year}) {plain}"),
    ] {
        let first = tab.evaluate(&format!(
            "jianbaoSearch.ask({}, {{}}).then((answer) => answer.results[0] && answer.results[0].issue.path)",
            json!(typed)
        ));
        assert_eq!(first, json!(path), "{typed}");
    }
    for typed in [
        format!("（{year}）{plain}号"),
        format!("{year}年{plain}号"),
        format!("{year}-{plain}"),
    ] {
        let found = tab.evaluate(&format!(
            "jianbaoSearch.ask({}, {{}}).then((answer) => answer.results.map((result) => result.issue.path))",
            json!(typed)
        ));
        assert!(
            found.as_array().expect("a list").contains(&json!(path)),
            "{typed}: {found}"
        );
    }
}
