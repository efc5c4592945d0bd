//! The templates: compiled once, used for every page.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::builtin::BUILTIN;
use super::escape::{Rendered, escape_to};
use crate::zh::words::name_parts;

/// The script of the search reads an index of the same program, so it is the program's own.
const SEARCH_SCRIPTS: [&str; 2] = ["search.js", "search-open.js"];

/// All templates of a project, with the program's own where the project has none.
#[derive(Clone)]
pub struct Templates {
    tera: Tera,
    assets: BTreeMap<String, String>,
    live: Option<String>,
    /// Whether a page is drawn by a template of the project.
    has_own_pages: bool,
}

impl fmt::Debug for Templates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names: Vec<&str> = self.tera.get_template_names().collect();
        names.sort_unstable();
        f.debug_struct("Templates")
            .field("templates", &names)
            .field("assets", &self.assets.keys())
            .finish()
    }
}

impl Templates {
    /// Compiles the templates. `sources` are the files of the project's `templates/html/` by name (`issue.html`, `style.css`, …).
    ///
    /// `.html` files are templates; `.css`, `.js` and `.svg` files become assets of the site; other files are left alone.
    ///
    /// # Errors
    /// A template that is not valid, refers to one that does not exist, or would take the place of what no template can.
    pub fn new(sources: &[(String, String)]) -> Result<Self, TemplateError> {
        let is_script = |name: &str| SEARCH_SCRIPTS.contains(&name);
        if let Some((name, _)) = sources.iter().find(|(name, _)| is_script(name)) {
            return Err(TemplateError {
                template: Some(name.clone()),
                place: None,
                problem: Problem::NotATemplate,
            });
        }
        let mut files: BTreeMap<&str, &str> = BUILTIN.iter().copied().collect();
        files.extend(sources.iter().map(|(name, source)| {
            // A byte order mark would stand before the doctype.
            let source = source.strip_prefix('\u{FEFF}').unwrap_or(source);
            (name.as_str(), source)
        }));
        let mut tera = Tera::new();
        // Whatever a template is called, its variables are escaped.
        tera.autoescape_on([""]);
        tera.set_escape_fn(escape_to);
        tera.register_filter("parts", |name: &str, _: Kwargs, _: &State<'_>| {
            Value::from(name_parts(name))
        });
        tera.add_raw_templates(files.iter().filter(|(name, _)| name.ends_with(".html")))
            .map_err(|error| TemplateError::from_tera("", &error))?;
        let assets = files
            .iter()
            .filter(|(name, _)| {
                [".css", ".js", ".svg"]
                    .iter()
                    .any(|ending| name.ends_with(ending))
            })
            .map(|(&name, &source)| (name.to_owned(), source.to_owned()))
            .collect();
        Ok(Self {
            tera,
            assets,
            live: None,
            has_own_pages: files.iter().any(|(name, source)| {
                name.ends_with(".html") && !BUILTIN.contains(&(*name, *source))
            }),
        })
    }

    /// The templates for a preview: their pages may also run the one script whose hash is `script`, as a source of a content security policy
    /// writes it (`sha256-…`), and ask the server that they come from for news.
    #[must_use]
    pub fn live(self, script: &str) -> Self {
        Self {
            live: Some(script.to_owned()),
            ..self
        }
    }

    /// Whether the project draws pages by templates of its own, of which nobody knows what they leave out.
    #[must_use]
    pub(super) fn has_own_pages(&self) -> bool {
        self.has_own_pages
    }

    /// The assets by name, in order.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &str)> {
        self.assets
            .iter()
            .map(|(name, source)| (name.as_str(), source.as_str()))
    }

    /// Draws one page: `context` is the page's one typed struct, `parts` the pieces of finished HTML by the names that the template uses.
    ///
    /// # Errors
    /// A template that asks for what the context does not have, or goes wrong in another way.
    pub fn render(
        &self,
        template: &str,
        context: &impl Serialize,
        parts: &[(&'static str, Option<&Rendered>)],
    ) -> Result<Vec<u8>, TemplateError> {
        let fail = |error: tera::Error| TemplateError::from_tera(template, &error);
        let mut values = Context::from_serialize(context).map_err(fail)?;
        values.insert("live", &self.live);
        for (name, part) in parts {
            values.insert_value(
                *name,
                part.map_or_else(tera::Value::none, Rendered::to_value),
            );
        }
        let page = self.tera.render(template, &values).map_err(fail)?;
        Ok(page.into_bytes())
    }
}

/// Why a template cannot be used; its words are Chinese, as an office may have written the template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct TemplateError {
    /// The template at fault, e.g. `issue.html`, where it is known.
    pub template: Option<String>,
    /// Line and column, both from 1, where they are known.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub problem: Problem,
}

/// What the page of an issue that went out lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LackingWords {
    /// The issue, by its path.
    pub issue: String,
    /// What the template has to show.
    pub variable: String,
    /// The words, or their beginning.
    pub words: String,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It cannot be read; the message is tera's.
    Syntax(String),
    /// It could be read, but not used for a page; the message is tera's.
    Use(String),
    /// It extends or includes itself, by way of these templates.
    Circle(Vec<String>),
    /// It extends or includes a template that does not exist.
    Missing(String),
    /// No template takes the place of this file.
    NotATemplate,
    /// The page of an issue that went out lacks some of its words.
    Lacks(Box<LackingWords>),
    /// Anything else; the message is tera's.
    Other(String),
}

