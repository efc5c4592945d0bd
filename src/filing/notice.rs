//! The page of plain text that says what a folder of filed issues is (归档说明), for whoever finds it. Its first lines say whose folder it is.

use super::list::{FiledItem, LeftOutItem};
use crate::catalogue::text::clean;
use crate::site::RootFile;

/// What it is called in the folder.
pub const NOTICE_FILE: &str = "归档说明.txt";

/// What the folder holds; `{sums}` stands for the name of the lists of checksums.
const CONTENTS: &str = "
一件一个文件夹，文件夹名是档号（DA/T 22-2015）。里面有：
- PDF：印发的那一份，版式文件 PDF/A-2a（ISO 19005-2）；嵌有源文件的是 PDF/A-3a（ISO 19005-3）
- 元数据.xml：按《文书类电子文件元数据方案》（DA/T 46-2009）著录
- 源文件：片段、表格、图片、附件和印发记录
- {sums}：这一件各个文件的校验码
归档文件目录有三种，内容相同：.xlsx、.csv、.html（用浏览器打开可以打印，A4 横排）。
核对：在这个文件夹里运行 sha256sum -c {sums}。
";

/// The lines that a folder begins with that holds the filed issues of `year` of the archive `name`, and no other folder does. `fonds` is its 全宗号, or 全宗名称 where its series have
/// numbers of their own.
#[must_use]
pub fn notice_head(name: &str, fonds: &str, year: u16) -> String {
    format!(
        "归档文件（jianbao archive）\n资料库：{}\n全宗：{}\n年度：{year}\n",
        clean(name),
        clean(fonds)
    )
}

/// The whole text, which begins with `head` (see [`notice_head`]).
#[must_use]
pub fn notice(
    head: &str,
    audience: &str,
    items: &[FiledItem],
    left_out: &[LeftOutItem],
) -> Vec<u8> {
    let mut text = head.to_owned();
    text.push_str(&format!("范围：{audience}\n件数：{}\n", items.len()));
    text.push_str(&CONTENTS.replace("{sums}", RootFile::Checksums.name()));
    if !left_out.is_empty() {
        text.push_str(&format!("\n没有归档的 {} 期：\n", left_out.len()));
    }
    for LeftOutItem {
        place,
        title,
        reason,
        is_withheld: _,
    } in left_out
    {
        let title = match title.is_empty() {
            true => String::new(),
            false => format!("《{title}》"),
        };
        text.push_str(&clean(&format!("　{place}{title}：{reason}\n")));
    }
    text.into_bytes()
}
