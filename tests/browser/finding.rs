//! Search beyond the words: filters alone, what is said where nothing is found, the words in the issue that was opened, the way back, and what moves.

use serde_json::json;

use super::browser::{self, Tab};
use super::search::open_to_ask;
use super::site::{self, By, WAYS};

const PAGE: &str = "search/index.html";

const ANSWERED: &str = "document.readyState === 'complete' && !document.querySelector('#jb-results[aria-busy]') && document.getElementById('jb-status').textContent !== ''";

#[track_caller]
fn open(tab: &mut Tab, by: By, query: &str) {
    tab.open(&site::sample().address(by, &format!("{PAGE}?{query}")));
    tab.wait_for(ANSWERED);
}

fn status(tab: &mut Tab) -> String {
    tab.string("document.getElementById('jb-status').textContent")
}

/// The paths of the issues on the page.
fn paths(tab: &mut Tab) -> Vec<String> {
    let links = tab.evaluate(
        "[...document.querySelectorAll('#jb-results > li h2 a')].map((link) => new URL(link.href).pathname.split('/').slice(-4, -1).join('/'))",
    );
    serde_json::from_value(links).expect("a list")
}

#[test]
fn search_filters_without_words_list_the_issues() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    for by in WAYS {
        open(&mut tab, by, "series=ducha");
        assert_eq!(status(&mut tab), "符合条件的共 8 期");
        assert_eq!(paths(&mut tab)[0], "ducha/2026/4", "the newest first");
        open(&mut tab, by, "series=ducha&sort=oldest");
        assert_eq!(paths(&mut tab)[0], "ducha/2025/1");
        open(&mut tab, by, "series=tongzhi&from=2025-03-01&to=2025-12-31");
        assert_eq!(
            paths(&mut tab),
            ["tongzhi/2025/4", "tongzhi/2025/3", "tongzhi/2025/2"],
            "one of them has a date without a day"
        );
        assert_eq!(
            tab.evaluate("document.getElementById('jb-advanced').open"),
            true
        );
        open(&mut tab, by, "state=superseded");
        assert_eq!(paths(&mut tab), ["tongzhi/2026/2"]);
        open(&mut tab, by, "state=valid&series=zhuanti");
        assert!(!paths(&mut tab).contains(&"zhuanti/2025/8".to_owned()));
        open(&mut tab, by, "number=4&year=2026");
        let mut numbered = paths(&mut tab);
        numbered.sort();
        assert_eq!(
            numbered,
            [
                "ducha/2026/4",
                "jianbao/2026/4",
                "jindu/2026/4",
                "tongzhi/2026/4"
            ],
            "and not 第224期 or 14号"
        );
        open(
            &mut tab,
            by,
            "q=%E8%81%8C%E5%B7%A5%E4%B9%A6%E5%B1%8B&in=title",
        );
        let titled = paths(&mut tab);
        assert_eq!(titled.len(), 3, "{titled:?}");
        let faults = tab.faults(&site::sample().address(by, ""));
        assert!(faults.is_empty(), "{faults:?}");
    }
}

#[test]
fn search_that_finds_nothing_says_what_there_is() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let nothing = "document.getElementById('jb-nothing').innerText";
    // One character is another one; two have changed places; a longer word of which only a part is there.
    for (query, near) in [("劳动竟赛", "劳动竞赛"), ("职工屋书", "职工书屋")] {
        open(&mut tab, By::Http, &format!("q={query}"));
        let said = tab.string(nothing);
        assert!(said.contains(&format!("是不是要找“{near}”")), "{said}");
    }
    open(&mut tab, By::Http, "q=工资+职工书屋翻修改造");
    let said = tab.string(nothing);
    assert!(said.contains("“工资”：") && said.contains("期有"), "{said}");
    assert!(said.contains("“职工书屋翻修改造”：哪一期都没有"), "{said}");
    assert!(said.contains("最长的有的部分是“职工书屋”"), "{said}");
    tab.evaluate("[...document.querySelectorAll('#jb-nothing a')].find((a) => a.textContent === '“职工书屋”').click()");
    tab.wait_for(&format!(
        "{ANSWERED} && document.querySelector('#jb-results mark')"
    ));
    assert_eq!(
        tab.string("document.getElementById('jb-q').value"),
        "职工书屋"
    );
    assert!(tab.evaluate("document.getElementById('jb-nothing').hidden") == true);
    // A filter that is in the way.
    open(&mut tab, By::Http, "q=彭立新&series=ling");
    let said = tab.string(nothing);
    assert!(said.contains("去掉其他条件"), "{said}");
}

