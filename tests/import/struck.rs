//! What is struck out keeps its mark, or the report says that it has none.

use jianbao::import::Revisions;

use super::import;

#[test]
fn a_strike_is_marked_or_said_wherever_it_stands() {
    for (body, mark) in [
        (
            "<p>已经废止：<s><a href=\"https://example.cn/a\">旧通知</a></s>。</p>",
            "~~[旧通知](https://example.cn/a)~~",
        ),
        (
            "<p>见，<a href=\"https://example.cn/a\"><del>旧</del>新</a>。</p>",
            "~~[旧](https://example.cn/a)~~[新](https://example.cn/a)",
        ),
        (
            "<p>一、<s>旧</s>情况</p><p>建立台账12本。</p>",
            "~~旧~~情况",
        ),
        ("<p>1*5，<s>台*账</s></p>", "~~台\\*账~~"),
        (
            "<ul><li><s>旧的一项</s></li><li>新的一项</li></ul>",
            "- ~~旧的一项~~",
        ),
    ] {
        let page = format!("<html><body>{body}</body></html>");
        let imported = import("来稿.html", page.as_bytes(), Revisions::Accepted);
        let said = imported.report.lines().join("\n");
        assert!(imported.text.contains(mark), "{body}: {}", imported.text);
        assert!(
            said.contains("划了删除线") && !said.contains("没有带过来；"),
            "{body}: {said}"
        );
    }
    // A title goes into a field, in which no mark works.
    for body in [
        "<p><s>，。</s>甲。</p>",
        "<p>甲<s>——</s>乙</p><p><s>：</s></p>",
    ] {
        let page = format!("<html><body>{body}</body></html>");
        let imported = import("来稿.html", page.as_bytes(), Revisions::Accepted);
        let said = imported.report.lines().join("\n");
        assert!(
            imported.text.contains("~~") || said.contains("划了删除线"),
            "{body}: {}\n{said}",
            imported.text
        );
    }
}

/// Within a sentence the format takes no `~~` for a mark: what would be printed with its tildes is left out, and named.
#[test]
fn what_would_be_printed_with_its_tildes_is_left_out_and_named() {
    for (body, kept, struck) in [
        ("<p>全市完成<s>30家</s>35家。</p>", "全市完成35家。", "30家"),
        (
            "<p>全市<b><s>完成</s></b>开展35家。</p>",
            "全市开展35家。",
            "完成",
        ),
        (
            "<h1>总体情况<s>旧</s></h1><p>有序开展。</p>",
            "# 总体情况\n",
            "旧",
        ),
        ("<p>1*5<s>台*账</s></p>", "1*5\n", "台*账"),
        (
            "<p>请看<s><a href=\"https://example.cn/a\">旧通知</a></s>新通知。</p>",
            "请看新通知。",
            "旧通知",
        ),
        (
            "<table><tr><td>单位</td><td>数</td></tr><tr><td>青禾<s>县</s>区</td><td>5</td></tr></table>",
            "| 青禾区 | 5 |",
            "县",
        ),
    ] {
        let page = format!("<html><body>{body}</body></html>");
        let imported = import("来稿.html", page.as_bytes(), Revisions::Accepted);
        let said = imported.report.lines().join("\n");
        assert!(
            imported.text.contains(kept) && !imported.text.contains("~~"),
            "{body}: {}",
            imported.text
        );
        let named = format!("“{struck}”划了删除线，夹在字中间");
        assert_eq!(said.matches("划了删除线").count(), 1, "{body}: {said}");
        assert!(said.contains(&named), "{body}: {said}");
    }
}
