//! The keys of a fragment's front matter (片头).

use super::keys;
use super::printed_words::{Field, take_off_given};
use crate::diag::Sink;
use crate::model::{ArticleHead, Contributions, FileId, Spanned, UnitReport};
use crate::source::front_matter::Parts;
use crate::source::markdown::guard::LineEnds;
use crate::source::yaml::Yaml;
use crate::source::{Fields, value};

/// What a front matter says.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// The unit (单位) that the fragment is from or about.
    pub unit: Option<Spanned<String>>,
    /// What stands around the text where the fragment is an article.
    pub head: ArticleHead,
    /// What a line end means (换行), where it says so.
    pub line_ends: Option<LineEnds>,
}

impl Front {
    /// Adds what it brings besides the fragment's text.
    pub fn bring(self, file: FileId, contributions: &mut Contributions) {
        if let Some(unit) = self.unit {
            contributions.reports.push(UnitReport {
                file,
                unit: unit.value,
                place: unit.span,
            });
        }
    }
}

/// Reads the front matter of the fragment `file`; it says nothing where there is none.
pub fn read(parts: &Parts<'_>, file: FileId, sink: &mut Sink) -> Front {
    let mut front = Front::default();
    if let Some(text) = parts.front
        && let Some(yaml) = Yaml::parse(text, file, parts.front_start, sink)
        && let Some(mut fields) = Fields::open(yaml.root(), "片头", sink)
    {
        let mut line = |key, name, sink: &mut Sink| {
            let node = fields.get(key, sink)?;
            value::text(node, name, sink)
        };
        front.unit = line(keys::UNIT, "单位", sink);
        front.head.subtitle =
            take_off_given(line(keys::SUBTITLE, "副题", sink), Field::Subtitle, sink);
        front.head.editor_note = line(keys::EDITOR_NOTE, "按语", sink);
        front.head.source = take_off_given(line(keys::SOURCE, "来源", sink), Field::Source, sink);
        if let Some(node) = fields.get(keys::TITLE, sink) {
            front.head.title = value::lines(node, "标题", sink);
        }
        if let Some(node) = fields.get(keys::LINE_ENDS, sink) {
            front.line_ends = value::line_ends(node, sink);
        }
        fields.finish(sink);
    }
    front
}
