//! jianbao (简报): from the fragments of many writers to printed issues and an archive.

pub mod diag;
pub mod model;
pub mod source;
pub mod stage;
pub mod zh;
