//! `jianbao build`: pages and PDFs of every issue, and the archive over them.

use std::path::Path;
use std::time::Instant;

use clap::{ArgMatches, value_parser};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::reporter::ConsoleReporter;
use super::short_way::{self, ReadByBuild, ShortWay};
use super::subcommand::Subcommand;
use super::templates::{UnusedTemplate, unused_templates};
use super::typography::Typography;
use super::{args, environment};
use crate::model::Audience;
use crate::pdf::Options;
use crate::pipeline::{
    BuildEvent, Outcome, Phase, Reporter, Request, Selection, Visibility, build,
};
use crate::project::{Folders, TemplateFiles};
use crate::publish;
use crate::render::html::Templates;
use crate::site::Route;
use crate::source::Sources;
use crate::stage::discover::discover_but;
use crate::trace::Told;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "build",
    about: "生成网页、PDF 和往期资料库",
    arguments: |command| {
        command
            .arg(args::content())
            .arg(args::templates())
            .arg(args::path(
                "output",
                "文件夹",
                "生成到哪里，默认是项目的 output/",
            ))
            .arg(args::text("series", "系列", "只生成一个系列，如 ducha"))
            .arg(args::text(
                "issue",
                "系列/年/期",
                "只生成一期，如 ducha/2026/3",
            ))
            .arg(
                args::text(
                    "audience",
                    "受众",
                    "给谁看：internal（默认）收入全部，public 不收标有“内部”的各期",
                )
                .value_parser(["public", "internal"])
                .hide_possible_values(true),
            )
            .arg(args::flag("no-pdf", "不生成 PDF"))
            .arg(args::flag(
                "docx",
                "每期在网页旁边放一份 Word 版（.docx）；固定要的写在 series.yaml 或 site.yaml：Word版: 是",
            ))
            .arg(
                args::text("jobs", "个数", "同时做几件事，默认是处理器的个数")
                    .value_parser(value_parser!(u16).range(1..=256)),
            )
            .arg(
                args::text("deny", "warnings", "写 warnings：有警告的一期也不生成")
                    .value_parser(["warnings"])
                    .hide_possible_values(true),
            )
            .arg(args::typst())
            .arg(args::flag(
                "embed-sources",
                "把每期的源文件嵌入 PDF（PDF/A-3a），供归档查证",
            ))
            .arg(args::flag(
                "strict-fonts",
                "字体表里首选的字体缺一种就停下，不用替代",
            ))
            .arg(args::flag(
                "remove",
                "内容文件夹里少了一整个系列或十分之一以上的各期时，照样从资料库移除",
            ))
            .arg(args::flag(
                "replace",
                "文件夹里原来是另一个资料库，或者是给别的受众看的，照样换成这一次的",
            ))
            .arg(args::flag(
                "full",
                "什么都没有变的时候也从头做一遍，不用上一次生成的记录",
            ))
            .arg(args::flag("explain", "说明为什么要重新生成"))
            .arg(args::flag("timings", "说出各步用了多长时间"))
    },
    run,
};

#[allow(clippy::disallowed_methods, reason = "the terminal")]
fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let start = Instant::now();
    if let Some(jobs) = matches.get_one::<u16>("jobs") {
        // Fails only where a pool is there already, which is then the right size.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(*jobs))
            .build_global();
    }
    let folders = environment::folders(matches);
    if is_inside(&folders.output, &folders.content) {
        return Err(CommandError::OutputInContent(folders.output));
    }
    let timings = matches.get_flag("timings");
    let mut short_way = ShortWay::look(matches, &folders);
    if matches.get_flag("explain") {
        console.plain(&match &short_way.difference {
            Some(difference) => format!("重新生成，因为{difference}"),
            None => "内容、模板、程序、选项和生成的文件都与上一次的一样，不用重新生成".to_owned(),
        });
    }
    if let Some(told) = short_way.told() {
        short_way::say_again(&told, console);
        let exit = report(&told, &Done::nothing(), &folders, console);
        if timings {
            console.plain(&format!("合计：{} 毫秒", start.elapsed().as_millis()));
        }
        return Ok(exit);
    }
    short_way.forget();
    let common = short_way.common();
    let stamps = |path: &str| short_way.stamp(path);
    let known = short_way.known_texts();
    let reuse = short_way.reuse(&common, &stamps, &known);
    let is_known = |path: &str| known.contains_key(path);
    let prepared = Prepared::read(&folders, matches, &is_known)?;
    let places = environment::places(matches, folders.root.clone());
    let reporter = ConsoleReporter::new(console, &prepared.sources, places, start, timings)
        .explaining(matches.get_flag("explain"));
    for name in &prepared.unused_templates {
        reporter.always(&name.to_string());
    }
    reporter.report(BuildEvent::PhaseEnded(Phase::Reading));
    let request = Request {
        sources: &prepared.sources,
        templates: &prepared.templates,
        layouts: &prepared.typography.layouts,
        fonts: &prepared.typography.fonts,
        output: &folders.output,
        selection: &prepared.selection,
        visibility: Visibility::of_site(match matches.get_one::<String>("audience") {
            Some(audience) if audience == "public" => Audience::Public,
            _ => Audience::Internal,
        }),
        remove: matches.get_flag("remove"),
        replace: matches.get_flag("replace"),
        pdf: !matches.get_flag("no-pdf"),
        word: matches.get_flag("docx"),
        deny_warnings: matches.get_one::<String>("deny").is_some(),
        options: &prepared.options,
        reuse,
    };
    let built = build(&request, &reporter).map_err(CommandError::from);
    let exit = built.map(|mut outcome| {
        let told = short_way::told(&outcome, Vec::new());
        let exit = report(&told, &Done::by(&outcome), &folders, console);
        let read = ReadByBuild {
            sources: &prepared.sources,
            fonts: prepared.typography.fonts.files(),
            fonts_are_for_now: prepared.typography.fonts.are_for_now(),
        };
        short_way.leave(&folders, &read, &mut outcome, reporter.into_said());
        exit
    });
    if timings {
        console.plain(&format!("合计：{} 毫秒", start.elapsed().as_millis()));
    }
    exit
}

