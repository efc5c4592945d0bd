//! The figures (指标) of an issue as far as assembly sees them: their files are used, and without a register nothing can be made of them.

use super::folder::Folder;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::Spanned;
use crate::stage::parse::figure_files::figure_files;
use crate::stage::parse::table::split_sheet;
use crate::stage::parse::{IssueSpec, SeriesSpec};

/// Takes the spreadsheets of figures as used, and says where figures stand that no register knows.
pub fn check(spec: &IssueSpec, series: &SeriesSpec, folder: &mut Folder<'_>, sink: &mut Sink) {
    for name in &spec.figures {
        let (path, _) = split_sheet(name);
        folder.find(&Spanned::new(path.to_owned(), name.span), sink);
    }
    if !series.metrics.is_empty() {
        for (file, _) in figure_files(folder.sources, &spec.id, &spec.figures) {
            folder.mark_used(file);
        }
        return;
    }
    let named = spec.figures.first().map(|name| name.span);
    if let Some(place) = named.or(folder.first_figure) {
        let message = "这里写了指标，却没有指标登记表，数不会用上";
        sink.push(Diagnostic::new(code::UNKNOWN_METRIC, place, message).help(
            "在内容文件夹里新建 metrics.yaml，写上 指标: [{名称: 要约书, 计量单位: 份, 汇总: 合计}]",
        ));
    }
}
