//! The browser notices: for each thing that the other tests find absent, a page that has it.

use super::browser;
use super::site::{By, Site, WAYS};

/// A page with these elements in its body, under the policy of the site.
fn site(body: &str, policy: &str) -> (tempfile::TempDir, Site) {
    let folder = tempfile::tempdir().expect("a folder");
    let page = format!(
        "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">{policy}<link rel=\"icon\" href=\"icon.svg\"><title>甲</title></head><body class=\"bad\"><main>{body}</main></body></html>"
    );
    std::fs::write(folder.path().join("index.html"), page).expect("a file");
    let icon = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    std::fs::write(folder.path().join("icon.svg"), icon).expect("a file");
    let site = Site::of(folder.path());
    (folder, site)
}

/// The policy that a page carries itself; over http, [`server::POLICY`](super::server::POLICY) comes beside it.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' file:\">";

#[test]
fn faults_of_a_page_are_noticed() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let cases = [
        ("<script>window.__hacked = 1</script>", "script-src"),
        ("<p onclick=\"x()\">甲</p>", "script-src-attr"),
        ("<p style=\"color: red\">甲</p>", "style-src"),
        (
            "<img src=\"https://example.org/a.png\" alt=\"\">",
            "a request to https://example.org/a.png",
        ),
        ("<img src=\"none.png\" alt=\"\">", "Image"),
        ("<iframe src=\"index.html?again\"></iframe>", "frame-src"),
    ];
    for by in WAYS {
        for (body, expected) in cases {
            let (_folder, site) = site(body, POLICY);
            tab.open(&site.address(by, "index.html"));
            let faults = tab.faults(&site.address(by, ""));
            assert!(
                faults.iter().any(|fault| fault.contains(expected)),
                "{by:?} {body}: {faults:?}"
            );
            assert!(
                tab.evaluate("window.__hacked === undefined")
                    .as_bool()
                    .unwrap()
            );
        }
        let (_folder, site) = site("<p>甲</p>", POLICY);
        tab.open(&site.address(by, "index.html"));
        let faults = tab.faults(&site.address(by, ""));
        assert!(faults.is_empty(), "{by:?} {faults:?}");
    }
}

#[test]
fn without_the_policy_hostile_text_would_run() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    tab.bypass_csp();
    for by in WAYS {
        let body = "<script>window.__hacked = 1; alert('甲'); throw new Error('乙')</script>";
        let (_folder, site) = site(body, POLICY);
        tab.open(&site.address(by, "index.html"));
        assert_eq!(tab.evaluate("window.__hacked"), 1);
        assert_eq!(tab.dialogs(), ["alert(甲)"]);
        let faults = tab.faults(&site.address(by, ""));
        assert!(
            faults.iter().any(|fault| fault.contains("乙")),
            "{faults:?}"
        );
    }
}

#[test]
fn a_tab_is_fresh() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let (_folder, site) = site("<script>document.title = '乙'</script>", POLICY);
    tab.bypass_csp();
    tab.set_dark(true);
    tab.open(&site.address(By::Http, "index.html"));
    assert_eq!(tab.string("document.title"), "乙");
    drop(tab);
    let mut tab = browser::tab().expect("a tab");
    tab.open(&site.address(By::Http, "index.html"));
    assert_eq!(tab.string("document.title"), "甲");
    assert_eq!(
        tab.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"),
        false
    );
}
