//! Brackets in a line: links, pictures, notes, HTML, and what only looks like one of them.

use super::emphasis::Sign;
use super::inline::{InlineReader, Written};
use super::links;
use super::notes;
use crate::diag::code;

impl InlineReader<'_> {
    /// The mark of a note at the start of `rest`, which was typed at `start`: its length.
    pub(super) fn note(&mut self, rest: &str, start: usize, in_link: bool) -> usize {
        let Some(mark) = notes::mark(rest) else {
            return 0;
        };
        let range = start..start + mark.length;
        let refused = if in_link {
            Some("链接的文字和图题里不能有注释")
        } else if self.notes.inside() {
            Some("注释里不能再有注释")
        } else {
            None
        };
        if mark.wide && refused.is_none() {
            let (message, help) = (notes::WIDE.to_owned(), notes::WIDE_HELP.to_owned());
            self.slip(code::MENDED_MARK, range.clone(), message, help);
        }
        // Counted in any case, so that nothing more is said of a note for the same reason.
        let mut written = self.notes.refer(mark.name, range.clone());
        if let Some(message) = refused {
            self.slip(
                code::NOTE,
                range.clone(),
                message.to_owned(),
                "把注释的记号移到正文里，或把内容写进正文，用括号括起来".to_owned(),
            );
            written = format!("\\[^{}]", mark.name);
        }
        self.push(range, Sign::Plain('甲'), Written::Text(written));
        mark.length
    }

    /// What begins with `[` or `【` at `place`: a link, or what only looks like one. Whether it is a link.
    pub(super) fn bracket(
        &mut self,
        line: &str,
        place: usize,
        start: usize,
        closes: &mut Vec<links::TypedLink>,
    ) -> bool {
        let told = self.slips.len();
        if self.link(line, place, start, closes) {
            return true;
        }
        let before = &line[..place];
        let is_picture = before.ends_with('!') && !before.ends_with("\\!");
        if is_picture && self.slips.len() == told && self.open_picture != Some(start) {
            self.open_picture = Some(start);
            let bracket = line[place..].chars().next().map_or(0, char::len_utf8);
            self.slip(
                code::NOT_A_MARK,
                start + place - 1..start + place + bracket,
                "这里像插图，没有写完，照样印出来".to_owned(),
                "写在一行里：![图题](文件名.png)；确实要印，写成 \\![".to_owned(),
            );
        }
        false
    }

    /// As [`InlineReader::bracket`], without a word of pictures that are not whole.
    fn link(
        &mut self,
        line: &str,
        place: usize,
        start: usize,
        closes: &mut Vec<links::TypedLink>,
    ) -> bool {
        let rest = &line[place..];
        if self.last_bracket.is_none_or(|last| last < place) {
            return false;
        }
        // A line can be a megabyte of brackets.
        let may_be_link = self.last_target.is_some_and(|last| last > place);
        let link = match may_be_link {
            true => links::at(line, place),
            false => None,
        };
        if rest.starts_with('【') {
            if let Some(link) = link {
                let name = &line[place + '【'.len_utf8()..link.close];
                let target = line[link.target.clone()].trim();
                self.slip(
                    code::NOT_A_MARK,
                    start + place..start + link.end,
                    "链接的括号用了全角，会照样印出来".to_owned(),
                    format!("改用半角：[{name}]({target})；是图片，前面再加半角的“!”"),
                );
            }
            return false;
        }
        if let Some(link) = link {
            let is_picture = line[..place].ends_with(['!', '！']);
            let inside = &line[place + 1..link.close];
            if links::holds_picture(inside) || (!is_picture && links::holds_link(inside)) {
                self.slip(
                    code::NOT_A_MARK,
                    start + place..start + link.close + 1,
                    "链接或图片套着另一个，外面的一层照样印出来，不起作用".to_owned(),
                    "一处只能有一个链接或图片，图片不能作链接：图片另起一行写，链接写成 [文字](网址)".to_owned(),
                );
                return false;
            }
            if is_parted_picture(&line[..place], &line[link.target.clone()]) {
                self.slip(
                    code::NOT_A_MARK,
                    start..start + place + 1,
                    "“!”和“[”之间有空格，不成为插图或表格，只是一个链接".to_owned(),
                    "中间不空格：![图题](文件名.png)；确实是链接，写成 \\! [".to_owned(),
                );
            }
            if line[place + 1..link.close].trim().is_empty() && !is_picture {
                self.slip(
                    code::NOT_A_MARK,
                    start + place..start + link.end,
                    "这个链接没有文字，读者看不到它".to_owned(),
                    "在方括号里写上文字：[台账](台账.xlsx)".to_owned(),
                );
            }
            closes.push(link);
            return true;
        }
        // Without a closing bracket, only a line that can be searched again and again is looked at.
        let is_short = line.len() <= 4096;
        if (may_be_link || is_short) && links::begins_like_one(line, place) {
            self.slip(
                code::NOT_A_MARK,
                start + place..start + place + 1,
                "这里像链接或图片，括号却不成对，照样印出来".to_owned(),
                "写成 [文字](文件名或网址)、![图题](文件名)，括号都用半角；确实要印方括号，写成 \\["
                    .to_owned(),
            );
            return false;
        }
        let Some(length) = rest.find(']') else {
            return false;
        };
        let content = &rest[1..length];
        let range = start + place..start + place + length + 1;
        if is_left_by_word(content) {
            self.slip(
                code::NOT_A_MARK,
                range,
                "像是 Word 批注留下的记号，会照样印出来".to_owned(),
                "不要的话删去它".to_owned(),
            );
        } else if place == 0 && matches!(content, " " | "x" | "X") {
            self.slip(
                code::NOT_A_MARK,
                range,
                super::BOXES.to_owned(),
                "写成 □ 或 √".to_owned(),
            );
        }
        false
    }

    /// `<b>`, `</b>`, `<!…`, `<?…`: HTML, which is text here; the first in a line is said.
    pub(super) fn tag(&mut self, line: &str, place: usize, start: usize) {
        let Some(length) = html_tag(&line[place..]) else {
            return;
        };
        if self.html == Some(start) || line[place..].starts_with("</") {
            return;
        }
        self.html = Some(start);
        self.slip(
            code::RAW_HTML,
            start + place..start + place + length,
            "HTML 代码不起作用，按文字原样显示".to_owned(),
            "要加粗写 **文字**，要换行就另起一段；确实要显示“<”，写成 \\<".to_owned(),
        );
    }

    /// A backslash before a Chinese mark, or `\n` between Chinese characters: somebody expects it to do something.
    pub(super) fn escape(&mut self, line: &str, place: usize, start: usize) {
        let mut after = line[place + 1..].chars();
        let (Some(next), then) = (after.next(), after.next()) else {
            return;
        };
        let (before, wide) = (line[..place].chars().next_back(), |c: char| !c.is_ascii());
        let is_break = next == 'n' && before.is_none_or(wide) && then.is_none_or(wide);
        let is_escape = "，。；：、！？（）“”《》【】—…".contains(next);
        if self.backslash_told || (!is_break && !is_escape) {
            return;
        }
        self.backslash_told = true;
        let (message, help) = match is_break {
            true => (
                "“\\n”不会换行，会照样印出来",
                "要另起一段就按回车；不要就删去",
            ),
            false => ("这里的反斜杠不起作用，会照样印出来", "删去反斜杠"),
        };
        let end = start + place + 1 + next.len_utf8();
        let range = start + place..end;
        self.slip(code::NOT_A_MARK, range, message.to_owned(), help.to_owned());
    }

    /// `](target)`, made such that the Markdown reader understands it.
    pub(super) fn target(&mut self, line: &str, link: &links::TypedLink, start: usize) {
        let mut typed = &line[link.target.clone()];
        let whole = start + link.close..start + link.end;
        let title = links::title(typed);
        if let Some(title) = title.filter(|title| !title.is_empty()) {
            self.slip(
                code::NOT_A_MARK,
                start + link.target.start..start + link.target.end,
                format!("引号里的“{title}”不会显示"),
                "图题和链接的文字都写在方括号里，圆括号里只写文件名或网址".to_owned(),
            );
        }
        if title.is_some() {
            typed = typed.split_once(" \"").map_or(typed, |(target, _)| target);
        }
        if !link.exact && self.wide != Some(start) {
            self.wide = Some(start);
            self.slip(
                code::MENDED_MARK,
                whole.clone(),
                "全角的圆括号当作链接的记号".to_owned(),
                format!("改用半角：[…]({})", typed.trim()),
            );
        }
        let needs_no_change = link.exact
            && title.is_none()
            && !typed
                .trim()
                .contains(|c: char| c.is_whitespace() || c.is_control() || "\\()".contains(c));
        if needs_no_change || (title.is_none() && typed.trim().starts_with('<')) {
            self.push(whole, Sign::LinkEnd, Written::Copy);
            return;
        }
        let mut target = String::new();
        for c in typed.trim().chars() {
            match c {
                ' ' => target.push_str("%20"),
                '\t' => target.push_str("%09"),
                // It is said that it is left out; the reader would take none in a target.
                c if c.is_control() => {}
                // Brackets and backslashes in a name are no marks.
                '\\' | '(' | ')' => target.extend(['\\', c]),
                other => target.push(other),
            }
        }
        self.push(whole, Sign::LinkEnd, Written::Text(format!("]({target})")));
    }
}

