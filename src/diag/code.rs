//! The kinds of findings that reading, planning and setting make. A new kind is one constant, its place in [`ALL`], and its explanation in
//! [`explain`](super::explain). The kinds that rules find stand with the rules.

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was done that the writer may want to know.
    Info,
    /// The issue is built, but somebody should look.
    Warning,
    /// The issue is not built.
    Error,
}

/// A kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// `JB0xxx` input, `JB1xxx` structure, `JB2xxx` numbers, `JB3xxx` what the text says, `JB4xxx` what was issued, `JB5xxx` figures (指标), `JB9xxx` environment.
    pub id: &'static str,
    /// How grave it is.
    pub severity: Severity,
}

/// A kind that keeps the issue from being built.
#[must_use]
pub const fn error(id: &'static str) -> Code {
    Code {
        id,
        severity: Severity::Error,
    }
}

/// A kind that somebody should look at.
#[must_use]
pub const fn warning(id: &'static str) -> Code {
    Code {
        id,
        severity: Severity::Warning,
    }
}

/// A kind that the writer may want to know.
#[must_use]
pub const fn info(id: &'static str) -> Code {
    Code {
        id,
        severity: Severity::Info,
    }
}

/// A text file is not UTF-8.
pub const NOT_UTF8: Code = error("JB0001");
/// YAML that cannot be read.
pub const BAD_YAML: Code = error("JB0002");
/// A key that the format does not have.
pub const UNKNOWN_KEY: Code = error("JB0003");
/// A key that must be there is not.
pub const MISSING_KEY: Code = error("JB0004");
/// A value of another type than the key takes.
pub const WRONG_TYPE: Code = error("JB0005");
/// A date that the calendar does not have, or in no known form.
pub const BAD_DATE: Code = error("JB0006");
/// One key twice, or once in Chinese and once in English.
pub const DUPLICATE_KEY: Code = error("JB0007");
/// A file beyond the size that is read as text.
pub const TOO_LARGE: Code = error("JB0008");
/// Characters that nobody sees; they are removed.
pub const INVISIBLE: Code = warning("JB0009");
/// HTML in Markdown, shown as text.
pub const RAW_HTML: Code = warning("JB0010");
/// A link that leads nowhere or to a forbidden scheme.
pub const BAD_LINK: Code = error("JB0011");
/// A value outside what the key takes.
pub const BAD_VALUE: Code = error("JB0012");
/// Front matter without its closing line.
pub const OPEN_FRONT_MATTER: Code = error("JB0013");
/// A folder whose name cannot be an address, or that is in the wrong place.
pub const BAD_FOLDER: Code = error("JB0014");
/// A picture that is none, or of a kind that is not printed.
pub const BAD_PICTURE: Code = error("JB0015");
/// A table file that cannot be read as a table.
pub const BAD_TABLE: Code = error("JB0016");
/// A list with one item that looks like several, because its comma is a Chinese one.
pub const CHINESE_COMMA: Code = warning("JB0017");
/// A file that could not be read from the disk.
pub const UNREADABLE: Code = error("JB0018");
/// Text that YAML takes for a comment.
pub const SWALLOWED: Code = warning("JB0019");
/// A remark to colleagues, which is not printed.
pub const REMARK: Code = info("JB0031");
/// What looks like mark-up and is none; it is printed as it stands.
pub const NOT_A_MARK: Code = warning("JB0032");
/// Mark-up with a slip in it whose meaning is certain.
pub const MENDED_MARK: Code = info("JB0033");
/// A note (注释) `[^1]` that is not whole, or stands where none can.
pub const NOTE: Code = error("JB0034");
/// A tab in a text.
pub const TAB: Code = warning("JB0035");
/// Lines that look like one paragraph wrapped by hand.
pub const WRAPPED: Code = warning("JB0036");
/// A place marked as not verified yet (【待核】).
pub const PLACEHOLDER: Code = warning("JB0037");
/// A remark to colleagues that is never closed.
pub const OPEN_REMARK: Code = error("JB0038");
/// A word that the program prints itself, typed along.
pub const PRINTED_WORD: Code = info("JB0039");
/// A CSV file whose fields are parted by another sign than a comma.
pub const CSV_DELIMITER: Code = info("JB0040");
/// A value that YAML takes for nothing: `null`, `~`.
pub const NOTHING: Code = info("JB0050");
/// A picture that is shown in another way than it was delivered: turned, scaled, converted, without what it says of people and places.
pub const PICTURE_CHANGED: Code = info("JB0051");
/// A file for download that says something of people or places which cannot be taken out.
pub const PICTURE_CARRIES: Code = warning("JB0052");
/// What a spreadsheet has besides the table, taken for what it is: a title over the head, a note below it, an encoding.
pub const TABLE_TAKEN: Code = info("JB0053");
/// Something odd in a table of a spreadsheet: hidden rows, a head without data, numbers that nobody meant so.
pub const TABLE_ODD: Code = warning("JB0054");
/// A value that is printed nowhere: the layout has no place for it, or what it belongs to is missing.
pub const UNPRINTED: Code = warning("JB0055");

