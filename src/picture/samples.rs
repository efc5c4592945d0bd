//! Pictures as phones, cameras and office programs make them, for tests.

use std::io::Cursor;

use image::{DynamicImage, GenericImageView as _, ImageFormat, Rgb, RgbImage};

/// Stands for whatever must not get out.
pub const SECRET: &[u8] = b"MI-MI";

/// A picture whose four corners differ, so that turning it shows.
pub fn corners(width: u32, height: u32) -> DynamicImage {
    let mut image = RgbImage::from_fn(width, height, |x, y| {
        let shade = |n: u32, of: u32| u8::try_from(n * 200 / of.max(1)).unwrap_or(200);
        Rgb([shade(x, width), shade(y, height), 120])
    });
    for y in 0..height / 4 {
        for x in 0..width / 4 {
            image.put_pixel(x, y, Rgb([255, 0, 0]));
        }
    }
    DynamicImage::ImageRgb8(image)
}

pub fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(&corners(width, height), ImageFormat::Jpeg)
}

/// A table of a camera: turned, taken somewhere, by somebody, with a small copy behind it.
pub fn exif(orientation: u8) -> Vec<u8> {
    let mut table = b"MM\0\x2A\0\0\0\x08\0\x03".to_vec();
    table.extend(b"\x01\x12\0\x03\0\0\0\x01\0");
    table.extend([orientation, 0, 0]);
    table.extend(b"\x01\x3B\0\x02\0\0\0\x06\0\0\0\x40");
    table.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x50");
    // Another directory follows: that of the small copy.
    table.extend(b"\0\0\0\x50");
    table.resize(0x40, 0);
    table.extend(SECRET);
    table.resize(0x50, 0);
    table.extend(b"\0\0\0\0\0\0");
    table.extend(SECRET);
    table
}

pub fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("short");
    let mut segment = vec![0xFF, marker];
    segment.extend(length.to_be_bytes());
    segment.extend(body);
    segment
}

/// A photo as a phone makes it.
pub fn phone_photo(orientation: u8, width: u32, height: u32) -> Vec<u8> {
    let plain = jpeg(width, height);
    let mut photo = plain[..2].to_vec();
    photo.extend(segment(
        0xE1,
        &[b"Exif\0\0".as_slice(), &exif(orientation)].concat(),
    ));
    let xmp =
        b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude='MI-MI' dc:creator='MI-MI'/>";
    photo.extend(segment(0xE1, xmp));
    photo.extend(segment(0xE2, b"MPF\0MI-MI"));
    photo.extend(segment(0xED, b"Photoshop 3.0\0MI-MI"));
    photo.extend(segment(0xFE, SECRET));
    photo.extend(&plain[2..]);
    photo.extend(b"\0\0\0\x18ftypmp42MI-MI");
    photo
}

pub fn chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(body.len())
        .expect("short")
        .to_be_bytes()
        .to_vec();
    chunk.extend(kind);
    chunk.extend(body);
    // Ours pushes the sum of kind and body; here it is computed bit by bit.
    let mut sum = u32::MAX;
    for byte in kind.iter().chain(body) {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                (sum >> 1) ^ 0xEDB8_8320
            } else {
                sum >> 1
            };
        }
    }
    chunk.extend((!sum).to_be_bytes());
    chunk
}

pub fn told_png(orientation: u8) -> Vec<u8> {
    let plain = encoded(&corners(60, 40), ImageFormat::Png);
    let (head, rest) = plain.split_at(33);
    let mut png = head.to_vec();
    png.extend(chunk(b"tEXt", b"Author\0MI-MI"));
    png.extend(chunk(
        b"iTXt",
        b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta GPSLatitude='MI-MI'/>",
    ));
    png.extend(chunk(b"eXIf", &exif(orientation)));
    png.extend(chunk(b"prVW", SECRET));
    png.extend(rest);
    png.extend(SECRET);
    png
}