impl TemplateError {
    fn from_tera(template: &str, error: &tera::Error) -> Self {
        let named = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let placed = |report: &tera::ReportError, problem| Self {
            template: named(report.filename()).or_else(|| named(template)),
            place: Some((report.span().start_line, report.span().start_col + 1)),
            problem,
        };
        let unplaced = |name: &str, problem| Self {
            template: named(name),
            place: None,
            problem,
        };
        match error.kind() {
            ErrorKind::SyntaxError(report) => {
                placed(report, Problem::Syntax(report.message().to_owned()))
            }
            ErrorKind::RenderingError(report) => {
                placed(report, Problem::Use(report.message().to_owned()))
            }
            ErrorKind::CircularExtend {
                tpl,
                inheritance_chain: chain,
            }
            | ErrorKind::CircularInclude {
                tpl,
                include_chain: chain,
            } => unplaced(tpl, Problem::Circle(chain.clone())),
            ErrorKind::MissingParent { current, parent } => {
                unplaced(current, Problem::Missing(parent.clone()))
            }
            ErrorKind::TemplateNotFound(name) => unplaced(template, Problem::Missing(name.clone())),
            // The enum is open: new kinds may come with new versions of tera.
            _ => unplaced(template, Problem::Other(error.to_string())),
        }
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.template {
            Some(template) => write!(f, "网页模板 {template}")?,
            None => write!(f, "网页模板")?,
        }
        if let Some((line, column)) = self.place {
            write!(f, " 第{line}行第{column}列")?;
        }
        match &self.problem {
            Problem::Syntax(message) => write!(f, "写法有误：{message}"),
            Problem::Use(message) => write!(f, "无法生成网页：{message}"),
            Problem::Circle(chain) => write!(f, "绕回了自己：{}", chain.join(" → ")),
            Problem::Missing(name) => write!(f, "引用的模板 {name} 不存在"),
            Problem::NotATemplate => write!(
                f,
                "不能替换：检索程序要与检索资料的格式一致，由 jianbao 自带。请从 templates/html/ 删去这个文件；检索页的样子改 search.html 和 style.css"
            ),
            Problem::Lacks(lacking) => write!(
                f,
                "没有印出 {} 的“{}”：这一期已经印发，网页的样子可以变，文字不能少。在模板里补上 {{{{ {} }}}}",
                lacking.issue, lacking.words, lacking.variable
            ),
            Problem::Other(message) => write!(f, "有误：{message}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files
            .iter()
            .map(|(name, source)| ((*name).to_owned(), (*source).to_owned()))
            .collect()
    }

    #[derive(Serialize)]
    struct Nothing {}

    #[test]
    fn no_project_replaces_the_script_of_the_search() {
        let error = Templates::new(&project(&[("search.js", "")])).expect_err("refused");
        assert!(
            error.to_string().starts_with("网页模板 search.js不能替换"),
            "{error}"
        );
    }

    #[test]
    fn a_project_replaces_file_by_file() {
        let templates = Templates::new(&project(&[
            ("style.css", "\u{FEFF}body{}"),
            ("README.md", "{{"),
        ]))
        .expect("valid templates");
        let assets: Vec<_> = templates.assets().collect();
        assert!(assets.contains(&("style.css", "body{}")));
        assert!(
            !assets.iter().any(|(name, _)| name.ends_with(".md")),
            "{assets:?}"
        );
    }

    #[test]
    fn faults_say_where_in_chinese() {
        let cases = [
            ("{% if %}", "网页模板 home.html 第1行第7列写法有误："),
            (
                "甲\n{{ unknown }}",
                "网页模板 home.html 第2行第4列无法生成网页：",
            ),
            (
                "{% extends \"no.html\" %}",
                "网页模板 home.html引用的模板 no.html 不存在",
            ),
            (
                "{% include \"home.html\" %}",
                "网页模板 home.html绕回了自己：",
            ),
        ];
        for (source, message) in cases {
            let error = Templates::new(&project(&[("home.html", source)]))
                .and_then(|templates| templates.render("home.html", &Nothing {}, &[]))
                .expect_err(source);
            assert!(error.to_string().starts_with(message), "{error}");
        }
    }

    #[test]
    fn no_template_of_ours_switches_the_escape_off() {
        for (name, source) in BUILTIN {
            assert!(!source.contains("safe"), "{name}");
            assert!(!source.contains(" style="), "{name}");
            let own = ["<script src=\"", "<script defer=\"\" src=\""]
                .map(|start| format!("{start}{{{{ frame.root }}}}assets/"));
            let rest = own
                .iter()
                .fold(source.to_string(), |rest, script| rest.replace(script, ""));
            assert!(
                !rest.contains("<script") && !rest.contains("<style"),
                "{name}"
            );
            assert!(
                !source.contains("http://") || name.ends_with(".svg"),
                "{name}"
            );
            assert!(
                !source.contains("https://") && !source.contains("@import"),
                "{name}"
            );
        }
    }
}
