//! Path and place are each other's inverse.

use proptest::prelude::*;

use super::*;

fn id() -> impl Strategy<Value = IssueId> {
    (series(), 1000_u16..=9999, "[a-z0-9-]{1,6}").prop_map(|(series, year, folder)| IssueId {
        series,
        year,
        folder,
    })
}

fn series() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9-]{0,8}".prop_filter("a series", |name| !crate::site::is_reserved(name))
}

fn portion() -> impl Strategy<Value = Portion> {
    prop_oneof![
        Just(Portion::Whole),
        any::<u16>().prop_map(Portion::Year),
        (any::<u16>(), 1_u8..=12).prop_map(|(year, month)| Portion::Month(year, month)),
        (any::<u16>(), 1_usize..5000).prop_map(|(year, place)| Portion::From(year, place)),
    ]
}

fn route() -> impl Strategy<Value = Route> {
    let list = || proptest::sample::select(ListPage::ALL.to_vec());
    prop_oneof![
        Just(Route::Home),
        (series(), portion()).prop_map(|(code, portion)| Route::Series(code, portion)),
        id().prop_map(Route::Issue),
        (id(), "(files/)?[a-z0-9-]{1,8}\\.(png|pdf|js|json|html)")
            .prop_filter("the page", |(_, name)| name != PAGE)
            .prop_map(|(id, name)| Route::IssueFile(id, name)),
        list().prop_map(Route::List),
        (list(), "[a-z0-9-]{1,8}", portion()).prop_map(|(l, n, p)| Route::Subject(l, n, p)),
        Just(Route::Search),
        Just(Route::NotFound),
        "([0-9a-f]{8}/)?[a-z0-9-]{1,8}\\.js".prop_map(Route::SearchFile),
        "[a-z]{1,8}\\.(css|js|svg)".prop_map(Route::Asset),
        proptest::option::of(series()).prop_map(Route::Feed),
        proptest::option::of(1_usize..500).prop_map(Route::Sitemap),
        any::<u16>().prop_map(Route::IndexOfYear),
        "[0-9a-f]{32}".prop_map(Route::ManifestPart),
        proptest::sample::select(RootFile::ALL.to_vec()).prop_map(Route::File),
    ]
}

proptest! {
    #[test]
    fn a_place_is_found_again_by_its_path(route in route()) {
        prop_assert_eq!(Route::parse(&route.path()), Some(route));
    }

    #[test]
    fn a_path_is_the_path_of_the_place_that_it_leads_to(
        path in "[a-z]{1,6}(/[a-z0-9.-]{1,8}){0,4}|(units|topics|months|search|assets|ducha)(/(index\\.html|feed\\.xml|2026|2026-0?[13]|2026-from-0?7|02026|3|\\.\\.|a))+"
    ) {
        if let Some(route) = Route::parse(&path) {
            prop_assert_eq!(route.path(), path);
        }
    }

    #[test]
    fn a_page_is_asked_for_by_its_folder_too(route in route()) {
        prop_assert_eq!(Route::asked(&format!("/{}", route.path())), Some(route.clone()));
        prop_assert_eq!(Route::asked(&format!("/{}", route.published())), Some(route));
    }

    #[test]
    fn from_the_root_one_comes_back(route in route()) {
        let folders = route.path().split('/').count() - 1;
        prop_assert_eq!(route.root(), "../".repeat(folders));
        prop_assert!(route.path().starts_with(&route.folder()));
    }
}

#[test]
fn the_site_lies_where_it_always_lay() {
    let id = IssueId {
        series: "ducha".to_owned(),
        year: 2026,
        folder: "3".to_owned(),
    };
    let date = IssueDate {
        year: 2026,
        month: 3,
        day: None,
    };
    let cases = [
        (Route::Home, "index.html", ""),
        (Route::series("ducha"), "ducha/index.html", "../"),
        (
            Route::series("ducha").portion(Portion::Year(2026)),
            "ducha/2026/index.html",
            "../../",
        ),
        (Route::issue(&id), "ducha/2026/3/index.html", "../../../"),
        (
            Route::pdf(&id),
            "ducha/2026/3/ducha-2026-3.pdf",
            "../../../",
        ),
        (Route::unit("a"), "units/a/index.html", "../../"),
        (
            Route::unit("a").portion(Portion::Month(2026, 3)),
            "units/a/2026-03/index.html",
            "../../../",
        ),
        (
            Route::issue_numbers("ducha").portion(Portion::From(2026, 201)),
            "numbers/series-ducha/2026-from-201/index.html",
            "../../../",
        ),
        (Route::month(date), "months/2026-03/index.html", "../../"),
        (Route::List(ListPage::Months), "months/index.html", "../"),
        (Route::Search, "search/index.html", "../"),
        (Route::Feed(None), "feed.xml", ""),
        (
            Route::Feed(Some("ducha".to_owned())),
            "ducha/feed.xml",
            "../",
        ),
        (Route::Sitemap(Some(2)), "sitemap-2.xml", ""),
        (Route::IndexOfYear(2026), "index-2026.json", ""),
    ];
    for (route, path, root) in cases {
        assert_eq!(route.path(), path);
        assert_eq!(route.root(), root, "{path}");
        assert_eq!(Route::parse(path), Some(route), "{path}");
    }
}

#[test]
fn what_the_site_cannot_have_leads_nowhere() {
    for path in [
        "",
        "/",
        "index.htm",
        "../index.html",
        "a/../index.html",
        "a//index.html",
        "files/a.html",
        "units/a",
        "units/a/b.html",
        "units/a/2026-3/index.html",
        "ducha/02026/3/index.html",
        "ducha/2026/3",
        "sitemap-02.xml",
        "index-02026.json",
        "manifest/index.html",
        "manifest/0.json",
        "assets/a/b.css",
        // No series has the name of a folder that the site has for itself.
        "files/2026/3/index.html",
        "problems/2026/3/index.html",
        "contributions/2026/index.html",
        "assets/2026/3/issue.json",
    ] {
        assert_eq!(Route::parse(path), None, "{path}");
    }
}
