//! An archive to measure with: made up, always the same, and shaped like the archives that offices keep.
//!
//! Of ten issues two are 督查通报 with fourteen units' fragments, three are 简报 with eight articles and five are short 通知, which comes to about
//! 2,000 characters an issue.

#![allow(dead_code, reason = "each bench uses its part")]

use jianbao::source::{Content, SourceFile, Sources};

/// The files of an archive: paths below the content folder, and texts.
pub type Files = Vec<(String, String)>;

/// How long a unit's fragment in a 督查通报 is, in characters.
pub const UNIT_CHARACTERS: usize = 300;

/// An archive of `issues` issues.
pub fn archive(issues: usize) -> Files {
    let mut files = frame();
    for index in 0..issues {
        let (ten, place) = (index / 10, index % 10);
        match place {
            0..=1 => inspection(&mut files, ten * 2 + place, UNIT_CHARACTERS),
            2..=4 => bulletin(&mut files, ten * 3 + place - 2),
            _ => notice(&mut files, ten * 5 + place - 5, 3, place == 9),
        }
    }
    files
}

/// An archive of nothing but 督查通报, whose units write about `characters` characters each.
pub fn inspections(issues: usize, characters: usize) -> Files {
    let mut files = frame();
    for index in 0..issues {
        inspection(&mut files, index, characters);
    }
    files
}

/// An archive of nothing but 通知 of two pages.
pub fn notices(issues: usize) -> Files {
    let mut files = frame();
    for index in 0..issues {
        notice(&mut files, index, 2, false);
    }
    files
}

/// What the program works on, without a disk.
pub fn sources(files: Files) -> Sources {
    let files = files.into_iter().map(|(path, text)| SourceFile {
        path,
        content: Content::Text(text),
    });
    Sources::new("content", files.collect())
}

const UNITS: [&str; 14] = [
    "青岚县",
    "清水县",
    "河湾县",
    "松原市",
    "东城区",
    "西城区",
    "高新区",
    "交通工会",
    "教育工会",
    "建设工会",
    "财贸工会",
    "电力公司",
    "钢铁公司",
    "机械公司",
];

const LEADERS: [&str; 4] = ["周明远", "陈思齐", "何静宜", "罗建平"];

const SENTENCES: [&str; 24] = [
    "召开专题会议，传达上级精神，研究部署年度重点任务，明确牵头部门和完成时限。",
    "成立工作专班，由主要负责同志任组长，下设{n}个工作小组，每周调度一次，每月通报一次。",
    "组织{n}名干部深入{n}家企业走访，面对面听取职工意见，收集问题{n}条，当场答复{n}条。",
    "印发宣传手册{n}册，张贴海报{n}张，在公交站点、职工食堂和企业门口设置咨询台{n}处。",
    "对{n}家尚未建制的企业逐户建立台账，按照先易后难的原则分类推进，做到情况清、底数明。",
    "举办业务培训班{n}期，培训基层干部和职工代表{n}人，采用案例讲解和分组演练相结合的办法。",
    "投入专项资金{n}万元，主要用于阵地建设、困难帮扶和技能竞赛，全部做到专款专用、手续完备。",
    "截至本月底，已签订集体合同{n}份，覆盖企业{n}家，惠及职工{n}人，完成年度目标的百分之{p}。",
    "与人社、工信等部门建立联席会议制度，定期交换信息，共同研究解决了{n}个难点问题。",
    "开展“送清凉、送健康、送文化”活动，为一线职工发放防暑用品{n}份，义诊{n}人次。",
    "把督查中发现的问题逐条列出清单，明确责任人和整改期限，整改一个、销号一个。",
    "注重培育典型，总结推广了{u}等单位的经验做法，召开现场观摩会{n}次。",
    "建成职工书屋{n}个，配备图书{n}册，全年借阅{n}人次，成为职工学习交流的好去处。",
    "组织劳动竞赛{n}场，参赛职工{n}人，评选表彰先进班组{n}个、技术能手{n}名。",
    "部分单位思想认识还不到位，工作进展不平衡，个别企业存在等待观望情绪。",
    "有的基层组织力量薄弱，专职人员偏少，业务不够熟悉，工作停留在一般号召上。",
    "资料报送不够及时，数据前后不一致，个别报表存在漏填错填现象，需要认真核对。",
    "建立健全帮扶档案，对{n}户困难职工实行一户一策，发放帮扶资金{n}万元。",
    "依托服务大厅设立法律援助窗口，全年接待来访{n}人次，调解劳动争议{n}件，成功率达百分之{p}。",
    "推行线上办理，入会、报名、预约等{n}个事项实现一网通办，平均办理时间缩短{n}个工作日。",
    "各级要高度重视，加强领导，把这项工作摆上重要日程，主要负责同志要亲自过问、亲自协调。",
    "要坚持问题导向，紧盯薄弱环节，拿出切实可行的办法，确保按期完成各项任务。",
    "要及时总结报送工作进展情况，好的经验做法随时上报，每月{d}日前报送书面材料。",
    "{u}结合行业特点，选择{n}家骨干企业先行试点，以点带面，逐步推开。",
];

