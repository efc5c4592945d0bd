//! Edge to the disk: whether anything that the last build read or wrote has changed since, told by size, times and inode, as git tells it.
//!
//! A trace (构建记录) is what a finished build leaves: stamps of everything that it read and of everything that it left in the folder of the site, with what
//! it said. Where all stamps are as they were, a build would read the same, write nothing and say the same: that is then said, and nothing is read. Where
//! it cannot be proved, the build takes its whole way; a trace is never needed.
//!
//! Beside it lies what the build leaves of each issue, for one that comes after a change: what the issue was made from, as checksums, and what was said of it.

mod folder;
mod kept;
mod kept_issues;
mod record;
mod settled;
mod stamp;
mod told;

pub use kept::TraceFile;
pub use kept_issues::{KeptFinding, KeptIssue, KeptIssues, KeptLists, KeptPlace, KeptTexts};
pub use record::{Difference, InputStamps, Inputs, Trace, TraceOptions};
pub use settled::{Look, settled, wait_out_tick};
pub use stamp::FileStamp;
pub use told::{Told, ToldLine};
