//! Lists of names (名单) stand in columns on paper, in the page, in the plain text and in Word, and are found.

use crate::support::project::Project;
use crate::support::{pdf, squeezed};
use crate::word::paragraphs;

const ROWS: [&str; 2] = [
    "张　三　李四光　王　五　赵六一　钱　七　孙八九",
    "周　十　吴十一",
];

#[test]
fn names_stand_under_each_other_in_every_form() {
    let project = Project::new();
    project.issue(
        1,
        "先进个人（8名）\n\n名单：\n张三、李四光、王五、赵六一、钱七\n孙八九　周　十　吴十一\n\n以上人员予以表扬。\n",
    );
    project.run(&["build", "--docx"]).expect(0);
    let page = project.text("output/a/2026/1/index.html");
    let plain = project.text("output/a/2026/1/a-2026-1.txt");
    let word = paragraphs(&project.read("output/a/2026/1/a-2026-1.docx"));
    for row in ROWS {
        assert!(page.contains(&format!(">{row}</p>")), "{page}");
        assert!(plain.contains(row), "{plain}");
        assert!(word.contains(&squeezed(row)), "{word:?}");
    }
    let paper = pdf::pages(&project.read("output/a/2026/1/a-2026-1.pdf"));
    let lines: Vec<String> = paper
        .iter()
        .flatten()
        .map(|line| squeezed(&line.text))
        .collect();
    for row in ROWS {
        let row = squeezed(row);
        assert!(lines.contains(&row), "{row}: {lines:?}");
    }
}
