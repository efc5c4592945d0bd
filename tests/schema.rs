//! `jianbao schema`: the schemas of all files, and what an editor does with them.

use std::path::PathBuf;
use std::process::Command;

use jianbao::schema::{examples, handbook, schemas};
use serde_json::{Value, json};

use crate::support::project::{Project, files};

#[test]
fn the_list_of_keys_is_that_of_the_program() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
    if std::env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
        std::fs::write(path, handbook()).unwrap();
    }
    let text = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        text == handbook(),
        "docs/keys.md is not what the tables of keys say: SNAPSHOTS=overwrite cargo test --test suite schema::"
    );
}

#[test]
fn somebodys_own_settings_and_files_are_not_touched() {
    let project = Project::new();
    let said = project.run(&["schema", "--vscode"]).expect(0).said();
    assert!(said.contains("Ctrl+Space"), "{said}");
    let settings = project.text("content/.vscode/settings.json");
    let before = files(&project.path("content"));
    let said = project.run(&["schema", "--vscode"]).expect(0).said();
    assert!(said.contains("已经有这些设置"), "{said}");
    assert_eq!(files(&project.path("content")), before);

    // Some of one's own, and ours among them: nothing to say. None of ours: they are shown, and the file stays.
    let mut more: Value = serde_json::from_str(&settings).unwrap();
    more["editor.fontSize"] = json!(16);
    more["yaml.schemas"]["./own.json"] = json!(["own.yaml"]);
    project.put("content/.vscode/settings.json", more.to_string());
    let said = project.run(&["schema", "--vscode"]).expect(0).said();
    assert!(said.contains("已经有这些设置"), "{said}");
    let own = "{\n  // 我的\n  \"editor.fontSize\": 16\n}\n";
    project.put("content/.vscode/settings.json", own);
    let said = project.run(&["schema", "--vscode"]).expect(0).said();
    assert!(
        said.contains("加上") && said.contains("**/issue.yaml"),
        "{said}"
    );
    assert_eq!(project.text("content/.vscode/settings.json"), own);

    // The content is built as if nothing of it was there.
    project.run(&["check"]).expect(0);

    project.put("别处/issue.json", "{}");
    let said = project.run(&["schema", "别处"]).expect(2).said();
    assert!(said.contains("issue.json"), "{said}");
    assert_eq!(files(&project.path("别处")), ["issue.json"]);
    project.run(&["schema", "新的"]).expect(0);
    let written = files(&project.path("新的"));
    assert_eq!(written.len(), schemas().len(), "{written:?}");
    project.remove("content");
    project.run(&["schema"]).expect(2);
}

/// yaml-language-server, where `tests/tools.sh` has put it.
fn server() -> Option<PathBuf> {
    let package = include_str!("editor/package.json");
    let package: Value = serde_json::from_str(package).unwrap();
    let version = package["dependencies"]["yaml-language-server"].as_str()?;
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")))?;
    let file = cache
        .join(format!("jianbao/test-tools/yaml-language-server-{version}"))
        .join("node_modules/yaml-language-server/bin/yaml-language-server");
    file.is_file().then_some(file)
}

/// What an editor answers, file by file; nothing where there is no server, which is said.
fn asked(requests: &[Value]) -> Option<Vec<Value>> {
    let Some(server) = server() else {
        println!(
            "\nNOT RUN: schema, in an editor: yaml-language-server is not in the cache (bash tests/tools.sh)"
        );
        assert!(std::env::var_os("CI").is_none(), "NOT RUN: schema");
        return None;
    };
    let project = Project::new();
    project.run(&["schema", "--vscode"]).expect(0);
    project.put("requests.json", Value::from(requests.to_vec()).to_string());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/editor/server.mjs");
    let run = Command::new("node")
        .arg(script)
        .arg(server)
        .args([project.path("content"), project.path("requests.json")])
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let answers: Vec<Value> = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(answers.len(), requests.len());
    Some(answers)
}

/// As an editor sees a front matter: by the schema that is named at its beginning.
fn as_front(text: &str, number: usize) -> Value {
    let text = format!("# yaml-language-server: $schema=.vscode/jianbao/front.json\n{text}");
    json!({ "path": format!("front-{number}.yaml"), "text": text })
}

/// What the program writes itself, and no person.
const RECORDS: [&str; 3] = ["印发.yaml", "送审.yaml", "归档.yaml"];

/// Every file of YAML, and every front matter, below `folder` of this repository.
fn written(folder: &str, at: &str) -> Vec<(String, Value)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut all = Vec::new();
    for path in files(&root) {
        let Ok(text) = std::fs::read_to_string(root.join(&path)) else {
            continue;
        };
        let name = path.rsplit('/').next().unwrap();
        if name.ends_with(".yaml") && !RECORDS.contains(&name) {
            all.push((
                path.clone(),
                json!({ "path": format!("{at}{path}"), "text": text }),
            ));
        } else if name.ends_with(".md")
            && let Some(rest) = text.strip_prefix("---\n")
            && let Some((front, _)) = rest.split_once("\n---")
        {
            all.push((path, as_front(front, 1000 * at.len() + all.len())));
        }
    }
    all
}

