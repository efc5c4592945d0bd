//! A copy of the site by itself: whether it is what was built, and whether a PDF is the one that went out.

use crate::support::project::{Project, files};

const PDF: &str = "a/2026/1/a-2026-1.pdf";

/// A project that is built with its first issue issued, and a copy of its site in `copy/`.
fn copied() -> Project {
    let project = Project::new();
    project.issue(2, "第二期。\n");
    project
        .run(&["issue", "a/2026/1", "--date", "2026-07-09"])
        .expect(0);
    project.run(&["build"]).expect(0);
    for path in files(&project.path("output")) {
        project.put(
            &format!("copy/{path}"),
            project.read(&format!("output/{path}")),
        );
    }
    project
}

#[test]
fn a_whole_copy_is_whole_and_every_flaw_is_named() {
    let project = copied();
    project.remove("content");
    for folder in ["output", "copy"] {
        let run = project.run(&["verify", folder]).expect(0);
        assert!(run.stdout.contains("有印发记录的 1 期"), "{}", run.said());
    }
    // One byte anywhere.
    let page = project.text("copy/a/2026/2/index.html");
    project.put(
        "copy/a/2026/2/index.html",
        page.replacen("第二期", "第三期", 1),
    );
    project.remove("copy/a/2026/2/a-2026-2.pdf");
    project.put("copy/a/2026/2/more.html", "more");
    let mut pdf = project.read(&format!("copy/{PDF}"));
    let last = pdf.len() - 1;
    pdf[last] ^= 1;
    project.put(&format!("copy/{PDF}"), &pdf);
    let run = project.run(&["verify", "copy"]).expect(1);
    for said in [
        "改动过：a/2026/2/index.html",
        "少了：a/2026/2/a-2026-2.pdf",
        "多出：a/2026/2/more.html",
        "改动过：a/2026/1/a-2026-1.pdf",
        "不是印发的那一份：a/2026/1/a-2026-1.pdf",
        "共 5 处不符",
    ] {
        assert!(run.said().contains(said), "{said}: {}", run.said());
    }
    // What nobody sees in a file manager: a hidden file, a hidden folder, an empty one, and the copy of the manifest.
    project.put("copy/.secret.txt", "more");
    project.put("copy/a/.hidden/more.txt", "more");
    std::fs::create_dir_all(project.path("copy/a/2026/9")).unwrap();
    let manifest = project.text("copy/.jianbao.manifest");
    project.put(
        "copy/.jianbao.manifest",
        manifest.replacen("第二期", "第三期", 1) + " ",
    );
    let run = project.run(&["verify", "copy"]).expect(1);
    for said in [
        "多出：.secret.txt",
        "多出：a/.hidden/",
        "多出：a/2026/9/",
        "改动过：.jianbao.manifest",
        "共 9 处不符",
    ] {
        assert!(run.said().contains(said), "{said}: {}", run.said());
    }
    project.run(&["verify", "nowhere"]).expect(2);
    project.put("empty/a.txt", "a");
    project.run(&["verify", "empty"]).expect(2);
}

#[test]
fn a_pdf_is_known_by_the_records_where_no_site_has_it() {
    let project = Project::new();
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 第1期摘报\n日期: 2026-07-08\n密级: 机密★1年\n正文: [正文.md]\n",
    );
    project
        .run(&["issue", "a/2026/1", "--date", "2026-07-09"])
        .expect(0);
    project
        .run(&["print", "a/2026/1", "--to", "given.pdf"])
        .expect(0);
    // Neither without a site nor with one that does not show it.
    for _ in 0..2 {
        let run = project.run(&["verify", "given.pdf"]).expect(0);
        assert!(
            run.stdout
                .contains("是。a/2026/1《第1期摘报》2026年7月9日印发"),
            "{}",
            run.said()
        );
        project.issue(2, "第二期。\n");
        project.pages().expect(0);
    }
    project.put("other.pdf", "%PDF-1.7");
    project.run(&["verify", "other.pdf"]).expect(1);
}

#[test]
fn a_page_that_leads_nowhere_is_named() {
    let project = copied();
    // As an older program wrote it: without checksums, so that only the link tells.
    let mut value = project.manifest("copy");
    value.as_object_mut().unwrap().remove("checksums");
    project.put("copy/manifest.json", value.to_string());
    let page = project.text("copy/index.html");
    project.put(
        "copy/index.html",
        page.replacen("href=\"a/index.html", "href=\"b/index.html", 1)
            .replace("</main>", "<a href=\"%E7%94%B2&amp;%25.txt\">甲</a><a href=\"%E4%B9%99&amp;.txt\">乙</a><a href=\"../丙.txt\">丙</a></main>"),
    );
    // It lies outside: whoever gets a copy of the site does not get it.
    project.put("丙.txt", "丙");
    project.put("copy/甲&%.txt", "甲");
    let run = project.run(&["verify", "copy"]).expect(1);
    assert!(
        run.said()
            .contains("链接打不开：index.html 里的 b/index.html"),
        "{}",
        run.said()
    );
    let escaped = "链接打不开：index.html 里的 %E4%B9%99&amp;.txt";
    assert!(run.said().contains(escaped), "{}", run.said());
    let outside = "链接打不开：index.html 里的 ../丙.txt";
    assert!(run.said().contains(outside), "{}", run.said());
    assert!(!run.said().contains("%E7%94%B2"), "{}", run.said());
    assert!(run.said().contains("没有校验码"), "{}", run.said());
}

#[test]
fn a_pdf_alone_says_whether_it_went_out() {
    let project = copied();
    let first = project.read(&format!("output/{PDF}"));
    project.put("given.pdf", &first);
    let run = project.run(&["verify", "given.pdf"]).expect(0);
    assert!(run.stdout.contains("是。a/2026/1"), "{}", run.said());
    assert!(run.stdout.contains("2026年7月9日印发"), "{}", run.said());
    project.put("other.pdf", project.read("output/a/2026/2/a-2026-2.pdf"));
    let run = project.run(&["verify", "other.pdf"]).expect(0);
    assert!(run.stdout.contains("没有印发记录"), "{}", run.said());
    let mut forged = first.clone();
    forged[100] ^= 1;
    project.put("forged.pdf", &forged);
    let run = project.run(&["verify", "forged.pdf"]).expect(1);
    assert!(run.stdout.contains("不是"), "{}", run.said());
    // Issued again with another text: the first is still known for what it was.
    project.issue(1, "正文另一段。\n");
    project
        .run(&[
            "issue",
            "a/2026/1",
            "--again",
            "补印",
            "--date",
            "2026-08-01",
        ])
        .expect(0);
    project.run(&["build"]).expect(0);
    let run = project.run(&["verify", "given.pdf"]).expect(0);
    assert!(run.stdout.contains("后来又印发了新的"), "{}", run.said());
}
