//! Nothing that pictures carry comes out again, and what comes out is the picture.

use std::collections::BTreeSet;

use image::{DynamicImage, GenericImageView as _, ImageFormat, Rgb, RgbImage};
use proptest::prelude::*;

use super::samples::*;
use super::*;

#[test]
fn nothing_that_a_file_tells_of_people_and_places_gets_out() {
    let told = [
        phone_photo(1, 80, 60),
        phone_photo(6, 80, 60),
        phone_photo(1, 3000, 2000),
        told_png(1),
        told_png(6),
        told_webp(1),
        told_webp(8),
        told_gif(),
    ];
    for (number, bytes) in told.iter().enumerate() {
        assert!(holds_secret(bytes), "{number}");
        let shown = shown(bytes).expect("a picture");
        assert!(!holds_secret(&shown), "{number} as it is shown");
        assert!(!holds_secret(&offered(bytes)), "{number} as it is offered");
        image::load_from_memory(&shown).expect("still a picture");
        image::load_from_memory(&offered(bytes)).expect("still a picture");
        assert_eq!(carried(&shown), BTreeSet::new(), "{number}");
        let found = examine(bytes).expect("a picture");
        assert!(found.carried.iter().any(|carried| carried.is_personal()));
    }
}

#[test]
fn every_way_to_hold_a_phone_gives_an_upright_picture() {
    // Which corner of the stored picture is at the top left when EXIF says so.
    for (orientation, corner) in [
        (1, 1),
        (2, 2),
        (3, 3),
        (4, 4),
        (5, 1),
        (6, 2),
        (7, 3),
        (8, 4),
    ] {
        let bytes = phone_photo(orientation, 80, 60);
        let shown = shown(&bytes).expect("a picture");
        assert_eq!(red_corner(&shown), corner, "{orientation}");
        let found = examine(&bytes).expect("a picture");
        let upright = if orientation >= 5 { (60, 80) } else { (80, 60) };
        assert_eq!(found.size, upright);
        assert_eq!(super::kind_of(&shown), Ok(found.becomes));
        // What is offered is turned by those who open it.
        assert_eq!(examine(&offered(&bytes)).expect("a picture").size, upright);
    }
    assert_eq!(red_corner(&shown(&told_png(6)).expect("a picture")), 2);
    assert_eq!(red_corner(&shown(&told_webp(8)).expect("a picture")), 4);
}

#[test]
fn a_clean_small_picture_keeps_its_bytes() {
    let plain = jpeg(400, 300);
    assert_eq!(shown(&plain), Ok(plain.clone()));
    assert_eq!(offered(&plain), plain);
    for format in [ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
        let plain = encoded(&corners(60, 40), format);
        assert_eq!(shown(&plain), Ok(plain.clone()), "{format:?}");
    }
    // The stored pixels of a photo that only carries something are not touched.
    let photo = phone_photo(1, 400, 300);
    assert_eq!(shown(&photo), Ok(plain));
}

#[test]
fn a_large_photo_is_as_large_as_it_is_printed() {
    let photo = jpeg(4000, 3000);
    let found = examine(&photo).expect("a picture");
    assert_eq!(found.scaled, Some((1843, 1382)));
    let shown = shown(&photo).expect("a picture");
    let image = image::load_from_memory(&shown).expect("a picture");
    assert_eq!(image.dimensions(), (1843, 1382));
    assert!(shown.len() < photo.len());
    // Standing upright, it is as tall as the type area.
    let tall = examine(&phone_photo(6, 4000, 3000)).expect("a picture");
    assert_eq!(tall.size, (3000, 4000));
    assert_eq!(tall.scaled, Some((1843, 2457)));
}

