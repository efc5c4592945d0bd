//! The richest pages of every kind, from a server and from a folder: nothing on the console, no breach of the policy, no request elsewhere, none that fails, and no width too small.

use super::browser::{self, Tab};
use super::links;
use super::site::{self, By, Site, WAYS};

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

/// What is wrong with pages that are opened in this way. They are looked at in all widths with everything unfolded.
fn faults(tab: &mut Tab, site: &Site, by: By, pages: &[String]) -> Vec<String> {
    let home = site.address(by, "");
    let mut faults = Vec::new();
    for path in pages {
        tab.open(&site.address(by, path));
        let mut say = |fault: &str| faults.push(format!("{by:?} {path}: {fault}"));
        if tab.evaluate("document.querySelector('main').innerText.trim().length > 1") != true {
            say("nothing to read");
        }
        tab.evaluate(
            "document.querySelectorAll('details').forEach((details) => { details.open = true; })",
        );
        for width in WIDTHS {
            tab.set_viewport(width, 900);
            for fault in tab.evaluate(TOO_WIDE).as_array().expect("a list") {
                say(&format!("{width} px: {fault}"));
            }
        }
        tab.faults(&home).iter().for_each(|fault| say(fault));
    }
    faults
}

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_pages_of_the_sample_archive_are_quiet_and_fit() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    none(&faults(&mut tab, site, By::Http, &site.richest(6)));
}

#[test]
fn every_kind_of_page_is_quiet_and_fits_from_a_folder() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample_with_pdfs().unwrap_or_else(site::sample);
    none(&faults(&mut tab, site, By::File, &site.richest(2)));
}

#[test]
fn every_kind_of_page_of_the_hostile_archive_is_quiet_and_fits() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = super::hostile::archive();
    none(&faults(&mut tab, site, By::Http, &site.richest(3)));
}

/// What is wrong with the pages of a site that only lead on: each brings the reader to its target, both from a server and from a folder.
fn astray(tab: &mut Tab, site: &Site) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, target) in site.redirects() {
        let target = links::joined(&path, &target).expect("a target in the site");
        for by in WAYS {
            tab.open(&site.address(by, &path));
            let there = serde_json::json!(site.address(by, &target));
            tab.wait_for(&format!(
                "location.href === {there} && document.readyState === 'complete'"
            ));
            let mut found = tab.faults(&site.address(by, ""));
            // A page that is left before it has said which icon it has makes the browser ask for the usual one.
            found.retain(|fault| !fault.contains("/favicon.ico"));
            faults.extend(found.iter().map(|fault| format!("{by:?} {path}: {fault}")));
        }
    }
    faults
}

#[test]
fn pages_that_moved_lead_on() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, head: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' file:\">";
        let text = format!("<!DOCTYPE html><title>甲</title>{policy}{head}<body>乙</body>");
        std::fs::write(path, text).unwrap();
    };
    put("b/index.html", "");
    put(
        "a/1/index.html",
        "<meta http-equiv=\"refresh\" content=\"0; url=../../b/index.html\">",
    );
    let site = Site::of(folder.path());
    assert_eq!(site.redirects().len(), 1);
    none(&astray(&mut tab, &site));
    none(&astray(&mut tab, site::sample()));
    none(&astray(&mut tab, super::hostile::archive()));
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
        tab.open(&site.address(By::File, "index.html"));
        let fits = u32::from(tab.evaluate(TOO_WIDE) == serde_json::json!([]));
        assert!(expected.contains(&fits), "{body}");
    }
}
