//! Two of the real circulars told again with metrics (指标): numbers that stand once each, and everything else computed; totals that do not add up are said.
//! They come from `../shared/real`, which must be there in CI.

use crate::real::real_content;
use crate::support::{self, html, project::Project};

/// Six leaders, twenty-three units: leaflets, money for rewards and the days of the opening ceremonies, as the circular of 2011 tells them one by one.
const REPORTED: &str = "\
平顶山市“要约行动月”情况统计表,,,
单位,宣传彩页,奖励资金,启动仪式
舞钢市,3万,10,2011年3月4日
郏　县,\"20,000\",２０,2011/3/4
汝州市,—,/,2011-02-25
卫东区,,,2011.3.4
石龙区,,,2011年3月9日
宝丰县,,,2011年3月7日
叶县,,5万元,2011年3月2日
新华区,,,2011年3月4日
合计,50000,35,8
";

#[test]
fn a_circular_of_six_leaders_is_computed_from_a_spreadsheet() {
    let Some(real) = real_content() else { return };
    let project = Project::new();
    support::copy(&real.join("pds-ducha"), &project.path("content/pds-ducha"));
    project.put(
        "content/pds-ducha/metrics.yaml",
        "指标:\n  - {名称: 宣传彩页, 计量单位: 份}\n  - {名称: 奖励资金, 计量单位: 万元}\n  - {名称: 启动仪式, 汇总: 日期}\n",
    );
    project.put("content/pds-ducha/2011/3/指标.csv", REPORTED);
    project.put(
        "content/pds-ducha/2011/3/总体.md",
        "全市印发宣传彩页{{宣传彩页.合计}}份，拿出奖励资金{{奖励资金.合计}}万元，最多的是{{奖励资金.最高}}（{{奖励资金.最高值}}万元）；\
         {{启动仪式.合计}}个单位召开启动仪式，舞钢市在{{启动仪式@舞钢市}}。\n",
    );
    let issue = project.text("content/pds-ducha/2011/3/issue.yaml").replace(
        "  - 导语.md\n",
        "  - 导语.md\n  - 总体.md\n  - {表: 各组情况, 指标: [宣传彩页, 奖励资金, 启动仪式], 行: 联系领导}\n  - {图表: 各组召开启动仪式的单位, 指标: [启动仪式], 行: 联系领导}\n",
    );
    project.put("content/pds-ducha/2011/3/issue.yaml", issue);
    let run = project.run(&["build", "--no-pdf", "--series", "pds-ducha"]);
    let said = run.said();
    run.expect(0);
    let page = project.text("output/pds-ducha/2011/3/index.html");
    let text = html::text(html::main(&page), &["chart"]);
    let squeezed: String = text.split_whitespace().collect();
    assert!(
        squeezed.contains("全市印发宣传彩页50000份，拿出奖励资金35万元，最多的是郏县（20万元）；8个单位召开启动仪式，舞钢市在2011年3月4日。"),
        "{said}\n{text}"
    );
    for row in [
        "李丰海30000101",
        "张建明20000201",
        "李全森———",
        "余文英——3",
        "刘冬梅—52",
        "陈振华——1",
        "合计50000358",
    ] {
        assert!(squeezed.contains(row), "{row} in {text}");
    }
    assert!(
        page.contains("余文英3") && page.contains("条形图"),
        "{page}"
    );
}

/// The first paragraph of the circular of 2011-12: agreements, enterprises and members by kind, with the totals that it states.
#[test]
fn totals_that_a_circular_states_and_that_do_not_add_up_are_said_at_their_cells() {
    let project = Project::new();
    project.put(
        "content/units.yaml",
        "单位:\n  - {代号: danu, 名称: 企业单独}\n  - {代号: quyu, 名称: 区域性}\n  - {代号: hangye, 名称: 行业性}\n",
    );
    project.put(
        "content/metrics.yaml",
        "指标:\n  - {名称: 集体协议, 计量单位: 份}\n  - {名称: 覆盖企业, 计量单位: 家}\n  - {名称: 覆盖职工, 计量单位: 人}\n",
    );
    project.put(
        "content/ducha/series.yaml",
        "名称: 督查通报\n版式: 公文\n署名: 云汀市总工会\n",
    );
    project.put(
        "content/ducha/2026/1/issue.yaml",
        "标题: 关于全年建会情况的通报\n日期: 2026-12-28\n正文: [正文.md]\n",
    );
    project.put(
        "content/ducha/2026/1/正文.md",
        "签订工资集体协议{{集体协议.合计}}份，覆盖企业{{覆盖企业.合计}}家、职工{{覆盖职工.合计}}人。\n",
    );
    project.put(
        "content/ducha/2026/1/指标.csv",
        "类型,集体协议,覆盖企业,覆盖职工\n企业单独,2962,2962,325711\n区域性,260,2483,48426\n行业性,141,1061,37720\n合计,3363,6350,402355\n",
    );
    let run = project.run(&["check"]);
    let said = run.said();
    assert_eq!(said.matches("JB5003").count(), 2, "{said}");
    for words in ["6506", "6350", "411857", "402355", "指标.csv:5:"] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(
        !said.contains("“集体协议”的合计"),
        "the agreements add up: {said}"
    );
}