/// A file that the content names and the folder does not have.
pub const MISSING_FILE: Code = error("JB1001");
/// A path that leads out of the content folder.
pub const OUTSIDE: Code = error("JB1002");
/// Two fragments of one unit for the same place.
pub const DUPLICATE_UNIT: Code = error("JB1004");
/// A unit that the register does not have.
pub const UNKNOWN_UNIT: Code = error("JB1005");
/// One fragment used twice.
pub const USED_TWICE: Code = error("JB1007");
/// A grouping, category or list of names that is not registered.
pub const UNKNOWN_GROUP: Code = error("JB1008");
/// A heading below the last level that the number style has.
pub const TOO_DEEP: Code = error("JB1009");
/// A fragment or a group without any text.
pub const EMPTY: Code = warning("JB1013");
/// Two units, groups or lists under one name.
pub const DUPLICATE_NAME: Code = error("JB1015");
/// Lines that will be joined, though they look like paragraphs or items of their own.
pub const JOINED_LINES: Code = warning("JB1017");
/// A `#` without the space that makes a heading of it.
pub const NO_SPACE_AFTER_HASH: Code = warning("JB1018");
/// A list whose typed numbers do not count up, attachments among them.
pub const LIST_NUMBERS: Code = warning("JB1019");
/// An issue named in 见 or 由 that is not in the archive, or is the issue itself.
pub const UNKNOWN_ISSUE: Code = error("JB1031");
/// Issues that supersede one another in a circle.
pub const CIRCLE: Code = error("JB1032");
/// A former address (原址) where an issue stands, or that two issues claim.
pub const FORMER_ADDRESS: Code = error("JB1033");
/// An abstract (概述) longer than a catalogue takes.
pub const LONG_ABSTRACT: Code = warning("JB1034");
/// An issue marked 内部资料 whose audience is said to be the public.
pub const INTERNAL_MARK: Code = warning("JB1035");
/// A line that looks like 密级, 受众 or 草稿 and was not read as one.
pub const UNCLEAR_MARK: Code = error("JB1036");
/// Versions (自, 至, 为) of a register that overlap, leave a time without any, or cannot be told apart.
pub const BAD_TIME: Code = error("JB1041");
/// An issue of a time for which a register says nothing.
pub const NO_VERSION: Code = error("JB1042");
/// A unit named as it was called at another time than that of the issue.
pub const NAME_OF_ANOTHER_TIME: Code = warning("JB1043");
/// A unit that did not exist, or no longer, when the issue was made.
pub const UNIT_OF_ANOTHER_TIME: Code = error("JB1044");
/// A register or a part of it that has no effect where it is.
pub const NO_EFFECT: Code = warning("JB1045");
/// An issue of which only the month is known, in which a register changes.
pub const CHANGE_IN_THE_MONTH: Code = warning("JB1046");
/// Recipients that are too many for their place, so that they stand elsewhere or smaller.
pub const CROWDED: Code = info("JB1047");

/// Two issues with one number.
pub const DUPLICATE_NUMBER: Code = error("JB2001");
/// A number that is not that of the folder.
pub const NUMBER_AND_FOLDER: Code = error("JB2002");
/// A date that is not of the folder's year.
pub const DATE_AND_FOLDER: Code = error("JB2003");
/// A date before that of the preceding number.
pub const DATE_BACKWARD: Code = error("JB2004");
/// A number that is missing between two others.
pub const NUMBER_GAP: Code = warning("JB2005");
/// A rule for numbers that names an unknown part or lacks a part that it needs.
pub const BAD_RULE: Code = error("JB2006");
/// An amendment dated before the issue that it amends.
pub const AMENDED_EARLY: Code = warning("JB2007");

/// The text of an issued issue would no longer be what was issued.
pub const ISSUED_CHANGED: Code = error("JB4001");
/// An issue that says 印发 and has no record of it, or one of another date; or one whose record is gone.
pub const NOT_RECORDED: Code = error("JB4002");
/// A record of issuing that cannot be used: damaged, edited by hand, or that of another issue.
pub const BAD_RECORD: Code = error("JB4003");
/// The PDF that was issued is not there, and cannot be made again as it was.
pub const ISSUED_PDF_LOST: Code = error("JB4004");
/// An issue that went out is marked as a draft.
pub const ISSUED_DRAFT: Code = error("JB4005");
/// What filing (归档) has to know is said nowhere.
pub const FILING_UNSAID: Code = error("JB4006");
/// The PDF in the archive is not the one that was issued.
pub const ISSUED_PDF_CHANGED: Code = error("JB4007");
/// An issue that was filed would get another archival code (档号), or is not filed any more.
pub const FILED_OTHERWISE: Code = error("JB4008");
/// Something that `issue.yaml` says has become of an issued issue is not in its record yet.
pub const ACT_NOT_RECORDED: Code = warning("JB4009");

