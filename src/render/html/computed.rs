//! Numbers that were computed (引用): each leads to what the page says of where it comes from.

use super::escape::Html;
use super::link;
use crate::model::ComputedText;

/// A number that was computed leads to what the page says of where it comes from.
pub(super) fn write(html: &mut Html, computed: &ComputedText, text_by: fn(&mut Html, &str)) {
    if let Some(light) = computed.light {
        html.tag("<span class=\"light ");
        html.tag(light.name());
        html.tag("\">");
        text_by(html, &computed.text);
        html.tag("</span>");
        return;
    }
    let anchor = html.source_of(computed);
    match &anchor {
        Some(anchor) => {
            html.tag("<a class=\"computed\" href=\"");
            html.text(&link::fragment(anchor));
            html.tag("\" title=\"");
        }
        None => html.tag("<span class=\"computed\" title=\""),
    }
    html.text(&computed.source);
    html.tag("\">");
    text_by(html, &computed.text);
    html.tag(if anchor.is_some() { "</a>" } else { "</span>" });
}
