//! Pages of the preview's own, where the site has none to show.

use super::overlay;
use crate::diag::Diagnostic;
use crate::render::html::escape::Html;
use crate::site::Route;
use crate::source::Sources;

/// A page that says why there is nothing else to see.
#[derive(Default)]
pub struct NoticePage<'a> {
    /// What is the matter.
    pub title: &'a str,
    /// What to do about it.
    pub lines: &'a [String],
    /// Findings, with the files that they are about.
    pub findings: Option<(&'a [Diagnostic], &'a Sources)>,
}

impl NoticePage<'_> {
    pub fn page(&self) -> Vec<u8> {
        let mut html = Html::default();
        html.tag("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.tag("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
        html.text(self.title);
        html.tag("</title>\n<link rel=\"stylesheet\" href=\"/_jianbao/preview.css\">\n</head>\n");
        html.tag("<body class=\"jbp-page\">\n<main>\n<h1>");
        html.text(self.title);
        html.tag("</h1>\n");
        for line in self.lines {
            html.tag("<p>");
            html.text(line);
            html.tag("</p>\n");
        }
        if let Some((findings, sources)) = self.findings {
            overlay::write_list(&mut html, findings, sources);
        }
        html.tag("<p class=\"jbp-note\">文件改好并保存后，这一页自动更新。<a href=\"/");
        html.text(&Route::Home.path());
        html.tag("\">返回首页</a></p>\n");
        html.tag("</main>\n</body>\n</html>\n");
        html.finish().as_str().as_bytes().to_vec()
    }
}