pub fn told_webp(orientation: u8) -> Vec<u8> {
    let plain = encoded(&corners(60, 40), ImageFormat::WebP);
    let riff = |kind: &[u8], body: &[u8]| {
        let mut chunk = kind.to_vec();
        chunk.extend(u32::try_from(body.len()).expect("short").to_le_bytes());
        chunk.extend(body);
        if body.len() % 2 == 1 {
            chunk.push(0);
        }
        chunk
    };
    let mut chunks = riff(b"VP8X", &[0b0000_1100, 0, 0, 0, 59, 0, 0, 39, 0, 0]);
    chunks.extend(&plain[12..]);
    chunks.extend(riff(b"EXIF", &exif(orientation)));
    chunks.extend(riff(b"XMP ", b"<x:xmpmeta GPSLatitude='MI-MI'/>"));
    let mut webp = b"RIFF".to_vec();
    webp.extend(
        u32::try_from(chunks.len() + 4)
            .expect("short")
            .to_le_bytes(),
    );
    webp.extend(b"WEBP");
    webp.extend(chunks);
    webp
}

pub fn told_gif() -> Vec<u8> {
    let plain = encoded(&corners(60, 40), ImageFormat::Gif);
    let end = plain.len() - 1;
    let mut gif = plain[..end].to_vec();
    gif.extend(b"\x21\xFE\x05MI-MI\0");
    gif.extend(b"\x21\xFF\x0BXMP DataXMP\x05MI-MI\0");
    gif.push(0x3B);
    gif.extend(SECRET);
    gif
}

pub fn holds_secret(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|window| window == SECRET)
}

/// Where the red corner is: 1 top left, then clockwise.
pub fn red_corner(bytes: &[u8]) -> u8 {
    let image = image::load_from_memory(bytes).expect("a picture");
    let (right, bottom) = (image.width() - 3, image.height() - 3);
    let places = [(2, 2), (right, 2), (right, bottom), (2, bottom)];
    let red = places.iter().position(|(x, y)| {
        let [r, g, b, _] = image.get_pixel(*x, *y).0;
        r > 200 && g < 80 && b < 80
    });
    u8::try_from(red.expect("a red corner") + 1).expect("one of four")
}

/// A photo of four inks in one colour, as Adobe's programs store it (inverted) or as others do; with `ycck`, as brightness and differences.
pub fn four_inks(stored: [u8; 4], adobe: Option<u8>) -> Vec<u8> {
    let mut photo = vec![0xFF, 0xD8];
    if let Some(transform) = adobe {
        photo.extend(segment(
            0xEE,
            &[b"Adobe\0\x64\0\0\0\0".as_slice(), &[transform]].concat(),
        ));
    }
    photo.extend(segment(0xDB, &[[0].as_slice(), &[8; 64]].concat()));
    let mut frame = vec![8, 0, 8, 0, 8, 4];
    for component in 1..=4 {
        frame.extend([component, 0x11, 0]);
    }
    photo.extend(segment(0xC0, &frame));
    // Nine classes of differences with four bits each, and one code that ends a block.
    let mut dc = vec![0; 17];
    dc[4] = 9;
    dc.extend(0..9);
    photo.extend(segment(0xC4, &dc));
    let mut ac = vec![0; 17];
    ac[0] = 0x10;
    ac[1] = 1;
    ac.push(0);
    photo.extend(segment(0xC4, &ac));
    let mut scan = vec![4];
    for component in 1..=4 {
        scan.extend([component, 0]);
    }
    scan.extend([0, 63, 0]);
    photo.extend(segment(0xDA, &scan));
    let mut bits = String::new();
    for value in stored {
        let level = i32::from(value) - 128;
        let class = 32 - level.unsigned_abs().leading_zeros();
        bits.push_str(&format!("{class:04b}"));
        let coded = if level < 0 {
            level + (1 << class) - 1
        } else {
            level
        };
        if class > 0 {
            bits.push_str(&format!("{coded:0width$b}", width = class as usize));
        }
        bits.push('0');
    }
    while !bits.len().is_multiple_of(8) {
        bits.push('1');
    }
    for byte in bits.as_bytes().chunks(8) {
        let text = std::str::from_utf8(byte).expect("digits");
        let byte = u8::from_str_radix(text, 2).expect("eight digits");
        photo.push(byte);
        if byte == 0xFF {
            photo.push(0);
        }
    }
    photo.extend([0xFF, 0xD9]);
    photo
}
