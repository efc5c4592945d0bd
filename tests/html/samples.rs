//! Documents made by hand: a 督查通报, a 简报, a 通知, a 总结, and one with every block there is.

use std::sync::Arc;

use jianbao::model::{
    Align, Article, ArticleHead, Asset, Attachment, AttachmentBody, AttachmentHead, Block, Cell,
    CodeBlock, Column, DatePlace, Document, DocumentNumbers, Figure, FigurePicture, FileId,
    Heading, Imprint, ImprintRow, Inline, InlineKind, IssueHead, IssueId, Layout, LinkTarget, List,
    ListItem, Masthead, Paragraph, Publication, QuotationBlock, Series, Site, Span, Spanned,
    StandardElements, Table,
};
use jianbao::zh::date::IssueDate;

pub const PICTURE: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"320\"><rect width=\"640\" height=\"320\" fill=\"#ccd6dd\"/><circle cx=\"320\" cy=\"160\" r=\"90\" fill=\"#8899a6\"/></svg>";

fn span() -> Span {
    Span::file_start(FileId(0))
}

pub fn site() -> Site {
    Site {
        name: "云汀市总工会简报资料库".to_owned(),
        organization: Some("云汀市总工会办公室".to_owned()),
        description: Some(
            "收录市总工会印发的督查通报、工会简报、专题简报和通知，可按系列、年份和期号查阅。"
                .to_owned(),
        ),
        address: None,
    }
}

fn one_series(code: &str, name: &str, layout: Layout, publishers: &[&str]) -> Arc<Series> {
    Arc::new(Series {
        code: code.to_owned(),
        name: name.to_owned(),
        description: Some(format!(
            "{name}：反映全市工会重点工作推进情况，供各级工会参考。"
        )),
        layout,
        publishers: strings(publishers),
        word_files: false,
    })
}

pub fn series() -> Vec<Arc<Series>> {
    vec![
        one_series("ducha", "督查通报", Layout::Document, &[]),
        one_series(
            "jianbao",
            "工会简报",
            Layout::Bulletin,
            &["云汀市总工会办公室"],
        ),
        one_series(
            "zhuanti",
            "专题简报",
            Layout::Bulletin,
            &[
                "云汀市总工会权益保障部",
                "云汀市协调劳动关系三方委员会办公室",
            ],
        ),
        one_series("tongzhi", "通知", Layout::Document, &[]),
        one_series("zongjie", "工作总结", Layout::Document, &[]),
        one_series("xuexi", "学习资料", Layout::Document, &[]),
    ]
}

/// The masthead of each series in the order of [`series`].
fn masthead(series: usize) -> Option<Masthead> {
    const MASTHEADS: [&str; 4] = [
        "云汀市总工会督查通报",
        "工会简报",
        "云汀市职工权益保障专题简报",
        "云汀市总工会文件",
    ];
    let office = MASTHEADS.get(series)?;
    Some(Masthead {
        offices: vec![typed(office)],
        suffix: None,
    })
}

pub fn hostile_series(evil: &str) -> Arc<Series> {
    let mut series = Series::clone(&series()[1]);
    series.name = evil.to_owned();
    series.description = Some(evil.to_owned());
    series.publishers = vec![evil.to_owned()];
    Arc::new(series)
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn date(text: &str) -> IssueDate {
    IssueDate::parse(text).expect("a date")
}

/// A text with some place.
pub fn typed(text: &str) -> Spanned<String> {
    Spanned::new(text.to_owned(), span())
}

fn typed_list(texts: &[&str]) -> Vec<Spanned<String>> {
    texts.iter().map(|text| typed(text)).collect()
}

fn inline(kind: InlineKind) -> Inline {
    Inline::new(kind, span())
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::text(text, span())]
}

fn p(content: &str) -> Block {
    Block::Paragraph(Paragraph {
        anchor: String::new(),
        content: text(content),
        span: span(),
    })
}

fn h(level: u8, label: &str, content: &str, anchor: &str) -> Block {
    Block::Heading(Heading {
        level,
        label: label.to_owned(),
        content: text(content),
        run_in: None,
        anchor: anchor.to_owned(),
        span: span(),
    })
}

