//! The files of the series: each with its registers, and their order.

use super::folders::ContentFolders;
use super::parse::metric_targets::check_targets;
use super::parse::metrics::MetricsFile;
use super::parse::path::looks_like;
use super::parse::series;
use super::parse::series::SeriesFile;
use super::parse::site::SiteSpec;
use super::parse::units::UnitsFile;
use super::registers::{metrics_register, registry};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::FileId;
use crate::source::Sources;
use crate::source::fields::nearest_of;

/// The series in the folder `name` with the registers that it uses: its own, or those of the archive. None where one of its files has errors.
pub fn parse_series(
    sources: &Sources,
    name: &str,
    file: Option<FileId>,
    (shared_units, shared_metrics): (Option<&UnitsFile>, Option<&MetricsFile>),
    sink: &mut Sink,
) -> Option<SeriesFile> {
    let file = file?;
    let own_units = format!("{name}/units.yaml");
    let mut own = Sink::default();
    let has_own =
        sources.find(&own_units).is_some() || looks_like(sources, name, "units.yaml").is_some();
    let units = if has_own {
        registry(sources, &own_units, &mut own)
    } else {
        shared_units.cloned()
    };
    let own_metrics = format!("{name}/metrics.yaml");
    let has_own_metrics =
        sources.find(&own_metrics).is_some() || looks_like(sources, name, "metrics.yaml").is_some();
    let metrics = if has_own_metrics {
        metrics_register(sources, &own_metrics, &mut own)
    } else {
        shared_metrics.cloned()
    };
    let failed = units.is_none() || metrics.is_none();
    let (units, metrics) = (units.unwrap_or_default(), metrics.unwrap_or_default());
    // Targets that all series share may name units that only some of them have.
    if has_own == has_own_metrics {
        for register in metrics.registers.all() {
            check_targets(register, units.registers.last(), &mut own);
        }
    }
    let (units_then, metrics_then) = (&units.registers, &metrics.registers);
    let spec = series::parse(sources, file, name, units_then, metrics_then, &mut own);
    let failed = failed || own.has_errors();
    sink.append(own);
    let mut spec = spec.filter(|_| !failed)?;
    spec.gaps.extend(units.gaps);
    spec.gaps.extend(metrics.gaps);
    Some(spec)
}

/// The series in the order that `site.yaml` names, then the others by name.
pub fn series_order(
    folders: &ContentFolders,
    site: Option<&SiteSpec>,
    sink: &mut Sink,
) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    for name in site.iter().flat_map(|site| &site.order) {
        if folders.series.contains_key(&name.value) && !order.contains(&name.value) {
            order.push(name.value.clone());
            continue;
        }
        if folders.has_refused(&name.value) {
            continue;
        }
        let (kind, message) = if order.contains(&name.value) {
            (
                code::DUPLICATE_NAME,
                format!("系列“{}”写了两次", name.value),
            )
        } else {
            (
                code::MISSING_FILE,
                format!("没有系列文件夹“{}”", name.value),
            )
        };
        let diagnostic = Diagnostic::new(kind, name.span, message);
        let nearest = nearest_of(&name.value, folders.series.keys().map(String::as_str));
        sink.push(match nearest {
            Some(nearest) if kind == code::MISSING_FILE => {
                diagnostic.help(format!("是否为“{nearest}”？"))
            }
            _ => diagnostic.help("改正或删去这一项"),
        });
    }
    let rest: Vec<String> = folders
        .series
        .keys()
        .filter(|name| !order.contains(name))
        .cloned()
        .collect();
    order.extend(rest);
    order
}
