//! 主题: the topics of an issue.

use super::keys;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::Spanned;
use crate::source::{Fields, value};
use crate::zh::text::is_wide;

/// The most topics (主题) of an issue: each has a page and a feed, and all stand in each of them.
const MOST_TOPICS: usize = 100;

/// Reads the topics of an issue; several in one are said.
pub fn topics(fields: &mut Fields<'_>, sink: &mut Sink) -> Vec<Spanned<String>> {
    let Some(node) = fields.get(keys::TOPICS, sink) else {
        return Vec::new();
    };
    let topics = value::lines(node, keys::TOPICS.zh, sink);
    if let Some(more) = topics.get(MOST_TOPICS) {
        let message = format!(
            "一期的主题不能超过 {MOST_TOPICS} 个，这里有 {} 个",
            topics.len()
        );
        sink.push(
            Diagnostic::new(code::BAD_VALUE, more.span, message)
                .help("只留读者会拿来找这一期的几个"),
        );
    }
    for topic in &topics {
        // 集体协商 督查 are two, and GB/T 9704 is one.
        let is_word = |part: &str| part.chars().count() > 1 && part.chars().all(is_wide);
        let by_blank = topics.len() == 1
            && topic.contains([' ', '　'])
            && topic
                .split([' ', '　'])
                .filter(|part| !part.is_empty())
                .all(is_word);
        // Of a list with a Chinese comma, or in Chinese brackets, that has been said.
        let is_said =
            node.is_flow_list() && topic.contains('，') || topic.starts_with(['【', '［']);
        if is_said {
            continue;
        }
        if by_blank || topic.contains(['、', '，', ',', '；', ';']) {
            sink.push(
                Diagnostic::new(
                    code::CHINESE_COMMA,
                    topic.span,
                    format!("“{}”会当作一个主题", topic.value),
                )
                .help("几个主题写成列表，用半角逗号隔开：[集体协商, 督查]"),
            );
        }
    }
    topics
}
