//! Drawings that are let through, and those that are refused, each with its place.

use super::*;
use proptest::prelude::*;

fn drawing(inside: &str) -> String {
    format!(
        "<svg xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\" width=\"9\" height=\"9\">\n  {inside}\n</svg>\n"
    )
}

#[test]
fn what_only_draws_is_let_through() {
    for inside in [
        "<desc>A description of Subscriptions: on load = 3, javascript</desc>",
        "<text x='1' y='2' font-family=\"'宋体'\">script &lt;script&gt; &#30002;</text>",
        "<defs><linearGradient id='a'><stop offset='0' stop-color='#fff'/></linearGradient></defs><rect fill='url(#a)' style='stroke:url(#a)'/>",
        "<g id='g'><path d='M0 0L1 1'/></g><use xlink:href='#g'/><use href=\"#g\" transform='translate(1,2)'/>",
        "<style type='text/css'><![CDATA[.a{fill:#FFF}]]></style><circle class='a' r='1'/>",
        "<image width='1' height='1' href='data:image/png;base64,iVBORw0KGgo='/>",
        "<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><r:li r:resource='http://purl.org/dc/'/></r:RDF></metadata>",
        "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter><rect filter='url(#f)'/>",
    ] {
        assert_eq!(check(&drawing(inside)), Ok(()), "{inside}");
    }
    let declared = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- 甲 -->\n{}",
        drawing("")
    );
    assert_eq!(check(&declared), Ok(()));
}

#[test]
fn what_a_drawing_says_of_people_is_known() {
    use crate::picture::Carried;
    // A photo cut to its head: a table that says where it was taken.
    const PHOTO: &str = "/9j/4QAqRXhpZgAASUkqAAgAAAABACWIBAABAAAAGgAAAAAAAAAAAAAAAAAAAAAA";
    let notes = "xmlns:d='http://purl.org/dc/elements/1.1/' xmlns:i='http://www.inkscape.org/namespaces/inkscape'";
    for (inside, expected) in [
        (
            format!("<metadata {notes}><d:creator>某人</d:creator></metadata>"),
            vec![Carried::Person],
        ),
        (
            format!("<metadata {notes}><d:title>底稿</d:title></metadata>"),
            vec![Carried::Words],
        ),
        (
            format!("<g {notes} i:export-filename='C:\\Users\\mou\\a.png'/>"),
            vec![Carried::Person],
        ),
        (
            format!("<metadata {notes}><d:format>image/svg+xml</d:format><d:title/></metadata>"),
            vec![],
        ),
        (
            format!("<image xlink:href='data:image/jpeg;base64,{PHOTO}'/>"),
            vec![Carried::Location, Carried::Unread],
        ),
        (
            "<image href='data:image/png;base64,iVBORw0KGgo='/>".to_owned(),
            vec![Carried::Unread],
        ),
        ("<title>图</title><desc>走势</desc>".to_owned(), vec![]),
        ("<!-- 底稿，先别发 -->".to_owned(), vec![Carried::Words]),
        ("<!-- Generator: Draw 19.0 -->".to_owned(), vec![]),
        (
            "<g style='x:y; display : none'><text>底稿</text></g>".to_owned(),
            vec![Carried::Words],
        ),
        (
            "<text visibility='hidden'>底稿</text>".to_owned(),
            vec![Carried::Words],
        ),
        ("<text opacity='0.5'>图例</text>".to_owned(), vec![]),
    ] {
        let found: Vec<Carried> = carried(&drawing(&inside)).into_iter().collect();
        assert_eq!(found, expected, "{inside}");
    }
}

