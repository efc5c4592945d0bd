//! The colours of four printing inks as a screen shows them.

/// The colour of inks, each 0 (none) to 255 (full), on coated paper.
///
/// The polynomial is that of pdf.js (Apache-2.0), fitted to the profile US Web Coated (SWOP). It only adds and multiplies, so it gives the same on every
/// machine, and no blue becomes violet as it does with the plain formula.
#[must_use]
pub fn to_rgb([c, m, y, k]: [u8; 4]) -> [u8; 3] {
    let part = |ink: u8| f64::from(ink) / 255.0;
    let (c, m, y, k) = (part(c), part(m), part(y), part(k));
    let red = 255.0
        + c * (-4.387_332_384_609_988 * c
            + 54.486_151_941_891_76 * m
            + 18.822_905_021_653_02 * y
            + 212.256_624_516_395_85 * k
            - 285.233_102_613_700_4)
        + m * (1.714_976_347_736_213_4 * m
            - 5.609_673_690_404_731_5 * y
            - 17.873_870_861_415_444 * k
            - 5.497_006_427_196_366)
        + y * (-2.521_734_013_168_303_3 * y - 21.248_923_337_353_073 * k + 17.511_927_084_181_3)
        + k * (-21.861_221_474_636_05 * k - 189.481_808_359_227_47);
    let green = 255.0
        + c * (8.841_041_422_036_149 * c
            + 60.118_027_045_597_366 * m
            + 6.871_425_592_049_007 * y
            + 31.159_100_130_055_922 * k
            - 79.297_084_481_654_8)
        + m * (-15.310_361_306_967_817 * m
            + 17.575_251_261_109_482 * y
            + 131.352_509_124_939_76 * k
            - 190.945_330_258_895_1)
        + y * (4.444_339_102_852_739 * y + 9.863_286_149_340_5 * k - 24.867_415_825_558_78)
        + k * (-20.737_325_471_181_034 * k - 187.804_537_097_195_78);
    let blue = 255.0
        + c * (0.884_252_243_000_329_6 * c + 8.078_677_503_112_928 * m + 30.899_783_097_037_29 * y
            - 0.238_832_386_891_789_34 * k
            - 14.183_576_799_673_286)
        + m * (10.495_932_734_320_72 * m + 63.023_784_947_540_52 * y + 50.606_957_656_360_734 * k
            - 112.238_842_537_192_48)
        + y * (0.032_960_411_148_732_17 * y + 115.603_844_496_466_41 * k - 193.582_093_568_615_05)
        + k * (-22.338_168_073_098_86 * k - 180.126_139_749_083_67);
    [red, green, blue].map(to_byte)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte"
)]
fn to_byte(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::to_rgb;

    #[test]
    fn inks_look_as_on_paper() {
        assert_eq!(to_rgb([0, 0, 0, 0]), [255, 255, 255]);
        let [r, g, b] = to_rgb([0, 0, 0, 255]);
        assert!(r < 60 && g < 60 && b < 60, "black ink is dark");
        let [r, g, b] = to_rgb([255, 0, 0, 0]);
        assert!(r < 20 && g > 150 && b > 200, "cyan");
        let [r, g, b] = to_rgb([0, 255, 255, 0]);
        assert!(r > 200 && g < 90 && b < 90, "red");
    }
}