#[test]
fn search_offers_the_pages_that_are_called_so() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    for by in WAYS {
        open(
            &mut tab,
            by,
            "q=%E5%B7%A5%E8%B5%84%E9%9B%86%E4%BD%93%E5%8D%8F%E5%95%86",
        );
        let pages = tab.evaluate(
            "[...document.querySelectorAll('#jb-pages a')].map((a) => a.getAttribute('href'))",
        );
        let pages: Vec<String> = serde_json::from_value(pages).expect("a list");
        assert!(!pages.is_empty());
        for page in &pages {
            assert!(site.folder().join("search").join(page).is_file(), "{page}");
        }
        open(&mut tab, by, "q=%E7%9D%A3%E6%9F%A5%E9%80%9A%E6%8A%A5");
        assert!(
            tab.text("#jb-pages").contains("系列 "),
            "{}",
            tab.text("#jb-pages")
        );
    }
}

#[test]
fn search_says_where_a_passage_stands() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    open(&mut tab, By::File, "q=%E6%91%98%E7%89%8C");
    let said =
        tab.evaluate("[...document.querySelectorAll('.result-where')].map((p) => p.textContent)");
    let said: Vec<String> = serde_json::from_value(said).expect("a list");
    assert!(
        said.iter().any(|where_| where_.contains("附件“")),
        "{said:?}"
    );
    open(
        &mut tab,
        By::File,
        "q=%E8%AF%84%E5%88%86%E6%A0%87%E5%87%86%E5%92%8C%E7%AE%A1%E7%90%86%E5%8A%9E%E6%B3%95%E5%B7%B2%E7%BB%8F%E4%BF%AE%E8%AE%A2",
    );
    assert_eq!(paths(&mut tab), ["tongzhi/2026/2"]);
    assert_eq!(tab.text(".result-where"), "更正、废止、撤回的说明");
}

#[test]
fn search_words_are_marked_in_the_issue_that_is_opened() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    for by in WAYS {
        open(&mut tab, by, "q=%E5%B7%A5%E8%B5%84");
        tab.click("#jb-results .result-passages a[href*='#']");
        tab.wait_for(
            "document.readyState === 'complete' && document.querySelector('.marked-words')",
        );
        assert!(
            tab.text(".marked-words").starts_with("已标出“工资” "),
            "{by:?}"
        );
        let marked = tab.evaluate("[...CSS.highlights.get('jb-words')].every((range) => range.toString() === '工资') && CSS.highlights.get('jb-words').size");
        assert!(marked.as_u64() > Some(0), "{by:?}");
        assert!(tab.count("main :target") == 1, "{by:?}");
        tab.click(".marked-words button");
        assert_eq!(tab.evaluate("CSS.highlights.size"), 0);
        assert_eq!(tab.count(".marked-words"), 0);
        let faults = tab.faults(&site.address(by, ""));
        assert!(faults.is_empty(), "{faults:?}");
        // An address without words, or with words that are not there, changes nothing.
        tab.open(&site.address(by, "ducha/2026/1/index.html?mark=%E9%BE%98"));
        assert_eq!(tab.count(".marked-words"), 0);
    }
}

#[test]
fn search_comes_back_to_the_same_place() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    for by in WAYS {
        open(&mut tab, by, "q=%E8%81%8C%E5%B7%A5");
        tab.click("#jb-more");
        tab.wait_for(&format!(
            "{ANSWERED} && document.querySelectorAll('#jb-results > li').length > 10"
        ));
        let before = paths(&mut tab);
        tab.evaluate("document.querySelectorAll('#jb-results > li')[12].scrollIntoView()");
        // Longer than it takes until the place is kept.
        std::thread::sleep(std::time::Duration::from_millis(400));
        let y = tab.evaluate("scrollY").as_f64().expect("a number");
        assert!(y > 500.0, "{y}");
        tab.evaluate("document.querySelectorAll('#jb-results > li h2 a')[12].click()");
        tab.wait_for("document.readyState === 'complete' && document.querySelector('.sheet')");
        tab.back();
        tab.wait_for(&format!(
            "{ANSWERED} && document.querySelectorAll('#jb-results > li').length === {}",
            before.len()
        ));
        assert_eq!(paths(&mut tab), before, "{by:?}");
        tab.wait_for(&format!("Math.abs(scrollY - {y}) < 2"));
    }
}