fn run_in(level: u8, label: &str, content: &str, rest: &str, anchor: &str) -> Block {
    Block::Heading(Heading {
        level,
        label: label.to_owned(),
        content: text(content),
        run_in: Some(text(rest)),
        anchor: anchor.to_owned(),
        span: span(),
    })
}

fn list(labels: impl Fn(u32) -> String, items: Vec<Vec<Block>>) -> Block {
    Block::List(List {
        ordered: true,
        items: items
            .into_iter()
            .zip(1..)
            .map(|(blocks, number)| ListItem {
                span: span(),
                label: labels(number),
                number,
                blocks,
            })
            .collect(),
        span: span(),
    })
}

fn cell(content: &str) -> Cell {
    Cell {
        content: text(content),
        colspan: 1,
        rowspan: 1,
        align: Align::Center,
        span: span(),
    }
}

fn wide(content: &str, colspan: u32, rowspan: u32) -> Cell {
    Cell {
        colspan,
        rowspan,
        ..cell(content)
    }
}

fn aligned(content: &str, align: Align) -> Cell {
    Cell {
        align,
        ..cell(content)
    }
}

fn row(name: &str, numbers: &[&str]) -> Vec<Cell> {
    let mut cells = vec![cell(name)];
    cells.extend(numbers.iter().map(|number| aligned(number, Align::Right)));
    cells
}

fn base(series: usize, year: u16, folder: &str, day: &str) -> Document {
    let masthead = masthead(series);
    let series = self::series()[series].clone();
    Document {
        names: Vec::new(),
        publication: Publication::default(),
        passages: Vec::new(),
        id: IssueId {
            series: series.code.clone(),
            year,
            folder: folder.to_owned(),
        },
        head: IssueHead {
            masthead,
            elements: StandardElements::default(),
            date_place: series
                .layout
                .rules()
                .date_place(false, &series.publishers, &[]),
            numbers: DocumentNumbers::default(),
            title: Vec::new(),
            subtitle: None,
            date: Spanned::new(date(day), span()),
            recipients: None,
            signatures: Vec::new(),
            remark: None,
            imprint: Imprint::default(),
            topics: Vec::new(),
        },
        series,
        editor_note: Vec::new(),
        contents_list: false,
        body: Vec::new(),
        attachments: Vec::new(),
        unit_histories: Vec::new(),
        problems: Vec::new(),
        reported: Vec::new(),
        quoted_lines: Vec::new(),
        units: Vec::new(),
        unit_texts: jianbao::model::UnitTexts::default(),
        assets: Vec::new(),
    }
}

fn imprint(
    rows: &[(&str, &str)],
    office: Option<&str>,
    day: Option<&str>,
    copies: Option<u32>,
) -> Imprint {
    Imprint {
        rows: rows
            .iter()
            .map(|(label, text)| ImprintRow {
                label: (*label).to_owned(),
                text: typed(text),
            })
            .collect(),
        office: office.map(typed),
        date: day.map(|day| Spanned::new(date(day), span())),
        copies: copies.map(|copies| Spanned::new(copies, span())),
    }
}

pub fn documents() -> Vec<Document> {
    let mut earlier = ducha();
    earlier.id.folder = "2".to_owned();
    earlier.head.numbers.document = Some("云工督查字〔2026〕2号".to_owned());
    earlier.head.title = typed_list(&["关于对全市第一季度职工服务阵地建设情况的督查通报"]);
    earlier.head.date.value = date("2026-04-12");
    let mut old = ducha();
    old.id.year = 2025;
    old.id.folder = "9".to_owned();
    old.head.numbers.document = Some("云工督查字〔2025〕9号".to_owned());
    old.head.title = typed_list(&["关于2025年度重点工作完成情况的督查通报"]);
    old.head.date.value = date("2025-12-19");
    let mut fifth = jianbao();
    fifth.id.folder = "5".to_owned();
    fifth.head.numbers.issue = Some("第5期（总第225期）".to_owned());
    fifth.head.date.value = date("2026-05");
    vec![
        old,
        earlier,
        ducha(),
        fifth,
        jianbao(),
        zhuanti(),
        tongzhi(),
        zongjie(),
    ]
}

