//! The registers of units (单位登记表) and of metrics (指标登记表): those of the archive and those of single series.

use super::folders::{ContentFolders, misnamed};
use super::parse::metrics::{self, MetricsFile};
use super::parse::path::looks_like;
use super::parse::units::{self, UnitsFile};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::Span;
use crate::source::Sources;

/// The register in `path`: an empty one where there is no such file, none where it has errors.
pub fn registry(sources: &Sources, path: &str, sink: &mut Sink) -> Option<UnitsFile> {
    let Some(file) = sources.find(path) else {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if let Some(mistaken) = looks_like(sources, folder, "units.yaml") {
            sink.push(misnamed(
                sources,
                mistaken,
                "units.yaml",
                "登记的单位读不到，各期不会生成",
            ));
            return None;
        }
        return Some(UnitsFile::default());
    };
    let mut own = Sink::default();
    let registry = units::parse(sources, file, &mut own);
    let failed = own.has_errors();
    sink.append(own);
    registry.filter(|_| !failed)
}

/// The register of metrics in `path`: an empty one where there is no such file, none where it has errors.
pub fn metrics_register(sources: &Sources, path: &str, sink: &mut Sink) -> Option<MetricsFile> {
    let Some(file) = sources.find(path) else {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if let Some(mistaken) = looks_like(sources, folder, "metrics.yaml") {
            let effect = "登记的指标读不到，引用的数也就没有";
            sink.push(misnamed(sources, mistaken, "metrics.yaml", effect));
            return None;
        }
        return Some(MetricsFile::default());
    };
    let mut own = Sink::default();
    let register = metrics::parse(sources, file, &mut own);
    let failed = own.has_errors();
    sink.append(own);
    register.filter(|_| !failed)
}

/// Says where no series reads the register that all may use, because each has its own.
pub fn shared_register_unread(sources: &Sources, folders: &ContentFolders, sink: &mut Sink) {
    let Some(shared) = sources.find("units.yaml") else {
        return;
    };
    let mut own = folders
        .series
        .keys()
        .map(|name| sources.find(&format!("{name}/units.yaml")));
    if let Some(Some(first)) = own.next()
        && own.all(|own| own.is_some())
    {
        sink.push(
            Diagnostic::new(
                code::NO_EFFECT,
                Span::file_start(shared),
                "每个系列都有自己的 units.yaml，这一份没有系列用",
            )
            .related(Span::file_start(first), "系列自己的")
            .help("只留一份，或删去不用的"),
        );
    }
}