/// Cumulative layout shift (CLS) of a page that opens with a query.
#[test]
fn search_does_not_jump_when_the_results_come() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    for (by, width, height) in [
        (By::Http, 1280, 900),
        (By::File, 1280, 900),
        (By::Http, 375, 667),
    ] {
        tab.set_viewport(width, height);
        for query in [
            "q=%E5%B7%A5%E8%B5%84",
            "series=ducha",
            "q=%E9%BE%98%E9%BE%98",
            "q=%E5%B7%A5%E8%B5%84&number=4",
        ] {
            open(&mut tab, by, query);
            let shift = tab.evaluate(
                "new Promise((done) => { let sum = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }) \
                 .observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 200); })",
            );
            println!("{by:?} {width} {query}: {shift}");
            assert!(
                shift.as_f64() < Some(0.1),
                "{by:?} {width} {query}: {shift}"
            );
        }
    }
}

/// Who only opens the page loads neither the search nor its index; who types at once loses nothing meanwhile.
#[test]
fn search_loads_little_until_somebody_searches() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    tab.open(&site.address(By::Http, PAGE));
    let loaded = tab.evaluate(
        "performance.getEntries().filter((entry) => entry.decodedBodySize).map((entry) => [entry.name.split('/').pop(), entry.decodedBodySize])",
    );
    let loaded: Vec<(String, u64)> = serde_json::from_value(loaded).expect("a list");
    let bytes: u64 = loaded.iter().map(|(_, bytes)| bytes).sum();
    println!("opening the search loads {bytes} bytes: {loaded:?}");
    assert!(bytes <= 60 * 1024, "{bytes}: {loaded:?}");
    assert!(bytes > 20 * 1024, "{loaded:?}");
    assert_eq!(tab.evaluate("typeof window.jianbaoSearch"), "undefined");
    tab.cdp("Network.enable", json!({}));
    let slow = |latency: u32| json!({"offline": false, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1});
    // In the field, by the key, by a choice, by the button: each before the script is there.
    let found = format!("{ANSWERED} && document.querySelectorAll('#jb-results > li').length > 0");
    for (what, begin) in [
        ("typing", "document.getElementById('jb-q').focus()"),
        (
            "the key",
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }))",
        ),
    ] {
        tab.open(&site.address(By::Http, PAGE));
        tab.cdp("Network.emulateNetworkConditions", slow(300));
        tab.evaluate(begin);
        tab.type_text("工资");
        tab.wait_for(&found);
        tab.cdp("Network.emulateNetworkConditions", slow(0));
        assert_eq!(
            tab.string("document.getElementById('jb-q').value"),
            "工资",
            "{what}"
        );
    }
    for (what, begin) in [
        (
            "a choice",
            "(() => { const control = document.getElementById('jb-in-series'); control.value = 'ducha'; control.dispatchEvent(new Event('change', { bubbles: true })); })()",
        ),
        (
            "the button",
            "(() => { document.getElementById('jb-q').value = '工资'; document.forms['jb-search'].requestSubmit(); })()",
        ),
    ] {
        for by in WAYS {
            tab.open(&site.address(by, PAGE));
            tab.evaluate(begin);
            tab.wait_for(&found);
            assert!(status(&mut tab).contains("期"), "{what}");
        }
    }
}

/// While it takes long, the page says that it is looking.
#[test]
fn search_says_that_it_is_looking() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    open_to_ask(&mut tab, &site.address(By::Http, PAGE));
    tab.evaluate(
        "window.said = []; new MutationObserver(() => window.said.push(document.getElementById('jb-status').textContent)) \
         .observe(document.getElementById('jb-status'), { childList: true, characterData: true, subtree: true })",
    );
    tab.cdp("Network.enable", json!({}));
    let slow = |latency: u32| json!({"offline": false, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1});
    tab.cdp("Network.emulateNetworkConditions", slow(300));
    tab.evaluate("document.getElementById('jb-q').value = '工资', document.forms['jb-search'].requestSubmit()");
    tab.wait_for(&format!(
        "{ANSWERED} && document.querySelector('#jb-results mark')"
    ));
    tab.cdp("Network.emulateNetworkConditions", slow(0));
    let said = tab.evaluate("window.said");
    assert!(said[0] == "正在查找……", "{said}");
    assert!(status(&mut tab).starts_with("共 "), "{}", status(&mut tab));
}