#[test]
fn other_kinds_become_one_that_everybody_shows() {
    let photo = corners(300, 200);
    for format in [ImageFormat::Bmp, ImageFormat::Tiff] {
        let bytes = encoded(&photo, format);
        let found = examine(&bytes).expect("a picture");
        assert_eq!(found.becomes, PictureKind::Jpeg, "{format:?}");
        assert_eq!(
            super::kind_of(&shown(&bytes).expect("a picture")),
            Ok(PictureKind::Jpeg)
        );
        let drawing = DynamicImage::ImageRgb8(RgbImage::from_pixel(90, 60, Rgb([9, 9, 9])));
        let bytes = encoded(&drawing, format);
        assert_eq!(
            examine(&bytes).expect("a picture").becomes,
            PictureKind::Png
        );
    }
}

#[test]
fn half_a_picture_is_none() {
    let whole = [
        jpeg(400, 300),
        phone_photo(1, 400, 300),
        encoded(&corners(60, 40), ImageFormat::Png),
        encoded(&corners(60, 40), ImageFormat::Gif),
        encoded(&corners(60, 40), ImageFormat::WebP),
        encoded(&corners(60, 40), ImageFormat::Bmp),
        encoded(&corners(60, 40), ImageFormat::Tiff),
    ];
    for (number, whole) in whole.iter().enumerate() {
        for part in [3, 5, 8] {
            let half = &whole[..whole.len() * part / 10];
            assert!(examine(half).is_err(), "{number}: {part} tenths");
            // A program that downloads makes room first, and fills it.
            let mut filled = half.to_vec();
            filled.resize(whole.len(), 0);
            // The rest of a bitmap that is missing is black; nobody can tell.
            if number < 5 {
                assert!(examine(&filled).is_err(), "{number}: {part} tenths, filled");
            }
        }
    }
    // The end may be there though the middle is missing.
    let mut cut = whole[0][..whole[0].len() / 2].to_vec();
    cut.extend([0xFF, 0xD9]);
    assert!(examine(&cut).is_err());
}

#[test]
fn too_many_pixels_are_not_read() {
    let mut png = encoded(&corners(60, 40), ImageFormat::Png);
    png.splice(16..24, [0, 0, 0x80, 0, 0, 0, 0x80, 0]);
    let head = png[12..29].to_vec();
    let sum = chunk(b"IHDR", &head[4..]);
    png.splice(29..33, sum[sum.len() - 4..].iter().copied());
    assert_eq!(examine(&png), Err(PictureFlaw::TooManyPixels(32768, 32768)));
}

#[test]
fn what_is_no_picture_is_called_what_it_is() {
    let cases: [(&[u8], &str); 7] = [
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"PK\x03\x04docx", "Word"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", "WPS"),
        (b"%PDF-1.7", "PDF"),
        (b"\xD7\xCD\xC6\x9A\0\0", "WMF"),
        (b"<!DOCTYPE html><html>", "网页"),
        (b"8BPS\0\x01", "Photoshop"),
    ];
    for (bytes, word) in cases {
        match kind_of(bytes) {
            Err(PictureFlaw::Other { what, help }) => {
                assert!(what.contains(word), "{what}");
                assert!(!help.is_empty());
            }
            other => panic!("{word}: {other:?}"),
        }
    }
    assert_eq!(kind_of(b""), Err(PictureFlaw::Empty));
}

