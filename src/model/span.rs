//! Places in source files.

use std::fmt;
use std::ops::Deref;

use serde::{Serialize, Serializer};

/// One file of the content folder, by its place in the list of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that holds the range.
    pub file: FileId,
    /// First byte, counted from the start of the file.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end` of `file`; offsets past 4 GiB are clamped, sources are far smaller.
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            file,
            start: clamp(start),
            end: clamp(end.max(start)),
        }
    }

    /// The start of `file`, for what is missing from a file as a whole.
    #[must_use]
    pub fn file_start(file: FileId) -> Self {
        Self {
            file,
            start: 0,
            end: 0,
        }
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.range().len()
    }

    /// Whether it is a point between two characters.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.range().is_empty()
    }

    /// The bytes `start..end`, counted from its start.
    #[must_use]
    pub fn part(self, start: usize, end: usize) -> Self {
        let first = self.start as usize;
        Self::new(self.file, first + start, first + end)
    }

    /// From its start to the end of `last`; itself where that lies in another file or before it.
    #[must_use]
    pub fn to(self, last: Self) -> Self {
        let end = if last.file == self.file {
            self.end.max(last.end)
        } else {
            self.end
        };
        Self { end, ..self }
    }

    /// The range as `usize` offsets, ready for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The place where it begins, for what is too long to be quoted.
    #[must_use]
    pub fn beginning(self) -> Self {
        Self {
            end: self.start.saturating_add(1).min(self.end),
            ..self
        }
    }
}

/// A value with the place where a writer typed it. A text reads as the text, so that what does not ask for places need not know of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read there.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, typed at `span`.
    #[must_use]
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Another value with the same place.
    #[must_use]
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(make(self.value), self.span)
    }
}

impl Deref for Spanned<String> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.value
    }
}

impl<T: AsRef<str>> AsRef<str> for Spanned<T> {
    fn as_ref(&self) -> &str {
        self.value.as_ref()
    }
}

impl<T: AsRef<str>> std::borrow::Borrow<str> for Spanned<T> {
    fn borrow(&self) -> &str {
        self.value.as_ref()
    }
}

impl<T: fmt::Display> fmt::Display for Spanned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: Serialize> Serialize for Spanned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// The values of a list without their places, for what is kept beyond the sources.
#[must_use]
pub fn values<T: Clone>(list: &[Spanned<T>]) -> Vec<T> {
    list.iter().map(|item| item.value.clone()).collect()
}
