//! What each page design (版式) does, in one table: parsing, the scaffold, pages, paper and search ask it, and nobody asks which layout it is.
//!
//! A new layout is a variant with its entry here and the file `templates/typst/<template>.typ`.

use super::{RecipientsPlace, Spanned};

/// The page design (版式) of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layout {
    /// 公文: GB/T 9704-2012, with masthead and red line where the series names a masthead, otherwise 白头件.
    Document,
    /// 信函: the letter form of GB/T 9704-2012, 10.1.
    Letter,
    /// 纪要: the minutes of GB/T 9704-2012, 10.3.
    Minutes,
    /// 命令（令）: the form of orders of GB/T 9704-2012, 10.2.
    Command,
    /// 简报: masthead, issue number, publisher and date over a red line; articles; 报/送/发 at the end.
    Bulletin,
}

/// What a layout does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayoutRules {
    /// The word that `series.yaml` uses for it, which is also the genre (体裁) in a catalogue.
    pub word: &'static str,
    /// The name of its template file without the ending, and its class in the page.
    pub template: &'static str,
    /// Whether the publishers (编印单位) are printed in the head.
    pub publishers_in_head: bool,
    /// When the date stands in the head rather than at the end.
    pub date_in_head: DateInHead,
    /// The first page that shows its number (7.5, 10.1).
    pub page_numbers_from: u32,
    /// Whether the head of a joint letter bears the sponsor alone, the first office of the masthead (10.1); all of them sign.
    pub sponsor_alone: bool,
    /// Whether a red line closes the head (7.2.7).
    pub red_line: bool,
    /// Whether 本期要目 and 按语 stand over the title, as in a 简报; elsewhere they stand right before the text.
    pub opening_first: bool,
    /// Where the main recipients (主送) stand unless the issue says otherwise.
    pub recipients: RecipientsPlace,
    /// What they are called in the imprint.
    pub recipients_label: &'static str,
    /// Whether the imprint (版记) has lines, printing office and date of printing (7.4, 10.1).
    pub imprint_lined: bool,
    /// Whether an issue that does not only consist of articles must have a title.
    pub needs_title: bool,
    /// Whether the issue must say who signs it with a stamp (签名章).
    pub needs_stamp: bool,
    /// Whom the properties of the PDF name as author.
    pub author: Author,
    /// The type of an issue in schema.org's words.
    pub schema_type: &'static str,
    /// What a new issue begins with.
    pub scaffold: ScaffoldRules,
}

/// When the date of issue stands in the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateInHead {
    /// It stands under the text (成文日期) alone.
    Never,
    /// Always, as long as it does not stand under the title.
    Always,
    /// Beside the publishers (编印单位) of what nobody signs.
    BesidePublishers,
}

/// Where the date of issue is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePlace {
    /// In the head, beside the publishers (practice of 简报).
    Head,
    /// At the end under the signature (GB/T 9704-2012, 7.3.5).
    End,
    /// Under the title, in brackets (practice of 总结 and speeches).
    UnderTitle,
}

/// Whom the properties of a PDF name as author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// Those who sign it (署名).
    Signatures,
    /// Those who publish the series (编印单位).
    Publishers,
    /// The offices of the masthead (发文机关标志), for what bears no office under its text.
    Masthead,
}

/// What a new issue of the layout begins with, where the series has no issue yet to go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScaffoldRules {
    /// Whether it consists of articles (文章) under columns (栏目), with a list of contents and a place for an editor's note.
    pub articles: bool,
    /// Why it has no title, as a comment says it; none where it has one.
    pub untitled: Option<&'static str>,
    /// The line that reminds of the keys which are proper to the layout.
    pub reminder: Option<&'static str>,
}

/// A 公文, from which the other layouts differ in what they name.
const DOCUMENT: LayoutRules = LayoutRules {
    word: "公文",
    template: "document",
    publishers_in_head: true,
    date_in_head: DateInHead::Never,
    page_numbers_from: 1,
    sponsor_alone: false,
    red_line: true,
    opening_first: false,
    recipients: RecipientsPlace::Automatic,
    recipients_label: "主送",
    imprint_lined: true,
    needs_title: true,
    needs_stamp: false,
    author: Author::Signatures,
    schema_type: "https://schema.org/Report",
    scaffold: ScaffoldRules {
        articles: false,
        untitled: None,
        reminder: Some("# 签发人、密级、紧急程度、附注等，需要时加上"),
    },
};

