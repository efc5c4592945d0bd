//! What an office does: from an empty folder to a printed issue, in places as Windows has them.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::{files, jianbao, package, wine};
use crate::support::project::PATIENCE;
use crate::support::root;

/// The package in a folder with Chinese, blanks and brackets, as on a stick.
fn unpacked(package: &Path, place: &Path) -> PathBuf {
    let folder = place.join("U 盘 [新] (简报)").join("jianbao");
    fs::create_dir_all(&folder).expect("a folder");
    for program in ["jianbao.exe", "typst.exe"] {
        fs::copy(package.join(program), folder.join(program)).expect("a program");
    }
    folder
}

/// A folder of an office that has begun, with its first issue written.
fn begun(folder: &Path) {
    let ran = jianbao(
        folder,
        folder,
        &[
            "init",
            ".",
            "--name",
            "云汀市总工会",
            "--code",
            "云工",
            "--kinds",
            "通报",
            "--date",
            "2026-03-27",
        ],
    );
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    for (name, bytes) in files(&folder.join("content")) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        // As Notepad saves it: with a mark before it and both characters at the end of a line.
        let written: String = text
            .lines()
            .map(|line| line.replace("【待填】", "已核实"))
            .filter(|line| line.trim() != "草稿: true")
            .map(|line| format!("{line}\r\n"))
            .collect();
        fs::write(
            folder.join("content").join(name),
            format!("\u{feff}{written}"),
        )
        .expect("a file");
    }
}

fn first_issue(folder: &Path) -> String {
    let names = files(&folder.join("content"));
    let issue = names
        .keys()
        .find_map(|name| name.strip_suffix("/issue.yaml"));
    issue.expect("an issue").to_owned()
}

#[test]
fn from_an_empty_folder_to_a_printed_issue() {
    let Some(package) = package() else { return };
    let place = tempfile::tempdir().expect("a folder");
    let folder = unpacked(&package, place.path());
    begun(&folder);
    let issue = first_issue(&folder);
    // Word holds a document open; Explorer leaves its files about.
    fs::write(folder.join("content").join(&issue).join("~$稿.docx"), "x").expect("a file");
    fs::write(folder.join("content").join(&issue).join("desktop.ini"), "x").expect("a file");

    let checked = jianbao(&folder, &folder, &["check"]);
    assert_eq!(checked.code, Some(0), "{}", checked.said);
    assert!(!checked.said.contains("docx"), "{}", checked.said);
    // A path as Windows writes it.
    fs::create_dir(folder.join("送审")).expect("a folder");
    let printed = jianbao(
        &folder,
        &folder,
        &["print", &issue, "--to", r"送审\第 1 期.pdf"],
    );
    assert_eq!(printed.code, Some(0), "{}", printed.said);
    let pdf = fs::read(folder.join("送审/第 1 期.pdf")).expect("the PDF");
    assert!(pdf.starts_with(b"%PDF-"), "{}", printed.said);
    let built = jianbao(&folder, &folder, &["build"]);
    assert_eq!(built.code, Some(0), "{}", built.said);
    assert!(folder.join("output/index.html").is_file());
    let again = jianbao(&folder, &folder, &["build"]);
    assert_eq!(again.code, Some(0), "{}", again.said);
    let series = issue.split('/').next().expect("a series").to_owned();
    let new = jianbao(&folder, &folder, &["new", &series, "--date", "2026-04-20"]);
    assert_eq!(new.code, Some(0), "{}", new.said);
    let doctor = jianbao(&folder, &folder, &["doctor"]);
    assert!(doctor.said.contains("~$稿.docx"), "{}", doctor.said);
    assert!(
        doctor.said.contains("本程序所在的文件夹"),
        "{}",
        doctor.said
    );
}