#[test]
fn whatever_else_is_named_with_its_place() {
    for (inside, words, column) in [
        ("<script>1</script>", "不能有 <script>", 3),
        ("<SCRIPT/>", "不能有 <SCRIPT>", 3),
        (
            "<s:script xmlns:s='http://www.w3.org/2000/svg'/>",
            "不能有 <script>",
            3,
        ),
        (
            "<h:iframe xmlns:h='http://www.w3.org/1999/xhtml' src='x'/>",
            "不能有 <iframe>",
            3,
        ),
        ("<g onload='x()'/>", "<g> 不能有属性 onload", 6),
        ("<foreignObject/>", "不能有 <foreignObject>", 3),
        ("<a href='#x'/>", "不能有 <a>", 3),
        ("<animate attributeName='href'/>", "不能有 <animate>", 3),
        ("<set/>", "不能有 <set>", 3),
        (
            "<filter><feImage href='#x'/></filter>",
            "不能有 <feImage>",
            11,
        ),
        (
            "<image href='http://a.example/x.png'/>",
            "<image> 不能引用图片外面的“http://a.example/x.png”",
            10,
        ),
        (
            "<image xlink:href='x.png'/>",
            "<image> 不能引用图片外面的“x.png”",
            10,
        ),
        (
            "<image href='data:image/svg+xml;base64,AA'/>",
            "<image> 不能引用",
            10,
        ),
        (
            "<use href='b.svg#g'/>",
            "<use> 不能引用图片外面的“b.svg#g”",
            8,
        ),
        (
            "<use xlink:href='&#104;ttp://a.example/#g'/>",
            "<use> 不能引用图片外面的“http:",
            8,
        ),
        (
            "<g xml:base='http://a.example/'><use href='#g'/></g>",
            "<g> 不能有属性 base",
            6,
        ),
        (
            "<rect fill='url(http://a.example/)'/>",
            "属性 fill 里不能有 url(http://a.example/)",
            9,
        ),
        (
            "<g style='filter:url(x.svg#f)'/>",
            "属性 style 里不能有 url(x.svg#f)",
            6,
        ),
        (
            "<style>a{} @import 'x';</style>",
            "样式里不能有 @import",
            14,
        ),
        ("<style>@im<!-- -->port 'x'</style>", "样式里不能有 @im", 10),
        (
            "<?xml-stylesheet href='x'?>",
            "不能有处理指令 <?xml-stylesheet …?>",
            3,
        ),
        ("<g>&e;</g>", "不能有实体 &e;", 6),
        ("<g></svg>", "前后不配", 6),
        ("<p:g/>", "前缀“p”没有声明", 4),
        ("<use id='u' href='#u'/>", "引用了自己", 3),
    ] {
        let fault = check(&drawing(inside)).expect_err(inside);
        assert!(fault.words.contains(words), "{inside}: {fault:?}");
        assert_eq!(
            (fault.line, fault.column),
            (2, column),
            "{inside}: {fault:?}"
        );
    }
}

#[test]
fn what_stands_outside_the_drawing_is_looked_at_too() {
    let whole = drawing("<g/>");
    for (text, words) in [
        (format!("<?xml-stylesheet href='x'?>{whole}"), "处理指令"),
        (format!("{whole}<?php ?>"), "处理指令"),
        (format!("<!DOCTYPE svg>{whole}"), "DOCTYPE"),
        (
            format!("<!DOCTYPE svg [<!ENTITY e 'x'>]>{whole}"),
            "DOCTYPE",
        ),
        (
            format!("<?xml version='1.0' encoding='GBK'?>{whole}"),
            "编码",
        ),
        (whole.replace(SVG, "http://a.example/"), "不是 svg 图片"),
        ("<svg width='9'/>".to_owned(), "缺少 xmlns"),
        ("<html/>".to_owned(), "不是 svg 图片"),
        (String::new(), "不是 svg 图片"),
        ("不是图片".to_owned(), "不是"),
    ] {
        let fault = check(&text).expect_err(&text);
        assert!(fault.words.contains(words), "{text}: {fault:?}");
    }
    for (end, _) in whole.trim_end().char_indices() {
        assert!(check(&whole[..end]).is_err(), "{}", &whole[..end]);
    }
    assert!(check(&whole[..whole.len() - 8]).is_err_and(|fault| fault.words.contains("不完整")));
}

#[test]
fn the_cost_of_a_drawing_is_bounded() {
    let deep = drawing(&format!(
        "{}{}",
        "<g>".repeat(200_000),
        "</g>".repeat(200_000)
    ));
    assert!(check(&deep).is_err_and(|fault| fault.words.contains("太深")));
    let mut copies = "<g id='a0'><rect/></g>".to_owned();
    for n in 1..40 {
        copies += &format!(
            "<g id='a{n}'><use href='#a{0}'/><use href='#a{0}'/></g>",
            n - 1
        );
    }
    assert!(check(&drawing(&copies)).is_err_and(|fault| fault.words.contains("太多")));
    let attributes: String = (0..90_000).map(|n| format!(" data-{n}='1'")).collect();
    let wide = check(&drawing(&format!("<rect{attributes}/>")));
    assert!(wide.is_err_and(|fault| fault.words.contains("属性不能超过")));
    let spaces: String = (0..40_000)
        .map(|n| format!("<g xmlns:a{n}='http://a.example/{n}'/>"))
        .collect();
    let spaces = check(&drawing(&spaces));
    assert!(spaces.is_err_and(|fault| fault.words.contains("命名空间")));
    // Drawing programs say the same namespace again in each element.
    let again = "<g xmlns:xlink='http://www.w3.org/1999/xlink'/>".repeat(2_000);
    check(&drawing(&again)).expect("a drawing");
}

proptest! {
    /// What is let through is read by another reader as a whole, without anything that fetches or runs.
    #[test]
    fn no_text_brings_it_down(text in "(<svg xmlns='http://www.w3.org/2000/svg'>|<g|</g>|>|/>| a='|url\\(|'|<!--|-->|<!\\[CDATA\\[|\\]\\]>|&#1;|&|甲|<\\?x|\\?>){0,20}") {
        let _ = check(&text);
    }
}
