//! Automatic numbers as Word prints them (ECMA-376 part 1, 17.18.59).

use crate::zh::label::Numerals;
use crate::zh::numeral::{han, han_digits};

/// `number` in the format `format` of Word; as 1, 2, 3 where the format is not known.
pub fn formatted(number: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting"
        | "ideographTraditionalCounting" => han(number),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            han_digits(number)
        }
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => legal(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            Numerals::Circled.format(number)
        }
        "decimalFullWidth" | "decimalFullWidth2" => wide(number),
        "decimalEnclosedParen" => format!("（{number}）"),
        "decimalEnclosedFullstop" => format!("{number}."),
        "upperLetter" => letters(number, b'A'),
        "lowerLetter" => letters(number, b'a'),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "ideographTraditional" => nth("甲乙丙丁戊己庚辛壬癸", number),
        "ideographZodiac" => nth("子丑寅卯辰巳午未申酉戌亥", number),
        _ => number.to_string(),
    }
}

fn nth(row: &str, number: u32) -> String {
    let place = usize::try_from(number).unwrap_or(0).wrapping_sub(1);
    row.chars()
        .nth(place)
        .map_or_else(|| number.to_string(), String::from)
}

/// 壹, 贰, 叁: as sums are written.
fn legal(number: u32) -> String {
    let plain = "〇零一二三四五六七八九十百千";
    let legal = [
        "零", "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾", "佰", "仟",
    ];
    let words = han(number);
    // 十 to 十九 keep their 壹 in this writing.
    let words = if words.starts_with('十') {
        format!("一{words}")
    } else {
        words
    };
    words
        .chars()
        .filter_map(|c| plain.chars().position(|known| known == c))
        .filter_map(|place| legal.get(place).copied())
        .collect()
}

fn wide(number: u32) -> String {
    let digits = number.to_string();
    digits
        .chars()
        .filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0))
        .collect()
}

/// A to Z, then AA, BB, as Word goes on.
fn letters(number: u32, first: u8) -> String {
    let place = number.saturating_sub(1);
    let letter = first + u8::try_from(place % 26).unwrap_or(0);
    let times = usize::try_from(place / 26).unwrap_or(0).min(20) + 1;
    String::from(char::from(letter)).repeat(times)
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number.min(3999);
    let mut signs = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            signs.push_str(sign);
            rest -= value;
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::formatted;

    #[test]
    fn numbers_are_printed_as_word_prints_them() {
        for (number, format, printed) in [
            (12, "chineseCountingThousand", "十二"),
            (21, "japaneseCounting", "二十一"),
            (12, "ideographDigital", "一二"),
            (12, "chineseLegalSimplified", "壹拾贰"),
            (3, "decimalEnclosedCircle", "③"),
            (12, "decimalFullWidth", "１２"),
            (28, "upperLetter", "BB"),
            (9, "lowerRoman", "ix"),
            (2, "ideographTraditional", "乙"),
            (7, "decimal", "7"),
            (7, "none", ""),
            (7, "unheardOf", "7"),
        ] {
            assert_eq!(formatted(number, format), printed, "{format}");
        }
    }
}
