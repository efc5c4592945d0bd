//! `metrics.yaml`: the register of metrics (指标登记表).

use super::key_table;
use crate::metric::registry::LightBasis;
use crate::source::key_table::ValueKind::{
    Decimal, Either, Lines, ListOf, Named, Of, Text, Usually, Whole, Word,
};
use crate::source::key_table::words;
use crate::stage::parse::choices::{AGGREGATIONS, DIRECTIONS, TIES};

key_table! {
    /// `metrics.yaml`.
    METRICS "metrics" "metrics.yaml":
    METRICS (required): ListOf(&Of(&METRIC)), "登记的指标，一个一项", "[{名称: 要约书, 计量单位: 份, 汇总: 合计}]";
}

key_table! {
    /// A metric.
    METRIC "metric" "指标":
    NAME (required): Text, "引用时写它；不能有空格、点、@、花括号", "要约书";
    CODE: Text, "表格的列名、片头的键也可以写它；小写英文字母、数字和连字符", "yaoyue";
    ALIASES: Lines, "别的写法，表格的列名、片头的键写了也认得", "[要约数]";
    MEASURE: Text, "份、家、万元；百分数写 \"%\"，要加引号", "份";
    AGGREGATION: Usually(|| words(AGGREGATIONS)), "各单位的数怎样汇总；不写就是合计。比率也可以写成 签订企业÷建会企业", "合计";
    NUMERATOR: Text, "比率的分子，写另一个指标的名称", "签订企业";
    DENOMINATOR: Text, "比率的分母，写另一个指标的名称", "建会企业";
    WEIGHT: Text, "加权平均的权数，写另一个指标的名称", "职工数";
    SCORE: ListOf(&Of(&SCORE_PART)), "汇总是 得分 时，由哪些指标计分", "[{指标: 要约书, 分值: 0.1, 封顶: 30}]";
    DECIMALS: Whole, "印几位小数，0 到 6", "1";
    TARGET: Either(&[Decimal, Of(&TARGETS)]), "目标：一个数是各单位的目标，也可以分开写", "300";
    BETTER: Word(|| words(DIRECTIONS)), "名次、达标照它；不写就是越高越好", "越高越好";
    TIES: Word(|| words(TIES)), "并列的名次：占位是 1、2、2、4（不写就是它），不占位是 1、2、2、3", "占位";
    LIGHTS: Of(&LIGHTS), "到多少是绿灯、黄灯，其余红灯", "{绿: 85, 黄: 80}";
}

key_table! {
    /// A part of a score.
    SCORE_PART "metric-score" "计分":
    METRICS (required): Text, "哪个指标", "要约书";
    POINTS (required): Decimal, "一个单位数得几分", "0.1";
    CAP: Decimal, "最多得几分", "30";
}

key_table! {
    /// What is to be reached.
    TARGETS "metric-targets" "目标":
    OVERALL: Decimal, "全部单位合起来的目标", "5000";
    EACH: Decimal, "每个单位的目标", "300";
    CATEGORY: Named(&Decimal), "各类别里每个单位的目标", "{产业工会: 90}";
    UNIT: Named(&Decimal), "另有目标的单位", "{青禾县: 96}";
}

key_table! {
    /// From where on a metric shows green, yellow or red.
    LIGHTS "metric-lights" "亮灯":
    BY: Word(|| words(LightBasis::WORDS)), "看哪个数；不写就是本期", "累计完成率";
    GREEN (required): Decimal, "到这个数是绿灯", "85";
    YELLOW (required): Decimal, "到这个数是黄灯", "80";
}