pub fn ducha() -> Document {
    let mut document = base(0, 2026, "3", "2026-07-08");
    document.head.numbers.document = Some("云工督查字〔2026〕3号".to_owned());
    document.head.title = typed_list(&["关于对全市工资集体协商工作推进情况的通报"]);
    document.head.recipients = Some(typed("各县（市）区总工会，市直各产业工会，有关企业工会"));
    let units = [
        "青禾县",
        "白石区",
        "云汀能源集团",
        "岚浦县",
        "东汀区",
        "交通运输工会",
        "汀钢公司",
        "石桥市",
    ];
    document.units = units
        .iter()
        .map(|name| (format!("u-{}", name.chars().count()), (*name).to_owned()))
        .collect();
    document.head.topics = typed_list(&["工资集体协商", "督查"]);
    let mut body = vec![p(
        "6月中旬以来，由市总工会党组领导带队组成的督查组分赴基层，对全市工资集体协商“要约行动月”开展情况进行了督查。此次督查听取汇报14次，查阅台账236份，走访企业62家，与职工代表座谈31场。现将有关情况通报如下：",
    )];
    let leaders = [
        ("一、", "林致远（联系单位：青禾县、白石区、云汀能源集团）"),
        (
            "二、",
            "沈若兰（联系单位：岚浦县、东汀区、交通运输工会、汀钢公司）",
        ),
    ];
    let mut unit = 0;
    for (at, (label, name)) in leaders.into_iter().enumerate() {
        body.push(h(1, label, name, &format!("g{at}")));
        for place in 0..(3 + at) {
            body.push(h(
                2,
                ["（一）", "（二）", "（三）", "（四）"][place],
                units[unit],
                &format!("u{unit}"),
            ));
            unit += 1;
            body.push(list(
                |number| format!("{number}."),
                vec![
                    vec![p("3月4日，召开“要约行动月”启动仪式，县人大常委会副主任主持会议，各乡镇、街道工会联合会和规模以上企业工会负责人200多人参加。")],
                    vec![
                        p("成立督导组，分片包干："),
                        list(|number| format!("（{number}）"), vec![vec![p("第一组负责城区街道和开发区，每周通报一次进度；")], vec![p("第二组负责乡镇和规模以上企业，逐家建立台账。")]]),
                    ],
                    vec![p("5000份宣传彩页、300份要约书全部发放到企业和职工手中，拿出10万元用于工作奖励。")],
                ],
            ));
        }
    }
    body.push(h(1, "三、", "进度一览", "g-table"));
    body.push(p("截至6月30日，各单位进度见表1。"));
    body.push(Block::Table(Box::new(Table {
        anchor: String::new(),
        label: "表1".to_owned(),
        caption: text("工资集体协商进度一览"),
        columns: 7,
        before: typed_list(&["填报单位：市总工会权益保障部", "截止日期：2026年6月30日"]),
        measure: Some(typed("家、人")),
        head: vec![
            vec![
                wide("单位", 1, 2),
                wide("发出要约", 2, 1),
                wide("签订合同", 2, 1),
                wide("完成率（%）", 1, 2),
                wide("名次", 1, 2),
            ],
            ["企业数", "覆盖职工", "企业数", "覆盖职工"]
                .map(cell)
                .to_vec(),
        ],
        rows: vec![
            row("青禾县", &["120", "5,300", "98", "4,100", "81.7", "3"]),
            row("白石区", &["86", "12,460", "80", "11,905", "93.0", "1"]),
            row(
                "云汀能源集团",
                &["81", "40,213", "74", "38,870", "91.4", "2"],
            ),
            row("合计", &["287", "57,973", "252", "54,875", "87.8", "—"]),
        ],
        row_heights: Vec::new(),
        landscape: false,
        note: Some(typed(
            "完成率为签订合同企业数占发出要约企业数的比重；因四舍五入，分项之和与合计可能不等。",
        )),
        span: span(),
    })));
    body.push(h(1, "四、", "下一步要求", "g-next"));
    body.push(run_in(
        2,
        "（一）",
        "压实责任。",
        "各单位主要负责人要亲自过问、亲自部署，对照台账逐项销号，确保8月底前全部整改到位。",
        "n1",
    ));
    body.push(run_in(
        2,
        "（二）",
        "强化督导。",
        "市总工会将于9月上旬开展“回头看”，结果纳入年度考核。",
        "n2",
    ));
    document.body = body;
    document.head.signatures = typed_list(&["云汀市总工会"]);
    document.head.imprint = imprint(
        &[(
            "抄送",
            "市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，省总工会办公室。",
        )],
        Some("云汀市总工会办公室"),
        Some("2026-07-08"),
        Some(80),
    );
    document
}

