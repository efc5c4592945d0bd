//! The metadata of an issue (元数据) in the words of DA/T 46-2009, in the order and the form of the elements in the schema of DA/T 48-2009.
//!
//! It holds no file and is no sealed package (封装包), which is made, and signed, by the system of the records office.

use std::io;

use quick_xml::events::{BytesText, Event};

use super::list::{FiledItem, eight_digits, secrecy};
use super::register::FilingEntry;
use crate::catalogue::text::clean;
use crate::catalogue::xml::{self, Xml};
use crate::issuance::{Act, IssuanceRecord};
use crate::model::{Document, Record, Site, join_lines};

/// What it is called in the folder of an issue.
pub const METADATA_FILE: &str = "元数据.xml";

/// The kinds of documents (文种) that a title ends in; 党政机关公文处理工作条例, article 8.
const KINDS: [&str; 15] = [
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复",
    "议案", "函", "纪要",
];

/// A file in the folder of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledFile {
    /// Below the folder, with forward slashes.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Whether it is the document itself, and not something that goes with it.
    pub is_main: bool,
    /// Its format (格式信息).
    pub format: String,
}

/// Writes the metadata of `document`.
///
/// # Errors
/// None in truth: it is written to memory.
pub fn metadata(
    document: &Document,
    site: &Site,
    fonds_name: &str,
    item: &FiledItem,
    entry: &FilingEntry,
    record: &IssuanceRecord,
    files: &[FiledFile],
) -> io::Result<Vec<u8>> {
    let filed = MetadataWriter {
        document,
        site,
        fonds_name,
        item,
        entry,
        record,
        files,
    };
    let file = xml::file(METADATA_FILE, |xml| {
        xml.create_element("电子文件元数据")
            .with_attribute(("标准", "DA/T 46-2009"))
            .write_inner_content(|xml| {
                xml.create_element("文件实体块")
                    .write_inner_content(|xml| {
                        xml.create_element("文件实体")
                            .write_inner_content(|xml| filed.record_entity(xml))?;
                        Ok(())
                    })?;
                xml.create_element("业务实体块")
                    .write_inner_content(|xml| filed.business_entities(xml))?;
                xml.create_element("机构人员实体块")
                    .write_inner_content(|xml| filed.agent_entities(xml))?;
                Ok(())
            })?;
        Ok(())
    })?;
    Ok(file.bytes)
}

struct MetadataWriter<'a> {
    document: &'a Document,
    site: &'a Site,
    fonds_name: &'a str,
    item: &'a FiledItem,
    entry: &'a FilingEntry,
    record: &'a IssuanceRecord,
    files: &'a [FiledFile],
}

fn given(xml: &mut Xml, name: &str, content: &str) -> io::Result<()> {
    match content.is_empty() {
        true => Ok(()),
        false => xml::text(xml, name, content),
    }
}

