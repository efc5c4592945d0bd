//! What the system refused, in plain words: it says it in English, or in its own language, to people who only want to know what to do.

use std::io::{Error, ErrorKind};

/// What the system calls errors that `ErrorKind` has no name for, by their numbers on Linux and macOS.
#[cfg(unix)]
const BY_NUMBER: &[(i32, &str)] = &[
    (5, "磁盘、U 盘或网络文件夹读写出错，先查查它是否还好"),
    (6, "没有这个设备"),
    (19, "没有这个设备"),
    (23, "整台电脑同时打开的文件太多，关掉一些程序再试"),
    (24, "同时打开的文件太多，关掉一些程序再试"),
];

/// As above, on Windows.
#[cfg(not(unix))]
const BY_NUMBER: &[(i32, &str)] = &[
    (4, "同时打开的文件太多，关掉一些程序再试"),
    (21, "这个盘没有准备好，插好再试"),
    (23, "磁盘或 U 盘读写出错，先查查它是否还好"),
    (32, "正被别的程序（如 Word、WPS）打开着，关掉再试"),
    (33, "正被别的程序（如 Word、WPS）打开着，关掉再试"),
    (1117, "磁盘、U 盘或网络文件夹读写出错，先查查它是否还好"),
];

/// Why the system refused something, with what to do where that is known. An error that carries words of ours says these; one that nobody knows, the system's own.
#[must_use]
pub fn in_words(error: &Error) -> String {
    let kind = error.kind();
    let is_own = matches!(
        kind,
        ErrorKind::Other | ErrorKind::InvalidData | ErrorKind::InvalidInput
    );
    if is_own && error.get_ref().is_some() {
        return error.to_string();
    }
    let number = error
        .raw_os_error()
        .or_else(|| number_in(&error.to_string()));
    let named = BY_NUMBER.iter().find(|(known, _)| Some(*known) == number);
    let known = named.map(|(_, words)| *words).or_else(|| by_kind(kind));
    known.map_or_else(|| format!("系统提示：{error}"), str::to_owned)
}

/// The number of an error that a library has put its own words around, which keep those of the system.
fn number_in(text: &str) -> Option<i32> {
    let (_, rest) = text.split_once("(os error ")?;
    rest.split_once(')')?.0.parse().ok()
}

fn by_kind(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已经有一个同名的",
        ErrorKind::NotADirectory => "路径中间有一段不是文件夹",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::DirectoryNotEmpty => "文件夹不是空的",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::StorageFull => "磁盘满了，腾出地方再试",
        ErrorKind::QuotaExceeded => "分给您的磁盘空间用完了，腾出地方再试",
        ErrorKind::FileTooLarge => "文件太大，这个磁盘放不下",
        ErrorKind::InvalidFilename => "名字太长，或者有不能用的字符",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            "正被别的程序用着，关掉那个程序再试"
        }
        ErrorKind::CrossesDevices => "两处不在同一个磁盘上",
        ErrorKind::TooManyLinks => "链接太多",
        ErrorKind::StaleNetworkFileHandle => "网络文件夹断开过，重新打开它再试",
        ErrorKind::TimedOut => "等了太久没有回应，网络文件夹可能断开了，再试一次",
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            "网络不通"
        }
        ErrorKind::ConnectionRefused
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::NotConnected => "网络断了，再试一次",
        ErrorKind::AddrInUse => "已被别的程序占用",
        ErrorKind::AddrNotAvailable => "这台电脑没有这个地址",
        ErrorKind::BrokenPipe => "另一头已经关了",
        ErrorKind::OutOfMemory => "内存不够，关掉一些程序再试",
        ErrorKind::Unsupported => "这个磁盘或系统做不了这件事",
        ErrorKind::Interrupted => "被打断了，再试一次",
        ErrorKind::UnexpectedEof => "文件还没有完就断了",
        ErrorKind::WriteZero => "写不进去",
        ErrorKind::InvalidData => "内容读不懂",
        ErrorKind::InvalidInput => "系统不认这个名字或参数",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_a_disk_or_a_share_refuses_is_said_without_a_foreign_word() {
        // EIO, EMFILE, EACCES, ENOSPC, EROFS, ENAMETOOLONG, ENOTDIR, EISDIR, ENOENT.
        for number in [5, 24, 13, 28, 30, 36, 20, 21, 2] {
            let words = in_words(&Error::from_raw_os_error(number));
            let is_foreign = words.chars().any(|c| c.is_ascii_lowercase());
            assert!(!is_foreign, "{number}: {words}");
        }
        let around = |number| {
            let error = Error::from_raw_os_error(number);
            Error::new(error.kind(), format!("{error} at path \"/tmp/a\""))
        };
        assert_eq!(in_words(&around(28)), "磁盘满了，腾出地方再试");
        assert_eq!(in_words(&around(5)), in_words(&Error::from_raw_os_error(5)));
        let unknown = in_words(&Error::from_raw_os_error(4000));
        assert!(unknown.starts_with("系统提示："), "{unknown}");
    }

    #[test]
    fn words_of_ours_stay_and_a_bare_kind_has_words() {
        assert_eq!(in_words(&Error::other("不是普通的文件")), "不是普通的文件");
        assert_eq!(
            in_words(&ErrorKind::StorageFull.into()),
            "磁盘满了，腾出地方再试"
        );
    }
}
