//! JB3012: one topic (主题) in two spellings, which the archive lists as one, under the spelling of the newest issue.

use std::collections::BTreeMap;

use super::{Archive, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::Spanned;
use crate::zh::text::loosely;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3012"),
        name: "同一个主题有两种写法",
        what: "两个主题只差大小写、全角半角或空格。",
        why: "资料库把只差大小写、全角半角或空格的写法归作一个主题，用最新一期的写法；搜索和目录里还是两种字样。",
        source: "docs/guide.md，九",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n主题: [集体协商, 集体 协商]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n主题: [集体协商, 工资]\n",
        )],
    },
    judge: Judge::Archive(check),
};

fn check(archive: &Archive<'_>, sink: &mut Sink) {
    let mut first: BTreeMap<String, &Spanned<String>> = BTreeMap::new();
    let mut said: BTreeMap<&str, ()> = BTreeMap::new();
    for topic in archive
        .issues
        .iter()
        .flat_map(|issue| issue.topics.iter().copied())
    {
        let before = first.entry(loosely(&topic.value)).or_insert(topic);
        if before.value == topic.value || said.insert(&topic.value, ()).is_some() {
            continue;
        }
        sink.push(
            RULE.found(
                topic.span,
                format!("主题“{}”和“{}”归作一个主题", topic.value, before.value),
            )
            .related(before.span, "先有的写法")
            .help(format!("是一个意思，统一写成“{}”", before.value)),
        );
    }
}