#[test]
fn a_profile_keeps_its_colours_and_tells_nothing() {
    // A profile of version 2 with one curve, a name, and the number of a screen.
    let mut profile = vec![0; 128];
    profile[8] = 2;
    profile[12..16].copy_from_slice(b"mntr");
    profile[16..20].copy_from_slice(b"RGB ");
    profile[36..40].copy_from_slice(b"acsp");
    profile[48..53].copy_from_slice(SECRET);
    profile.extend([0, 0, 0, 3]);
    for (name, place) in [(b"rTRC", 168_u32), (b"desc", 184), (b"mmod", 184)] {
        profile.extend(name);
        profile.extend(place.to_be_bytes());
        profile.extend(14_u32.to_be_bytes());
    }
    profile.extend(b"curv\0\0\0\0\0\0\0\x01\x02\x33\0\0");
    profile.extend(SECRET);
    profile.resize(200, 0);
    let clean = icc::clean(&profile).expect("a profile");
    assert!(holds_secret(&profile) && !holds_secret(&clean));
    let curve = b"curv\0\0\0\0\0\0\0\x01\x02\x33".as_slice();
    assert!(clean.windows(curve.len()).any(|window| window == curve));
    assert_eq!(icc::clean(&clean).as_deref(), Some(clean.as_slice()));
    assert_eq!(icc::from_png(&icc::to_png(&clean)), Some(clean.clone()));
    // In a photo, the profile stays beside the pixels that it is for.
    let plain = jpeg(80, 60);
    let mut photo = plain[..2].to_vec();
    photo.extend(segment(
        0xE2,
        &[b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat(),
    ));
    photo.extend(&plain[2..]);
    let shown = shown(&photo).expect("a picture");
    assert!(!holds_secret(&shown));
    assert!(shown.windows(11).any(|window| window == b"ICC_PROFILE"));
}

/// The sums are those of other machines too: where one differs, what is published depends on who builds it. They change with [`VERSION`] only.
#[test]
fn the_same_picture_gives_the_same_bytes_on_every_machine() {
    let mut noisy = RgbImage::new(2400, 1800);
    let mut state = 7_u32;
    for pixel in noisy.pixels_mut() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *pixel = Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8]);
    }
    let noisy = encoded(&DynamicImage::ImageRgb8(noisy), ImageFormat::Jpeg);
    let pictures = [
        phone_photo(6, 3000, 2400),
        noisy,
        encoded(&corners(90, 80), ImageFormat::Bmp),
        four_inks([0, 128, 128, 255], Some(2)),
    ];
    let sums = pictures.map(|bytes| {
        let shown = shown(&bytes).expect("a picture");
        blake3::hash(&shown).to_hex()[..16].to_owned()
    });
    assert_eq!(
        sums,
        [
            "9229ec1e11ef8f20",
            "8452b622248ac767",
            "f99436da7f9bbc8a",
            "c2c7a1398e66f775"
        ]
    );
}

