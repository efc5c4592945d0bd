//! Runs of plain text.

use super::look::RunLook;
use super::xml::WordXml;

/// Writes `text` as one run; a line end in it stays one.
pub(super) fn push_text(runs: &mut WordXml, text: &str, look: &RunLook) {
    if text.is_empty() {
        return;
    }
    runs.raw("<w:r>");
    look.write(runs);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            runs.raw("<w:br/>");
        }
        for (at, piece) in line.split('\t').enumerate() {
            if at > 0 {
                runs.raw("<w:tab/>");
            }
            if !piece.is_empty() {
                runs.raw("<w:t xml:space=\"preserve\">");
                runs.text(piece);
                runs.raw("</w:t>");
            }
        }
    }
    runs.raw("</w:r>");
}

/// Writes a tab.
pub(super) fn push_tab(runs: &mut WordXml) {
    push_text(runs, "\t", &RunLook::default());
}
