//! 附件 (7.3.7): each on a page of its own, 附件N in 黑体 on the first line, its title centred on the third.

use super::key;
use super::measures::PITCH;
use super::sections::lies_on_its_side;
use super::writing::{Setting, Writing};
use crate::model::AttachmentBody;

impl Writing<'_> {
    /// Writes the attachments that are printed with the issue.
    pub(super) fn attachments(&mut self) {
        let names: Vec<&str> = self.document.names.iter().map(String::as_str).collect();
        for attachment in &self.document.attachments {
            let AttachmentBody::Blocks(blocks) = &attachment.body else {
                continue;
            };
            let on_side = lies_on_its_side(blocks);
            if on_side {
                self.turn_to_side();
            }
            let mut label = self
                .line("AttachmentLabel", &attachment.label)
                .known_by(key::of_anchor(&attachment.anchor));
            // Pages on their side begin anew by themselves.
            label.new_page = !on_side;
            self.paragraph(&label);
            let title = attachment.title_lines(&names).join("\n");
            let mut title = self
                .line("AttachmentTitle", &title)
                .known_by(key::part_of(&attachment.anchor, "title"))
                .after_space(PITCH);
            title.space.1 = PITCH;
            title.outline = Some(0);
            self.paragraph(&title);
            self.last_depth = 1;
            let setting = Setting {
                depth: 1,
                ..Setting::TEXT
            };
            self.blocks(blocks, setting, false);
        }
    }
}
