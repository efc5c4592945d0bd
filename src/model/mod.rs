//! The typed document that every phase after parsing speaks of.
//!
//! Nothing here reads a file or knows a backend. A block or an inline is an enum without an escape hatch: there is no raw-HTML and no
//! raw-Typst variant, so nothing that a writer types can run. Every node that a diagnostic may point at carries a [`Span`].

pub(crate) mod affixes;
pub(crate) mod block;
pub(crate) mod collected;
pub(crate) mod contents;
mod crowded;
pub(crate) mod dated;
pub(crate) mod digest;
pub(crate) mod document;
pub(crate) mod elements;
pub(crate) mod entry;
mod figure_origin;
pub(crate) mod filing;
mod general_text;
pub(crate) mod head;
pub(crate) mod id;
pub(crate) mod inline;
pub(crate) mod layout;
pub(crate) mod ledger;
mod line_quotation;
pub(crate) mod noticed;
pub(crate) mod output;
pub(crate) mod passage;
pub(crate) mod printed;
pub(crate) mod problem;
pub(crate) mod publication;
pub(crate) mod record;
pub(crate) mod reported;
mod reporting;
pub(crate) mod series;
mod shrink;
pub(crate) mod span;
pub(crate) mod summary;
pub(crate) mod table;
mod table_files;
mod typed_line;
pub(crate) mod unit;
pub(crate) mod unit_history;
pub(crate) mod unit_registry;
mod unit_texts;
pub(crate) mod walk;

pub use block::{
    Article, Block, Chart, CodeBlock, Column, Figure, FigurePicture, FigureRow, Heading, List,
    ListItem, Paragraph, QuotationBlock,
};
pub use collected::{Collected, Contributions, TypedFigure, UnitReport};
pub use contents::{ContentsEntry, ContentsKind, contents, join_lines, main_contents};
pub use dated::{Dated, Period};
pub use document::{Asset, AssetForm, Attachment, AttachmentBody, Document};
pub use elements::{
    Attendance, Masthead, RecipientsPlace, Seal, Signer, StandardElements, is_classified,
};
pub use entry::{Entry, Format, PdfFacts, TitlePhrases};
pub use figure_origin::{FigureOrigin, OriginIssue};
pub use filing::{ArchivalCode, FilingClass, Retention, is_department, is_fonds};
pub use head::{
    ArticleHead, AttachmentHead, DocumentNumbers, Imprint, ImprintRow, IssueHead, begins_as_note,
};
pub use id::{FILING_REGISTER, ISSUANCE_RECORD, IssueId, REVIEW_RECORD, is_record};
pub use inline::{
    ComputedText, Inline, InlineKind, LinkTarget, Note, SignalLight, has_note, plain_text,
};
pub use layout::{Author, DateInHead, DatePlace, Layout, LayoutRules};
pub use ledger::{
    LedgerCounts, LedgerFault, LedgerFaultKind, LedgerProblem, LedgerState, ProblemState, Reported,
};
pub use line_quotation::LineQuotation;
pub use noticed::{
    ContradictedAmount, ListStart, Misattributed, Misnamed, Noticed, SilentUnits, TypedNumber,
    UnusedFile,
};
pub use output::OutputFile;
pub use passage::UnitPassage;
pub use problem::{ProblemEntry, ProblemPart, ProblemPlaces, ProblemStatus, ProblemUnit};
pub use publication::{Amendment, AmendmentKind, Audience, IssueAct, Publication, TextChange};
pub use record::{Record, RecordAttachment, RecordFile};
pub use reported::ReportedMetric;
pub use reporting::{Delivery, Reporting, ReportingCounts, ReportingUnit};
pub use series::{Series, Site};
pub use span::{FileId, Span, Spanned, values};
pub use summary::{ArticleTitle, ColumnTitle, IssueSummary};
pub use table::{Align, Cell, Table, column_places};
pub use table_files::{NamedTable, TABLE_ENDINGS, is_table_file};
pub use typed_line::TypedLine;
pub use unit::{Group, Unit};
pub use unit_history::{UnitHistory, UnitLife};
pub use unit_registry::UnitRegistry;
pub use unit_texts::UnitTexts;
pub use walk::walk;
