//! What the program prints itself is taken off, and nothing else.

use super::{Field, rest};

#[test]
fn only_what_the_program_prints_is_taken_off() {
    for (field, typed, left) in [
        (Field::Subtitle, "——以柳溪镇为例", "以柳溪镇为例"),
        (Field::Remark, "（此件公开发布）", "此件公开发布"),
        (Field::Remark, "(此件公开发布)", "此件公开发布"),
        (Field::Remark, "（甲）和（乙）", "（甲）和（乙）"),
        (
            Field::Remark,
            "（联系人：张三（办公室），电话：1）",
            "联系人：张三（办公室），电话：1",
        ),
        (Field::Source, "（来源：青禾县总工会）", "青禾县总工会"),
        (Field::Source, "青禾县总工会)", "青禾县总工会"),
        (Field::Source, "（青禾县总工会", "青禾县总工会"),
        (
            Field::Source,
            "青禾县总工会（办公室）",
            "青禾县总工会（办公室）",
        ),
        (Field::Source, "青禾县（总工会", "青禾县（总工会"),
        (Field::Remark, "此件公开发布）", "此件公开发布"),
        (Field::Measure, "单位：万元", "万元"),
        (Field::Measure, "金额单位：万元", "万元"),
        (Field::Measure, "单位 : 家", " 家"),
        (Field::Measure, "（单位：家）", "家"),
        (Field::Measure, "（家）", "（家）"),
        (Field::Subtitle, "副题：―― 以柳溪镇为例", "以柳溪镇为例"),
        (Field::Remark, "（此件公开发布）。", "此件公开发布"),
        (Field::Source, "来源：（青禾县总工会）", "青禾县总工会"),
        (
            Field::Title,
            "标题：关于报送台账的通知",
            "关于报送台账的通知",
        ),
        (Field::Names("主送"), "主 送：各县区总工会", "各县区总工会"),
        (Field::Measure, "家", "家"),
        (Field::Note, "注:数据截至六月底", "数据截至六月底"),
        (Field::Note, "注册地在本市的", "注册地在本市的"),
        (Field::Attachment, "附件1：督查方案", "督查方案"),
        (Field::Attachment, "附件：督查方案", "督查方案"),
        (Field::Attachment, "附件2　台账", "台账"),
        (Field::Attachment, "2.问题台账", "问题台账"),
        (Field::Attachment, "1、问题台账", "问题台账"),
        (Field::Attachment, "附件 2 问题台账", "问题台账"),
        (Field::Attachment, "附件二：问题台账", "问题台账"),
        (Field::Attachment, "（附件3）问题台账", "问题台账"),
        (Field::Attachment, "《附件三 问题台账》", "问题台账"),
        (Field::Attachment, "《问题台账》", "《问题台账》"),
        (Field::Attachment, "附件清单", "附件清单"),
        (Field::Attachment, "2026年度计划", "2026年度计划"),
        (Field::Attachment, "1.5万元以上项目", "1.5万元以上项目"),
        (Field::Attachment, "12 家企业名单", "12 家企业名单"),
        (Field::Names("抄送"), "抄送：市委办公室", "市委办公室"),
        (Field::Names("签发人"), "签发人张三", "张三"),
        (Field::Names("主持"), "主持人　张三", "张三"),
        (Field::Names("主持"), "主持工作的张三", "主持工作的张三"),
        (Field::Subtitle, "─甲", "甲"),
        (Field::Signature, "署名：云汀市总工会", "云汀市总工会"),
        (
            Field::Signature,
            "云汀市总工会 2026年1月5日",
            "云汀市总工会",
        ),
        (Field::Signature, "云汀市总工会", "云汀市总工会"),
        (Field::ListedName("抄送"), "市委办公室；", "市委办公室"),
        (
            Field::ListedName("主送"),
            "：各县区总工会、",
            "各县区总工会",
        ),
        (
            Field::Office,
            "云汀市总工会办公室印发",
            "云汀市总工会办公室",
        ),
    ] {
        assert_eq!(rest(typed, field), left, "{typed}");
    }
}
