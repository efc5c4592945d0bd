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