fn article(anchor: &str, title: &[&str], source: &str, blocks: Vec<Block>) -> Block {
    Block::Article(Box::new(Article {
        head: ArticleHead {
            title: typed_list(title),
            subtitle: None,
            editor_note: None,
            source: Some(typed(source)),
        },
        blocks,
        anchor: anchor.to_owned(),
        span: span(),
    }))
}

pub fn jianbao() -> Document {
    let mut document = base(1, 2026, "6", "2026-06-28");
    document.head.numbers.issue = Some("第6期（总第226期）".to_owned());
    document.contents_list = true;
    document.editor_note = vec![p(
        "今年以来，各级工会围绕“集中要约行动”创造了不少好做法。本期选登青禾县、白石区等单位的经验，供各地学习借鉴。",
    )];
    document.head.topics = typed_list(&["集体协商", "服务职工"]);
    document.units = vec![
        ("qinghe".to_owned(), "青禾县".to_owned()),
        ("baishi".to_owned(), "白石区".to_owned()),
    ];
    let long = "全市工会集体协商工作经验交流会之后，青禾县总工会及时召开专题会议，传达会议精神，研究部署下阶段工作。据初步统计，到6月，全县新签、续签工资专项集体合同348份，完成全年目标71.17%，覆盖职工1.2万人。";
    document.body = vec![
        Block::Column(Column {
            title: typed("推进集体协商"),
            anchor: "lanmu-1".to_owned(),
            blocks: vec![
                article(
                    "wen-1",
                    &[
                        "贯彻全市集体协商经验交流会议精神",
                        "青禾县加快推进工资协商扩面提质",
                    ],
                    "青禾县总工会",
                    vec![
                        p(long),
                        run_in(
                            1,
                            "一、",
                            "对照要求，明确主攻方向。",
                            "通过各种方式将会议精神迅速传达到各级工会，联合三方制订实施意见。",
                            "w1-1",
                        ),
                        run_in(
                            1,
                            "二、",
                            "注重质量，提高协商实效。",
                            "根据企业特点和经营状况，确定不同的协商重点。",
                            "w1-2",
                        ),
                        Block::Figure(Box::new(Figure {
                            width: None,

                            anchor: String::new(),
                            picture: FigurePicture::File {
                                path: "files/tu-1.svg".to_owned(),
                                size: None,
                            },
                            label: "图1".to_owned(),
                            caption: text("青禾县召开集体协商现场会"),
                            alt: "青禾县召开集体协商现场会".to_owned(),
                            span: span(),
                        })),
                    ],
                ),
                article(
                    "wen-2",
                    &["白石区“三张清单”破解协商难题"],
                    "白石区总工会",
                    vec![
                        p(long),
                        p(
                            "下一步，该区将把“三张清单”做法推广到全部街道，预计年底前再覆盖小微企业200家。",
                        ),
                    ],
                ),
            ],
        }),
        Block::Column(Column {
            title: typed("服务职工"),
            anchor: "lanmu-2".to_owned(),
            blocks: vec![article(
                "wen-3",
                &["汀钢公司工会为一线职工送清凉"],
                "汀钢公司工会",
                vec![p(long)],
            )],
        }),
    ];
    document.assets = vec![Asset {
        former: None,
        form: jianbao::model::AssetForm::AsIs,
        size: None,
        path: "files/tu-1.svg".to_owned(),
        source: FileId(1),
    }];
    document.head.imprint = imprint(
        &[
            ("报", "省总工会，市委、市人大常委会、市政府、市政协。"),
            ("送", "市委办公室、市政府办公室、市直有关部门。"),
            (
                "发",
                "各县（市）区总工会、高新区总工会，市直各产业工会、直属企业工会。",
            ),
        ],
        None,
        None,
        Some(150),
    );
    document
}

