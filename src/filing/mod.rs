//! Filing (归档): what the records office (档案室) takes over of a year, by DA/T 22-2015 and GB/T 18894-2016: an archival code (档号) for each issue that
//! went out, which never changes once it is given; its metadata by DA/T 46-2009; the list of what is filed (归档文件目录).
//!
//! All of it is values: `pipeline::filing` gathers what is filed, and `publish` writes the folder.

mod list;
mod list_page;
mod list_workbook;
mod metadata;
mod notice;
mod numbering;
mod read;
mod register;

pub use list::{FiledItem, LeftOutItem, ListError, list_csv};
pub use list_page::list_page;
pub use list_workbook::list_workbook;
pub use metadata::{FiledFile, METADATA_FILE, metadata};
pub use notice::{NOTICE_FILE, notice, notice_head};
pub use numbering::{Candidate, Conflict, assign};
pub use read::find;
