//! Workbooks that are the same bytes on every system.
//!
//! The library writes into each entry of the directory of a zip on which system it was made (APPNOTE 4.4.2, "version made by"), and has no way to ask for
//! another; a site that moves from one machine to another would have another catalogue.

/// The signature of an entry in the central directory (APPNOTE 4.3.12).
const ENTRY: &[u8] = b"PK\x01\x02";
/// The signature of the end of the central directory (APPNOTE 4.3.16).
const END: &[u8] = b"PK\x05\x06";
/// The fixed part of an entry, in bytes.
const ENTRY_LENGTH: usize = 46;
/// Unix in the list of systems (APPNOTE 4.4.2.2): what the library writes on most machines.
const UNIX: u8 = 3;

/// The zip file `bytes` with Unix as the system that made each entry. What is not read as a directory of a zip stays as it is.
#[must_use]
pub fn portable(mut bytes: Vec<u8>) -> Vec<u8> {
    for at in entries(&bytes) {
        // Behind the signature: the version of the format in one byte, the system in the next.
        if let Some(system) = bytes.get_mut(at + ENTRY.len() + 1) {
            *system = UNIX;
        }
    }
    bytes
}

/// Where the entries of the central directory begin.
fn entries(bytes: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    let Some(end) = bytes.windows(END.len()).rposition(|part| part == END) else {
        return found;
    };
    let number = |at: usize| {
        let pair: Option<[u8; 2]> = bytes.get(at..at + 2).and_then(|pair| pair.try_into().ok());
        pair.map_or(0, |pair| usize::from(u16::from_le_bytes(pair)))
    };
    let mut at = number(end + 16) | (number(end + 18) << 16);
    while at < end && bytes.get(at..at + ENTRY.len()) == Some(ENTRY) {
        found.push(at);
        // The name, the extra field and the remark follow it.
        at += ENTRY_LENGTH + number(at + 28) + number(at + 30) + number(at + 32);
    }
    found
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{System, ZipWriter};

    use super::*;

    fn made_on(system: System) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("a.xml", "PK\x01\x02 in a text"), ("目录/b.xml", "b")] {
            let options = SimpleFileOptions::default()
                .compression_method(zip::CompressionMethod::Stored)
                .last_modified_time(zip::DateTime::default())
                .unix_permissions(0o644)
                .system(system);
            archive.start_file(name, options).expect("an entry");
            archive.write_all(text.as_bytes()).expect("a text");
        }
        archive.finish().expect("a zip").into_inner()
    }

    #[test]
    fn a_zip_is_the_same_wherever_it_was_made() {
        let (dos, unix) = (made_on(System::Dos), made_on(System::Unix));
        assert_ne!(dos, unix);
        assert_eq!(entries(&dos).len(), 2);
        assert_eq!(portable(dos), unix);
        assert_eq!(portable(unix.clone()), unix);
    }

    #[test]
    fn what_is_no_zip_stays() {
        for bytes in [&b""[..], b"PK\x05\x06", b"a text"] {
            assert_eq!(portable(bytes.to_vec()), bytes);
        }
    }
}
