//! Pages on a phone and on paper.

use serde_json::Value;

use super::browser::{self, Key};
use super::site::{self, By};

/// An issue begins on the first screen, and what is known about it is folded away until somebody asks.
#[test]
fn an_issue_begins_on_the_first_screen_of_a_phone() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    tab.set_viewport(375, 667);
    let issues = super::scan::issues(site);
    let (mut near, mut count) = (0, 0);
    for issue in &issues {
        let page = format!("{}/index.html", issue.path);
        tab.open(&site.address(By::File, &page));
        // What has become of an issue stands before it, and is as long as it is.
        if tab.count(".standing") > 0 {
            continue;
        }
        let top = tab
            .evaluate("document.querySelector('.sheet h1').getBoundingClientRect().top + scrollY");
        let top = top.as_f64().expect("a number");
        println!("{}: title at {top}", issue.path);
        count += 1;
        near += u32::from(top <= 160.0);
        // A note of the editor (按语) stands before the title.
        let most = if tab.count(".sheet > .note") > 0 {
            667.0
        } else {
            333.0
        };
        assert!(top < most, "{}: {top}", issue.path);
        assert_eq!(
            visible(&mut tab, ".facts"),
            Value::Bool(false),
            "{}",
            issue.path
        );
    }
    assert!(near * 2 > count, "{near} of {count}");
    // With a pointer and with the keyboard.
    tab.click(".facts-label");
    assert_eq!(visible(&mut tab, ".facts"), Value::Bool(true));
    tab.evaluate("document.getElementById('jb-facts').focus()");
    tab.press(Key::Space);
    assert_eq!(visible(&mut tab, ".facts"), Value::Bool(false));
    tab.set_viewport(1280, 900);
    assert_eq!(visible(&mut tab, ".facts"), Value::Bool(true));
    assert_eq!(visible(&mut tab, ".facts-label"), Value::Bool(false));
}

fn visible(tab: &mut browser::Tab, css: &str) -> Value {
    tab.evaluate(&format!(
        "document.querySelector('{css}').getClientRects().length > 0"
    ))
}

/// What stays at the edge while a wide table is moved is of its first column; no other cell is put over it.
#[test]
fn only_the_first_column_of_a_wide_table_stays() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    tab.set_viewport(375, 667);
    let mut staying = 0;
    for issue in super::scan::issues(site) {
        let page = format!("{}/index.html", issue.path);
        tab.open(&site.address(By::File, &page));
        let found = tab.evaluate(
            "(() => { let staying = 0, others = []; for (const table of document.querySelectorAll('.scroll table')) \
               for (const cell of table.querySelectorAll('th, td')) { \
                 if (getComputedStyle(cell).position !== 'sticky') continue; \
                 staying++; \
                 if (Math.abs(cell.getBoundingClientRect().left - table.getBoundingClientRect().left) > 2) others.push(cell.textContent); } \
               return [staying, others.join('、')]; })()",
        );
        staying += found[0].as_u64().expect("a number");
        assert_eq!(found[1], "", "{}", issue.path);
    }
    assert!(staying > 0);
}
