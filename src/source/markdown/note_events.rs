//! What notes (注释) say, parted from the text: it is read first, for the marks of notes stand before it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

type Placed<'t> = (Event<'t>, Range<usize>);

/// Parts the events of what notes say from those of the text.
pub fn part(events: Vec<Placed<'_>>) -> (Vec<Placed<'_>>, Vec<Placed<'_>>) {
    let mut inside = false;
    events.into_iter().partition(|(event, _)| {
        let ends = matches!(event, Event::End(TagEnd::FootnoteDefinition));
        inside |= matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
        let belongs = inside;
        inside &= !ends;
        belongs
    })
}
