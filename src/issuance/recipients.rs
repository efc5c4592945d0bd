//! Where the main recipients (主送) stood in an issue as it went out: under the title, or in the imprint (版记).

use super::record::IssuanceRecord;
use super::wording::{RECIPIENTS, line};
use crate::model::{Document, RecipientsPlace};

impl IssuanceRecord {
    /// Where the recipients of `document` stood; none where they are others now, so that where they stand is to be found anew.
    #[must_use]
    pub fn recipients_place(&self, document: &Document) -> Option<RecipientsPlace> {
        let under_title = line(RECIPIENTS, document.head.recipients.as_ref()?);
        let row = document.recipients_row()?;
        let in_imprint = line(&row.label, &row.text);
        // The imprint is the last of an issue's words, but for the files that go along with it.
        let imprint = &document.head.imprint;
        let (office, date) = document.imprint_office();
        let behind = imprint.rows.len()
            + usize::from(office.is_some())
            + usize::from(date.is_some())
            + usize::from(imprint.copies.is_some())
            + document.assets.len();
        let is_last = |at: usize| self.text.len() - at <= behind + 1;
        self.text.iter().enumerate().find_map(|(at, recorded)| {
            if *recorded == under_title && !is_last(at) {
                Some(RecipientsPlace::Automatic)
            } else if *recorded == in_imprint && is_last(at) {
                Some(RecipientsPlace::Imprint)
            } else {
                None
            }
        })
    }
}
