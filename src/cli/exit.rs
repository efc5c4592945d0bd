//! How a run ends.

/// How a run ends; scripts may rely on the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    /// The content has errors.
    Content = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The environment is at fault: typst, disk, a folder that is not ours.
    Environment = 3,
}
