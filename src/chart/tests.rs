//! What charts hold: every name and value stands in the drawing, every shape within it, and what is hostile stays text.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

fn value(number: i64) -> ChartValue {
    ChartValue {
        value: Decimal::from(number),
        printed: number.to_string(),
    }
}

fn bar(name: &str, number: Option<i64>, target: Option<i64>) -> Bar {
    Bar {
        name: name.to_owned(),
        values: vec![number.map(value)],
        missing: "未报".to_owned(),
        target: target.map(value),
        short: number.is_some() && number < target,
    }
}

fn bars(bars: Vec<Bar>) -> ChartData {
    ChartData::Bars(BarChart {
        series: vec!["要约书".to_owned()],
        bars,
        line: None,
        short_words: "未达目标".to_owned(),
        measure: "份".to_owned(),
    })
}

/// The numbers of all places in a drawing, which lie in the sheet.
fn places_lie_within(svg: &str) {
    let height: f64 = attribute(svg, "height")
        .trim_end_matches("pt")
        .parse()
        .expect("a number");
    for element in svg
        .split('<')
        .filter(|element| element.starts_with("rect") || element.starts_with("text"))
    {
        let number = |name: &str| attribute(element, name).parse::<f64>().unwrap_or(0.0);
        let (x, y) = (number("x"), number("y"));
        let words = element
            .split_once('>')
            .map_or("", |(_, words)| words.trim_end());
        let size = attribute(element, "font-size")
            .parse::<f64>()
            .unwrap_or(12.0)
            / 12.0;
        let wide = canvas::width_of(words) * size;
        let left = match attribute(element, "text-anchor") {
            "end" => x - wide,
            "middle" => x - wide / 2.0,
            _ => x,
        };
        assert!(left >= -0.6 && left + wide <= WIDTH + 0.6, "{element}");
        assert!((-0.01..=WIDTH + 0.01).contains(&x), "{element}");
        assert!((-0.01..=height + 0.01).contains(&y), "{element}");
        assert!(x + number("width") <= WIDTH + 0.01, "{element}");
        assert!(number("width") >= 0.0, "{element}");
    }
}

fn attribute<'t>(element: &'t str, name: &str) -> &'t str {
    let start = format!(" {name}=\"");
    element
        .split_once(&start)
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("", |(value, _)| value)
}

#[test]
fn bars_show_names_values_and_what_falls_short() {
    let data = bars(vec![
        bar("青禾县", Some(320), Some(300)),
        bar("云汀区", Some(120), Some(200)),
        bar("白沙县", None, Some(100)),
    ]);
    let drawing = draw(&data);
    for words in ["青禾县", ">320<", "未报", "未达目标", "单位：份"] {
        assert!(
            drawing.svg().contains(words),
            "{words} in {}",
            drawing.svg()
        );
    }
    // Only the one that falls short is hatched, and its mark in the legend.
    assert_eq!(drawing.svg().matches("class=\"chart-hatch\"").count(), 2);
    assert_eq!(
        in_words(&data),
        "条形图。青禾县320份（目标300份）；云汀区120份（目标200份），未达目标；白沙县未报（目标100份）。"
    );
    places_lie_within(drawing.svg());
}

#[test]
fn a_line_is_broken_where_nothing_was_reported() {
    let data = ChartData::Trend(TrendChart {
        issues: ["3月", "4月", "5月", "6月", "7月"]
            .map(str::to_owned)
            .to_vec(),
        lines: vec![TrendLine {
            name: "建制率".to_owned(),
            values: vec![
                Some(value(90)),
                Some(value(92)),
                None,
                Some(value(93)),
                Some(value(95)),
            ],
        }],
        measure: String::new(),
    });
    let drawing = draw(&data);
    assert_eq!(drawing.svg().matches("class=\"chart-course\"").count(), 2);
    assert_eq!(drawing.svg().matches("<circle").count(), 4);
    assert!(in_words(&data).contains("5月没有数"));
}

#[test]
fn nothing_that_is_written_becomes_markup() {
    let hostile = "</text><script>alert(1)</script>\" onload=\"x";
    for data in [
        bars(vec![bar(hostile, Some(1), None)]),
        ChartData::Share(ShareChart {
            parts: vec![(hostile.to_owned(), value(1), "100%".to_owned())],
            measure: hostile.to_owned(),
        }),
    ] {
        let drawing = draw(&data);
        assert!(!drawing.svg().contains("<script"), "{}", drawing.svg());
        assert!(roxmltree::Document::parse(drawing.svg()).is_ok());
    }
}

proptest! {
    /// Whatever the values, the drawing is whole, lies within its sheet, and names every row.
    #[test]
    fn any_values_are_drawn_within_the_sheet(
        rows in prop::collection::vec(("[一-鿿]{1,60}", prop::option::of(-5_000_i64..5_000), prop::option::of(0_i64..5_000)), 1..30),
    ) {
        let data = bars(rows.iter().map(|(name, number, target)| bar(name, *number, *target)).collect());
        let drawing = draw(&data);
        prop_assert!(roxmltree::Document::parse(drawing.svg()).is_ok());
        places_lie_within(drawing.svg());
        for (name, _, _) in &rows {
            prop_assert!(in_words(&data).contains(name.as_str()));
        }
        let parts = rows.iter().map(|(name, number, _)| (name.clone(), value(number.unwrap_or(0).abs()), "1%".to_owned()));
        let share = draw(&ChartData::Share(ShareChart { parts: parts.take(ShareChart::MOST_PARTS).collect(), measure: String::new() }));
        prop_assert!(roxmltree::Document::parse(share.svg()).is_ok());
        let lines = rows.chunks(4).take(TrendChart::MOST_LINES).map(|chunk| TrendLine {
            name: chunk[0].0.clone(),
            values: (0..4).map(|place| chunk.get(place).and_then(|(_, number, _)| number.map(value))).collect(),
        });
        let trend = draw(&ChartData::Trend(TrendChart {
            issues: ["3月", "4月", "5月", "6月"].map(str::to_owned).to_vec(),
            lines: lines.collect(),
            measure: String::new(),
        }));
        prop_assert!(roxmltree::Document::parse(trend.svg()).is_ok());
        places_lie_within(trend.svg());
    }

    /// The steps of an axis hold all values, and there are not many.
    #[test]
    fn steps_hold_the_values(low in -1e6_f64..1e6, span in 0.001_f64..1e6) {
        let steps = scale::steps(low, low + span, 4);
        prop_assert!((2..=10).contains(&steps.len()), "{steps:?}");
        prop_assert!(steps[0].0 <= low + span * 1e-6);
        prop_assert!(steps[steps.len() - 1].0 >= low + span - span * 1e-6);
    }
}
