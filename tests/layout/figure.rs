//! A figure to be held, and the table of them.

use crate::layout::sheet::Colour;

/// How strictly a figure is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Strength {
    /// The standard: must.
    Rule,
    /// The standard: normally, or as a recommendation.
    Normal,
    /// Not in the standard.
    Practice,
}

use Strength::{Normal, Practice, Rule};

impl Strength {
    fn word(self) -> &'static str {
        match self {
            Rule => "规定",
            Normal => "一般",
            Practice => "实务",
        }
    }
}

enum Value {
    /// Expected, tolerance, measured.
    Number(f64, f64, f64),
    /// Expected, measured.
    Words(String, String),
}

struct Figure {
    name: String,
    clause: &'static str,
    strength: Strength,
    value: Value,
}

/// The figures of one group.
pub struct Table {
    title: &'static str,
    figures: Vec<Figure>,
}

impl Table {
    pub fn new(title: &'static str) -> Self {
        Self {
            title,
            figures: Vec::new(),
        }
    }

    /// A length in mm, a size in points or a count.
    pub fn number(
        &mut self,
        name: &str,
        (clause, strength): (&'static str, Strength),
        expected: f64,
        tolerance: f64,
        measured: f64,
    ) {
        self.figures.push(Figure {
            name: name.to_owned(),
            clause,
            strength,
            value: Value::Number(expected, tolerance, measured),
        });
    }

    pub fn words(
        &mut self,
        name: &str,
        (clause, strength): (&'static str, Strength),
        expected: &str,
        measured: &str,
    ) {
        self.figures.push(Figure {
            name: name.to_owned(),
            clause,
            strength,
            value: Value::Words(expected.to_owned(), measured.to_owned()),
        });
    }

    /// Prints the table and fails where a figure is off; there must be at least `least`.
    pub fn check(self, least: usize) {
        let mut out = format!(
            "{}：{}项\n  结果 条款       强度 应为 | 实测 | 项目\n",
            self.title,
            self.figures.len()
        );
        let mut off = 0;
        for figure in &self.figures {
            let (right, values) = match &figure.value {
                Value::Number(expected, tolerance, measured) => (
                    (expected - measured).abs() <= *tolerance,
                    format!("{expected:.3} ±{tolerance:.2} | {measured:.3}"),
                ),
                Value::Words(expected, measured) => {
                    (expected == measured, format!("{expected} | {measured}"))
                }
            };
            off += usize::from(!right);
            out.push_str(&format!(
                "  {} {:10} {} {values} | {}\n",
                if right { "合" } else { "✗✗" },
                figure.clause,
                figure.strength.word(),
                figure.name
            ));
        }
        println!("{out}");
        assert_eq!(off, 0, "{off} figures are off\n{out}");
        assert!(self.figures.len() >= least, "fewer than {least} figures");
    }
}

/// The class of a face: what the standard names.
pub fn class(font: &str) -> &'static str {
    let classes = [
        ("Fangsong", "仿宋"),
        ("Kai", "楷体"),
        ("NotoSans", "黑体"),
        ("Serif-Regular", "宋体"),
        ("SerifCJKsc-Regular", "宋体"),
        ("SerifCJKsc-Bold", "小标宋"),
        ("LiberationSerif", "西文"),
    ];
    classes
        .iter()
        .find(|(part, _)| font.contains(part))
        .map_or("?", |(_, class)| class)
}

pub fn tint(colour: Colour) -> &'static str {
    match colour {
        [r, g, b] if r < 0.01 && g < 0.01 && b < 0.01 => "黑",
        [r, g, b] if r > 0.8 && g < 0.2 && b < 0.2 => "红",
        _ => "?",
    }
}
