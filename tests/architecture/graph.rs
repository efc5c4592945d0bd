//! The source as a graph: which file defines which name, and which file uses which other.
//!
//! A path such as `crate::model::Block` leads to the file that defines `Block`, through the `pub use` of the folder's `mod.rs`; a path that ends at a
//! function, a constant or a module leads to the file that holds it. Test modules are left out.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};

use super::Tree;

/// What one file defines, hands on and names.
#[derive(Default)]
struct File {
    /// The names of the items that it defines.
    items: BTreeSet<String>,
    /// The names of the types and traits among them.
    types: BTreeSet<String>,
    /// The modules that it declares.
    modules: BTreeSet<String>,
    /// Names that it hands on: the name, and the path to it.
    handed_on: BTreeMap<String, Vec<String>>,
    /// Names that `use` brings in, for its own code.
    brought: BTreeMap<String, Vec<String>>,
    /// Every other path with two names or more.
    paths: BTreeSet<Vec<String>>,
    /// Results whose error is a `String`, by line of their signature.
    words_for_errors: Vec<String>,
}

/// The files below `src/`, read.
pub struct Graph {
    files: BTreeMap<String, File>,
}

impl Graph {
    /// Reads every file of the tree.
    pub fn of(tree: &Tree) -> Self {
        let mut files = BTreeMap::new();
        for (path, text) in tree {
            let mut file = File::default();
            let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            file.visit_file(&syntax);
            files.insert(path.clone(), file);
        }
        Self { files }
    }

    /// Circles: files that use one another, directly or by way of others. A folder's `mod.rs` counts by what it defines, not by what it hands on.
    pub fn circles(&self) -> Vec<String> {
        let edges = self.edges();
        let mut complaints = BTreeSet::new();
        for start in edges.keys() {
            // The shortest way back, by breadth.
            let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
            let mut queue = std::collections::VecDeque::from([start.as_str()]);
            while let Some(at) = queue.pop_front() {
                for next in edges.get(at).into_iter().flatten() {
                    if next == start {
                        let mut circle = vec![at];
                        while let Some(before) = came_from.get(circle[circle.len() - 1]) {
                            circle.push(before);
                        }
                        circle.reverse();
                        let least = circle.iter().min().copied();
                        if least == Some(start.as_str()) {
                            complaints.insert(format!("{} -> {start}", circle.join(" -> ")));
                        }
                        queue.clear();
                        break;
                    }
                    if !came_from.contains_key(next.as_str()) && next != start {
                        came_from.insert(next, at);
                        queue.push_back(next);
                    }
                }
            }
        }
        complaints.into_iter().collect()
    }

    /// Names of types that more than one file defines.
    pub fn types_twice(&self) -> Vec<String> {
        let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (path, file) in &self.files {
            for name in &file.types {
                places.entry(name).or_default().push(path);
            }
        }
        places
            .into_iter()
            .filter(|(_, paths)| paths.len() > 1)
            .map(|(name, paths)| format!("{name} is defined in {}", paths.join(" and in ")))
            .collect()
    }

    /// Functions and fields that give a `String` for an error.
    pub fn words_for_errors(&self) -> Vec<String> {
        self.files
            .iter()
            .flat_map(|(path, file)| {
                let places = file.words_for_errors.iter();
                places.map(move |place| format!("src/{path}: {place}"))
            })
            .collect()
    }

    fn edges(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut edges = BTreeMap::new();
        for (path, file) in &self.files {
            let mut used = BTreeSet::new();
            for whole in file.paths.iter().chain(file.brought.values()) {
                if let Some(target) = self.resolve(path, whole, 0)
                    && target != *path
                {
                    used.insert(target);
                }
            }
            edges.insert(path.clone(), used);
        }
        edges
    }