impl MetadataWriter<'_> {
    fn record_entity(&self, xml: &mut Xml) -> io::Result<()> {
        xml::text(xml, "聚合层次", "文件")?;
        xml.create_element("来源").write_inner_content(|xml| {
            xml::text(xml, "全宗名称", self.fonds_name)?;
            xml::text(xml, "立档单位名称", self.fonds_name)
        })?;
        xml::text(xml, "电子文件号", &self.document.id.path())?;
        xml.create_element("档号")
            .write_inner_content(|xml| self.archival_code(xml))?;
        xml.create_element("内容描述")
            .write_inner_content(|xml| self.content(xml))?;
        xml.create_element("形式特征").write_inner_content(|xml| {
            let one = self.document.attachments.is_empty();
            xml::text(xml, "文件组合类型", if one { "单件" } else { "组合文件" })?;
            xml::text(xml, "页数", &self.item.pages.to_string())?;
            xml::text(xml, "语种", "汉语")?;
            xml::text(xml, "稿本", "正本")
        })?;
        xml.create_element("权限管理").write_inner_content(|xml| {
            let audience = self.document.publication.audience.word();
            xml::text(xml, "控制标识", audience)
        })?;
        xml::text(xml, "信息系统描述", &self.record.program)?;
        given(xml, "附注", &self.item.remark)?;
        xml.create_element("文件数据").write_inner_content(|xml| {
            for (number, file) in (1..).zip(self.files) {
                xml.create_element("文档")
                    .write_inner_content(|xml| document_data(xml, number, file))?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn archival_code(&self, xml: &mut Xml) -> io::Result<()> {
        let class = &self.item.code.class;
        let code = self.item.code.to_string();
        xml.write_event(Event::Text(BytesText::new(&clean(&code))))?;
        xml::text(xml, "全宗号", &class.fonds)?;
        xml::text(xml, "年度", &class.year.to_string())?;
        xml::text(xml, "保管期限", class.retention.word())?;
        given(
            xml,
            "机构或问题",
            class.department.as_deref().unwrap_or_default(),
        )?;
        xml::text(xml, "类别号", "WS")?;
        xml::text(xml, "室编件号", &format!("{:04}", self.item.code.number))
    }

    fn content(&self, xml: &mut Xml) -> io::Result<()> {
        let (document, head) = (self.document, &self.document.head);
        let about = Record::of(document);
        xml::text(xml, "题名", &self.item.title)?;
        if let Some(subtitle) = &head.subtitle {
            given(xml, "副题名", subtitle)?;
        }
        for topic in &head.topics {
            given(xml, "主题词", topic)?;
        }
        given(xml, "人名", &about.approvers.join("；"))?;
        given(xml, "摘要", &about.abstract_text.unwrap_or_default())?;
        given(xml, "文件编号", head.numbers.main().unwrap_or_default())?;
        xml::text(xml, "责任者", &self.item.responsible)?;
        xml::text(xml, "日期", &eight_digits(head.date.value))?;
        let title = join_lines(&head.title);
        let kind = KINDS.into_iter().find(|kind| title.ends_with(kind));
        let layout = document.series.layout.rules().word;
        let layout = if KINDS.contains(&layout) || layout == "简报" {
            layout
        } else {
            ""
        };
        given(xml, "文种", kind.unwrap_or(layout))?;
        given(
            xml,
            "紧急程度",
            head.elements.urgency.as_deref().unwrap_or_default(),
        )?;
        given(xml, "主送", &about.recipients.unwrap_or_default())?;
        let copied = about.distribution.iter();
        let copied: Vec<String> = copied
            .map(|(label, names)| format!("{label}：{names}"))
            .collect();
        given(xml, "抄送", &copied.join("；"))?;
        let (level, term) = secrecy(document);
        let open = match document.publication.audience {
            crate::model::Audience::Public => "公开",
            crate::model::Audience::Internal => "限制",
        };
        xml::text(xml, "密级", level.as_deref().unwrap_or(open))?;
        given(xml, "保密期限", &term.unwrap_or_default())
    }

    /// What was done to it: the acts of its record (经过), and that it was filed.
    fn business_entities(&self, xml: &mut Xml) -> io::Result<()> {
        for (number, act) in (1..).zip(&self.record.acts) {
            let Act {
                date,
                kind,
                reason,
                pdf,
                changes,
            } = act;
            let mut said: Vec<String> = changes.iter().map(|change| change.words()).collect();
            said.extend(pdf.iter().map(|sum| format!("PDF 的 SHA-256：{sum}")));
            let reason = reason.as_deref().unwrap_or_default();
            self.business(
                xml,
                number,
                kind.word(),
                &date.iso(),
                reason,
                &said.join("；"),
            )?;
        }
        let number = self.record.acts.len() + 1;
        let date = self.entry.date.iso();
        self.business(xml, number, "归档", &date, "DA/T 22-2015", "")
    }

    fn business(
        &self,
        xml: &mut Xml,
        number: usize,
        what: &str,
        date: &str,
        reason: &str,
        said: &str,
    ) -> io::Result<()> {
        xml.create_element("业务实体").write_inner_content(|xml| {
            let id = self.document.id.path();
            xml::text(xml, "业务标识符", &format!("{id}-{number}"))?;
            xml::text(xml, "机构人员标识符", "1")?;
            xml::text(xml, "文件标识符", &id)?;
            xml::text(xml, "业务状态", "历史行为")?;
            xml::text(xml, "业务行为", what)?;
            xml::text(xml, "行为时间", date)?;
            given(xml, "行为依据", reason)?;
            given(xml, "行为描述", said)
        })?;
        Ok(())
    }

    fn agent_entities(&self, xml: &mut Xml) -> io::Result<()> {
        xml.create_element("机构人员实体")
            .write_inner_content(|xml| {
                let organization = self.site.organization.as_deref();
                xml::text(xml, "机构人员标识符", "1")?;
                xml::text(xml, "机构人员类型", "单位")?;
                xml::text(xml, "机构人员名称", organization.unwrap_or(self.fonds_name))
            })?;
        Ok(())
    }
}

fn document_data(xml: &mut Xml, number: usize, file: &FiledFile) -> io::Result<()> {
    let name = file.path.as_str();
    xml::text(xml, "文档标识符", &number.to_string())?;
    xml::text(xml, "文档序号", &number.to_string())?;
    xml::text(
        xml,
        "文档主从声明",
        if file.is_main {
            "主文档"
        } else {
            "附属文档"
        },
    )?;
    xml.create_element("电子属性").write_inner_content(|xml| {
        given(xml, "格式信息", &file.format)?;
        xml::text(xml, "计算机文件名", name)?;
        xml::text(xml, "计算机文件大小", &file.bytes.to_string())
    })?;
    Ok(())
}
