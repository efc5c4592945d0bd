//! 全宗号, 全宗名称, 保管期限, 机构: where an issue is filed (归档), as the archive, its series or the issue itself says it.

use super::keys;
use super::path::shortened;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Retention, Spanned, is_department, is_fonds};
use crate::source::yaml::Node;
use crate::source::{Fields, value};

/// What one file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilingSpec {
    /// 全宗号
    pub fonds: Option<Spanned<String>>,
    /// 全宗名称
    pub fonds_name: Option<Spanned<String>>,
    /// 保管期限
    pub retention: Option<Spanned<Retention>>,
    /// 机构; `无` is a value too: filing is not by department.
    pub department: Option<Spanned<Option<String>>>,
}

impl FilingSpec {
    /// Reads what a file says.
    pub fn read(fields: &mut Fields<'_>, sink: &mut Sink) -> Self {
        Self {
            fonds: fields
                .get(keys::FONDS, sink)
                .and_then(|node| fonds(node, sink)),
            fonds_name: fields
                .get(keys::FONDS_NAME, sink)
                .and_then(|node| value::text(node, "全宗名称", sink))
                .filter(|name| !name.is_empty()),
            retention: fields
                .get(keys::RETENTION, sink)
                .and_then(|node| retention(node, sink)),
            department: fields
                .get(keys::DEPARTMENT, sink)
                .and_then(|node| department(node, sink)),
        }
    }

    /// What this says, and `wider` where it is silent.
    #[must_use]
    pub fn over(&self, wider: &Self) -> Self {
        Self {
            fonds: self.fonds.clone().or_else(|| wider.fonds.clone()),
            fonds_name: self.fonds_name.clone().or_else(|| wider.fonds_name.clone()),
            retention: self.retention.or(wider.retention),
            department: self.department.clone().or_else(|| wider.department.clone()),
        }
    }
}

fn fonds(node: Node<'_>, sink: &mut Sink) -> Option<Spanned<String>> {
    let typed = value::text(node, "全宗号", sink)?;
    let upper = typed.value.to_ascii_uppercase();
    if is_fonds(&upper) {
        return Some(Spanned::new(upper, typed.span));
    }
    let message = format!("“{}”不能作全宗号", shortened(&typed.value));
    sink.push(Diagnostic::new(code::BAD_VALUE, typed.span, message).help(
        "写档案馆给的代号，四位字母或数字，如 Z109；不足四位的前面补 0，并加引号，如 \"0032\"",
    ));
    None
}

fn retention(node: Node<'_>, sink: &mut Sink) -> Option<Spanned<Retention>> {
    let typed = value::text(node, "保管期限", sink)?;
    let plain = typed.value.trim_start_matches("定期").replace(' ', "");
    let found = Retention::ALL.into_iter().find(|known| {
        plain == known.word()
            || plain.eq_ignore_ascii_case(known.code())
            || Some(plain.as_str()) == known.word().strip_suffix('年')
    });
    if found.is_none() {
        let message = format!("“保管期限”不能是“{}”", shortened(&typed.value));
        sink.push(
            Diagnostic::new(code::BAD_VALUE, typed.span, message).help("可以写：永久、30年、10年"),
        );
    }
    Some(Spanned::new(found?, typed.span))
}

fn department(node: Node<'_>, sink: &mut Sink) -> Option<Spanned<Option<String>>> {
    let typed = value::text(node, "机构", sink)?;
    if typed.value == "无" {
        return Some(Spanned::new(None, typed.span));
    }
    let upper = typed.value.to_ascii_uppercase();
    if is_department(&upper) {
        return Some(Spanned::new(Some(upper), typed.span));
    }
    let message = format!("“{}”不能作机构代码", shortened(&typed.value));
    sink.push(
        Diagnostic::new(code::BAD_VALUE, typed.span, message)
            .help("写三位字母或数字的代码，如办公室 BGS；不按机构分类的，写 无"),
    );
    None
}