pub fn zhuanti() -> Document {
    let mut document = base(2, 2025, "27", "2025-12-28");
    document.head.numbers.issue = Some("第二十七期".to_owned());
    document.head.title = typed_list(&["全市职工权益保障全年情况通报"]);
    document.body = vec![
        p("权益保障是我会今年工作的重中之重。在省总工会和市委、市政府的坚强领导下，经过各级工会共同努力，圆满完成了各项目标任务。"),
        h(1, "一、", "加强领导，切实推动工作", "s1"),
        h(2, "（一）", "组织推动", "s2"),
        h(3, "1、", "建立制度", "s3"),
        p("建立组织领导机构、目标考核、领导定点联系、现场经验交流四项制度。"),
        h(4, "（1）", "目标考核制度", "s4"),
        p("按月调度，按季通报。"),
        Block::Code(CodeBlock { text: "指标      目标    完成\n净增会员  50000   195216".to_owned(), anchor: String::new(), span: span() }),
        Block::Quote(QuotationBlock { blocks: vec![p("“有事找工会，成了我们的口头禅。”一位货车司机说。")], span: span() }),
        Block::Rule(span()),
        Block::List(List {
            ordered: false,
            items: (1..=2).map(|number| ListItem { span: span(), label: "•".to_owned(), number, blocks: vec![p("对未完成任务的单位，由市总工会领导约谈主要负责人，并在下期简报通报整改情况。")] }).collect(),
            span: span(),
        }),
    ];
    document.head.imprint = imprint(
        &[
            ("报", "省总工会权益保障部，市委、市政府。"),
            ("发", "各县（市）区总工会。"),
        ],
        None,
        None,
        Some(60),
    );
    document
}

pub fn tongzhi() -> Document {
    let mut document = base(3, 2026, "6", "2026-03-07");
    document.head.numbers.document = Some("云工发〔2026〕6号".to_owned());
    document.head.title = typed_list(&["关于开展2026年", "工资集体协商“集中要约”行动的通知"]);
    document.head.recipients = Some(typed(
        "各县（市）区总工会、人力资源和社会保障局、工业和信息化局、工商业联合会，高新区管委会工会，市直产业（系统）、大企业工会，中直、省直驻云单位工会，各大专院校工会，市直机关工会工委",
    ));
    document.head.topics = typed_list(&["工资集体协商"]);
    document.body = vec![
        Block::Paragraph(Paragraph {
 anchor: String::new(),
            content: vec![
                inline(InlineKind::Text("为全面贯彻《集体合同条例》，促进集体协商".to_owned())),
                inline(InlineKind::Strong(text("提质增效"))),
                inline(InlineKind::Text("，市协调劳动关系三方研究决定，在全市继续开展工资集体协商“集中要约”行动。有关做法可参阅".to_owned())),
                inline(InlineKind::Link {
                    target: LinkTarget::Address("https://example.cn/工会/做法?年=2026".to_owned()),
                    content: text("经验汇编"),
                }),
                inline(InlineKind::Text("。报送材料时请注明".to_owned())),
                inline(InlineKind::Emphasis(text("本单位联系人"))),
                inline(InlineKind::Text("。现就有关事项通知如下：".to_owned())),
            ],
            span: span(),
        }),
        h(1, "一、", "行动时间", "t1"),
        p("2026年3月至5月，具体时间由各单位根据实际情况确定。"),
        h(1, "二、", "目标任务", "t2"),
        run_in(2, "（一）", "突出重点。", "坚持“协商共谋、机制共建、效益共创、利益共享”的原则，引导更多企业、行业、区域开展集中要约。", "t3"),
        run_in(2, "（二）", "注重实效。", "着力构建工资分配的决定机制、正常增长机制和支付保障机制。", "t4"),
        h(1, "三、", "有关要求", "t5"),
        p("请于每月25日前将统计表报市总工会权益保障部。"),
    ];
    document.attachments = vec![
        Attachment {
            label: "附件1".to_owned(),
            number: "1.".to_owned(),
            head: AttachmentHead {
                title: typed("工资集体协商“集中要约”行动情况统计表"),
            },
            anchor: "fujian-1".to_owned(),
            body: AttachmentBody::Blocks(vec![Block::Table(Box::new(Table {
                anchor: String::new(),
                label: String::new(),
                caption: Vec::new(),
                columns: 8,
                before: typed_list(&["填报单位（盖章）：", "填报时间：　　年　　月　　日"]),
                measure: None,
                head: vec![
                    vec![
                        wide("序号", 1, 2),
                        wide("单位", 1, 2),
                        wide("发出要约", 3, 1),
                        wide("签订合同", 3, 1),
                    ],
                    ["企业数", "行业数", "区域数", "企业数", "行业数", "区域数"]
                        .map(cell)
                        .to_vec(),
                ],
                rows: (1..=14)
                    .map(|number| {
                        let mut cells = vec![
                            cell(&number.to_string()),
                            aligned("青禾县总工会", Align::Left),
                        ];
                        cells.extend((0..6).map(|_| cell("")));
                        cells
                    })
                    .chain([vec![
                        wide("合计", 2, 1),
                        cell(""),
                        cell(""),
                        cell(""),
                        cell(""),
                        cell(""),
                        cell(""),
                    ]])
                    .collect(),
                row_heights: Vec::new(),
                landscape: false,
                note: Some(typed("行业数、区域数按签订的专项合同份数填写。")),
                span: span(),
            }))]),
        },
        Attachment {
            label: "附件2".to_owned(),
            number: "2.".to_owned(),
            head: AttachmentHead {
                title: typed("要约书样本"),
            },
            anchor: "fujian-2".to_owned(),
            body: AttachmentBody::File {
                path: "files/yaoyueshu.xlsx".to_owned(),
                name: "要约书（样本）.xlsx".to_owned(),
                size: 18_332,
            },
        },
    ];
    document.assets = vec![Asset {
        former: None,
        form: jianbao::model::AssetForm::AsIs,
        size: None,
        path: "files/yaoyueshu.xlsx".to_owned(),
        source: FileId(2),
    }];
    document.head.signatures = typed_list(&[
        "云汀市总工会",
        "云汀市人力资源和社会保障局",
        "云汀市工业和信息化局",
        "云汀市工商业联合会",
    ]);
    document.head.remark = Some(typed("联系人：市总工会权益保障部　电话：0000-1234567"));
    document.head.imprint = imprint(
        &[("抄送", "省总工会权益保障部。")],
        Some("云汀市总工会办公室"),
        Some("2026-03-08"),
        None,
    );
    document
}

