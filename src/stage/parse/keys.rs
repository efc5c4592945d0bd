//! Every key of the format in both spellings, in one place so that no two files spell one differently.

use crate::source::Key;

macro_rules! keys {
    ($($name:ident $zh:literal $en:literal;)*) => {
        $(
            #[doc = concat!("`", $zh, "`, in English `", $en, "`.")]
            pub const $name: Key = Key { zh: $zh, en: $en };
        )*
        /// All keys.
        pub const ALL: &[Key] = &[$($name),*];
    };
}

keys! {
    APPROVERS "签发人" "approvers";
    CHAIR "主持" "chair";
    COPY_NUMBER "份号" "copy_number";
    EXCUSED "请假" "excused";
    IMPRINT_EVEN "版记在偶数页" "imprint_on_even_page";
    LANDSCAPE "横排" "landscape";
    MASTHEAD_SUFFIX "报头后缀" "masthead_suffix";
    OBSERVERS "列席" "observers";
    OVERPRINT "套打" "overprint";
    OVERVIEW "概述" "abstract";
    PERSON "姓名" "person";
    POST "职务" "post";
    PRESENT "出席" "present";
    RECORDER "记录" "recorder";
    RECIPIENTS_PLACE "主送位置" "recipients_place";
    SEAL "用印" "seal";
    SECRECY "密级" "secrecy";
    STAMPS "签名章" "stamps";
    MEETING_PLACE "地点" "meeting_place";
    MEETING_TIME "时间" "meeting_time";
    URGENCY "紧急程度" "urgency";
    ABSTRACT "简介" "description";
    ADDRESS "网址" "address";
    ADD "增加" "add";
    AGGREGATION "汇总" "aggregation";
    BETTER "方向" "better";
    CAP "封顶" "cap";
    DECIMALS "小数" "decimals";
    DENOMINATOR "分母" "denominator";
    EACH "各单位" "each";
    EXACT_SHARES "凑整" "exact_shares";
    METRICS "指标" "metrics";
    NUMERATOR "分子" "numerator";
    ONLY_ROWS "只列" "only_rows";
    ORDER "排序" "order";
    OVERALL "总体" "overall";
    POINTS "分值" "points";
    SCORE "计分" "score";
    SUBTOTALS "小计" "subtotals";
    SUM "合计" "sum";
    TARGET "目标" "target";
    TIES "并列" "ties";
    WEIGHT "权数" "weight";
    ALIASES "别名" "aliases";
    ALIGN "对齐" "align";
    ARTICLES "文章" "articles";
    ATTACHMENTS "附件" "attachments";
    AUDIENCE "受众" "audience";
    BEFORE "表前" "before";
    BODY "正文" "body";
    BY "按" "by";
    CATEGORY "类别" "category";
    CODE "代号" "code";
    COLSPAN "跨列" "colspan";
    COLUMN "栏目" "column";
    COLUMNS "列" "columns";
    CONTENTS "要目" "contents";
    COPIED "抄送" "copied";
    CORRECTED "更正" "corrected";
    COPIES "份数" "copies";
    DATE "日期" "date";
    DEPARTMENT "机构" "department";
    DATE_PLACE "日期位置" "date_place";
    DOWNLOADS "下载" "downloads";
    DRAFT "草稿" "draft";
    EDITOR_NOTE "按语" "editor_note";
    EXPECTED_UNITS "应报单位" "expected_units";
    EXPLANATION "说明" "explanation";
    FILE "文件" "file";
    FIGURE "图" "figure";
    FOLDER "文件夹" "folder";
    FONDS "全宗号" "fonds";
    FONDS_NAME "全宗名称" "fonds_name";
    FORMER "原址" "former";
    FORMER_NAMES "曾用名" "former_names";
    FROM "自" "from";
    FULL_NAME "全称" "full_name";
    GROUPINGS "分组" "groupings";
    HEAD_ROWS "表头" "head_rows";
    INDEX_NUMBER "索引号" "index_number";
    IS "为" "is";
    ISSUE "期" "issue";
    ISSUE_RULE "期号" "issue_rule";
    ISSUED "发" "issued";
    LINE_ENDS "换行" "line_ends";
    LAYOUT "版式" "layout";
    LISTS "名单" "lists";
    CHART "图表" "chart";
    LIGHTS "亮灯" "lights";
    GREEN "绿" "green";
    YELLOW "黄" "yellow";
    CHART_STYLE "样式" "chart_style";
    ISSUE_COUNT "期数" "issue_count";
    SCHEDULE "时序" "schedule";
    MAIN "主送" "recipients";
    MASTHEAD "报头" "masthead";
    MEASURE "计量单位" "measure";
    MERGED "并入" "merged_into";
    NAME "名称" "name";
    NOTE "注" "note";
    ROW_HEIGHT "行高" "row_height";
    NUMBER "号" "number";
    NUMBER_RULE "文号" "number_rule";
    NUMERALS "期号数字" "numerals";
    OFFICE "印发机关" "office";
    ONLY "只含" "only";
    PRINTED "本期印发" "printed";
    PRINTED_SHORT "印发" "printed_to";
    PRINTED_ALSO "本期增发" "printed_also";
    PRINT_DATE "印发日期" "print_date";
    REMARK "附注" "remark";
    REPLACED_BY "由" "replaced_by";
    REPORTED "报" "reported";
    RETENTION "保管期限" "retention";
    ROWS "行" "rows";
    ROWSPAN "跨行" "rowspan";
    SEE "见" "see";
    SENT "送" "sent";
    SERIES "系列" "series";
    SHORT_NAME "简称" "short_name";
    SIGNATURES "署名" "signatures";
    SOURCE "来源" "source";
    SPLIT "拆分" "split_into";
    STANDING "常用发送" "standing";
    STYLES "编号" "numbering";
    SUBTITLE "副题" "subtitle";
    SUPPLEMENT "增刊" "supplement";
    SUPERSEDED "废止" "superseded";
    SUPPLEMENT_RULE "增刊期号" "supplement_rule";
    TABLE "表" "table";
    TEXT "文" "text";
    TITLE "标题" "title";
    TOPICS "主题" "topics";
    TOTAL "总期" "total";
    TOTAL_START "总期起点" "total_start";
    UNIT "单位" "unit";
    UNIT_TITLE "单位标题" "unit_title";
    UNTIL "至" "until";
    WITHDRAWN "撤回" "withdrawn";
    WORD_FILES "Word版" "word_files";
    PROBLEMS "问题" "problems";
    CONTENT "内容" "content";
    RESPONSIBLE "责任单位" "responsible";
    LEADER "责任领导" "leader";
    MEASURES "措施" "measures";
    DEADLINE "时限" "deadline";
    STATUS "状态" "status";
    DONE_ON "完成日期" "done_on";
    FOUND_ON "发现日期" "found_on";
    BASIS "依据" "basis";
    NIL "零报" "nil_report";
    SENT_ON "报送日期" "sent_on";
    CLOSING "截止" "closing";
    REPORTING "报送" "reporting";
    CONTRIBUTIONS "供稿" "contributions";
    OWN_SERIES "本刊" "own_series";
    OUTLETS "外刊" "outlets";
    REGISTER "登记" "register";
    REUSE "重复采用" "reuse";
    TEXT_KIND "种类" "text_kind";
}

/// The keys that stand in fragments, or in the rules of points, only: in `issue.yaml` and `series.yaml` they mean nothing.
pub const IN_FRAGMENTS: &[Key] = &[
    BASIS,
    CONTENT,
    DEADLINE,
    DONE_ON,
    FOUND_ON,
    LEADER,
    MEASURES,
    NIL,
    RESPONSIBLE,
    SENT_ON,
    STATUS,
    OWN_SERIES,
    OUTLETS,
    REGISTER,
    REUSE,
    TEXT_KIND,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_keys_share_a_spelling() {
        for (index, key) in ALL.iter().enumerate() {
            for other in &ALL[..index] {
                assert!(
                    key.zh != other.zh && key.en != other.en && key.en != other.zh,
                    "{key:?}"
                );
            }
        }
    }
}
