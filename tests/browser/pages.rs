//! Every page, from a server and from a folder: nothing on the console, no breach of the policy, no request elsewhere, none that fails, and no width too small.

use super::browser::{self, Tab};
use super::site::{self, Site, WAYS};

/// What sticks out of the page to the right, where the page would have to be scrolled sideways.
const TOO_WIDE: &str = r#"
(() => {
    const root = document.documentElement;
    const width = root.clientWidth;
    if (Math.max(root.scrollWidth, document.body.scrollWidth) <= width) return [];
    const scrolls = (element) => {
        for (let up = element; up && up !== document.body; up = up.parentElement)
            if (getComputedStyle(up).overflowX !== 'visible') return true;
        return false;
    };
    return [`${root.scrollWidth} px`].concat([...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > width + 0.5 && !scrolls(element))
        .map((element) => element.outerHTML.slice(0, 160))
        .slice(0, 4));
})()
"#;

/// The narrowest page that WCAG 1.4.10 asks for, a common phone, and a common screen.
const WIDTHS: [u32; 3] = [320, 375, 1280];

#[track_caller]
fn quiet(tab: &mut Tab, site: &Site, pages: &[String]) {
    let mut faults = Vec::new();
    for by in WAYS {
        let home = site.address(by, "");
        for path in pages {
            tab.open(&site.address(by, path));
            let found = tab.faults(&home);
            faults.extend(found.iter().map(|fault| format!("{by:?} {path}: {fault}")));
            if tab.evaluate("document.querySelector('main').innerText.trim().length > 1") != true {
                faults.push(format!("{by:?} {path}: nothing to read"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[track_caller]
fn narrow(tab: &mut Tab, site: &Site, pages: &[String]) {
    let mut faults = Vec::new();
    for path in pages {
        tab.open(&site.address(site::By::Http, path));
        tab.evaluate(
            "document.querySelectorAll('details').forEach((details) => { details.open = true; })",
        );
        for width in WIDTHS {
            tab.set_viewport(width, 900);
            for fault in tab.evaluate(TOO_WIDE).as_array().expect("a list") {
                faults.push(format!("{path}, {width} px: {fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_is_quiet_from_a_server_and_from_a_folder() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    quiet(&mut tab, site, &site.files(".html"));
}

#[test]
fn every_kind_of_page_is_quiet_with_pdfs() {
    let Some(site) = site::sample_with_pdfs() else {
        return;
    };
    let Some(mut tab) = browser::tab() else {
        return;
    };
    quiet(&mut tab, site, &site.richest(1));
}

#[test]
fn no_page_scrolls_sideways() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    narrow(&mut tab, site, &site.files(".html"));
}

#[test]
fn no_page_of_the_hostile_archive_scrolls_sideways() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = super::hostile::archive();
    narrow(&mut tab, site, &site.files(".html"));
}

#[test]
fn a_page_that_is_too_wide_is_noticed() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let wide = "<table style=\"width: 500px\"><tr><td>甲</td></tr></table>";
    let page = |body: &str| format!("<!DOCTYPE html><title>甲</title><body>{body}</body>");
    let site = Site::of(folder.path());
    for (body, expected) in [
        (wide.to_owned(), 0..=0),
        (
            format!("<div style=\"overflow-x: auto\">{wide}</div>"),
            1..=1,
        ),
    ] {
        std::fs::write(folder.path().join("index.html"), page(&body)).expect("a file");
        tab.set_viewport(320, 900);
        tab.open(&site.address(site::By::File, "index.html"));
        let fits = u32::from(tab.evaluate(TOO_WIDE) == serde_json::json!([]));
        assert!(expected.contains(&fits), "{body}");
    }
}
