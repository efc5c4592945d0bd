//! Documents that LibreOffice made: an old one is read by way of it, where it is installed.

use super::report;
use crate::support::office::converted;
use crate::support::project::Project;

#[test]
fn an_old_document_is_read_by_way_of_libreoffice() {
    let project = Project::new();
    project.put("柳河县.docx", report().bytes());
    if !converted(&project, "柳河县.docx", "doc:MS Word 97", "") {
        return;
    }
    let said = project.run(&["import", "柳河县.doc"]).expect(0).stdout;
    for words in [
        "由 LibreOffice 转成 .docx 再读",
        "# 总体情况",
        "签订合同126份[^1]，覆盖职工8400人。",
        "## 要约行动开展。",
        "1. 印制彩页3000份。",
        "- 认识不到位；",
        "签订合同: [企业数, 职工数]",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

/// What LibreOffice saved, by way of its own format and back, is read as what it was made of.
#[test]
fn a_document_that_another_office_program_saved_is_read_the_same() {
    let project = Project::new();
    project.put("柳河县.docx", report().bytes());
    let own = project.run(&["import", "柳河县.docx"]).expect(0).stdout;
    if !converted(&project, "柳河县.docx", "odt", "odt") {
        return;
    }
    converted(&project, "odt/柳河县.odt", "docx:MS Word 2007 XML", "saved");
    let said = project
        .run(&["import", "saved/柳河县.docx"])
        .expect(0)
        .stdout;
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().filter_map(|line| line.strip_prefix("    + "));
        lines.map(str::to_owned).collect()
    };
    let (own, saved) = (lines(&own), lines(&said));
    let lacks: Vec<&String> = own.iter().filter(|line| !saved.contains(line)).collect();
    // The picture and the box of the report are drawn as no office program draws them, and its table says no widths.
    let own_ways = ["工作流程", "框里的话", "合计"];
    let is_own = |line: &&String| own_ways.iter().any(|words| line.contains(words));
    assert!(lacks.iter().all(is_own), "{lacks:?}\n{said}");
    assert!(!said.contains("没有找到去处"), "{said}");
}