/// Pseudo-random numbers; the archive is the same every time.
struct Dice(u64);

impl Dice {
    fn new(series: u64, issue: usize, fragment: usize) -> Self {
        Self(series << 40 | (issue as u64) << 16 | fragment as u64)
    }

    /// A number below `below` (splitmix64).
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % below as u64).unwrap_or(0)
    }

    fn sentence(&mut self) -> String {
        let mut text = String::new();
        let mut rest = SENTENCES[self.roll(SENTENCES.len())];
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            match name {
                "u" => text.push_str(UNITS[self.roll(UNITS.len())]),
                "d" => text.push_str(&(1 + self.roll(28)).to_string()),
                "p" => text.push_str(&(60 + self.roll(40)).to_string()),
                _ => text.push_str(&(1 + self.roll(900)).to_string()),
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }

    fn text(&mut self, characters: usize) -> String {
        let mut text = String::new();
        while text.chars().count() < characters {
            text.push_str(&self.sentence());
        }
        text
    }
}

/// What all issues share.
fn frame() -> Files {
    let mut units = String::from("单位:\n");
    for (index, name) in UNITS.iter().enumerate() {
        units.push_str(&format!(
            "  - {{代号: u{index}, 名称: {name}, 全称: {name}总工会, 类别: 单位}}\n"
        ));
    }
    units.push_str("分组:\n  联系领导:\n");
    for (index, name) in LEADERS.iter().enumerate() {
        let own: Vec<String> = (0..UNITS.len())
            .filter(|unit| unit % LEADERS.len() == index)
            .map(|unit| format!("u{unit}"))
            .collect();
        units.push_str(&format!(
            "    - {{名称: {name}, 单位: [{}]}}\n",
            own.join(", ")
        ));
    }
    [
        ("site.yaml", "名称: 简报资料库\n单位: 市总工会办公室\n简介: 收录督查通报、简报和通知。\n系列: [ducha, jianbao, tongzhi]\n"),
        ("units.yaml", units.as_str()),
        (
            "ducha/series.yaml",
            "名称: 督查通报\n版式: 公文\n报头: 市总工会督查通报\n文号: 工督查字〔{年}〕{号}号\n署名: [市总工会]\n印发机关: 市总工会办公室\n份数: 60\n常用发送:\n  主送: [各县（市）区总工会, 市直各产业工会]\n  抄送: [市委办公室, 市政府办公室, 省总工会办公室]\n",
        ),
        (
            "jianbao/series.yaml",
            "名称: 工会简报\n版式: 简报\n报头: 工会简报\n期号: 第{期}期（总第{总期}期）\n单位: [市总工会办公室]\n份数: 120\n常用发送:\n  报: [省总工会, 市委, 市政府]\n  送: [市委办公室, 市政府办公室]\n  发: [各县（市）区总工会, 市直各产业工会]\n",
        ),
        (
            "tongzhi/series.yaml",
            "名称: 通知\n版式: 公文\n报头: 市总工会文件\n文号: 工发〔{年}〕{号}号\n署名: [市总工会]\n印发机关: 市总工会办公室\n常用发送:\n  主送: [各县（市）区总工会, 市直各产业工会]\n",
        ),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .to_vec()
}

const ISSUES_A_YEAR: usize = 40;

/// The folder of the `index`th issue of a series, and its date.
fn place(series: &str, index: usize) -> (String, String) {
    let (year, number) = (2001 + index / ISSUES_A_YEAR, index % ISSUES_A_YEAR);
    let (month, day) = (1 + number / 4, 3 + number % 4 * 7);
    (
        format!("{series}/{year}/{}", number + 1),
        format!("{year}-{month:02}-{day:02}"),
    )
}

fn inspection(files: &mut Files, index: usize, characters: usize) {
    let (folder, date) = place("ducha", index);
    let mut dice = Dice::new(1, index, 0);
    files.push((
        format!("{folder}/issue.yaml"),
        format!(
            "标题: 关于全市重点工作推进情况的督查通报\n日期: {date}\n正文:\n  - 导语.md\n  - 按: 联系领导\n    标题: \"{{名称}}（联系单位：{{单位}}）\"\n  - 标题: 工作要求\n    正文: [结语.md]\n主题: [重点工作, 督查]\n"
        ),
    ));
    files.push((format!("{folder}/导语.md"), dice.text(150) + "\n"));
    files.push((
        format!("{folder}/结语.md"),
        format!("{}\n\n{}\n", dice.text(120), dice.text(120)),
    ));
    for unit in 0..UNITS.len() {
        let mut dice = Dice::new(1, index, unit + 1);
        let mut text = format!("---\n单位: u{unit}\n---\n\n");
        let mut length = 0;
        for item in 1.. {
            let mut line = dice.text(characters / 5);
            if item == 2 {
                line = format!("**重点推进：**{line}");
            }
            length += line.chars().count();
            text.push_str(&format!("{item}. {line}\n"));
            if item == 3 {
                let (first, second) = (dice.sentence(), dice.sentence());
                length += first.chars().count() + second.chars().count();
                text.push_str(&format!("    1. {first}\n    2. {second}\n"));
            }
            if length >= characters {
                break;
            }
        }
        files.push((format!("{folder}/units/u{unit}.md"), text));
    }
}

fn bulletin(files: &mut Files, index: usize) {
    const COLUMNS: [&str; 4] = ["工作动态", "基层交流", "维权服务", "竞赛简讯"];
    let (folder, date) = place("jianbao", index);
    let mut outline = String::new();
    for (column, name) in COLUMNS.iter().enumerate() {
        let (first, second) = (column * 2 + 1, column * 2 + 2);
        outline.push_str(&format!(
            "  - 栏目: {name}\n    文章: [{first:02}.md, {second:02}.md]\n"
        ));
    }
    files.push((
        format!("{folder}/issue.yaml"),
        format!("日期: {date}\n要目: true\n正文:\n{outline}主题: [工会工作, 动态]\n"),
    ));
    for article in 1..=8 {
        let mut dice = Dice::new(2, index, article);
        let unit = UNITS[dice.roll(UNITS.len())];
        let mut text =
            format!("---\n标题: {unit}扎实推进重点工作见成效\n来源: {unit}总工会\n---\n\n");
        text.push_str(&format!("{}\n\n", dice.text(90)));
        if article % 2 == 0 {
            for heading in ["健全机制", "抓好落实"] {
                text.push_str(&format!("# {heading}\n\n{}\n\n", dice.text(90)));
            }
        } else {
            text.push_str(&format!(
                "**主要做法是：**{}\n\n{}\n",
                dice.text(80),
                dice.text(80)
            ));
        }
        files.push((format!("{folder}/{article:02}.md"), text));
    }
}

fn notice(files: &mut Files, index: usize, sections: usize, table: bool) {
    let (folder, date) = place("tongzhi", index);
    let mut dice = Dice::new(3, index, 0);
    let attachment = if table {
        "附件: [进度表.yaml]\n"
    } else {
        ""
    };
    files.push((
        format!("{folder}/issue.yaml"),
        format!("标题: 关于做好近期重点工作的通知\n日期: {date}\n正文: [正文.md]\n{attachment}主题: [重点工作]\n"),
    ));
    let mut text = format!("{}\n\n", dice.text(80));
    for heading in ["总体要求", "主要任务", "工作安排"].iter().take(sections) {
        text.push_str(&format!("# {heading}\n\n{}\n\n", dice.text(60)));
        for item in 1..=2 {
            text.push_str(&format!("{item}. {}\n", dice.sentence()));
        }
        text.push('\n');
    }
    files.push((format!("{folder}/正文.md"), text));
    if table {
        let mut yaml = String::from(
            "标题: 重点工作进度表\n计量单位: 家\n列:\n  - 单位\n  - 发出要约: [企业数, 覆盖职工]\n  - 签订合同: [企业数, 覆盖职工]\n行:\n",
        );
        for unit in UNITS {
            let cells: Vec<String> = (0..4).map(|_| dice.roll(9000).to_string()).collect();
            yaml.push_str(&format!("  - [{unit}, {}]\n", cells.join(", ")));
        }
        files.push((format!("{folder}/进度表.yaml"), yaml));
    }
}
