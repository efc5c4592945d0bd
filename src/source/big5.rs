//! Texts in Big5, as programs of Taiwan, Hong Kong and Macau save them. Their bytes are GBK to every reader of GBK, and other words.

use encoding_rs::BIG5;

/// The text in `bytes` where they are rather Big5 than GBK. What is common in one is rare in the other: in GBK the second byte of common characters has its
/// highest bit set, in Big5 half of them have not, and the first byte of common ones lies between A1 and C6.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<String> {
    let (mut pairs, mut uncommon_in_gbk, mut common_in_big5) = (0_usize, 0_usize, 0_usize);
    let mut place = 0;
    while let Some(first) = bytes.get(place) {
        place += 1;
        if first.is_ascii() {
            continue;
        }
        let second = bytes.get(place)?;
        place += 1;
        pairs += 1;
        let is_common_in_gbk = *second >= 0xA1 && matches!(first, 0xA1..=0xA9 | 0xB0..=0xF7);
        uncommon_in_gbk += usize::from(!is_common_in_gbk);
        common_in_big5 += usize::from(matches!(first, 0xA1..=0xC6));
    }
    let (text, _, has_errors) = BIG5.decode(bytes);
    let is_big5 = uncommon_in_gbk * 6 >= pairs && common_in_big5 * 5 >= pairs * 4;
    (pairs > 0 && is_big5 && !has_errors).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn big5_is_told_from_gbk() {
        for text in [
            "單位,數量\n青禾縣,12\n",
            "總工會",
            "姓名,電話,備註\n陳大文,0399-5512345,已辦\n",
            "截至六月底，全市新建基層工會組織126家，發展會員1.86萬人。",
            "標題: 關於第二季度集體協商推進情況的通報\n",
        ] {
            let (bytes, _, _) = encoding_rs::BIG5.encode(text);
            assert_eq!(decode(&bytes).as_deref(), Some(text), "{text}");
        }
        for text in [
            "单位,数量\n青禾县,12\n",
            "总工会",
            "姓名,电话\n朱镕基,1\n王祎喆,2\n",
            "截至六月底，全市新建基层工会组织126家，发展会员1.86万人。",
            "“督查”——（一）…",
            "甲",
            "",
        ] {
            let (bytes, _, _) = encoding_rs::GB18030.encode(text);
            assert_eq!(decode(&bytes), None, "{text}");
        }
    }
}
