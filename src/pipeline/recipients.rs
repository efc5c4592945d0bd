//! Where the main recipients (主送) stand in every form of an issue, settled before anything is drawn.

use crate::diag::{Diagnostic, Sink, code};
use crate::issuance::IssuanceRecord;
use crate::model::{Document, RecipientsPlace};

/// 7.3.2: main recipients that would push the text off the first page go to the imprint (版记), and that is said. Where the issue went out they stay where
/// they stood, whatever this program makes of its first page.
pub fn settle(document: &mut Document, record: Option<&IssuanceRecord>, sink: &mut Sink) {
    let id = document.id.to_string();
    let elements = &mut document.head.elements;
    let is_open = elements.recipients_place == RecipientsPlace::Automatic;
    let stood = record.filter(|_| is_open);
    if let Some(stood) = stood.and_then(|record| record.recipients_place(document)) {
        document.head.elements.recipients_place = stood;
    } else if document.recipients_crowd_first_page()
        && let Some(names) = &document.head.recipients
    {
        let message = format!("{id}：主送留在标题下，首页会排不下正文，移到版记（抄送之上）");
        let help = if document
            .head
            .masthead
            .as_ref()
            .is_some_and(|mark| mark.offices.len() > 1)
        {
            "要留在标题下的，主送写统称（例如“各县（市、区）总工会”），或报头只用主办机关的标志"
        } else {
            "要留在标题下的，主送写统称（例如“各县（市、区）总工会”），或把标题写短"
        };
        sink.push(Diagnostic::new(code::CROWDED, names.span, message).help(help));
        document.head.elements.recipients_place = RecipientsPlace::Imprint;
    }
    let rows = document.imprint_rows().into_iter();
    if let Some(size) = document.small_imprint()
        && let Some(longest) = rows.max_by_key(|row| row.text.len())
    {
        let message = format!("{id}：版记用4号字会超过一页，改用{size}，行距、回行也收紧");
        let help = "单位太多时写统称（例如“各县（市、区）总工会”），或把名单作为附件";
        sink.push(Diagnostic::new(code::CROWDED, longest.text.span, message).help(help));
    }
}
