//! Addresses: relative ones inside the site, and those that writers typed.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::site::Route;

/// What stands for itself anywhere in an address is left; everything else is encoded (RFC 3986, 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// As [`UNRESERVED`], but the slashes of a path stay.
const PATH: &AsciiSet = &UNRESERVED.remove(b'/');

/// As [`PATH`], but what parts an address stays too (RFC 3986, 2.2).
const ADDRESS: &AsciiSet = &PATH
    .remove(b':')
    .remove(b'?')
    .remove(b'#')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Whether `href` leads out of the site, by a scheme that is allowed there.
#[must_use]
pub fn leads_outside(href: &str) -> bool {
    ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| {
        href.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// The address of a link: an address with an allowed scheme stays one, anything else is a path relative to the page.
///
/// So `javascript:…` becomes the name of a file that does not exist.
#[must_use]
pub fn encode_href(href: &str) -> String {
    if !leads_outside(href) {
        return encode_path(href);
    }
    // A `%` that begins an escape sequence is one; any other is a sign of the writer's.
    let (first, rest) = href
        .split_once('%')
        .map_or((href, None), |(a, b)| (a, Some(b)));
    let mut encoded = utf8_percent_encode(first, ADDRESS).to_string();
    for part in rest.into_iter().flat_map(|rest| rest.split('%')) {
        let digits = part.bytes().take(2).filter(u8::is_ascii_hexdigit).count();
        encoded.push_str(if digits == 2 { "%" } else { "%25" });
        encoded.extend(utf8_percent_encode(part, ADDRESS));
    }
    encoded
}

/// `path`, relative to the page or to the root of the site, as it stands in an address.
#[must_use]
pub fn encode_path(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    // `//host/…` would be another host, `/…` the root of the server.
    if path.starts_with('/') {
        encoded.push('.');
    }
    encoded.extend(utf8_percent_encode(path, PATH));
    encoded
}

/// The whole address of `route` in a site that is published at `address`, which ends in `/`.
#[must_use]
pub fn published(address: &str, route: &Route) -> String {
    format!(
        "{}{}",
        encode_href(address),
        encode_path(&route.published())
    )
}

/// The fragment part of an address, with its `#`.
#[must_use]
pub fn fragment(anchor: &str) -> String {
    format!("#{}", utf8_percent_encode(anchor, UNRESERVED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_encoded() {
        let cases = [
            (
                "https://例.cn/搜索?q=甲 乙&b=1#三",
                "https://%E4%BE%8B.cn/%E6%90%9C%E7%B4%A2?q=%E7%94%B2%20%E4%B9%99&b=1#%E4%B8%89",
            ),
            ("https://a.cn/%E7%94%B2%2", "https://a.cn/%E7%94%B2%252"),
            ("mailto:a@b.cn", "mailto:a@b.cn"),
            ("HTTP://a.cn/\"><b>", "HTTP://a.cn/%22%3E%3Cb%3E"),
            ("files/biao 1.xlsx", "files/biao%201.xlsx"),
            ("files/100%.xlsx", "files/100%25.xlsx"),
            ("javascript:alert(1)", "javascript%3Aalert%281%29"),
            ("data:text/html,x", "data%3Atext/html%2Cx"),
            ("//evil.example/x", ".//evil.example/x"),
            ("/etc/passwd", "./etc/passwd"),
            ("\\\\server\\share", "%5C%5Cserver%5Cshare"),
        ];
        for (href, encoded) in cases {
            assert_eq!(encode_href(href), encoded);
        }
        assert_eq!(fragment("一-总体"), "#%E4%B8%80-%E6%80%BB%E4%BD%93");
        // In the name of a place every sign is a part of the name.
        assert_eq!(fragment("a/b#c?d&e"), "#a%2Fb%23c%3Fd%26e");
    }

    #[test]
    fn a_published_page_is_its_folder() {
        let address = "https://gonghui.example.cn/jianbao/";
        let cases = [
            ("index.html", ""),
            ("ducha/2026/3/index.html", "ducha/2026/3/"),
            ("ducha/feed.xml", "ducha/feed.xml"),
            (
                "a/2026/3/files/appindex.html",
                "a/2026/3/files/appindex.html",
            ),
        ];
        for (path, rest) in cases {
            let route = Route::parse(path).expect("a place");
            assert_eq!(published(address, &route), format!("{address}{rest}"));
        }
    }

    proptest! {
        #[test]
        fn only_allowed_schemes_lead_out(href in "[a-zA-Z/\\\\:.]{0,12}\\PC{0,12}") {
            let encoded = encode_href(&href);
            prop_assert!(encoded.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\".contains(&b)));
            if !leads_outside(&href) {
                prop_assert!(!encoded.contains(':') && !encoded.starts_with('/'));
            }
        }
    }
}
