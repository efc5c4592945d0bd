//! A style sheet without what only those read who change it.

/// Around these space means nothing.
const ENDS: [char; 5] = ['{', '}', ';', ',', '>'];

/// Takes comments, the space that means nothing and the mark behind the last declaration out of a style sheet; what stands in quotation marks stays as it is, and so do comments that begin
/// with `/*!`, which are notices of rights.
#[must_use]
pub(super) fn compact_style(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    // Whether space stood here that may mean something.
    let mut space = false;
    while let Some(c) = rest.chars().next() {
        let length = if let Some(inside) = rest.strip_prefix("/*") {
            let end = inside.find("*/").map_or(rest.len(), |at| at + 4);
            let parts = !space && !rest[end..].starts_with(|c: char| c.is_ascii_whitespace());
            if rest.starts_with("/*!") {
                out.push_str(&rest[..end]);
            } else if parts && !out.is_empty() && !out.ends_with(ENDS) {
                // It parts two words, but is no space between them.
                out.push_str("/**/");
            }
            end
        } else if c.is_ascii_whitespace() {
            space = true;
            c.len_utf8()
        } else {
            // Behind a colon there is a value: a selector has none before a space.
            let means = !out.is_empty() && !out.ends_with(ENDS) && !out.ends_with(':');
            if space && means && !ENDS.contains(&c) {
                out.push(' ');
            }
            space = false;
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            let end = if matches!(c, '"' | '\'') {
                quoted(rest, c)
            } else {
                c.len_utf8()
            };
            out.push_str(&rest[..end]);
            end
        };
        rest = &rest[length..];
    }
    out
}

/// How many bytes the string takes that begins with this quotation mark.
fn quoted(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == mark && !escaped {
            return at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_nothing_is_taken_out() {
        let sheet = "/* A note. */\n@media (max-width: 40rem) and (hover) {\n  a :focus, b > c {\n    content: \"; ,  { /* kept */ \\\" \";\n    margin: 0 1rem;\n  }\n}\n/*! Rights. */\n";
        assert_eq!(
            compact_style(sheet),
            "@media (max-width:40rem) and (hover){a :focus,b>c{content:\"; ,  { /* kept */ \\\" \";margin:0 1rem}}/*! Rights. */"
        );
        assert_eq!(
            compact_style(".a/* x */.b /*/ y */ i{}/* open"),
            ".a/**/.b i{}"
        );
        assert_eq!(compact_style("a{b: 'open"), "a{b:'open");
    }
}
