//! Tags and entities of web pages.

/// The name of a tag in lower case.
pub fn tag_name(tag: &str) -> String {
    let name = tag.trim_start_matches('/');
    let name = name
        .split(|c: char| c.is_whitespace() || c == '/')
        .next()
        .unwrap_or_default();
    name.to_ascii_lowercase()
}

/// The attribute `name` of the tag.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.find(&format!(" {name}="))? + name.len() + 2;
    let rest = tag.get(at..)?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quote {
        Some(quote) => rest.get(1..)?.split(quote).next()?,
        None => rest.split_whitespace().next()?.trim_end_matches('/'),
    };
    Some(decoded(value))
}

/// What the element that `tag` begins is called where nobody sees its text.
pub fn hidden(tag: &str, name: &str) -> Option<&'static str> {
    const EMPTY: [&str; 6] = ["br", "img", "hr", "input", "meta", "link"];
    if tag.starts_with('/') || tag.ends_with('/') || EMPTY.contains(&name) {
        return None;
    }
    if matches!(name, "rt" | "rp") {
        return Some("字上面的注音");
    }
    let style = attribute(tag, "style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let is_hidden = ["display:none", "visibility:hidden"]
        .iter()
        .any(|rule| style.to_ascii_lowercase().contains(rule));
    let is_said = tag
        .split_whitespace()
        .any(|word| word.eq_ignore_ascii_case("hidden"));
    (is_hidden || is_said).then_some("网页里看不见的文字")
}

/// Where in `inside` the element of this name ends, with elements of the same name in it.
pub fn end_of(inside: &str, name: &str) -> usize {
    let lower = inside.to_ascii_lowercase();
    let (opens, closes) = (format!("<{name}"), format!("</{name}"));
    let (mut at, mut depth) = (0, 1);
    while let Some(found) = lower.get(at..).and_then(|rest| rest.find('<')) {
        let rest = &lower[at + found..];
        if rest.starts_with(&closes) {
            depth -= 1;
            if depth == 0 {
                return at + found;
            }
        } else if rest.starts_with(&opens) {
            depth += 1;
        }
        at += found + 1;
    }
    inside.len()
}

/// The text between the tags.
pub fn without_tags(html: &str) -> String {
    let mut text = String::new();
    for (number, piece) in html.split('<').enumerate() {
        text.push_str(match number {
            0 => piece,
            _ => piece.split_once('>').map_or("", |(_, text)| text),
        });
    }
    text
}

/// `text` with the characters that stand behind entities.
pub fn decoded(text: &str) -> String {
    const NAMED: [(&str, char); 18] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("ensp", ' '),
        ("emsp", '　'),
        ("middot", '·'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("hellip", '…'),
        ("times", '×'),
        ("bull", '•'),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest
            .char_indices()
            .take(12)
            .find(|(_, c)| *c == ';')
            .map(|(end, _)| end);
        let name = end.map(|end| &rest[1..end]);
        let sign = name.and_then(|name| match name.strip_prefix('#') {
            Some(code) => {
                let code = match code.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => code.parse().ok(),
                };
                code.and_then(char::from_u32)
            }
            None => NAMED
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, sign)| *sign),
        });
        match (sign, end) {
            (Some(sign), Some(end)) => {
                out.push(sign);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}
