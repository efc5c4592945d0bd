//! Divides the work into batches: not too many issues, not too many bytes, no two files in one place.

use std::collections::BTreeMap;
use std::path::Path;

use super::job::Job;

/// How many issues go into one process at most. Each takes about 3 MB of memory.
pub const ISSUES_PER_BATCH: usize = 48;

/// How many bytes of data and pictures go into one process at most, unless a single issue has more.
pub const BYTES_PER_BATCH: u64 = 32 << 20;

/// The issues of each batch, as indices, in order.
///
/// Fewer issues than `parallel` full batches are spread evenly, so that no core is idle.
pub(super) fn divide(
    jobs: &[Job],
    parallel: usize,
    most_issues: usize,
    most_bytes: u64,
    size_of_file: &dyn Fn(&Path) -> u64,
) -> Vec<Vec<usize>> {
    let even = jobs.len().div_ceil(parallel.max(1));
    let most_issues = most_issues.min(even).max(1);
    let mut batches: Vec<Vec<usize>> = Vec::new();
    let mut bytes = 0_u64;
    let mut places: BTreeMap<&str, &Path> = BTreeMap::new();
    for (index, job) in jobs.iter().enumerate() {
        let files = job.files.iter().map(|file| size_of_file(&file.source));
        let size = files.fold(job.data.len() as u64, u64::saturating_add);
        let clash = job.files.iter().any(|file| {
            let other = places.get(file.path_in_root.as_str());
            other.is_some_and(|source| *source != file.source)
        });
        match batches.last_mut() {
            Some(batch)
                if batch.len() < most_issues
                    && bytes.saturating_add(size) <= most_bytes
                    && !clash =>
            {
                batch.push(index);
                bytes += size;
            }
            _ => {
                batches.push(vec![index]);
                bytes = size;
                places.clear();
            }
        }
        for file in &job.files {
            places.insert(&file.path_in_root, &file.source);
        }
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::JobFile;

    fn job(bytes: usize, files: &[(&str, &str)]) -> Job {
        Job {
            name: String::new(),
            data: vec![b' '; bytes],
            files: files
                .iter()
                .map(|(path, source)| JobFile {
                    preparation: None,
                    path_in_root: (*path).into(),
                    source: source.into(),
                })
                .collect(),
        }
    }

    fn sizes(jobs: &[Job], parallel: usize, issues: usize, bytes: u64) -> Vec<usize> {
        let batches = divide(jobs, parallel, issues, bytes, &|_| 50);
        let all: Vec<usize> = batches.iter().flatten().copied().collect();
        assert_eq!(all, (0..jobs.len()).collect::<Vec<_>>());
        batches.iter().map(Vec::len).collect()
    }

    #[test]
    fn the_bounds_hold_and_no_core_is_idle() {
        let small = |count| vec![job(1, &[]); count];
        assert!(sizes(&small(0), 2, 24, 100).is_empty());
        assert_eq!(sizes(&small(1), 2, 24, 100), [1]);
        assert_eq!(sizes(&small(10), 2, 24, 100), [5, 5]);
        assert_eq!(sizes(&small(50), 2, 24, 100), [24, 24, 2]);
        assert_eq!(sizes(&small(3), 1, 1, 100), [1, 1, 1]);
        let large = [
            job(90, &[]),
            job(20, &[]),
            job(60, &[("/f/a", "a")]),
            job(500, &[]),
            job(1, &[]),
        ];
        assert_eq!(sizes(&large, 1, 24, 100), [1, 1, 1, 1, 1]);
        assert_eq!(sizes(&large, 1, 24, 140), [2, 1, 1, 1]);
    }

    #[test]
    fn different_files_in_one_place_are_kept_apart() {
        let same = [job(1, &[("/f/a", "a")]), job(1, &[("/f/a", "a")])];
        assert_eq!(sizes(&same, 1, 24, 1000), [2]);
        let other = [
            job(1, &[("/f/a", "a")]),
            job(1, &[("/f/a", "b")]),
            job(1, &[("/f/a", "b")]),
        ];
        assert_eq!(sizes(&other, 1, 24, 1000), [1, 2]);
    }
}