/// Whether `folder`, which need not be there, is `around` or lies below it.
#[allow(clippy::disallowed_methods, reason = "the edge to the terminal")]
pub(super) fn is_inside(folder: &Path, around: &Path) -> bool {
    let Ok(around) = around.canonicalize() else {
        return false;
    };
    let working = std::env::current_dir().unwrap_or_default();
    let folder = working.join(folder);
    let known = folder.ancestors().find_map(|part| part.canonicalize().ok());
    known.is_some_and(|known| known.starts_with(&around))
}

/// Everything that a build reads.
struct Prepared {
    sources: Sources,
    templates: Templates,
    /// Files among the templates that nothing uses.
    unused_templates: Vec<UnusedTemplate>,
    typography: Typography,
    selection: Selection,
    options: Options,
}

impl Prepared {
    /// Reads all but the texts of issues of which `is_known` is true.
    ///
    /// # Errors
    /// Content, templates or fonts that cannot be read, or arguments that do not go together.
    fn read(
        folders: &Folders,
        matches: &ArgMatches,
        is_known: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Self, CommandError> {
        // An issue's sources may name internal issues, and series and register are meant for those who write.
        let public = matches
            .get_one::<String>("audience")
            .is_some_and(|audience| audience == "public");
        if public && matches.get_flag("embed-sources") {
            return Err(CommandError::PublicSources);
        }
        let sources = environment::swept(discover_but(&folders.content, is_known)?);
        let selection = environment::selection(matches, &sources)?;
        let files = TemplateFiles::read(&folders.templates)?;
        let templates = Templates::new(&files.html)?;
        let unused_templates = unused_templates(&files);
        let strict = matches.get_flag("strict-fonts");
        let typography = Typography::read(files.typst, &folders.templates, strict)?;
        let mut options = environment::pdf_options(matches);
        if let Some(jobs) = matches.get_one::<u16>("jobs") {
            options.parallel = usize::from(*jobs);
        }
        Ok(Self {
            sources,
            templates,
            unused_templates,
            typography,
            selection,
            options,
        })
    }
}

/// What a build has done, beside what it says of the content.
struct Done<'a> {
    typeset: usize,
    written: usize,
    removed: usize,
    /// What is wrong with the environment, if anything.
    environment: Option<&'a str>,
    missing_pdfs: &'a [String],
}

impl<'a> Done<'a> {
    fn by(outcome: &'a Outcome) -> Self {
        Self {
            typeset: outcome.typeset_pdfs,
            written: outcome.report.written,
            removed: outcome.report.removed,
            environment: outcome.environment.as_deref(),
            missing_pdfs: &outcome.missing_pdfs,
        }
    }

    fn nothing() -> Self {
        Self {
            typeset: 0,
            written: 0,
            removed: 0,
            environment: None,
            missing_pdfs: &[],
        }
    }
}

fn report(told: &Told, done: &Done<'_>, folders: &Folders, console: &Console) -> Exit {
    let mut line = format!(
        "生成 {} 期，排版 PDF {} 份；写入 {} 个文件，{} 个没有变化",
        told.built,
        done.typeset,
        done.written,
        told.files - done.written
    );
    if done.removed > 0 {
        line.push_str(&format!("，移除 {} 个", done.removed));
    }
    if !told.summary.is_empty() {
        line.push_str(&format!("；{}", told.summary));
    }
    console.result(&format!("{line}。"));
    if !told.failed.is_empty() {
        console.plain(&format!(
            "有错误没有生成（以前生成的原样保留）：{}",
            told.failed.join("、")
        ));
    }
    if let Some(reason) = done.environment {
        console.error(reason);
        if !done.missing_pdfs.is_empty() {
            console.plain(&format!(
                "网页已生成，下列 {} 份 PDF 还没有：",
                done.missing_pdfs.len()
            ));
            for path in done.missing_pdfs {
                console.plain(&format!("  {path}"));
            }
        }
        return Exit::Environment;
    }
    if told.has_errors || !told.failed.is_empty() {
        return Exit::Content;
    }
    if publish::is_closed_to_others(&folders.output) {
        console.plain(
            "生成的文件只有您自己能读（umask 是 077 一类），放到网站服务器上别人打不开：先运行 umask 022 再生成，或把文件夹改成别人能读（chmod -R go+rX）",
        );
    }
    console.result(&format!(
        "用浏览器打开 {}",
        folders.output.join(Route::Home.path()).display()
    ));
    Exit::Done
}
