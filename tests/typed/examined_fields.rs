//! Kinds of slips in fields, and of what stands in print alone, that an examiner from outside found: of each, several cases of ours.

use super::kinds::{ISSUE, each_is_said_once, found, none_is_said, of_fragment, of_issue};
use crate::support::{build_site, pdf, squeezed};

#[test]
fn the_title_of_an_attachment_that_is_not_printed_is_said() {
    let of_title = |title: &str| {
        let issue = format!("{ISSUE}附件:\n  - {{文件: f.md, 标题: {title}}}\n");
        found(&[
            ("a/2026/1/issue.yaml", issue.into()),
            (
                "a/2026/1/f.md",
                "---\n标题: 实施方案\n---\n方案正文。\n".into(),
            ),
        ])
    };
    each_is_said_once(
        of_title,
        &[
            (
                "另题",
                "JB0053 附件文件里的标题“实施方案”没有印，印的是“另题”",
            ),
            ("方案", "“实施方案”没有印"),
            ("实施方案（试行）", "“实施方案”没有印"),
        ],
    );
    none_is_said(of_title, &["实施方案", "\"实施 方案\""]);
}

/// A content folder with one series of this layout and these fragments, an issue for each, built with its PDFs.
fn built(
    layout: &str,
    more: &str,
    fragments: &[&str],
) -> (tempfile::TempDir, crate::support::Built) {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    put("site.yaml", "名称: 资料库\n");
    put("a/series.yaml", layout);
    for (index, fragment) in fragments.iter().enumerate() {
        let number = index + 1;
        let issue =
            format!("标题: 关于{number}号事项的通报\n日期: 2026-07-08\n正文: [正文.md]\n{more}");
        put(&format!("a/2026/{number}/issue.yaml"), &issue);
        put(&format!("a/2026/{number}/正文.md"), fragment);
        if more.contains("按.md") {
            put(
                &format!("a/2026/{number}/按.md"),
                "# 丙寅\n\n按语一段。\n\n## 丁卯\n\n又一段。\n",
            );
        }
    }
    let site = build_site(folder.path());
    (folder, site)
}

#[test]
fn contents_stand_in_the_pdf_as_on_the_page() {
    let text = "# 甲子情况\n\n正文一段。\n\n# 乙丑情况\n\n正文二段。\n";
    for layout in [
        "名称: 通报\n版式: 公文\n",
        "名称: 通报\n版式: 公文\n报头: 云汀市总工会\n",
        "名称: 纪要\n版式: 纪要\n报头: 会议纪要\n",
        "名称: 函\n版式: 信函\n报头: 云汀市总工会\n",
        "名称: 简报\n版式: 简报\n报头: 工会简报\n",
    ] {
        let (_folder, site) = built(layout, "要目: 是\n", &[text]);
        assert!(site.page("a/2026/1").contains("本期要目"), "{layout}");
        let printed = squeezed(&pdf::text(site.pdf("a/2026/1")));
        assert!(printed.contains("本期要目"), "{layout}\n{printed}");
    }
}

#[test]
fn a_note_may_have_headings_in_every_layout() {
    for layout in [
        "名称: 简报\n版式: 简报\n报头: 工会简报\n",
        "名称: 通报\n版式: 公文\n",
        "名称: 纪要\n版式: 纪要\n报头: 会议纪要\n",
    ] {
        let (_folder, site) = built(
            layout,
            "按语: 按.md\n",
            &[
                "# 甲子\n\n正文一段。\n\n## 乙丑\n\n正文。\n",
                "正文一段。\n",
            ],
        );
        for issue in ["a/2026/1", "a/2026/2"] {
            let printed = squeezed(&pdf::text(site.pdf(issue)));
            assert!(printed.contains("丁卯"), "{layout}\n{printed}");
        }
    }
}

#[test]
fn a_comma_that_parts_one_name_is_said() {
    each_is_said_once(
        of_issue,
        &[
            (
                "主送: [各单位(甲,乙)]",
                "JB0017 半角逗号把“各单位(甲,乙)”分成了 2 项",
            ),
            ("署名: [某局（甲科,乙科,丙科）]", "分成了 3 项"),
            ("抄送: [市委办公室, 1,234]", "“1,234”"),
            ("出席: [周敏（主任,书记）, 王丽]", "“周敏（主任,书记）”"),
        ],
    );
    none_is_said(
        of_issue,
        &[
            "主送: [各单位(甲), 乙(丙)]",
            "出席: [\"周敏（主任,书记）\", 王丽]",
            "抄送: [市委办公室, 市政府办公室（2 份）]",
        ],
    );
}

#[test]
fn what_says_that_there_is_nothing_is_no_problem() {
    let of_front = |front: &str| {
        let fragment = format!("---\n{front}\n---\n各县区推进有力。\n");
        found(&[("a/2026/1/正文.md", fragment.into())])
    };
    each_is_said_once(
        of_front,
        &[
            (
                "问题: [{编号: 无, 内容: 无}]",
                "JB0012 这里登记的问题是“无”",
            ),
            ("问题: [{编号: 青-1, 内容: 没有}]", "“没有”"),
            ("问题: [{编号: 青-1, 内容: 暂无}]", "写 零报: 是"),
        ],
    );
}

#[test]
fn signs_without_words_are_said() {
    each_is_said_once(
        of_issue,
        &[
            ("副题: ——", "JB3025 这里只有符号“——”"),
            ("副题: ……", "JB3025"),
            ("署名: ——", "JB3025"),
            ("署名: [甲局, ——]", "“——”"),
            ("抄送: /", "JB3025 这里只有符号“/”"),
            ("印发机关: ____", "JB3025"),
            ("附注: （）", "JB3025"),
            ("主题: [工资, ——]", "JB3025"),
        ],
    );
    each_is_said_once(
        of_fragment,
        &[
            ("# 一、\n正文。", "JB3025 这个标题只有编号"),
            ("# 甲\n## （二）\n正文。", "JB3025"),
            ("# ……\n正文。", "JB3025 这个标题只有符号"),
        ],
    );
    none_is_said(of_issue, &["副题: 甲", "附注: 联系人：张三"]);
    none_is_said(
        of_fragment,
        &[
            "# 第一条\n正文。",
            "# 2026\n正文。",
            "表：进度\n\n| 甲 | 乙 |\n|---|---|\n| —— | / |",
        ],
    );
}

#[test]
fn a_heading_that_is_the_title_is_one_finding() {
    each_is_said_once(
        of_fragment,
        &[
            ("# 关于第二季度集体协商推进情况的通报\n正文。", "JB3024"),
            ("#　关于第二季度集体协商推进情况的通报\n正文。", "JB3024"),
        ],
    );
}

#[test]
fn look_alikes_in_what_all_issues_share_are_said_there() {
    let site = found(&[("site.yaml", "名称: 市总⼯会资料库\n".into())]);
    assert!(
        matches!(&site[..], [said] if said.contains("JB3001")),
        "{site:?}"
    );
    let units = |name: &str| {
        let register = format!("# ⼯\n单位:\n  - 代号: qh\n    名称: {name}\n");
        found(&[("units.yaml", register.into())])
    };
    assert!(
        units("青禾县⼯会")
            .iter()
            .any(|said| said.contains("JB3001"))
    );
    assert!(
        !units("青禾县工会")
            .iter()
            .any(|said| said.contains("JB3001"))
    );
}
