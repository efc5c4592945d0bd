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