/// Whether what stands `before` a link is nothing but the sign of a picture and a blank: `! [图题](现场.png)`.
fn is_parted_picture(before: &str, target: &str) -> bool {
    const ENDINGS: [&str; 9] = [
        ".png", ".jpg", ".jpeg", ".svg", ".webp", ".csv", ".xlsx", ".bmp", ".tif",
    ];
    let target = target.trim().to_ascii_lowercase();
    before.ends_with([' ', '　'])
        && matches!(before.trim(), "!" | "！")
        && ENDINGS.iter().any(|ending| target.ends_with(ending))
}

/// The length of the HTML tag, comment or instruction at the start of `rest`.
fn html_tag(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('<')?;
    let name = name.strip_prefix('/').unwrap_or(name);
    let after = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
    // What follows the name is the end, or an attribute; `a<b 且 c>d` is neither.
    let attribute = after.trim_start();
    let is_element = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && (after.starts_with(['/', '>'])
            || attribute.len() < after.len()
                && attribute.starts_with(|c: char| c.is_ascii_alphabetic() || "/>_:".contains(c)));
    let is_other = rest.starts_with("<?") || rest.starts_with("<!");
    (is_element || is_other)
        .then(|| rest.find('>').map(|end| end + 1))
        .flatten()
}

/// `[王丽1]`: a name and a number, as a comment of Word leaves it when its text is pasted.
fn is_left_by_word(content: &str) -> bool {
    let name = content.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = content.len() - name.len();
    (1..=2).contains(&digits)
        && (2..=4).contains(&name.chars().count())
        && name.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
        && !["表", "图", "附", "注", "第"]
            .iter()
            .any(|word| name.contains(word))
}
