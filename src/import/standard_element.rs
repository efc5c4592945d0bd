//! Elements of the standard (GB/T 9704) that a style says by its name, as the Word files of this program have them: they survive in every office program.

/// What the style of a paragraph says that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandardElement {
    /// 发文机关标志
    Masthead,
    /// 份号, 密级 and 紧急程度
    Classification,
    /// 发文字号 and 期号
    DocumentNumber,
    /// 编印单位 and the date beside it, 签发人
    Publisher,
    /// 要目 and its title
    Contents,
    /// 主送
    Recipients,
    /// 按语
    EditorNote,
    /// 栏目
    Column,
    /// The title of an article (文章).
    ArticleTitle,
    /// Who sent an article in (来源).
    Source,
    /// An item of a list.
    ListItem,
    /// 引用
    Quotation,
    /// Lines that stay as they are.
    Code,
    /// 分隔线
    Rule,
    /// 表题
    TableCaption,
    /// 图题
    FigureCaption,
    /// What stands over a table, and its unit of measure (计量单位).
    TableLine,
    /// 表注
    TableNote,
    /// 附件说明
    AttachmentList,
    /// 出席, 列席 and the like
    Attendance,
    /// 署名
    Signature,
    /// 成文日期
    Date,
    /// 附注
    Remark,
    /// 附件顺序号
    AttachmentLabel,
    /// 附件标题
    AttachmentTitle,
    /// 版记
    Imprint,
}

impl StandardElement {
    /// The names of the styles. Those that Word has by itself (题注, 引用) say it only in a file that has the others too.
    const NAMES: &[(&str, Self)] = &[
        ("发文机关标志", Self::Masthead),
        ("密级和紧急程度", Self::Classification),
        ("发文字号", Self::DocumentNumber),
        ("编印单位和日期", Self::Publisher),
        ("要目标题", Self::Contents),
        ("要目", Self::Contents),
        ("主送机关", Self::Recipients),
        ("按语", Self::EditorNote),
        ("栏目", Self::Column),
        ("文章标题", Self::ArticleTitle),
        ("来源", Self::Source),
        ("List Paragraph", Self::ListItem),
        ("Quote", Self::Quotation),
        ("代码", Self::Code),
        ("分隔线", Self::Rule),
        ("caption", Self::TableCaption),
        ("图题", Self::FigureCaption),
        ("表前和计量单位", Self::TableLine),
        ("表注", Self::TableNote),
        ("附件说明", Self::AttachmentList),
        ("出席", Self::Attendance),
        ("发文机关署名", Self::Signature),
        ("成文日期", Self::Date),
        ("附注", Self::Remark),
        ("附件顺序号", Self::AttachmentLabel),
        ("附件标题", Self::AttachmentTitle),
        ("版记", Self::Imprint),
    ];

    /// What the style of this name says.
    #[must_use]
    pub fn of_style(name: &str) -> Option<Self> {
        let mut names = Self::NAMES.iter();
        let found = names.find(|(own, _)| own.eq_ignore_ascii_case(name.trim()));
        found.map(|(_, element)| *element)
    }

    /// Whether it stands around the text of an issue, and is no part of it.
    #[must_use]
    pub fn is_frame(self) -> bool {
        matches!(
            self,
            Self::Masthead
                | Self::Classification
                | Self::DocumentNumber
                | Self::Publisher
                | Self::Recipients
                | Self::AttachmentList
                | Self::Attendance
                | Self::Signature
                | Self::Date
                | Self::Remark
                | Self::Imprint
        )
    }
}
