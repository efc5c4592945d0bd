//! Marks of other dialects, which mean nothing here and are printed as they stand: `==重点==`, `:::`, `[[词条]]`, `> [!NOTE]`, `~~~`, `H~2~O`, `m^2^`.

use std::ops::Range;

use super::scripts;
use super::slip::MarkSlip;
use crate::diag::code;

/// What is said of a mark that begins a line: it begins or ends something elsewhere.
pub const WHOLE: &str = "是别的软件的记号，当作文字照样印出来";

/// How long what stands between two marks may be, in characters.
const LONGEST: usize = 60;

/// What is a mark elsewhere in the line `piece` of `typed`; the first of each kind.
pub fn find(typed: &str, piece: &Range<usize>) -> Vec<MarkSlip> {
    let line = &typed[piece.clone()];
    if let Some(width) = width_alone(line) {
        let message = "图片的宽度不能另起一行，会照样印出来";
        let help = "紧接着写在图片后面：![图题](文件名.jpg){宽=50%}";
        let range = piece.start..piece.start + width;
        return vec![MarkSlip::new(code::NOT_A_MARK, range, message, help)];
    }
    // No mark is without one of these.
    const SIGNS: [&str; 11] = [
        "==", "++", "$$", "[[", ":::", "[!", "~~~", "````", "!!!", "^", "~",
    ];
    if !SIGNS.iter().any(|sign| line.contains(sign)) && !is_contents(line) {
        return Vec::new();
    }
    let slip = |range: Range<usize>, help: &str| {
        let range = piece.start + range.start..piece.start + range.end;
        let mark = &typed[range.clone()];
        let message = format!("“{mark}”是别的软件的记号，在这里当作文字照样印出来");
        MarkSlip::new(code::NOT_A_MARK, range, &message, help)
    };
    if let Some((mark, help)) = whole_line(&typed[..piece.start], line) {
        let range = piece.start..piece.start + mark;
        let message = format!("行首的“{}”{WHOLE}", &typed[range.clone()]);
        return vec![MarkSlip::new(code::NOT_A_MARK, range, &message, help)];
    }
    let pairs = [
        ("==", "==", "要突出，写 **要点**；确实要印，写成 `==`"),
        ("++", "++", "下划线没有记号，删去；确实要印，写成 `++`"),
        ("$$", "$$", "公式直接写字，如 3×4≤12；写好的公式用图片"),
        (
            "[[",
            "]]",
            "链接写成 [台账](台账.xlsx)；不是链接，去掉一层方括号",
        ),
    ];
    let found = pairs.iter().filter_map(|(open, close, help)| {
        let open_at = pair(line, open, close)?;
        Some(slip(open_at..open_at + open.len(), help))
    });
    let small = scripts::find(line).map(|found| {
        let inside = &line[found.start + 1..found.end - 1];
        slip(found.clone(), &scripts::help(&line[found.clone()], inside))
    });
    found.chain(small).collect()
}

/// The length of the mark that all of `line` is or that it begins with, and what to write instead; `before` is the text before it.
fn whole_line(before: &str, line: &str) -> Option<(usize, &'static str)> {
    let run = |sign: char| line.len() - line.trim_start_matches(sign).len();
    let is_only = |sign: char| line.trim_end().chars().all(|c| c == sign);
    if run('~') >= 3 && !line[run('~')..].contains('~') && line[run('~')..].is_ascii() {
        return Some((run('~'), "原样文字的上下各写一行 ```；不是的话删去"));
    }
    if run('`') > 3 && is_only('`') {
        return Some((run('`'), "原样文字的上下各写三个反引号：```"));
    }
    if line.trim() == "$$" {
        return Some((2, "公式直接写字，如 3×4≤12；写好的公式用图片"));
    }
    if run(':') >= 3 {
        return Some((run(':'), "删去；要让一段与别的不同，写成引用：> 内容"));
    }
    let above = before.trim_end_matches(['\n', '\r']);
    let above = above.rsplit('\n').next().unwrap_or_default().trim();
    let is_under = before.ends_with('\n') && !before.trim_end_matches(['\r', '\n']).is_empty();
    let in_conflict = run('=') == 7 && before.contains("<<<<<<< ");
    if run('=') >= 3 && is_only('=') && !in_conflict && is_under && looks_like_title(above) {
        return Some((run('='), "上面一行是标题的，写成 # 标题，删去这一行"));
    }
    if line.starts_with("!!! ") {
        return Some((3, "删去；要让一段与别的不同，写成引用：> 内容"));
    }
    if is_contents(line) {
        return Some((
            line.trim_end().len(),
            "删去；目录由程序印，简报在 issue.yaml 写 要目: 是",
        ));
    }
    let word = line.strip_prefix("[!")?.split_once(']')?.0;
    let is_word = !word.is_empty() && word.bytes().all(|b| b.is_ascii_uppercase());
    is_word.then_some((word.len() + 3, "删去；提示的话直接写在引用里"))
}

