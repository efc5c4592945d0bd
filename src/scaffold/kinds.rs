//! The kinds of series that an office begins with, each with what its `series.yaml` says.

use crate::model::Layout;

/// A kind of series (系列): how offices name it, and how its issues look and are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeriesKind {
    /// The word that is typed and shown, which is the name of the series too.
    pub word: &'static str,
    /// The folder, which is part of the addresses.
    pub folder: &'static str,
    /// What it is for, in a line.
    pub purpose: &'static str,
    /// The layout (版式).
    pub layout: Layout,
    /// The masthead (报头) after the office's name where that is part of it; none for plain paper (白头件).
    pub masthead: Option<Mast>,
    /// How its issues are numbered.
    pub number: Number,
}

/// The words of a masthead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mast {
    /// The office's name with this after it.
    OfOffice(&'static str),
    /// These words alone.
    Words(&'static str),
}

/// How the issues of a kind are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// By 文号: what stands between the office's code (发文机关代字) and the year.
    Document(&'static str),
    /// By 期号, with this rule.
    Issue(&'static str),
    /// Not at all.
    None,
}

/// All kinds, in the order in which they are offered.
pub const KINDS: &[SeriesKind] = &[
    SeriesKind {
        word: "通报",
        folder: "tongbao",
        purpose: "督查、检查、表扬或批评的情况通报",
        layout: Layout::Document,
        masthead: Some(Mast::OfOffice("通报")),
        number: Number::Document("通报"),
    },
    SeriesKind {
        word: "简报",
        folder: "jianbao",
        purpose: "工作动态，一期几篇文章",
        layout: Layout::Bulletin,
        masthead: Some(Mast::Words("工作简报")),
        number: Number::Issue("第{期}期（总第{总期}期）"),
    },
    SeriesKind {
        word: "专题简报",
        folder: "zhuanti",
        purpose: "一期说一件事的简报",
        layout: Layout::Bulletin,
        masthead: Some(Mast::Words("专题简报")),
        number: Number::Issue("第{期}期"),
    },
    SeriesKind {
        word: "通知",
        folder: "tongzhi",
        purpose: "红头文件形式的通知、意见、办法",
        layout: Layout::Document,
        masthead: Some(Mast::OfOffice("文件")),
        number: Number::Document("发"),
    },
    SeriesKind {
        word: "函",
        folder: "han",
        purpose: "商洽、询问、答复的函",
        layout: Layout::Letter,
        masthead: Some(Mast::OfOffice("")),
        number: Number::Document("函"),
    },
    SeriesKind {
        word: "纪要",
        folder: "jiyao",
        purpose: "会议纪要，有出席、列席名单",
        layout: Layout::Minutes,
        masthead: Some(Mast::OfOffice("会议纪要")),
        number: Number::Issue("第{期}期"),
    },
    SeriesKind {
        word: "总结",
        folder: "zongjie",
        purpose: "没有红头的总结、汇报、讲话",
        layout: Layout::Document,
        masthead: None,
        number: Number::None,
    },
];

impl SeriesKind {
    /// The kind that is called `word`, or has that place in the list, from 1.
    #[must_use]
    pub fn find(word: &str) -> Option<&'static Self> {
        let place = word.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        KINDS
            .iter()
            .find(|kind| kind.word == word || kind.folder == word)
            .or_else(|| KINDS.get(place?))
    }
}