/// A metric (指标) that the register does not have.
pub const UNKNOWN_METRIC: Code = error("JB5001");
/// A value that is none of its metric: no number, or in another unit of measure.
pub const BAD_FIGURE: Code = error("JB5002");
/// One value written in two ways at two places, or a total that does not add up.
pub const FIGURES_DISAGREE: Code = error("JB5003");
/// A quotation `{{…}}` that cannot be answered.
pub const BAD_QUOTATION: Code = error("JB5004");
/// A number that could not be computed, so that a dash stands for it.
pub const NO_QUOTIENT: Code = warning("JB5005");
/// What a file of figures has besides metrics, and was not taken.
pub const FIGURES_TAKEN: Code = info("JB5006");
/// Braces that look like a quotation where there is no register of metrics; they are printed as they stand.
pub const NOT_QUOTED: Code = warning("JB5007");
/// A total of a stock that is compared with one of other units.
pub const OTHER_UNITS: Code = warning("JB5008");

/// A character that none of the fonts has.
pub const MISSING_GLYPH: Code = error("JB9001");
/// typst refused the issue.
pub const TYPESETTING: Code = error("JB9002");
/// The layout cannot hold what the issue asks for: too many offices, a name that is too long.
pub const REFUSED: Code = error("JB9003");
/// A finished page breaks 7.3.3 or 7.3.5.5: no text on page 1, or 署名, date or 来源 on a page without text.
pub const PAGE_WITHOUT_TEXT: Code = error("JB9004");

/// A character that the face of its place lacks, so that another face stands in for it.
pub const STAND_IN_FACE: Code = warning("JB9005");

/// A mark of the text in a field, where none works. A rule and the readers of registers and workbooks say it.
pub const FIELD_MARK: Code = warning("JB3007");
/// A remark to colleagues in a field, where it would be printed. A rule and the readers of registers and workbooks say it.
pub const FIELD_REMARK: Code = error("JB3008");

/// Every kind that is no rule, in the order of the ids.
pub const ALL: &[Code] = &[
    NOT_UTF8,
    BAD_YAML,
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    BAD_DATE,
    DUPLICATE_KEY,
    TOO_LARGE,
    INVISIBLE,
    RAW_HTML,
    BAD_LINK,
    BAD_VALUE,
    OPEN_FRONT_MATTER,
    BAD_FOLDER,
    BAD_PICTURE,
    BAD_TABLE,
    CHINESE_COMMA,
    UNREADABLE,
    SWALLOWED,
    REMARK,
    NOT_A_MARK,
    MENDED_MARK,
    NOTE,
    TAB,
    WRAPPED,
    PLACEHOLDER,
    OPEN_REMARK,
    PRINTED_WORD,
    CSV_DELIMITER,
    NOTHING,
    PICTURE_CHANGED,
    PICTURE_CARRIES,
    TABLE_TAKEN,
    TABLE_ODD,
    UNPRINTED,
    MISSING_FILE,
    OUTSIDE,
    DUPLICATE_UNIT,
    UNKNOWN_UNIT,
    USED_TWICE,
    UNKNOWN_GROUP,
    TOO_DEEP,
    EMPTY,
    DUPLICATE_NAME,
    JOINED_LINES,
    NO_SPACE_AFTER_HASH,
    LIST_NUMBERS,
    UNKNOWN_ISSUE,
    CIRCLE,
    FORMER_ADDRESS,
    LONG_ABSTRACT,
    INTERNAL_MARK,
    UNCLEAR_MARK,
    BAD_TIME,
    NO_VERSION,
    NAME_OF_ANOTHER_TIME,
    UNIT_OF_ANOTHER_TIME,
    NO_EFFECT,
    CHANGE_IN_THE_MONTH,
    CROWDED,
    DUPLICATE_NUMBER,
    NUMBER_AND_FOLDER,
    DATE_AND_FOLDER,
    DATE_BACKWARD,
    NUMBER_GAP,
    BAD_RULE,
    AMENDED_EARLY,
    ISSUED_CHANGED,
    NOT_RECORDED,
    BAD_RECORD,
    ISSUED_PDF_LOST,
    ISSUED_DRAFT,
    FILING_UNSAID,
    ISSUED_PDF_CHANGED,
    FILED_OTHERWISE,
    ACT_NOT_RECORDED,
    UNKNOWN_METRIC,
    BAD_FIGURE,
    FIGURES_DISAGREE,
    BAD_QUOTATION,
    NO_QUOTIENT,
    FIGURES_TAKEN,
    NOT_QUOTED,
    OTHER_UNITS,
    MISSING_GLYPH,
    TYPESETTING,
    REFUSED,
    PAGE_WITHOUT_TEXT,
    STAND_IN_FACE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_in_order() {
        assert!(ALL.windows(2).all(|pair| pair[0].id < pair[1].id));
    }
}
