//! `site.yaml`, and what site, series and issue may all say: where issues are filed (归档).

use super::key_table;
use crate::model::Audience;
use crate::source::key_table::ValueKind::{Flag, Lines, Text, Usually, Word};
use crate::source::key_table::words;
use crate::source::value::LINE_ENDS;

key_table! {
    /// `site.yaml`.
    SITE "site" "site.yaml" besides FILING:
    NAME (required): Text, "资料库的名称，印在每一页的上方", "云汀市总工会简报资料库";
    UNIT: Text, "主办单位", "云汀市总工会办公室";
    ABSTRACT: Text, "一句话简介，印在首页", "收录督查通报、工会简报和通知。";
    SERIES: Lines, "各系列在首页上的先后，写文件夹名；没有写的排在后面", "[ducha, jianbao]";
    ADDRESS: Text, "首页的地址，供订阅源和网站地图使用；只在共享文件夹里看的不写", "https://jianbao.example.cn/";
    AUDIENCE: Word(|| words(Audience::ALL)), "系列和各期都没写时的受众：内部的不进公开的资料库", "公开";
    LINE_ENDS: Word(|| words(LINE_ENDS)), "片段里按一次回车是另起一段（段落，不写就是它），还是接着上一行（续行）", "段落";
    WORD_FILES: Flag, "每期配一份 Word 文件", "否";
    DOWNLOADS: Lines, "除常用的文档、图片和压缩文件以外，还可以供下载的文件的结尾", "[mp4, dwg]";
}

key_table! {
    /// 全宗号, 全宗名称, 保管期限, 机构: parts of `site.yaml`, `series.yaml` and `issue.yaml`.
    FILING "filing" "归档":
    FONDS: Text, "全宗号：档案馆给的代号，四位字母或数字", "Z109";
    FONDS_NAME: Text, "全宗名称；不写就用 单位", "云汀市总工会";
    RETENTION: Usually(|| vec!["永久", "30年", "10年"]), "保管期限，照本单位的保管期限表", "30年";
    DEPARTMENT: Text, "归档时的机构代码，三位字母或数字；不按机构分类的写 无", "BGS";
}
