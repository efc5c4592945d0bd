//! The content folder of an office that begins: its site, its register of units, its series, as files that explain themselves.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::kinds::{Mast, Number, SeriesKind};
use super::new_unit::NewUnit;
use super::{Scaffold, ScaffoldError, ScaffoldOptions, scaffold};
use crate::model::Author;
use crate::source::yaml_text::scalar;
use crate::source::{Content, SourceFile, Sources};
use crate::stage;
use crate::zh::date::IssueDate;

/// What an office says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its name, as the masthead and the signature have it.
    pub name: String,
    /// The department that edits and prints, e.g. 云汀市总工会办公室.
    pub editor: String,
    /// Its code in document numbers (发文机关代字), e.g. 云工.
    pub code: Option<String>,
    /// The kinds of its series, in their order on the home page.
    pub kinds: Vec<&'static SeriesKind>,
    pub units: Vec<NewUnit>,
}

impl Office {
    /// Path and text of each file, below the content folder.
    #[must_use]
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = vec![
            ("site.yaml".to_owned(), self.site()),
            ("units.yaml".to_owned(), self.register()),
        ];
        for kind in &self.kinds {
            files.push((format!("{}/series.yaml", kind.folder), self.series(kind)));
        }
        files
    }

    /// The same files, and the first issue of the first series.
    ///
    /// # Errors
    /// [`ScaffoldError`], where there is no series.
    pub fn with_first_issue(
        &self,
        date: IssueDate,
    ) -> Result<(Vec<(String, String)>, Scaffold), ScaffoldError> {
        let files = self.files();
        let sources = files.iter().map(|(path, text)| SourceFile {
            path: path.clone(),
            content: Content::Text(text.clone()),
        });
        let sources = Sources::new("", sources.collect());
        let first = self.kinds.first().map_or("", |kind| kind.folder);
        let options = ScaffoldOptions {
            series: first.to_owned(),
            date,
            title: None,
        };
        let issue = scaffold(&sources, &stage::plan(&sources), &options)?;
        Ok((files, issue))
    }

    fn site(&self) -> String {
        let folders: Vec<&str> = self.kinds.iter().map(|kind| kind.folder).collect();
        format!(
            "# 资料库：首页上的名称和说明。以“#”开头的是说明，程序不看。\n\
             名称: {}\n\
             # 编辑、保管资料库的部门\n\
             单位: {}\n\
             # 系列在首页上的先后，每个系列一个文件夹\n\
             系列: [{}]\n\
             # 简介: 收录本单位印发的简报和通报，可按系列、年份和期号查阅。\n\
             # 放到网站上以后写它的网址，订阅和网站地图要用\n\
             # 网址: https://ziliao.example.cn/\n",
            scalar(&format!("{}资料库", self.name)),
            scalar(&self.editor),
            folders.join(", "),
        )
    }

    fn register(&self) -> String {
        let mut text = String::from(
            "# 单位登记表：哪些单位要交材料，先后就是印出来的先后。\n\
             # 代号用在网址和文件名里，定了就不要再改；全称、简称、别名写上以后，片段里写哪个都认得。\n",
        );
        if self.units.is_empty() {
            text.push_str("# 例：\n#   - {代号: 拼音, 名称: 单位名称, 全称: 单位全称, 类别: 县（市）区}\n单位: []\n");
            return text;
        }
        text.push_str("单位:\n");
        for unit in &self.units {
            let _ = write!(
                text,
                "  - {{代号: {}, 名称: {}",
                unit.code,
                flow(&unit.name)
            );
            for (key, value) in [("全称", &unit.full_name), ("类别", &unit.category)] {
                if let Some(value) = value {
                    let _ = write!(text, ", {key}: {}", flow(value));
                }
            }
            text.push_str("}\n");
        }
        let mut leaders: Vec<&str> = Vec::new();
        let mut of_leader: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for unit in &self.units {
            if let Some(leader) = unit.leader.as_deref() {
                let units = of_leader.entry(leader).or_default();
                if units.is_empty() {
                    leaders.push(leader);
                }
                units.push(&unit.code);
            }
        }
        if !leaders.is_empty() {
            text.push_str("# 通报里按联系领导排列时，用这里的先后\n分组:\n  联系领导:\n");
            for leader in leaders {
                let units = of_leader.get(leader).map_or(&[][..], Vec::as_slice);
                let _ = writeln!(
                    text,
                    "    - {{名称: {}, 单位: [{}]}}",
                    flow(leader),
                    units.join(", ")
                );
            }
        }
        text
    }

    fn series(&self, kind: &SeriesKind) -> String {
        let name = &self.name;
        let rules = kind.layout.rules();
        let mut lines = vec![
            format!(
                "# {}：{}。各期共有的写在这里；一期里写了不同的，以那一期为准。",
                kind.word, kind.purpose
            ),
            format!("名称: {}", kind.word),
            format!("版式: {}", rules.word),
        ];
        match kind.masthead {
            Some(Mast::OfOffice(words)) => {
                lines.push("# 报头：首页上的红字".to_owned());
                lines.push(format!("报头: {}", scalar(&format!("{name}{words}"))));
            }
            Some(Mast::Words(words)) => {
                lines.push("# 报头：首页上的红字，前面可以加本单位或本项工作的名称".to_owned());
                lines.push(format!("报头: {words}"));
            }
            None => lines.push("# 不写“报头”，就印成没有红头的白头件".to_owned()),
        }
        match (kind.number, &self.code) {
            (Number::Document(words), Some(code)) => {
                lines.push("# 文号：{年}{号} 由程序填，号取一期的文件夹名".to_owned());
                lines.push(format!(
                    "文号: {}",
                    scalar(&format!("{code}{words}〔{{年}}〕{{号}}号"))
                ));
            }
            (Number::Document(words), None) => {
                lines.push(format!(
                    "# 文号：把“某”换成本单位的代字，删去行首的“# ”\n# 文号: 某{words}〔{{年}}〕{{号}}号"
                ));
            }
            (Number::Issue(rule), _) => {
                lines.push("# 期号：由程序填，期取一期的文件夹名".to_owned());
                lines.push(format!("期号: {rule}"));
                if rule.contains("总期") {
                    lines.push("# 以前（不在这个资料库里）已经出过多少期".to_owned());
                    lines.push("总期起点: 0".to_owned());
                }
            }
            (Number::None, _) => {}
        }
        match rules.author {
            Author::Publishers => {
                lines.push("# 编印单位，印在报头下面".to_owned());
                lines.push(format!("单位: {}", scalar(&self.editor)));
            }
            Author::Signatures | Author::Masthead => {
                lines.push("# 落款；联合发文的一期另写".to_owned());
                lines.push(format!("署名: [{}]", flow(name)));
            }
        }
        if rules.imprint_lined && kind.masthead.is_some() && rules.author != Author::Publishers {
            lines.push(format!("印发机关: {}", scalar(&self.editor)));
        }
        lines.push("# 份数: 60".to_owned());
        if !self.units.is_empty() {
            lines.push("# 应报单位: [名称, 名称]　不是登记表里的单位都要交材料时才写".to_owned());
        }
        // Names of this office's own units, where it has any.
        let units = self.units.iter().take(2);
        let units: Vec<String> = units.map(|unit| flow(&unit.name)).collect();
        let recipients = if units.is_empty() {
            "收文单位, 收文单位".to_owned()
        } else {
            units.join(", ")
        };
        lines.push(format!(
            "# 每期都一样的收文单位，换成自己的，删去行首的“# ”就印上\n\
             # 常用发送:\n\
             #   主送: [{recipients}]\n\
             #   抄送: [抄送单位, 抄送单位]"
        ));
        lines.join("\n") + "\n"
    }
}

/// `value` inside `[…]` or `{…}`, where commas and brackets part values.
fn flow(value: &str) -> String {
    if value.contains([',', '[', ']', '{', '}']) {
        serde_json::Value::from(value).to_string()
    } else {
        scalar(value)
    }
}
