//! The backends: each turns a finished [`Document`](crate::model::Document) into files, and none knows another.

pub mod fragment;
pub mod html;
pub mod sheets;
pub mod text;
pub mod typst;
pub mod word;
