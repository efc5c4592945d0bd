//! Paths inside the packages of office programs (.docx, .xlsx), in which one part names another.

/// What the path `target` means in the folder `folder` of the package.
#[must_use]
pub fn below(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn a_path_is_meant_from_the_folder_of_what_names_it() {
        let cases = [
            ("word", "media/a.png", "word/media/a.png"),
            ("word", "/word/b.xml", "word/b.xml"),
            ("xl/worksheets", "..\\tables\\t.xml", "xl/tables/t.xml"),
            ("", "../../c.xml", "c.xml"),
        ];
        for (folder, target, path) in cases {
            assert_eq!(below(folder, target), path, "{folder} {target}");
        }
    }
}
