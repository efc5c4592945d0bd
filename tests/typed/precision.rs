//! Correct official prose draws no finding and comes out as it was typed, sign by sign.

use super::generator::Seed;
use super::outcomes;
use super::page::{Kind, Token};
use crate::support::project::Project;

/// Sentences of every kind of document, by an invented city.
const SENTENCES: &[&str] = &[
    // 通知
    "各县（市）区总工会，市直各产业工会，市总机关各部室：",
    "为深入贯彻市委八届六次全会精神，经市总工会主席办公会议研究同意，现就有关事项通知如下。",
    "请于2026年7月15日（星期三）下午5:30前，将《报名表》（见附件1）报送至市总工会办公室。",
    "会议定于7月8日上午9:00在市政府第三会议室召开，会期半天。",
    "参会人员：各县（市）区总工会主席、分管副主席，市直各产业工会主要负责同志，共计48人。",
    "联系人：周明远、张　敏；联系电话：0399-5512345、13900001234；传真：0399-5512346。",
    "电子邮箱：yunting_gh@example.cn（邮件标题请注明“单位＋姓名”）。",
    "材料一式3份，A4纸双面打印，正文用三号仿宋体字，页边距为上3.7cm、下3.5cm、左2.8cm、右2.6cm。",
    "因故不能参加的，须向市委办公室履行书面请假手续，不得无故缺席、迟到、早退。",
    "本通知自印发之日起施行，有效期至2028年12月31日，《关于规范报送工作的通知》（云工发〔2023〕15号）同时废止。",
    // 通报
    "截至6月30日，全市新建基层工会组织126家，发展会员1.86万人，完成年度任务的62.3%，同比增长5.7个百分点。",
    "其中，青禾县、白石区进展较快，完成率分别达到81.2%和79.5%；临河市进度偏慢，仅完成35.4%，低于序时进度14.6个百分点。",
    "督查组采取“四不两直”方式，随机抽查乡镇（街道）12个、企业48户，发现问题37个，已整改29个，整改率78.4%。",
    "一是底数不清。个别单位台账不全、数据前后不一，“账实不符”现象依然存在。",
    "二是推进不力。少数单位思想上重视不够，行动上落实迟缓，存在“上热中温下冷”的问题。",
    "三是质量不高。有的集体合同照抄照搬，缺乏针对性、可操作性。",
    "对工作推进有力的青禾县总工会、市教育工会等5个单位予以通报表扬。",
    "对连续两个季度排名末位的单位，由市总工会分管领导约谈其主要负责人。",
    "各单位要引以为戒、举一反三，坚决杜绝类似问题再次发生。",
    "考核得分＝基础分（60分）＋加分项（最高20分）－扣分项，满分100分。",
    // 总结、报告
    "上半年，全市各级工会坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大和二十届历次全会精神。",
    "“十四五”时期，全市累计培训职工23.5万人次，创建劳模（工匠人才）创新工作室86个，其中省级12个、市级74个。",
    "全年实现工会经费收缴3,268.5万元，比2025年增加412万元，增长14.4%。",
    "帮扶困难职工家庭1 286户，发放救助金、慰问金合计857.3万元，户均6 666元。",
    "“春送岗位、夏送清凉、金秋助学、冬送温暖”四季品牌活动覆盖职工5万~7万人次。",
    "参赛选手年龄在22～45岁之间，平均年龄31.5岁，中级工以上占68%。",
    "生产线运行温度控制在31~33℃，湿度不超过65%RH，噪声低于85dB(A)。",
    "项目总投资2.4亿元，占地面积1.2万㎡，日处理能力500t，PM₂.₅年均浓度下降至28μg/m³。",
    "市职工服务中心每周一至周五9:00—17:30开放，节假日值班时间为10:00—16:00。",
    "职工书屋藏书1.5万册，电子阅览室配备电脑30台，日均接待120余人次。",
    "第一季度、第二季度、第三季度增速分别为3.1%、4.6%、5.2%，逐季回升。",
    "与去年同期相比，新就业形态劳动者入会人数增加了2.1倍，达到9 876人。",
    "12351职工服务热线共受理诉求1,024件，办结1,009件，办结率98.5%，满意率99.1%。",
    "我们清醒地看到，工作中还存在一些短板和不足，主要表现在以下三个方面：",
    "（一）组织覆盖仍有空白；（二）维权机制还不健全；（三）干部队伍能力有待提升。",
    // 讲话
    "同志们：今天这次会议，主要任务是总结上半年工作，分析当前形势，安排部署下半年重点任务。",
    "大家要牢记“空谈误国、实干兴邦”的道理，以“踏石留印、抓铁有痕”的劲头，把各项工作抓紧抓实抓出成效。",
    "什么是担当？担当就是在困难面前敢闯敢试，在矛盾面前敢抓敢管，在风险面前敢作敢为！",
    "古人说：“政贵有恒，治须有常。”抓落实，贵在持之以恒。",
    "会后，各单位要迅速传达、认真学习，结合实际抓好贯彻落实。",
    // 纪要
    "会议听取了市总工会关于职工服务中心建设情况的汇报，研究了有关问题。",
    "会议认为，项目前期工作扎实，具备开工条件；会议要求，有关部门要密切配合，确保9月底前开工。",
    "会议原则同意《云汀市职工疗休养管理办法（试行）》，由市总工会根据会议意见修改完善后，按程序印发。",
    "会议议定：项目用地由市自然资源和规划局负责协调，资金缺口由市财政局会同市总工会于8月15日前提出解决方案。",
    "出席：林致远、周文静、陈　立；列席：市审计局、市住房城乡建设局负责同志。",
    // 函、请示、批复
    "贵单位《关于商请支持职工技能竞赛的函》（云人社函〔2026〕38号）收悉。经研究，函复如下。",
    "妥否，请批示。",
    "此复。",
    "特此通知。",
    "请予支持为盼。",
    "同意你县成立新就业形态劳动者工会联合会，批准经费20万元，从2026年度预算中列支。",
    "根据《中华人民共和国工会法》第十条、第十一条和《中国工会章程》第三十二条之规定，批复如下。",
    "按照GB/T 9704—2012《党政机关公文格式》的要求，成文日期用阿拉伯数字标全年、月、日。",
    "附件：1.建会进度表；2.问题整改清单；3.督查人员名单。",
    // 简报、信息
    "“没想到工会把服务送到了家门口！”快递小哥李师傅高兴地说。",
    "走进青禾县柳溪镇党群服务中心，“工会驿站”四个红色大字格外醒目。",
    "据悉，该县已建成“司机之家”6个、“爱心托管班”14个，惠及职工子女560余名。",
    "活动现场，来自10家企业的128名职工参加了拔河、跳绳、“两人三足”等项目的比赛。",
    "市人民医院护士长王静荣获“全国五一劳动奖章”，成为该院首位获此殊荣的一线职工。",
    "此次竞赛设焊工、电工、钳工、数控车工4个工种，分理论考试（占30%）和实际操作（占70%）两个环节。",
    "青禾县：打造“15分钟服务圈”。白石区：推行“一站式”调解。临河市：开展“敲门行动”。",
    "近年来，该公司工会先后荣获“省模范职工之家”“市先进基层工会”等称号。",
    "数据显示，全市货车司机、网约车司机、快递员、外卖配送员四类群体入会率分别为82%、75%、91%、68%。",
    "“以前办事要跑三四趟，现在一趟就办成了。”职工赵女士点赞道。",
    // 方案、办法
    "到2027年底，全市25人以上企业建会率达到90%以上，集体合同签订率稳定在95%左右。",
    "牵头单位：市总工会；责任单位：市人力资源社会保障局、市工商联；完成时限：2026年10月底前。",
    "第十二条　职工疗休养时间一般为5天（含往返路途时间），费用标准为每人每天不超过600元。",
    "第三十条　本办法由市总工会负责解释。",
    "评选坚持公开、公平、公正的原则，面向基层、面向一线，企业负责人比例不超过20%。",
    "申报条件：①具有本市户籍；②从事一线工作满5年；③近3年无违法违纪记录。",
    "报送方式：登录“云汀工会”微信公众号—“服务大厅”—“项目申报”填写。",
    "按照“谁主管、谁负责”和“属地管理”的原则，层层压实责任，形成一级抓一级、层层抓落实的工作格局。",
    "实施“5+N”服务模式，“5”即5项基本服务，“N”即若干特色服务。",
    "工作专班实行“日调度、周通报、月小结”制度，重大事项24小时内报告。",
    // 数字、单位、符号
    "长度12.5m、重量3.2kg、容积500mL、功率7.5kW、电压380V、速度60km/h、压力0.4MPa。",
    "经度116°23′17″，纬度39°54′27″，海拔43.5m。",
    "中标金额为人民币壹佰贰拾万元整（¥1,200,000.00）。",
    "样本误差为±2.5%，置信度95%，P＜0.05。",
    "全长1.8公里，设站7个，票价2~4元，发车间隔6—8分钟。",
    "A类企业38家、B类企业112家、C类企业7家，分别占24.2%、71.3%、4.5%。",
    "统一社会信用代码：91330000MA2ABCDE1X；开户行账号：6222 0200 1234 5678 901。",
    "货车尾号1和6、2和7、3和8、4和9、5和0分别在周一至周五限行。",
    "温度由-5℃升至12℃，降水量为0毫米至3毫米，风力3—4级。",
    "《关于加强新时代产业工人队伍建设的意见》《云汀市职工创新成果奖励办法》等7个文件先后出台。",
    "“三会一课”“主题党日”“民主评议党员”等制度得到严格执行。",
    "产品合格率由96.8%提高到99.2%，返修率由1.9‰下降到0.7‰。",
    "该案标的额为15万~20万元，涉及职工5~7名，最长欠薪时间为3个月零12天。",
    "网址为https://www.example.cn/gonghui/2026/index.html，请自行下载。",
    "C++、C#、Java等编程语言培训班每期50人，共6期。",
    "Wi-Fi全覆盖，5G基站32座，4K直播车2台，VR体验区1处。",
    "2026年1—6月，规上工业增加值同比增长6.3%，固定资产投资增长8.1%，社会消费品零售总额增长5.5%。",
    "3月8日—12日，“巾帼建功”标兵巡回宣讲活动在全市12个县（市）区陆续举行。",
    "上午场时间：8:30—11:30；下午场时间：14:00—17:00。",
    "男职工每人300元，女职工每人350元，单亲困难女职工每人另加200元。",
    "该同志，男，汉族，1986年7月生，中共党员，大学学历，高级工程师，现任云汀机械有限公司总工程师。",
    "姓名不满三个字的，中间空一格，如“张　敏”。",
    "如有疑问，请拨打电话0399-5512345转801分机咨询（工作日8:30—17:30）。",
    "“能者上、优者奖、庸者下、劣者汰”的用人导向更加鲜明。",
    "既要算“经济账”，更要算“民生账”；既要看“当下”，更要谋“长远”。",
    "问题整改要做到“五个到位”：认识到位、责任到位、措施到位、进度到位、效果到位。",
    "下一步，重点抓好三件事：一是抓培训，二是抓督导，三是抓考核。",
    "主要做法有：（1）建立台账，（2）分类施策，（3）跟踪问效。",
    "有关情况详见附件2《问题清单》第3页至第5页，整改时限以清单所列为准。",
    "全市工会系统“工人先锋号”总数达到365个，“五一巾帼标兵岗”达到128个。",
    "合作社、家庭农场、农业企业等新型经营主体4 215家，带动农户3.6万户。",
    "职工代表大会应到代表156人，实到149人，符合法定人数；表决结果：赞成147票，反对0票，弃权2票。",
    "经公示无异议（公示期为2026年5月6日至5月12日），现予公布。",
    "以上数据由市统计局、市人力资源社会保障局提供，均为初步统计数。",
];

