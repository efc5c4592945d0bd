//! The pixels themselves: every one is read, and where a picture must be turned, scaled or converted it is drawn anew.

use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageEncoder as _, ImageFormat, ImageReader, Limits};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;

use super::kind::{PictureFlaw, PictureKind};
use super::stripped::Stripped;
use super::{cmyk, jpeg};

/// The most pixels that are read: beyond any phone and scanner, small enough that memory holds them.
const MOST_PIXELS: u64 = 160_000_000;

/// From how many pixels on only one picture is read at a time.
const LARGE: u64 = 20_000_000;

/// The type area (版心) of 156 mm by 225 mm at 300 dots an inch: more is not seen in print, and more than screens show.
const WIDEST: u32 = 1843;
const TALLEST: u32 = 2657;

/// The quality of photos that are drawn anew, of 100.
const QUALITY: u8 = 86;

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// How pixels are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// As fast as the machine can, to see whether all is there.
    Fast,
    /// With the same result on every machine.
    SameEverywhere,
}

/// The pixels of a picture.
pub struct Raster {
    image: DynamicImage,
    /// Whether they were stored as inks.
    pub cmyk: bool,
}

/// The size that a picture of `size` is shown in, where that is smaller by more than a trifle.
#[must_use]
pub fn scaled((width, height): (u32, u32)) -> Option<(u32, u32)> {
    if width <= WIDEST + WIDEST / 4 && height <= TALLEST + TALLEST / 4 {
        return None;
    }
    let (w, h) = (u64::from(width), u64::from(height));
    let (widest, tallest) = (u64::from(WIDEST), u64::from(TALLEST));
    let (w, h) = if w * tallest >= h * widest {
        (widest, (h * widest + w / 2) / w)
    } else {
        ((w * tallest + h / 2) / h, tallest)
    };
    let side = |n: u64| u32::try_from(n.max(1)).unwrap_or(1);
    Some((side(w), side(h)))
}

/// Reads every pixel.
pub fn read(kind: PictureKind, stripped: &Stripped, pace: Pace) -> Result<Raster, PictureFlaw> {
    if kind == PictureKind::Jpeg {
        return read_jpeg(&stripped.bytes, pace);
    }
    let format = match kind {
        PictureKind::Jpeg => ImageFormat::Jpeg,
        PictureKind::Png => ImageFormat::Png,
        PictureKind::Gif => ImageFormat::Gif,
        PictureKind::Webp => ImageFormat::WebP,
        PictureKind::Bmp => ImageFormat::Bmp,
        PictureKind::Tiff => ImageFormat::Tiff,
    };
    let mut reader = ImageReader::with_format(Cursor::new(&stripped.bytes), format);
    reader.limits(limits());
    let decoder = reader.into_decoder().map_err(|error| fault(&error))?;
    let size = decoder.dimensions();
    check_size(size)?;
    let _one = turn(size);
    let image = DynamicImage::from_decoder(decoder).map_err(|error| fault(&error))?;
    Ok(Raster { image, cmyk: false })
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    limits
}

fn check_size((width, height): (u32, u32)) -> Result<(), PictureFlaw> {
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureFlaw::TooManyPixels(width, height));
    }
    if width == 0 || height == 0 {
        return Err(PictureFlaw::Damaged("已经损坏"));
    }
    Ok(())
}

/// Waits until no other large picture is being read.
fn turn((width, height): (u32, u32)) -> Option<std::sync::MutexGuard<'static, ()>> {
    let is_large = u64::from(width) * u64::from(height) > LARGE;
    is_large.then(|| ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner))
}

fn fault(error: &image::ImageError) -> PictureFlaw {
    match error {
        image::ImageError::Unsupported(_) => PictureFlaw::Unsupported,
        image::ImageError::Limits(_) => PictureFlaw::TooManyPixels(0, 0),
        _ => PictureFlaw::Damaged("打不开，已经损坏或不完整"),
    }
}

fn read_jpeg(bytes: &[u8], pace: Pace) -> Result<Raster, PictureFlaw> {
    let inverted = jpeg::is_adobe(bytes);
    let open_end = jpeg::without_end(bytes);
    let bytes = open_end.as_deref().unwrap_or(bytes);
    let damaged = PictureFlaw::Damaged("打不开，已经损坏或不完整");
    let options = match pace {
        Pace::Fast => DecoderOptions::default(),
        Pace::SameEverywhere => DecoderOptions::default().set_use_unsafe(false),
    }
    .set_max_width(usize::from(u16::MAX))
    .set_max_height(usize::from(u16::MAX))
    // A picture of which a part is missing is none.
    .set_strict_mode(true);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| damaged.clone())?;
    let stored = decoder.input_colorspace().ok_or(damaged.clone())?;
    let (width, height) = decoder.dimensions().ok_or(damaged.clone())?;
    let size = (
        u32::try_from(width).unwrap_or(u32::MAX),
        u32::try_from(height).unwrap_or(u32::MAX),
    );
    check_size(size)?;
    let wanted = match stored {
        ColorSpace::Luma | ColorSpace::CMYK | ColorSpace::YCCK => stored,
        _ => ColorSpace::RGB,
    };
    decoder.set_options(options.jpeg_set_out_colorspace(wanted));
    let _one = turn(size);
    let pixels = decoder.decode().map_err(|error| match error {
        zune_jpeg::errors::DecodeErrors::Unsupported(_) => PictureFlaw::Unsupported,
        _ => damaged.clone(),
    })?;
    let is_cmyk = matches!(stored, ColorSpace::CMYK | ColorSpace::YCCK);
    let image = if stored == ColorSpace::Luma {
        image::GrayImage::from_raw(size.0, size.1, pixels).map(DynamicImage::ImageLuma8)
    } else if is_cmyk {
        let rgb = inks(&pixels, stored == ColorSpace::YCCK, inverted);
        image::RgbImage::from_raw(size.0, size.1, rgb).map(DynamicImage::ImageRgb8)
    } else {
        image::RgbImage::from_raw(size.0, size.1, pixels).map(DynamicImage::ImageRgb8)
    };
    Ok(Raster {
        image: image.ok_or(damaged)?,
        cmyk: is_cmyk,
    })
}

