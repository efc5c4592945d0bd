//! Where a finished page leads within its site, and a page that leads no longer to what is gone.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Output, PublishError};
use crate::model::{IssueId, OutputFile};
use crate::site::Route;

/// A link of a page, or what it shows from a file.
pub(super) struct PageLink<'t> {
    /// As it stands in the page.
    pub href: &'t str,
    /// The path in the site, without place in the page and question; it may lead out of the site by `..`.
    pub path: String,
    /// The attribute with its value and the blank before it.
    attribute: Range<usize>,
}

/// The links of the page at `page` that stay in the site, in the order of their attributes: `href`, then `src`.
pub(super) fn page_links<'t>(page: &'t str, text: &'t str) -> impl Iterator<Item = PageLink<'t>> {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    ["href=\"", "src=\""].into_iter().flat_map(move |name| {
        let places = text.match_indices(name);
        places.filter_map(move |(start, _)| {
            let before = text[..start].chars().next_back();
            let blank = before.filter(char::is_ascii_whitespace)?;
            let value = start + name.len();
            let href = text[value..].split('"').next()?;
            let target = target(href)?;
            let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in target.split('/') {
                match part {
                    "" | "." => {}
                    ".." if parts.last().is_some_and(|part| *part != "..") => {
                        parts.pop();
                    }
                    part => parts.push(part),
                }
            }
            Some(PageLink {
                href,
                path: parts.join("/"),
                attribute: start - blank.len_utf8()..value + href.len() + 1,
            })
        })
    })
}

/// The path that a link of a page leads to, out of its escaped form; none for addresses of other hosts and places in the page itself.
fn target(href: &str) -> Option<String> {
    // As `render/html/escape.rs` writes them; the sign itself comes last.
    let escaped = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    let mut plain = href.to_owned();
    for (written, meant) in escaped {
        plain = plain.replace(written, meant);
    }
    let path = plain.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() || path.contains([':', '{']) {
        return None;
    }
    let decoded = percent_encoding::percent_decode_str(path);
    Some(decoded.decode_utf8_lossy().into_owned())
}

/// The page at `page` without its links to what is `gone`: their words stay.
fn without_links_to(page: &str, text: &str, gone: &BTreeSet<&String>) -> Option<String> {
    let links = page_links(page, text);
    let mut dead: Vec<Range<usize>> = links
        .filter(|link| {
            text[link.attribute.clone()]
                .trim_start()
                .starts_with("href")
        })
        .filter(|link| gone.contains(&link.path))
        .map(|link| link.attribute)
        .collect();
    dead.sort_by_key(|attribute| attribute.start);
    let mut rest = text.to_owned();
    for attribute in dead.iter().rev() {
        rest.replace_range(attribute.clone(), "");
    }
    (!dead.is_empty()).then_some(rest)
}

impl Output {
    /// Lets the pages of `kept`, which stay as an earlier build left them, lead no longer to what this build removes. Everything else of the site must have been written.
    ///
    /// # Errors
    /// What the system refused.
    pub fn unlink_removed(&mut self, kept: &[IssueId]) -> Result<(), PublishError> {
        let gone: BTreeSet<&String> = self.old.files.difference(&self.new.files).collect();
        if gone.is_empty() {
            return Ok(());
        }
        let pages = kept.iter().map(|id| Route::issue(id).path());
        let pages = pages.filter(|path| self.new.files.contains(path));
        let changed: Vec<OutputFile> = pages
            .filter_map(|path| {
                let text = String::from_utf8(self.read(&path)?).ok()?;
                let text = without_links_to(&path, &text, &gone)?;
                Some(OutputFile {
                    path,
                    bytes: text.into_bytes(),
                })
            })
            .collect();
        self.write(&changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_what_is_gone_are_words_and_all_others_stay() {
        let page = r#"<a class="x" href="../2/a-2.pdf" type="t">甲</a><a href="../../2026/2/index.html#h-1">乙</a><a href="../3/index.html">丙</a><a href="https://a.example/2/a-2.pdf">丁</a><img src="../2/a.png"><a href="%E7%94%B2&amp;.pdf">戊</a><a data-href="../2/a-2.pdf">己</a>"#;
        let gone = [
            "a/2026/2/a-2.pdf",
            "a/2026/2/index.html",
            "a/2026/2/a.png",
            "a/2026/1/甲&.pdf",
        ];
        let gone: Vec<String> = gone.map(str::to_owned).to_vec();
        let gone: BTreeSet<&String> = gone.iter().collect();
        assert_eq!(
            without_links_to("a/2026/1/index.html", page, &gone).unwrap(),
            r#"<a class="x" type="t">甲</a><a>乙</a><a href="../3/index.html">丙</a><a href="https://a.example/2/a-2.pdf">丁</a><img src="../2/a.png"><a>戊</a><a data-href="../2/a-2.pdf">己</a>"#
        );
        assert_eq!(without_links_to("index.html", page, &gone), None);
    }

    #[test]
    fn a_link_out_of_the_site_leads_out() {
        let paths = |text| -> Vec<String> {
            page_links("a/index.html", text)
                .map(|link| link.path)
                .collect()
        };
        assert_eq!(paths(r#"<a href="../../x.html">"#), ["../x.html"]);
        assert_eq!(paths(r#"<a href="../a/./b.html">"#), ["a/b.html"]);
        assert_eq!(
            paths(r##"<a href="#top"><a href="mailto:a@b"><a href=""><a data-href="b">"##),
            [""; 0]
        );
    }
}