/// Headings of every level.
const HEADINGS: &[&str] = &[
    "# 总体情况",
    "# “十四五”时期主要成效",
    "## 推动新就业形态劳动者建会入会",
    "## 强化“三个保障”，落实“四项机制”",
    "### 加强组织领导",
    "### 青禾县：打造15分钟服务圈",
];

fn paragraph(seed: &mut Seed) -> String {
    let mut text = seed.pick(SENTENCES).to_owned();
    for _ in 0..seed.below(4) {
        text.push_str(seed.pick(SENTENCES));
    }
    text
}

#[test]
fn correct_prose_draws_no_finding_and_comes_out_as_it_was_typed() {
    assert!(SENTENCES.len() >= 100, "{}", SENTENCES.len());
    let mut seed = Seed::new(4_711);
    let mut fragments = Vec::new();
    let mut count = 0;
    // Each sentence by itself, and then all in each other's company.
    let alone = SENTENCES.chunks(4).map(|sentences| sentences.join("\n\n"));
    for text in alone {
        count += text.split("\n\n").count();
        fragments.push(text + "\n");
    }
    for _ in 0..100 {
        let mut text = String::new();
        let mut level = 0;
        for _ in 0..1 + seed.below(2) {
            // No level is left out.
            let words = seed.pick(HEADINGS).trim_start_matches(['#', ' ']);
            level = 1 + seed.below(level + 1);
            text.push_str(&format!("{} {words}\n\n", "#".repeat(level)));
            for _ in 0..1 + seed.below(4) {
                let indent = seed.pick(&["", "", "　　", "  "]);
                text.push_str(&format!(
                    "{indent}{}\n{}",
                    paragraph(&mut seed),
                    seed.pick(&["\n", ""])
                ));
                count += 1;
            }
        }
        fragments.push(text);
    }
    assert!(count >= 300, "only {count} paragraphs");
    let mut faults = Vec::new();
    for (fragment, outcome) in fragments.iter().zip(outcomes(&fragments)) {
        for finding in &outcome.findings {
            let place = fragment.get(finding.range.clone()).unwrap_or_default();
            faults.push(format!("{} at {place:?} in\n{fragment}", finding.code));
        }
        let typed = fragment
            .lines()
            .map(|line| line.trim().trim_start_matches('#').trim());
        let typed: Vec<String> = typed
            .filter(|line| !line.is_empty())
            .map(squeezed)
            .collect();
        let lines = outcome.lines.unwrap_or_default();
        let plain = |line: &&super::page::Line| {
            let marks = line
                .tokens
                .iter()
                .all(|token| matches!(token, Token::Char(_)));
            marks
                && matches!(line.kind, Kind::Text | Kind::Heading(_))
                && line.quotes == 0
                && !line.item
        };
        if let Some(other) = lines.iter().find(|line| !plain(line)) {
            faults.push(format!("{} in\n{fragment}", other.readable()));
        }
        let seen: Vec<String> = lines
            .iter()
            .map(|line| {
                let chars = line.tokens.iter().filter_map(|token| match token {
                    Token::Char(c) => Some(*c),
                    _ => None,
                });
                squeezed(&chars.collect::<String>())
            })
            .collect();
        if seen != typed {
            let place = seen
                .iter()
                .zip(&typed)
                .position(|(seen, typed)| seen != typed);
            let at = place.unwrap_or(seen.len().min(typed.len()));
            faults.push(format!("{:?} became {:?}", typed.get(at), seen.get(at)));
        }
    }
    println!("{count} paragraphs");
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Dates as people type them are the day that is meant, without a word.
#[test]
fn dates_are_understood_however_they_are_typed() {
    for typed in [
        "2026-07-08",
        "2026/7/8",
        "2026.7.8",
        "２０２６年７月８日",
        "2026 年 7 月 8 日",
        "二〇二六年七月八日",
        "二○二六年七月八日",
        "2026年7月8号",
    ] {
        let project = Project::new();
        project.put(
            "content/a/2026/1/issue.yaml",
            format!("标题: 第1期通报\n日期: {typed}\n正文: [正文.md]\n印发机关: 办公室\n印发日期: {typed}\n"),
        );
        let run = project.run(&["build", "--no-pdf"]).expect(0);
        assert!(run.stderr.is_empty(), "{typed}\n{}", run.stderr);
        let page = project.text("output/a/2026/1/index.html");
        assert!(page.contains("2026年7月8日"), "{typed}");
    }
    // A name that looks like a date is a name.
    let project = Project::new();
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 2026/7/8\n日期: 2026-07-08\n正文: [正文.md]\n",
    );
    let run = project.run(&["build", "--no-pdf"]).expect(0);
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    assert!(
        project
            .text("output/a/2026/1/index.html")
            .contains(">2026/7/8<")
    );
}
