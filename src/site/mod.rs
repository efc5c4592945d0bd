//! The addresses of the site: what lies where, in one table that every other part asks.
//!
//! A [`Route`] is a place in the site. [`Route::path`] says where it lies and [`Route::parse`] is its inverse; nobody else puts paths together or takes
//! them apart. What links, lists, redirects, the sitemap, the preview and the reserved names of folders know of addresses comes from here.

mod list;
mod media_type;
mod portion;
mod root_file;
mod route;

pub use list::{ListPage, is_reserved};
pub use media_type::media_type;
pub use portion::Portion;
pub use root_file::RootFile;
pub use route::Route;
