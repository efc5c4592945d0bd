//! Stamps that a later change cannot leave alike.

use std::thread;
use std::time::Duration;

use super::stamp::{self, DiskTime};

/// What was found by looking at the disk once.
#[derive(Debug)]
pub struct Look<T> {
    /// The stamps.
    pub found: T,
    /// When anything of it was changed last.
    pub newest: DiskTime,
    /// Whether any of the files keeps whole seconds only.
    pub is_coarse: bool,
}

/// The clock of a disk goes on every ten milliseconds at the latest.
const TICK: Duration = Duration::from_millis(20);

/// Waits until the clock of the disk has gone on since something was changed at `newest`, a tick at most: who knows what was changed last need not look in vain.
pub fn wait_out_tick(newest: DiskTime) {
    let left = (newest + TICK).checked_sub(stamp::now());
    if let Some(left) = left.filter(|left| *left <= TICK) {
        // Later than the tick, not at its end.
        thread::sleep(left + Duration::from_millis(1));
    }
}

/// Looks until the clock of the disk has gone on since the last change, so that whoever changes a file from
/// now on leaves another time (git calls what was changed within the tick of the clock racily clean), and says when that was. None where it does not go on soon, as on a disk that
/// keeps whole seconds, where a time has not come yet, or where a look finds nothing.
pub fn settled<T>(look: impl Fn() -> Option<Look<T>>) -> Option<(T, DiskTime)> {
    /// A disk that keeps whole seconds is an old share, whose clock may be far from ours.
    const COARSE_TICK: Duration = Duration::from_secs(24 * 60 * 60);
    const TIMES: u32 = 3;
    for _ in 0..TIMES {
        let moment = stamp::now();
        let Look {
            found,
            newest,
            is_coarse,
        } = look()?;
        let tick = if is_coarse { COARSE_TICK } else { TICK };
        if newest + tick < moment {
            return Some((found, moment));
        }
        if is_coarse {
            return None;
        }
        thread::sleep(TICK);
    }
    None
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn look(newest: DiskTime, is_coarse: bool) -> Option<Look<()>> {
        Some(Look {
            found: (),
            newest,
            is_coarse,
        })
    }

    #[test]
    fn what_may_be_changed_again_unseen_is_not_settled() {
        let hour = Duration::from_secs(3600);
        let (past, future) = (stamp::now() - hour, stamp::now() + hour);
        assert!(settled(|| look(past, false)).is_some());
        assert!(settled(|| look(past, true)).is_none(), "whole seconds");
        assert!(settled(|| look(future, false)).is_none(), "still to come");
        assert!(settled(|| None::<Look<()>>).is_none());
        // Changed within the tick: it is looked at again once the clock has gone on.
        let (newest, looks) = (stamp::now(), Cell::new(0));
        let found = settled(|| {
            looks.set(looks.get() + 1);
            look(newest, false)
        });
        assert!(found.is_some_and(|(_, moment)| moment > newest + TICK));
        assert!(looks.get() > 1);
    }
}