#[test]
fn what_people_have_written_has_no_problem_in_an_editor() {
    let mut all = written("content", "");
    for (id, text) in examples() {
        let path = match id {
            "table" => "a/2026/1/every-key.yaml".to_owned(),
            "issue" => "a/2026/1/issue.yaml".to_owned(),
            "series" => "every/series.yaml".to_owned(),
            id => format!("every/{id}.yaml"),
        };
        let request = match id {
            "front" => as_front(&text, 1),
            _ => json!({ "path": path, "text": text }),
        };
        all.push((format!("the example of {id}"), request));
    }
    // These two are wrong on purpose: slips of YAML, and signs that nobody sees.
    for case in
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/cases")).unwrap()
    {
        let name = case.unwrap().file_name().into_string().unwrap();
        if !["mistakes", "invisible"].contains(&name.as_str()) {
            all.extend(written(
                &format!("tests/golden/cases/{name}"),
                &format!("{name}/"),
            ));
        }
    }
    assert!(all.len() > 200, "{} files", all.len());
    let requests: Vec<Value> = all.iter().map(|(_, request)| request.clone()).collect();
    let Some(answers) = asked(&requests) else {
        return;
    };
    let complaints: Vec<String> = all
        .iter()
        .zip(&answers)
        .filter(|(_, answer)| answer["problems"] != json!([]))
        .map(|((path, _), answer)| format!("{path}: {}", answer["problems"]))
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn an_editor_offers_chinese_keys_says_what_they_mean_and_finds_a_wrong_one() {
    let place = |path: &str, text: &str, line: u32, character: u32| json!({ "path": path, "text": text, "line": line, "character": character });
    let issue = "标题: 甲\n日期: 2026-07-08\n正文: [正文.md]\n\n";
    let requests = [
        place("a/2026/1/issue.yaml", issue, 3, 0),
        place("a/2026/2/issue.yaml", issue, 1, 1),
        place(
            "a/2026/3/issue.yaml",
            "标题: 甲\n日期: 七月八日\n正文: [正文.md]\n提目: 3\n要目: 也许\n",
            0,
            0,
        ),
        place(
            "a/2026/4/issue.yaml",
            "title: 甲\ndate: 2026-07-08\nbody:\n  - 导语.md\n  - 按: 联系领导\n    只涵: [甲]\n",
            0,
            0,
        ),
        place(
            "a/2026/5/issue.yaml",
            "标题: 甲\n日期: 2026-07-08\n正文:\n  - 表: 甲\n    问题: \n",
            4,
            8,
        ),
        place("a/series.yaml", "名称: 甲\n版式: \n", 1, 4),
        place(
            "units.yaml",
            "单位:\n  - 代号: b\n    名称: 乙\n    至: 2026-06-30\n    \n",
            4,
            4,
        ),
        place("a/2026/1/印发.yaml", "什么: 甲\n", 0, 0),
    ];
    let Some(answers) = asked(&requests) else {
        return;
    };
    let offered = |index: usize| -> Vec<&str> {
        let list = answers[index]["completions"].as_array().unwrap();
        list.iter().filter_map(Value::as_str).collect()
    };
    assert!(
        offered(0).contains(&"附件") && offered(0).contains(&"抄送"),
        "{:?}",
        offered(0)
    );
    assert!(
        !offered(0).iter().any(|key| key.is_ascii()),
        "{:?}",
        offered(0)
    );
    let hover = answers[1]["hover"].as_str().unwrap();
    assert!(
        hover.contains("成文日期") && hover.contains("例：日期: 2026-07-08"),
        "{hover}"
    );
    let problems = answers[2]["problems"].to_string();
    for words in ["2:5 写成 2026-07-08", "4:1", "提目", "5:5", "是"] {
        assert!(problems.contains(words), "{words}: {problems}");
    }
    let problems = answers[3]["problems"].to_string();
    assert!(
        problems.contains("6:5") && problems.contains("只涵"),
        "{problems}"
    );
    assert_eq!(offered(4)[..3], ["全部", "未整改", "逾期"]);
    assert_eq!(offered(5), ["公文", "简报", "信函", "纪要", "命令"]);
    assert!(
        offered(6).contains(&"并入") && !offered(6).contains(&"名称"),
        "{:?}",
        offered(6)
    );
    assert_eq!(
        answers[7]["problems"],
        json!([]),
        "what the program writes is no table"
    );
}
