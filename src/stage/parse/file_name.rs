//! What people type behind the name of a file.

/// What to write in place of `name` with `rest` behind it, where that is no other file's name: a sheet, a remark.
#[must_use]
pub fn behind_name(name: &str, rest: &str) -> Option<String> {
    if rest.starts_with(['#', '＃']) {
        return Some(format!("只写“{name}”；“#”后面的工作表名只用于 xlsx"));
    }
    let is_remark = rest.starts_with(['（', '(', ' ', '　', '，', ',', '：', '—', '《']);
    let rest = rest.trim();
    is_remark.then(|| format!("是否为“{name}”？“{rest}”不是文件名，删去；要印的，写进 标题"))
}
