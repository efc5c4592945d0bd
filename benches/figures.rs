//! Figures (指标) of a large office: 500 units, 40 metrics and 60 issues with a spreadsheet each, collected and aggregated.
//!
//! `cargo bench --bench figures` measures with these numbers; the goal is under one second on two cores.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench: it writes files and measures time"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use jianbao::diag::Sink;
use jianbao::pipeline::assembly;
use jianbao::stage;
use jianbao::stage::discover::discover;

const UNITS: usize = 500;
const METRICS: usize = 40;
const ISSUES: usize = 60;
const ROUNDS: usize = 5;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path());
    println!("{UNITS} units × {METRICS} metrics × {ISSUES} issues, {ROUNDS} rounds");
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let sources = discover(folder.path()).expect("the content");
        let read = start.elapsed();
        let plan = assembly::plan(&sources);
        let collected = start.elapsed();
        // The last issue asks for totals, ranks, the issue before, the year so far.
        let issue = plan.issues.last().expect("an issue");
        let own = stage::collect(&sources, &plan, issue);
        let mut sink = Sink::default();
        let (document, _) = stage::document(&sources, &plan, issue, &own, &mut sink);
        assert!(document.is_some() && !sink.has_errors());
        println!(
            "files {:.3} s, collected {:.3} s, aggregated {:.3} s, together {:.3} s",
            read.as_secs_f64(),
            (collected - read).as_secs_f64(),
            (start.elapsed() - collected).as_secs_f64(),
            start.elapsed().as_secs_f64()
        );
    }
}

fn write(root: &Path) {
    let put = |path: String, text: String| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    put(
        "site.yaml".to_owned(),
        "名称: 云汀市总工会简报资料库\n".to_owned(),
    );
    let mut units = "单位:\n".to_owned();
    for unit in 0..UNITS {
        let _ = writeln!(
            units,
            "  - {{代号: u{unit}, 名称: 第{unit}单位, 类别: 第{}类}}",
            unit % 7
        );
    }
    put("units.yaml".to_owned(), units);
    let mut metrics = "指标:\n".to_owned();
    for metric in 0..METRICS {
        let _ = writeln!(
            metrics,
            "  - {{代号: m{metric}, 名称: 指标{metric}号, 计量单位: 件, 目标: 100}}"
        );
    }
    put("metrics.yaml".to_owned(), metrics);
    put(
        "yue/series.yaml".to_owned(),
        "名称: 月报\n版式: 公文\n署名: 云汀市总工会\n".to_owned(),
    );
    for issue in 0..ISSUES {
        let (year, month) = (2021 + issue / 12, issue % 12 + 1);
        let folder = format!("yue/{year}/{month}");
        put(
            format!("{folder}/issue.yaml"),
            format!(
                "标题: 关于各单位进度的通报\n日期: {year}-{month:02}-28\n正文:\n  - 正文.md\n  - {{表: 进度, 指标: [指标0号, 指标1号, 指标2号], 列: [本期, 较上期, 累计, 名次], 小计: 是}}\n"
            ),
        );
        let mut text = String::new();
        for metric in 0..METRICS {
            let _ = writeln!(
                text,
                "指标{metric}号合计{{{{指标{metric}号.合计}}}}件，居前三位的是{{{{指标{metric}号.前三}}}}。"
            );
        }
        put(format!("{folder}/正文.md"), text);
        let mut sheet = "单位".to_owned();
        for metric in 0..METRICS {
            let _ = write!(sheet, ",指标{metric}号");
        }
        sheet.push('\n');
        for unit in 0..UNITS {
            let _ = write!(sheet, "第{unit}单位");
            for metric in 0..METRICS {
                let _ = write!(sheet, ",{}", (unit * 31 + metric * 17 + issue * 7) % 997);
            }
            sheet.push('\n');
        }
        put(format!("{folder}/指标.csv"), sheet);
    }
}
