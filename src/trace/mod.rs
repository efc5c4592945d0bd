//! Edge to the disk: whether anything that the last build read or wrote has changed since, told by size, times and inode, as git tells it.
//!
//! A trace (构建记录) is what a finished build leaves: stamps of everything that it read and of everything that it left in the folder of the site, with what
//! it said. Where all stamps are as they were, a build would read the same, write nothing and say the same: that is then said, and nothing is read. Where
//! it cannot be proved, the build takes its whole way; a trace is never needed.

mod folder;
mod kept;
mod record;
mod stamp;
mod told;

pub use kept::TraceFile;
pub use record::{Difference, InputStamps, Inputs, Trace, TraceOptions};
pub use told::{Told, ToldLine};
