//! `sitemap.xml` and `robots.txt` for search engines, where the site says at which address it is published.

use std::collections::BTreeMap;
use std::io;

use super::catalogued::Catalogue;
use super::xml::{self, Xml};
use crate::model::OutputFile;
use crate::render::html::link;
use crate::site::{RootFile, Route};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The most addresses that one file may have, by the protocol.
const MOST: usize = 50_000;

/// `pages` are the paths of the lists.
pub(super) fn files(catalogue: &Catalogue<'_>, pages: &[String]) -> io::Result<Vec<OutputFile>> {
    divided(catalogue, pages, MOST)
}

fn divided(
    catalogue: &Catalogue<'_>,
    pages: &[String],
    most: usize,
) -> io::Result<Vec<OutputFile>> {
    let Some(address) = &catalogue.site.address else {
        return Ok(Vec::new());
    };
    // In the order of their paths, each once, with the date of its last change where that is known.
    let mut changes: BTreeMap<String, (Route, Option<String>)> = pages
        .iter()
        .filter_map(|path| Some((path.clone(), (Route::parse(path)?, None))))
        .filter(|(_, (route, _))| route.is_page() && *route != Route::NotFound)
        .collect();
    for issue in &catalogue.issues {
        let summary = &issue.entry.summary;
        let route = Route::issue(&summary.id);
        // The protocol knows whole dates only: nothing is said where the day is not known.
        let updated = summary.updated();
        let change = updated.day.is_some().then(|| updated.iso());
        changes.insert(route.path(), (route, change));
    }
    let addresses: Vec<(String, Option<String>)> = changes
        .into_values()
        .map(|(route, change)| (link::published(address, &route), change))
        .collect();
    let mut files = Vec::new();
    let whole = Route::Sitemap(None);
    if addresses.len() <= most {
        files.push(list(&whole, "urlset", "url", &addresses)?);
    } else {
        let mut parts = Vec::new();
        for (at, chunk) in addresses.chunks(most).enumerate() {
            let part = Route::Sitemap(Some(at + 1));
            files.push(list(&part, "urlset", "url", chunk)?);
            parts.push((link::published(address, &part), None));
        }
        files.push(list(&whole, "sitemapindex", "sitemap", &parts)?);
    }
    files.extend(robots(address));
    Ok(files)
}

/// Robots ask for it at the root of a host and nowhere else.
fn robots(address: &str) -> Option<OutputFile> {
    let (_, rest) = address.split_once("://")?;
    (rest.find('/') == Some(rest.len() - 1)).then(|| OutputFile {
        path: RootFile::Robots.name().to_owned(),
        bytes: format!(
            "User-agent: *\nAllow: /\nSitemap: {}\n",
            link::published(address, &Route::Sitemap(None))
        )
        .into_bytes(),
    })
}

fn list(
    route: &Route,
    root: &str,
    element: &str,
    addresses: &[(String, Option<String>)],
) -> io::Result<OutputFile> {
    xml::file(&route.path(), |xml: &mut Xml| {
        xml.create_element(root)
            .with_attribute(("xmlns", NAMESPACE))
            .write_inner_content(|xml| {
                for (address, change) in addresses {
                    xml.create_element(element).write_inner_content(|xml| {
                        xml::text(xml, "loc", address)?;
                        match change {
                            Some(date) => xml::text(xml, "lastmod", date),
                            None => Ok(()),
                        }
                    })?;
                }
                Ok(())
            })?;
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Site;

    fn site(address: &str) -> Site {
        Site {
            name: "甲库".to_owned(),
            organization: None,
            description: None,
            address: Some(address.to_owned()),
        }
    }

    #[test]
    fn too_many_addresses_are_divided_under_an_index() {
        let site = site("https://a.example/b/");
        let catalogue = Catalogue::new(&site, &[], &[]);
        let pages: Vec<String> = (1..=5)
            .map(|n| Route::unit(&n.to_string()).path())
            .collect();
        let files = divided(&catalogue, &pages, 2).expect("files");
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "sitemap-1.xml",
                "sitemap-2.xml",
                "sitemap-3.xml",
                "sitemap.xml"
            ]
        );
        let index = String::from_utf8_lossy(&files[3].bytes).into_owned();
        assert!(
            index.contains("<sitemapindex") && !index.contains("<url>"),
            "{index}"
        );
        assert!(
            index.contains("<loc>https://a.example/b/sitemap-3.xml</loc>"),
            "{index}"
        );
        let last = String::from_utf8_lossy(&files[2].bytes).into_owned();
        assert!(
            last.contains("<loc>https://a.example/b/units/5/</loc>"),
            "{last}"
        );
        assert_eq!(last.matches("<url>").count(), 1);
    }

    #[test]
    fn robots_are_told_at_the_root_of_a_host_only() {
        assert!(robots("https://a.example/").is_some());
        assert!(robots("https://a.example/jianbao/").is_none());
    }
}
