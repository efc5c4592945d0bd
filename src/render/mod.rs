//! The backends: each turns a finished [`Document`](crate::model::Document) into files, and none knows another.

pub mod html;
pub(crate) mod text;
pub mod typst;