pub fn zongjie() -> Document {
    let mut document = base(4, 2025, "1", "2025-07");
    document.head.title = typed_list(&["夯实基础　加强指导", "努力实现集体合同工作稳中有进"]);
    document.head.subtitle = Some(typed("2025年云汀市集体协商“百日行动”工作总结"));
    document.head.date_place = DatePlace::UnderTitle;
    document.body = vec![
        p(
            "为进一步贯彻落实省《关于开展2025年集体协商“百日行动”的通知》要求，我市在4月至7月开展了集体协商“百日行动”，期间提出要约615份，覆盖企业1519个，覆盖职工113419人。",
        ),
        h(1, "一、", "充分发挥三方作用", "z1"),
        p("全市各级协调劳动关系三方高度重视集体协商工作。"),
        h(1, "二、", "突出提质增效", "z2"),
        p("坚持典型引路，坚持标准先行。"),
    ];
    document
}

/// A document with every block, every inline and every field, all of whose texts are `t`.
pub fn everything(t: &str) -> Document {
    let mut document = base(1, 2026, "7", "2026-07-01");
    let one = || {
        Block::Paragraph(Paragraph {
            anchor: String::new(),
            content: text(t),
            span: span(),
        })
    };
    document.head.numbers = DocumentNumbers {
        document: Some(t.to_owned()),
        issue: Some(format!("{t}2")),
    };
    document.head.title = typed_list(&[t, t]);
    document.head.subtitle = Some(typed(t));
    document.head.recipients = Some(typed(t));
    document.editor_note = vec![one(), one()];
    document.contents_list = true;
    document.head.topics = vec![typed(t)];
    document.units = (0..8).map(|at| (format!("u{at}"), t.to_owned())).collect();
    document.head.signatures = vec![typed(t)];
    document.head.remark = Some(typed(t));
    document.head.imprint = imprint(&[(t, t)], Some(t), Some("2026-07-02"), Some(80));
    let blocks = || {
        vec![
            list(
                |number| format!("{number}."),
                vec![
                    vec![
                        one(),
                        list(|number| format!("（{number}）"), vec![vec![one()]]),
                    ],
                    vec![Block::Code(CodeBlock {
                        span: span(),
                        text: t.to_owned(),
                        anchor: String::new(),
                    })],
                ],
            ),
            Block::List(List {
                ordered: false,
                items: vec![ListItem {
                    span: span(),
                    label: "•".to_owned(),
                    number: 1,
                    blocks: vec![one(), one()],
                }],
                span: span(),
            }),
            Block::Quote(QuotationBlock {
                blocks: vec![one()],
                span: span(),
            }),
            Block::Code(CodeBlock {
                span: span(),
                text: t.to_owned(),
                anchor: String::new(),
            }),
            Block::Table(Box::new(Table {
                anchor: String::new(),
                label: "表1".to_owned(),
                caption: text(t),
                columns: 3,
                before: vec![typed(t)],
                measure: Some(typed(t)),
                head: vec![vec![wide(t, 2, 1), cell(t)]],
                rows: vec![
                    vec![
                        Cell {
                            align: Align::Left,
                            ..wide(t, 1, 2)
                        },
                        cell(t),
                        aligned(t, Align::Right),
                    ],
                    vec![cell(t), cell(t)],
                ],
                row_heights: Vec::new(),
                landscape: false,
                note: Some(typed(t)),
                span: span(),
            })),
            Block::Figure(Box::new(Figure {
                width: None,

                anchor: String::new(),
                picture: FigurePicture::File {
                    path: "files/tu-1.png".to_owned(),
                    size: None,
                },
                label: "图1".to_owned(),
                caption: text(t),
                alt: t.to_owned(),
                span: span(),
            })),
            Block::Figure(Box::new(Figure {
                width: None,

                anchor: String::new(),
                picture: FigurePicture::File {
                    path: "files/tu-2.png".to_owned(),
                    size: None,
                },
                label: "图2".to_owned(),
                caption: Vec::new(),
                alt: "图2".to_owned(),
                span: span(),
            })),
            Block::Rule(span()),
        ]
    };
    let mut body = vec![
        h(1, "一、", t, "h1"),
        run_in(2, "（一）", t, t, "h2"),
        Block::Paragraph(Paragraph {
            anchor: String::new(),
            content: vec![
                inline(InlineKind::Strong(text(t))),
                inline(InlineKind::Emphasis(text(t))),
                inline(InlineKind::Strike(text(t))),
                inline(InlineKind::Code(t.to_owned())),
                inline(InlineKind::Break),
                inline(InlineKind::Link {
                    target: LinkTarget::Address(format!("https://example.cn/{t}")),
                    content: text(t),
                }),
                inline(InlineKind::Link {
                    target: LinkTarget::File {
                        path: "files/tai-zhang.xlsx".to_owned(),
                        name: t.to_owned(),
                    },
                    content: text(t),
                }),
                inline(InlineKind::Link {
                    target: LinkTarget::Address(format!("javascript:{t}")),
                    content: text(t),
                }),
            ],
            span: span(),
        }),
    ];
    body.extend(blocks());
    body.push(Block::Column(Column {
        title: typed(t),
        anchor: "c1".to_owned(),
        blocks: vec![Block::Article(Box::new(Article {
            head: ArticleHead {
                title: typed_list(&[t, t]),
                subtitle: Some(typed(t)),
                editor_note: None,
                source: Some(typed(t)),
            },
            blocks: vec![
                h(1, "一、", t, "a1-1"),
                h(2, "（一）", t, "a1-2"),
                h(3, "1.", t, "a1-3"),
                h(4, "（1）", t, "a1-4"),
            ],
            anchor: "a1".to_owned(),
            span: span(),
        }))],
    }));
    document.body = body;
    document.attachments = vec![
        Attachment {
            label: "附件1".to_owned(),
            number: "1.".to_owned(),
            head: AttachmentHead { title: typed(t) },
            anchor: "f1".to_owned(),
            body: AttachmentBody::Blocks(vec![h(1, "一、", t, "f1-1"), one()]),
        },
        Attachment {
            label: "附件2".to_owned(),
            number: "2.".to_owned(),
            head: AttachmentHead { title: typed(t) },
            anchor: "f2".to_owned(),
            body: AttachmentBody::File {
                path: "files/biao.xlsx".to_owned(),
                name: t.to_owned(),
                size: 5000,
            },
        },
    ];
    document
}
