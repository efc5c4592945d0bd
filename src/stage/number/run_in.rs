//! A heading with its text on one line: `## 抓督导。建立台账12本。` is the heading 抓督导。 with the paragraph 建立台账12本。 run in.

use crate::model::{Inline, InlineKind, plain_text};

/// The heading up to its first full stop outside brackets and quotation marks, and what follows in the same line, if anything does.
pub fn split(content: Vec<Inline>) -> (Vec<Inline>, Option<Vec<Inline>>) {
    let mut depth = 0_u32;
    for (place, inline) in content.iter().enumerate() {
        let text = match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            _ => plain_text(std::slice::from_ref(inline)),
        };
        let Some(stop) = stop_in(&text, &mut depth) else {
            continue;
        };
        let is_text = matches!(inline.kind, InlineKind::Text(_));
        // Emphasis ends with the heading, or the heading goes on in it.
        if !is_text && stop < text.len() {
            return (content, None);
        }
        let mut heading = content;
        let mut rest = heading.split_off(place + 1);
        if let Some(last) = heading.last_mut().filter(|_| is_text && stop < text.len()) {
            let mut after = last.clone();
            after.cut_start(stop);
            last.cut_end(stop);
            rest.insert(0, after);
        }
        if let Some(first) = rest.first_mut()
            && let InlineKind::Text(text) = &first.kind
        {
            let white = text.len() - text.trim_start().len();
            first.cut_start(white);
        }
        let is_empty = plain_text(&rest).trim().is_empty();
        return (heading, (!is_empty).then_some(rest));
    }
    (content, None)
}

/// Where the heading ends in `text`, behind its full stop; `depth` counts the brackets that are open.
fn stop_in(text: &str, depth: &mut u32) -> Option<usize> {
    for (place, c) in text.char_indices() {
        match c {
            '（' | '(' | '《' | '“' | '‘' | '「' => *depth += 1,
            '）' | ')' | '》' | '”' | '’' | '」' => *depth = depth.saturating_sub(1),
            '。' if *depth == 0 => return Some(place + c.len_utf8()),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FileId, Span};

    fn text(text: &str) -> Inline {
        Inline::text(text, Span::new(FileId(0), 0, text.len()))
    }

    fn shown(content: Vec<Inline>) -> (String, Option<String>) {
        let (heading, rest) = split(content);
        (plain_text(&heading), rest.map(|rest| plain_text(&rest)))
    }

    #[test]
    fn what_follows_the_full_stop_is_run_in() {
        let strong =
            |words: &str| Inline::new(InlineKind::Strong(vec![text(words)]), text(words).span);
        let rest = |words: &str| Some(words.to_owned());
        assert_eq!(
            shown(vec![text("抓督导。 建立台账。")]),
            ("抓督导。".to_owned(), rest("建立台账。"))
        );
        assert_eq!(
            shown(vec![strong("抓督导。"), text("建立台账。")]),
            ("抓督导。".to_owned(), rest("建立台账。"))
        );
        assert_eq!(
            shown(vec![text("抓"), strong("督导"), text("。"), strong("甲")]),
            ("抓督导。".to_owned(), rest("甲"))
        );
        for whole in [
            "抓督导",
            "抓督导。",
            "落实“抓早。抓小。”的要求",
            "抓督导。　",
        ] {
            assert_eq!(shown(vec![text(whole)]).1, None, "{whole}");
        }
    }
}
