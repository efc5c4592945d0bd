//! JSON with a line for each value that people compare, as the manifest is written.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// `value` as JSON with a line for each value of the two outermost levels, and nothing between that takes room.
pub(super) fn lines(value: &impl Serialize) -> Vec<u8> {
    let mut lines = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut lines, LineFormatter::default());
    // Values of ours always have a JSON form; what is cut off would be known by its checksum.
    if value.serialize(&mut serializer).is_ok() {
        lines.push(b'\n');
    }
    lines
}

/// Ends a line before each value of the two outermost levels.
#[derive(Default)]
struct LineFormatter {
    depth: usize,
}

impl LineFormatter {
    fn open<W: Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(bracket)?;
        match self.depth {
            2 => writer.write_all(b"\n"),
            _ => Ok(()),
        }
    }

    fn close<W: Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        writer.write_all(bracket)
    }

    fn part<W: Write + ?Sized>(&self, writer: &mut W, first: bool) -> io::Result<()> {
        match (first, self.depth) {
            (true, _) => Ok(()),
            (false, ..=2) => writer.write_all(b",\n"),
            (false, _) => writer.write_all(b","),
        }
    }
}

impl Formatter for LineFormatter {
    fn begin_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.part(writer, first)
    }

    fn begin_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.part(writer, first)
    }
}
