//! Numbers of a spreadsheet in decimal digits: fifteen of them, as Excel and WPS compute and show.

/// A number: 0.d₁d₂d₃… times ten to the power of `point`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// Whether it is below zero.
    pub negative: bool,
    /// The digits, each 0 to 9, without zeros at the end; none for zero.
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The number with fifteen digits, so that 0.1 + 0.2 is 0.3.
    #[must_use]
    pub fn of(value: f64) -> Self {
        let text = format!("{:.14e}", value.abs());
        let (mantissa, power) = text.split_once('e').unwrap_or(("0", "0"));
        let mut digits: Vec<u8> = mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|byte| byte - b'0')
            .collect();
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let point = power.parse::<i32>().map_or(0, |power| power + 1);
        Self {
            negative: value < 0.0 && !digits.is_empty(),
            point: if digits.is_empty() { 0 } else { point },
            digits,
        }
    }

    /// The number times ten to the power of `power`.
    #[must_use]
    pub fn shifted(mut self, power: i32) -> Self {
        if !self.digits.is_empty() {
            self.point += power;
        }
        self
    }

    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// How many digits stand before the point.
    #[must_use]
    pub fn whole_digits(&self) -> usize {
        usize::try_from(self.point).unwrap_or(0)
    }

    /// How many digits stand behind the point.
    #[must_use]
    pub fn decimals(&self) -> usize {
        let length = i32::try_from(self.digits.len()).unwrap_or(0);
        usize::try_from(length - self.point).unwrap_or(0)
    }

    /// The digits before and behind the point, rounded to `decimals` behind it, halves away from zero (四舍五入). Before the point stands nothing for 0.
    #[must_use]
    pub fn rounded(&self, decimals: usize) -> (String, String) {
        let kept = self.point + i32::try_from(decimals).unwrap_or(i32::MAX / 2);
        let mut digits = self.digits.clone();
        let mut point = self.point;
        if kept < 0 {
            digits.clear();
        } else if let Ok(kept) = usize::try_from(kept)
            && kept < digits.len()
        {
            let up = digits[kept] >= 5;
            digits.truncate(kept);
            if up {
                let mut place = kept;
                loop {
                    if place == 0 {
                        digits.insert(0, 1);
                        point += 1;
                        break;
                    }
                    place -= 1;
                    if digits[place] < 9 {
                        digits[place] += 1;
                        break;
                    }
                    digits[place] = 0;
                }
            }
        }
        let at = |place: i32| -> char {
            let digit = usize::try_from(place)
                .ok()
                .and_then(|place| digits.get(place))
                .copied()
                .unwrap_or(0);
            char::from(b'0' + digit)
        };
        let whole: String = (0..point.max(0)).map(at).collect();
        let behind = i32::try_from(decimals).unwrap_or(0);
        let fraction = (point..point + behind).map(at).collect();
        (whole.trim_start_matches('0').to_owned(), fraction)
    }

    /// The shortest way to write it.
    #[must_use]
    pub fn plain(&self) -> String {
        let (whole, fraction) = self.rounded(self.decimals());
        let sign = if self.negative { "-" } else { "" };
        let whole = if whole.is_empty() { "0" } else { &whole };
        if fraction.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{fraction}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;
    use proptest::prelude::*;

    #[test]
    fn halves_are_rounded_as_in_a_spreadsheet() {
        let cases = [
            (0.1 + 0.2, 2, "", "30"),
            (2.675, 2, "2", "68"),
            (1.005, 2, "1", "01"),
            (0.5, 0, "1", ""),
            (99.995, 2, "100", "00"),
            (-1.5, 0, "2", ""),
            (0.004, 2, "", "00"),
            (0.0, 1, "", "0"),
            (13_812_345_678.0, 0, "13812345678", ""),
            (0.000_000_5, 6, "", "000001"),
        ];
        for (value, decimals, whole, fraction) in cases {
            let (a, b) = Decimal::of(value).rounded(decimals);
            assert_eq!((a.as_str(), b.as_str()), (whole, fraction), "{value}");
        }
        assert_eq!(Decimal::of(0.1 + 0.2).plain(), "0.3");
        assert_eq!(Decimal::of(-1234.5).plain(), "-1234.5");
        assert_eq!(Decimal::of(0.985).shifted(2).plain(), "98.5");
    }

    proptest! {
        #[test]
        fn what_was_typed_with_few_digits_is_shown_again(number in -99_999_999_i32..99_999_999, power in 0_u32..6) {
            let value = f64::from(number) / 10_f64.powi(i32::try_from(power).unwrap_or(0));
            let shown: f64 = Decimal::of(value).plain().parse().expect("a number");
            prop_assert_eq!(shown, value);
        }
    }
}
