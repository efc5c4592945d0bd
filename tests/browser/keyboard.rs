//! The site without a mouse: the link past the frame comes first and works, and where the focus is can be seen.

use super::browser::{self, Key};
use super::site::{self, By};

/// What has the focus, with how it shows it.
const FOCUS: &str = r#"
(() => {
    const focus = document.activeElement;
    const style = getComputedStyle(focus);
    const box = focus.getBoundingClientRect();
    return {
        element: focus.outerHTML.slice(0, 120),
        body: focus === document.body,
        outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        visible: [...focus.getClientRects()].some((box) => box.width > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight),
    };
})()
"#;

/// How many stops the Tab key has. Of radio buttons of one name, only one is.
const STOPS: &str = r#"
[...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter((element) =>
    element.checkVisibility() && !element.disabled && element.tabIndex >= 0 && (element.type !== 'radio' || element.checked)).length
"#;

#[test]
fn the_skip_link_is_first_and_leads_to_the_text() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    for path in site.richest(1) {
        tab.open(&site.address(By::File, &path));
        tab.press(Key::Tab);
        let focus = tab.evaluate(FOCUS);
        assert_eq!(
            tab.evaluate("document.activeElement.matches('a.skip')"),
            true,
            "{path}: {focus}"
        );
        assert_eq!(focus["visible"], true, "{path}: {focus}");
        tab.press(Key::Enter);
        tab.wait_for("location.hash === '#jb-main' && document.activeElement.localName === 'main'");
        // The next stop is in the text, or after it where the text has none.
        tab.press(Key::Tab);
        let after =
            "document.querySelector('main').compareDocumentPosition(document.activeElement)";
        let is_after = format!(
            "({after} & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING)) > 0"
        );
        assert_eq!(
            tab.evaluate(&is_after),
            true,
            "{path}: {}",
            tab.evaluate(FOCUS)
        );
    }
}

/// WCAG 2.4.7 and 2.4.11: every stop of the Tab key has an outline and is on the screen; there are as many stops as there are things to use.
#[test]
fn every_stop_of_the_tab_key_can_be_seen() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    let mut faults = Vec::new();
    for path in site.richest(1) {
        for (dark, width, most) in [(false, 1280, 25), (true, 375, 12)] {
            tab.set_dark(dark);
            tab.set_viewport(width, 900);
            tab.open(&site.address(By::File, &path));
            let wanted = tab.evaluate(STOPS);
            // A long page is not walked to its end: what comes first shows every kind of stop.
            let wanted = wanted.as_u64().expect("a number").min(most);
            for stop in 0..wanted {
                tab.press(Key::Tab);
                let focus = tab.evaluate(FOCUS);
                if focus["outline"] != true || focus["visible"] != true || focus["body"] == true {
                    faults.push(format!("{path}, {width} px, stop {stop}: {focus}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
