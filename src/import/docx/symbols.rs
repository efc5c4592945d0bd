//! Signs of symbol fonts, which are characters only by their font.

/// Stands for a sign of a symbol font that is not known.
pub const UNKNOWN_SIGN: char = '□';

/// The sign of Wingdings, Wingdings 2 and Symbol at a code: `F0FC` is √.
pub fn symbol(code: &str) -> char {
    const SIGNS: [(u32, char); 22] = [
        (0x6C, '●'),
        (0x6D, '○'),
        (0x6E, '■'),
        (0x6F, '☐'),
        (0x70, '☐'),
        (0x71, '☐'),
        (0x72, '☐'),
        (0x73, '◆'),
        (0x74, '◆'),
        (0x75, '◆'),
        (0x76, '◆'),
        (0x9F, '•'),
        (0xA1, '○'),
        (0xA7, '■'),
        (0xA8, '☐'),
        (0xB7, '•'),
        (0xD8, '➢'),
        (0xE0, '→'),
        (0xFB, '×'),
        (0xFC, '√'),
        (0xFD, '☒'),
        (0xFE, '☑'),
    ];
    let code = u32::from_str_radix(code, 16).unwrap_or(0) & 0xFF;
    SIGNS
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(UNKNOWN_SIGN, |(_, sign)| *sign)
}

/// What the field `EQ \o\ac(○,7)` shows, characters printed over one another: ⑦. What no character is stands one after the other; none where it is another field.
pub fn overprinted(instruction: &str) -> Option<String> {
    const CIRCLES: [&str; 4] = ["○", "〇", "◯", "O"];
    let lower = instruction.to_ascii_lowercase();
    let over = lower.find("\\o")?;
    let open = over + lower.get(over..)?.find('(')? + 1;
    let close = open + lower.get(open..)?.rfind(')')?;
    let (around, inside) = instruction.get(open..close)?.split_once([',', '，', ';'])?;
    let (around, inside) = (around.trim(), inside.trim());
    let number = inside
        .parse::<u32>()
        .ok()
        .filter(|_| CIRCLES.contains(&around));
    let sign = number.and_then(|number| {
        let (first, start) = match number {
            1..=20 => ('①', 1),
            21..=35 => ('㉑', 21),
            36..=50 => ('㊱', 36),
            _ => return None,
        };
        char::from_u32(u32::from(first) + number - start)
    });
    Some(sign.map_or_else(|| format!("{around}{inside}"), String::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_over_one_another_is_a_sign() {
        for (field, sign) in [
            (r" eq \o\ac(○,7)", Some("⑦")),
            (r"EQ \o\ac(○, 21)", Some("㉑")),
            (r"eq \o\ac(□,急)", Some("□急")),
            (r"eq \f(1,2)", None),
        ] {
            assert_eq!(overprinted(field).as_deref(), sign, "{field}");
        }
    }
}