    /// The file that a path written in the file at `path` leads to.
    fn resolve(&self, path: &str, whole: &[String], depth: usize) -> Option<String> {
        if depth > 8 {
            return None;
        }
        let first = whole.first()?;
        let mut module = module_of(path);
        let mut rest = whole;
        match first.as_str() {
            "crate" => {
                module.clear();
                rest = &rest[1..];
            }
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|name| name == "super") {
                    module.pop();
                    rest = &rest[1..];
                }
            }
            name => {
                let file = self.files.get(path)?;
                if let Some(brought) = file.brought.get(name) {
                    if brought == whole {
                        return None;
                    }
                    let mut longer = brought.clone();
                    longer.extend_from_slice(&rest[1..]);
                    return self.resolve(path, &longer, depth + 1);
                }
                if !file.modules.contains(name) {
                    return None;
                }
            }
        }
        self.descend(module, rest, depth)
    }

    /// From a module along the names that follow.
    fn descend(
        &self,
        mut module: Vec<String>,
        mut rest: &[String],
        depth: usize,
    ) -> Option<String> {
        loop {
            let path = self.file_of(&module)?;
            let file = self.files.get(&path)?;
            let Some(name) = rest.first() else {
                return Some(path);
            };
            if file.modules.contains(name) {
                module.push(name.clone());
                rest = &rest[1..];
            } else if file.items.contains(name) {
                return Some(path);
            } else if let Some(on) = file.handed_on.get(name) {
                let mut longer = on.clone();
                longer.extend_from_slice(&rest[1..]);
                return self.resolve(&path, &longer, depth + 1);
            } else {
                return Some(path);
            }
        }
    }

    fn file_of(&self, module: &[String]) -> Option<String> {
        if module.is_empty() {
            return Some("lib.rs".to_owned());
        }
        let joined = module.join("/");
        [format!("{joined}.rs"), format!("{joined}/mod.rs")]
            .into_iter()
            .find(|path| self.files.contains_key(path))
    }
}

fn module_of(path: &str) -> Vec<String> {
    let module = path.trim_end_matches(".rs");
    let module = module.strip_suffix("/mod").unwrap_or(module);
    match module {
        "lib" | "main" => Vec::new(),
        _ => module.split('/').map(str::to_owned).collect(),
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Ident>()
                .is_ok_and(|word| word == "test")
    })
}

impl File {
    fn take_use(&mut self, tree: &syn::UseTree, before: &mut Vec<String>, public: bool) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.take_use(&path.tree, before, public);
                before.pop();
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.take_use(tree, before, public);
                }
            }
            syn::UseTree::Name(name) if name.ident == "self" => {
                if let Some(last) = before.last() {
                    self.bring(last.clone(), before.clone(), public);
                }
            }
            syn::UseTree::Name(name) => {
                let mut whole = before.clone();
                whole.push(name.ident.to_string());
                self.bring(name.ident.to_string(), whole, public);
            }
            syn::UseTree::Rename(name) => {
                let mut whole = before.clone();
                whole.push(name.ident.to_string());
                self.bring(name.rename.to_string(), whole, public);
            }
            syn::UseTree::Glob(_) => {}
        }
    }

    /// What is only handed on is no use of the file's own.
    fn bring(&mut self, name: String, whole: Vec<String>, public: bool) {
        if public {
            self.handed_on.insert(name, whole);
        } else {
            self.handed_on.insert(name.clone(), whole.clone());
            self.brought.insert(name, whole);
        }
    }

    fn define(&mut self, name: &syn::Ident, is_type: bool) {
        self.items.insert(name.to_string());
        if is_type {
            self.types.insert(name.to_string());
        }
    }
}

impl<'ast> Visit<'ast> for File {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        match item {
            syn::Item::Mod(module) if is_test(&module.attrs) => return,
            syn::Item::Mod(module) => {
                self.modules.insert(module.ident.to_string());
            }
            syn::Item::Use(item) if is_test(&item.attrs) => return,
            syn::Item::Use(item) => {
                let public = !matches!(item.vis, syn::Visibility::Inherited);
                self.take_use(&item.tree, &mut Vec::new(), public);
                return;
            }
            syn::Item::Struct(item) => self.define(&item.ident, true),
            syn::Item::Enum(item) => self.define(&item.ident, true),
            syn::Item::Trait(item) => self.define(&item.ident, true),
            syn::Item::Type(item) => self.define(&item.ident, true),
            syn::Item::Fn(item) if is_test(&item.attrs) => return,
            syn::Item::Fn(item) => self.define(&item.sig.ident, false),
            syn::Item::Const(item) => self.define(&item.ident, false),
            syn::Item::Static(item) => self.define(&item.ident, false),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        if names.len() > 1 {
            self.paths.insert(names);
        }
        if let Some(last) = path.segments.last()
            && last.ident == "Result"
            && let syn::PathArguments::AngleBracketed(arguments) = &last.arguments
            && let Some(syn::GenericArgument::Type(syn::Type::Path(error))) =
                arguments.args.iter().nth(1)
            && error.path.is_ident("String")
        {
            self.words_for_errors
                .push("a Result whose error is a String".to_owned());
        }
        visit::visit_path(self, path);
    }
}