const BULLETIN: LayoutRules = LayoutRules {
    word: "简报",
    template: "bulletin",
    date_in_head: DateInHead::Always,
    opening_first: true,
    recipients: RecipientsPlace::UnderTitle,
    author: Author::Publishers,
    scaffold: ScaffoldRules {
        articles: true,
        untitled: Some("全部由文章组成的一期不用写"),
        reminder: None,
    },
    ..DOCUMENT
};

const LETTER: LayoutRules = LayoutRules {
    word: "信函",
    template: "letter",
    sponsor_alone: true,
    page_numbers_from: 2,
    imprint_lined: false,
    ..DOCUMENT
};

const MINUTES: LayoutRules = LayoutRules {
    word: "纪要",
    template: "minutes",
    date_in_head: DateInHead::BesidePublishers,
    // Practice: the mark and the 期号 say what it is.
    needs_title: false,
    scaffold: ScaffoldRules {
        reminder: Some(
            "# 出席: [姓名, 姓名]　请假、列席、主持、记录的写法相同；时间: 某月某日上午　地点: 会议室",
        ),
        ..DOCUMENT.scaffold
    },
    ..DOCUMENT
};

const COMMAND: LayoutRules = LayoutRules {
    word: "命令",
    template: "command",
    publishers_in_head: false,
    red_line: false,
    recipients: RecipientsPlace::Imprint,
    recipients_label: "分送",
    needs_title: false,
    needs_stamp: true,
    author: Author::Masthead,
    scaffold: ScaffoldRules {
        untitled: Some("命令一般没有标题，发文机关标志和令号就是题目"),
        reminder: Some("# 签名章（职务、姓名）系列里写了，这里就不用写"),
        ..DOCUMENT.scaffold
    },
    ..DOCUMENT
};

impl Layout {
    /// All layouts with the word that `series.yaml` uses for each.
    pub const ALL: &[(Layout, &str)] = &[
        (Layout::Document, DOCUMENT.word),
        (Layout::Bulletin, BULLETIN.word),
        (Layout::Letter, LETTER.word),
        (Layout::Minutes, MINUTES.word),
        (Layout::Command, COMMAND.word),
    ];

    /// What it does.
    #[must_use]
    pub const fn rules(self) -> &'static LayoutRules {
        match self {
            Layout::Document => &DOCUMENT,
            Layout::Bulletin => &BULLETIN,
            Layout::Letter => &LETTER,
            Layout::Minutes => &MINUTES,
            Layout::Command => &COMMAND,
        }
    }
}

impl LayoutRules {
    /// Where the date stands in an issue that these offices publish and sign, and that asks for it under its title or not.
    #[must_use]
    pub fn date_place(
        &self,
        under_title: bool,
        publishers: &[String],
        signatures: &[Spanned<String>],
    ) -> DatePlace {
        let in_head = match self.date_in_head {
            DateInHead::Never => false,
            DateInHead::Always => true,
            DateInHead::BesidePublishers => !publishers.is_empty() && signatures.is_empty(),
        };
        match (under_title, in_head) {
            (true, _) => DatePlace::UnderTitle,
            (false, true) => DatePlace::Head,
            (false, false) => DatePlace::End,
        }
    }

    /// Where the main recipients stand in an issue that asks for `asked`, 题下 ([`RecipientsPlace::Automatic`]) or 版记.
    #[must_use]
    pub fn recipients_place(&self, asked: Option<RecipientsPlace>) -> RecipientsPlace {
        match (asked, self.recipients) {
            (None, usual) => usual,
            // 7.3.2 is about documents; where it does not hold, nothing moves by itself.
            (Some(RecipientsPlace::Automatic), RecipientsPlace::UnderTitle) => {
                RecipientsPlace::UnderTitle
            }
            (Some(asked), _) => asked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_layout_is_offered_once_and_has_a_template_of_its_own() {
        for (at, (layout, word)) in Layout::ALL.iter().enumerate() {
            assert_eq!(layout.rules().word, *word);
            for (other, _) in &Layout::ALL[..at] {
                assert_ne!(layout.rules().template, other.rules().template);
                assert_ne!(layout.rules().word, other.rules().word);
            }
        }
    }

    #[test]
    fn what_an_issue_asks_for_goes_before_what_is_usual() {
        use RecipientsPlace::{Automatic, Imprint, UnderTitle};
        let (document, bulletin) = (Layout::Document.rules(), Layout::Bulletin.rules());
        assert_eq!(document.recipients_place(None), Automatic);
        assert_eq!(document.recipients_place(Some(Imprint)), Imprint);
        assert_eq!(bulletin.recipients_place(None), UnderTitle);
        assert_eq!(bulletin.recipients_place(Some(Automatic)), UnderTitle);
        assert_eq!(bulletin.recipients_place(Some(Imprint)), Imprint);
    }
}