/// The colours of pixels that are stored as inks, or as brightness and two differences of inks (YCCK).
fn inks(stored: &[u8], is_ycck: bool, inverted: bool) -> Vec<u8> {
    let mut colours = Vec::with_capacity(stored.len() / 4 * 3);
    for pixel in stored.chunks_exact(4) {
        let mut ink = [pixel[0], pixel[1], pixel[2], pixel[3]];
        if is_ycck {
            // YCCK is the YCbCr of the colours that the inks absorb.
            let [r, g, b] = from_ycc([pixel[0], pixel[1], pixel[2]]);
            ink = [255 - r, 255 - g, 255 - b, pixel[3]];
        }
        if inverted {
            ink = ink.map(|value| 255 - value);
        }
        colours.extend(cmyk::to_rgb(ink));
    }
    colours
}

/// YCbCr to RGB in whole numbers.
fn from_ycc([y, cb, cr]: [u8; 3]) -> [u8; 3] {
    let (y, cb, cr) = (i32::from(y) << 16, i32::from(cb) - 128, i32::from(cr) - 128);
    let byte = |value: i32| u8::try_from(((value + (1 << 15)) >> 16).clamp(0, 255)).unwrap_or(0);
    [
        byte(y + 91_881 * cr),
        byte(y - 22_554 * cb - 46_802 * cr),
        byte(y + 116_130 * cb),
    ]
}

impl Raster {
    /// Width and height of the picture once it is turned.
    #[must_use]
    pub fn upright_size(&self, orientation: u8) -> (u32, u32) {
        let (width, height) = (self.image.width(), self.image.height());
        if orientation >= 5 {
            (height, width)
        } else {
            (width, height)
        }
    }

    /// Whether it has so many colours that it is a photo, and nothing of it lets the page through.
    #[must_use]
    pub fn is_photo(&self) -> bool {
        use image::GenericImageView as _;
        let (width, height) = self.image.dimensions();
        let step = |length: u32| (length / 128).max(1);
        let mut colours = std::collections::BTreeSet::new();
        for y in (0..height).step_by(step(height) as usize) {
            for x in (0..width).step_by(step(width) as usize) {
                let [r, g, b, a] = self.image.get_pixel(x, y).0;
                if a < 255 {
                    return false;
                }
                colours.insert([r, g, b]);
            }
        }
        colours.len() > 2000 || (colours.len() > 200 && !self.image.color().has_color())
    }

    /// The picture as it is shown.
    pub fn draw(
        self,
        scaled: Option<(u32, u32)>,
        becomes: PictureKind,
        stripped: &Stripped,
    ) -> Result<Vec<u8>, PictureFlaw> {
        let mut image = self.image;
        if let Some(orientation) = Orientation::from_exif(stripped.orientation) {
            image.apply_orientation(orientation);
        }
        image = match image.color() {
            color if color.has_alpha() => DynamicImage::ImageRgba8(image.into_rgba8()),
            color if color.has_color() => DynamicImage::ImageRgb8(image.into_rgb8()),
            _ => DynamicImage::ImageLuma8(image.into_luma8()),
        };
        if let Some((width, height)) = scaled {
            // Adds and multiplies only, so it gives the same everywhere; finer ones use sines.
            image = image.resize_exact(width, height, image::imageops::FilterType::CatmullRom);
        }
        if becomes == PictureKind::Jpeg && image.color().has_alpha() {
            image = DynamicImage::ImageRgb8(image.into_rgb8());
        }
        let mut bytes = Vec::new();
        // A profile belongs to the colours that it was made for.
        let is_grey = !image.color().has_color();
        let profile = stripped.profile.clone().filter(|profile| {
            !self.cmyk && (profile.get(16..20) == Some(b"GRAY".as_slice())) == is_grey
        });
        let (pixels, width, height, color) = (
            image.as_bytes(),
            image.width(),
            image.height(),
            image.color().into(),
        );
        let written = if becomes == PictureKind::Jpeg {
            let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
            if let Some(profile) = profile {
                let _ = encoder.set_icc_profile(profile);
            }
            encoder.write_image(pixels, width, height, color)
        } else {
            let mut encoder = PngEncoder::new_with_quality(
                &mut bytes,
                CompressionType::Default,
                FilterType::Adaptive,
            );
            if let Some(profile) = profile {
                let _ = encoder.set_icc_profile(profile);
            }
            encoder.write_image(pixels, width, height, color)
        };
        written.map_err(|error| fault(&error))?;
        Ok(bytes)
    }
}