#[test]
fn long_paths_and_folders_by_their_drive() {
    let Some(package) = package() else { return };
    let place = tempfile::tempdir().expect("a folder");
    let deep: PathBuf = (0..12)
        .map(|level| format!("很长的文件夹名{level:02}很长"))
        .collect();
    let folder = unpacked(&package, place.path());
    begun(&folder);
    let far = place.path().join(deep).join("content");
    fs::create_dir_all(far.parent().expect("a folder")).expect("folders");
    fs::rename(folder.join("content"), &far).expect("moved");
    // wine has the root of Linux as drive Z:.
    let by_drive = format!("Z:{}", far.display()).replace('/', r"\");
    assert!(by_drive.chars().count() > 150);
    let output = format!("Z:{}", place.path().join("站点").display());
    let built = jianbao(
        &folder,
        &folder,
        &["build", "--content", &by_drive, "--output", &output],
    );
    assert_eq!(built.code, Some(0), "{}", built.said);
    let by_share = by_drive.replacen("Z:", r"\\?\Z:", 1);
    let checked = jianbao(&folder, &folder, &["check", "--content", &by_share]);
    assert_eq!(checked.code, Some(0), "{}", checked.said);
}

#[test]
fn the_preview_answers_and_control_c_ends_it() {
    let Some(package) = package() else { return };
    let place = tempfile::tempdir().expect("a folder");
    let folder = unpacked(&package, place.path());
    let mut child = wine(&folder.join("jianbao.exe"), &folder)
        .args(["serve", "--content"])
        .arg(root().join("content"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("wine");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let first = lines.next().expect("a line").expect("UTF-8");
    let address = first
        .split("http://")
        .nth(1)
        .expect("an address")
        .trim()
        .trim_end_matches('/');
    for (path, part) in [("/", "云汀"), ("/ducha/2026/1/2026-1.pdf", "%PDF-")] {
        let _ = part;
        let mut stream = TcpStream::connect(address).expect("a connection");
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.starts_with(b"HTTP/1.1 "), "{path}");
        if path == "/" {
            let text = String::from_utf8_lossy(&answer);
            assert!(
                text.starts_with("HTTP/1.1 200") && text.contains("<title>"),
                "{text}"
            );
        }
    }
    let id = child.id().to_string();
    let told = Command::new("kill")
        .args(["-INT", &id])
        .status()
        .expect("kill");
    assert!(told.success());
    let ended = child.wait().expect("an end");
    let mut said = String::new();
    let _ = child
        .stderr
        .take()
        .expect("a pipe")
        .read_to_string(&mut said);
    assert_eq!(ended.code(), Some(0), "{said}");
    assert!(said.contains("预览已结束"), "{said}");
}

/// Opened by a double click: a console of its own, no arguments, no shell around it.
#[test]
fn a_double_click_shows_what_to_do_and_begins() {
    let Some(package) = package() else { return };
    if Command::new("script").arg("--version").output().is_err() {
        println!("NOT RUN: a double click, as there is no script (package bsdutils)");
        return;
    }
    let place = tempfile::tempdir().expect("a folder");
    let folder = unpacked(&package, place.path());
    let started = format!(
        "bash '{}' '{}'",
        root().join(".dist/wine.sh").display(),
        folder.join("jianbao.exe").display()
    );
    let mut child = Command::new("script")
        .args(["-q", "-e", "-c", &started, "/dev/null"])
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("script");
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = child.stdout.take().expect("a pipe");
    let (sender, told) = mpsc::channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = output.read(&mut buffer) {
            let _ = sender.send(buffer[..count].to_vec());
        }
    });
    let start = Instant::now();
    let mut bytes = Vec::new();
    let mut answered = 0;
    let said = loop {
        let news = told.recv_timeout(Duration::from_secs(2));
        bytes.extend(news.iter().flatten());
        let said = String::from_utf8_lossy(&bytes).into_owned();
        if said.contains("http://127.0.0.1:") || start.elapsed() > PATIENCE {
            break said;
        }
        // Nothing more comes: it waits for the name of the office, or takes the usual for everything else.
        if news.is_err() && said.contains("单位名称") {
            let answer = if answered == 0 {
                "云汀市总工会"
            } else {
                ""
            };
            let _ = write!(input, "{answer}\r");
            answered += 1;
        }
    };
    let _ = child.kill();
    let _ = child.wait();
    assert!(said.contains("这个窗口开着"), "{said}");
    assert!(said.contains("http://127.0.0.1:"), "{said}");
    assert!(folder.join("content/site.yaml").is_file(), "{said}");
}
