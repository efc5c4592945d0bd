//! What is read of a workbook, and what is refused.

use super::*;

#[test]
fn cells_are_called_as_in_the_sheet() {
    assert_eq!(cell_name(0, 0), "A1");
    assert_eq!(cell_name(2, 1), "B3");
    assert_eq!(column_name(25), "Z");
    assert_eq!(column_name(26), "AA");
    assert_eq!(column_name(701), "ZZ");
    assert_eq!(column_name(702), "AAA");
}

/// What is small on the disk and fills the memory once it is unpacked is refused by what its parts say of themselves.
#[test]
fn what_unpacks_to_too_much_is_not_read() {
    let packed = |name: &str, size: usize| {
        let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        package.start_file(name, options).expect("a part");
        std::io::Write::write_all(&mut package, &vec![b' '; size]).expect("a part");
        package.finish().expect("a package").into_inner()
    };
    for (name, size, is_refused) in [
        ("xl/worksheets/sheet1.xml", 65 << 20, true),
        ("xl/sharedStrings.xml", 25 << 20, true),
        ("xl/worksheets/sheet1.xml", 1 << 20, false),
    ] {
        let bytes = packed(name, size);
        assert!(bytes.len() < 1 << 20);
        let error = Workbook::open(&bytes).err();
        let is_too_large = error == Some(WorkbookError::TooLarge);
        assert_eq!(is_too_large, is_refused, "{name} {size}: {error:?}");
    }
}

#[test]
fn what_is_no_workbook_is_refused() {
    for (bytes, error) in [
        (b"\xD0\xCF\x11\xE0rest".as_slice(), WorkbookError::Old),
        (b"PK", WorkbookError::Damaged),
        (b"", WorkbookError::Damaged),
    ] {
        assert_eq!(Workbook::open(bytes).err(), Some(error));
    }
}