/// Whether a line of text may be meant as a heading: short, and no sentence.
pub(super) fn looks_like_title(text: &str) -> bool {
    const LONGEST: usize = 30;
    (1..=LONGEST).contains(&text.chars().count())
        && text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '）' | ')' | '”' | '》'))
}

/// The length of a line that says how wide a picture is, and nothing else.
fn width_alone(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let inner = line.strip_prefix(['{', '｛'])?.strip_suffix(['}', '｝'])?;
    let is_width = ["宽", "width"]
        .iter()
        .any(|word| inner.trim_start().starts_with(word))
        && inner.contains(['%', '％', '=', '＝']);
    is_width.then_some(line.len())
}

/// Whether the line asks for a list of contents.
fn is_contents(line: &str) -> bool {
    ["[toc]", "[[toc]]", "[[_toc_]]"].contains(&line.trim().to_ascii_lowercase().as_str())
}

/// Where a pair of `open` and `close` begins that stands around a few words.
fn pair(line: &str, open: &str, close: &str) -> Option<usize> {
    let mut place = 0;
    while let Some(at) = line[place..].find(open).map(|at| place + at) {
        let inside = &line[at + open.len()..];
        let before = line[..at].chars().next_back();
        let stands_apart =
            before.is_none_or(|c| !c.is_ascii_alphanumeric() && !"=+$[!<>`\\".contains(c));
        let words = inside.find(close).map(|end| &inside[..end]);
        let is_marked = words.is_some_and(|words| {
            let starts = words.starts_with(|c: char| c.is_alphanumeric() || "“《（\\".contains(c));
            starts && !words.ends_with(char::is_whitespace) && words.chars().count() <= LONGEST
        });
        if stands_apart && is_marked {
            return Some(at);
        }
        place = at + open.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::source::markdown::guard::{LineEnds, guard};

    fn told(text: &str) -> usize {
        guard(text, LineEnds::Paragraph).slips.len()
    }

    #[test]
    fn marks_of_other_dialects_are_said_and_stay() {
        for typed in [
            "这是==重点==。",
            "按==《通知》==办",
            "++新增++内容",
            "取$$x\\le 5$$时",
            "详见[[工作台账]]",
            "详见[[台账|名称]]和[[甲]]",
            "> [!NOTE]\n> 这是提示",
            "::: warning\n注意安全",
            "!!! note \"提示\"",
            "~~~\n代码",
            "~~~python",
            "````\n甲",
            "总体情况\n========\n正文",
            "[TOC]",
            "[[toc]]",
            "![甲](a.png)\n{宽=60%}",
            "｛宽：60％｝",
            "{width=50%}",
            "![走访",
            "![走访]会场",
            "![[现场.png]]",
            "![甲][现场]",
            "见![现场",
            "$$\nx=1",
        ] {
            assert_eq!(told(typed), 1, "{typed}");
        }
    }

    #[test]
    fn what_only_looks_like_them_is_text() {
        for typed in [
            "a==b，c==d",
            "会用C++和Java++",
            "成本$100和$200，$$",
            "数组a[[1]]",
            "甲 == 乙 == 丙",
            "1++2++3",
            "工会：：：主席",
            "各单位要认真落实。\n====",
            "~~~~~~甲~~~~~~",
            "[!重要]甲",
            "!!!",
            "`==甲==`",
            "-->甲==>乙",
            "\\![现场",
            "{宽严相济}",
        ] {
            assert_eq!(told(typed), 0, "{typed}");
        }
    }
}