/// Tags of a scan and their values.
type Tags<'a> = &'a [(u16, &'a [u8])];

/// A scan with entries of the given tags, whose values lie behind them, and a second directory where `behind` is one.
fn scan_of(tags: Tags<'_>, behind: Option<Tags<'_>>) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    let mut next = None;
    for tags in [Some(tags), behind].into_iter().flatten() {
        let start = u32::try_from(bytes.len()).expect("short");
        if let Some(place) = next {
            bytes.splice(place..place + 4, start.to_le_bytes());
        }
        let mut values = bytes.len() + 2 + tags.len() * 12 + 4;
        bytes.extend(u16::try_from(tags.len()).expect("few").to_le_bytes());
        for (tag, value) in tags {
            bytes.extend(tag.to_le_bytes());
            bytes.extend([1, 0]);
            bytes.extend(u32::try_from(value.len()).expect("short").to_le_bytes());
            bytes.extend(u32::try_from(values).expect("short").to_le_bytes());
            values += value.len();
        }
        next = Some(bytes.len());
        bytes.extend([0; 4]);
        tags.iter().for_each(|(_, value)| bytes.extend(*value));
    }
    bytes
}

#[test]
fn what_cannot_be_taken_out_of_a_download_is_known() {
    let personal = |bytes: &[u8]| -> BTreeSet<Carried> {
        let mut found = scan(bytes);
        found.retain(|carried| carried.is_personal());
        found
    };
    let xmp = b"<x:xmpmeta dc:creator='MI-MI'/>".as_slice();
    let cases: [(Tags<'_>, Carried); 6] = [
        (&[(0x02BC, xmp)], Carried::Person),
        (&[(0x013C, SECRET)], Carried::Person),
        (&[(0x83BB, SECRET)], Carried::Words),
        (&[(0x8649, SECRET)], Carried::Words),
        (&[(0x87AF, SECRET)], Carried::Location),
        (&[(0xFDE9, SECRET)], Carried::Serial),
    ];
    for (tags, expected) in cases {
        let told = BTreeSet::from([expected]);
        assert_eq!(personal(&scan_of(tags, None)), told, "{expected:?}");
        // It may be the second page that tells.
        let plain: Tags<'_> = &[(0x0100, b"")];
        assert_eq!(personal(&scan_of(plain, Some(tags))), told, "{expected:?}");
    }
    assert_eq!(scan(&scan_of(&[(0x0100, b"")], None)), BTreeSet::new());
    // Larger than four thousand million bytes, it is kept in another way.
    let other = b"II\x2B\0\x08\0\0\0\x10\0\0\0\0\0\0\0".to_vec();
    assert_eq!(scan(&other), BTreeSet::from([Carried::Unread]));
    for photo in [phone_photo(1, 80, 60), told_png(1), told_webp(1)] {
        assert_eq!(scan(&photo), BTreeSet::new(), "taken out");
        let half = &photo[..photo.len() * 2 / 3];
        if offered(half) == half {
            assert!(scan(half).contains(&Carried::Unread));
        } else {
            assert!(!holds_secret(&offered(half)));
        }
    }
    let heic = [b"\0\0\0\x18ftypheic\0\0\0\0".as_slice(), &exif(1)].concat();
    assert!(scan(&heic).contains(&Carried::Location));
    let film = b"\0\0\0\x18ftypqt  \0\0\0\0\xA9xyz+39.9+116.4/";
    assert!(scan(film).contains(&Carried::Location) && may_carry(film));
    assert!(may_carry(&jpeg(8, 8)) && !may_carry(b"PK\x03\x04docx"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is cut, changed or put in, there is an answer and no panic, and what is shown carries nothing.
    #[test]
    fn no_damage_is_too_much(
        which in 0_usize..5, place in 0.0_f64..1.0, bytes in prop::collection::vec(any::<u8>(), 0..24), cut in 0_usize..40,
    ) {
        let mut picture = match which {
            0 => phone_photo(6, 40, 30),
            1 => told_png(3),
            2 => told_webp(1),
            3 => told_gif(),
            _ => encoded(&corners(20, 10), ImageFormat::Tiff),
        };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let start = (place * picture.len() as f64) as usize;
        let end = (start + cut).min(picture.len());
        picture.splice(start..end, bytes);
        let _ = offered(&picture);
        let _ = scan(&picture);
        if let Ok(shown) = shown(&picture) {
            prop_assert!(carried(&shown).iter().all(|carried| !carried.is_personal()));
        }
    }
}

#[test]
fn inks_become_the_colours_that_they_print() {
    // Full magenta and yellow are red, whichever way they are stored.
    let red = [
        four_inks([255, 0, 0, 255], Some(0)),
        four_inks([0, 255, 255, 0], None),
    ];
    for photo in red {
        let found = examine(&photo).expect("a picture");
        assert!(found.cmyk);
        let shown = shown(&photo).expect("a picture");
        let image = image::load_from_memory(&shown).expect("a picture");
        let [r, g, b, _] = image.get_pixel(4, 4).0;
        assert!(r > 200 && g < 100 && b < 100, "{r} {g} {b}");
        assert!(!examine(&shown).expect("a picture").cmyk);
    }
    // White paper in brightness and differences, as Adobe stores it.
    let white = shown(&four_inks([0, 128, 128, 255], Some(2))).expect("a picture");
    let [r, g, b, _] = image::load_from_memory(&white)
        .expect("a picture")
        .get_pixel(4, 4)
        .0;
    assert!(r > 240 && g > 240 && b > 240, "{r} {g} {b}");
}
