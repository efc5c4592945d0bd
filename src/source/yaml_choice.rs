//! A YAML document with some of its nodes left out or put in the place of others. What is left keeps its place in the text.

use serde_yaml::{Mapping, Value};

use super::places::{NodePlace, PlaceKind};
use super::yaml::{Node, Yaml};

/// What stands in the place of a node.
#[derive(Debug)]
pub enum Chosen<'a> {
    /// Nothing; its key goes with it.
    Gone,
    /// This node, in which is chosen in turn.
    Node(Node<'a>),
    /// This node with everything in it.
    Whole(Node<'a>),
    /// A list of these nodes, in each of which is chosen in turn.
    Items(Vec<Node<'a>>),
}

impl<'s> Yaml<'s> {
    /// The document as `choose` wants it, which is asked for every value of a mapping, with its key, and for every item of a list.
    #[must_use]
    pub fn chosen(
        &self,
        choose: &dyn for<'a> Fn(Option<Node<'a>>, Node<'a>) -> Chosen<'a>,
    ) -> Yaml<'s> {
        let (value, places) = within(self.root(), choose);
        Yaml {
            file: self.file,
            text: self.text,
            offset: self.offset,
            value,
            places,
        }
    }
}

type Choose<'c> = &'c dyn for<'a> Fn(Option<Node<'a>>, Node<'a>) -> Chosen<'a>;

fn within(node: Node<'_>, choose: Choose<'_>) -> (Value, Option<NodePlace>) {
    if let Some(items) = node.items() {
        let made = items
            .into_iter()
            .filter_map(|item| made(None, item, choose))
            .collect();
        return list(node, made);
    }
    let Some(entries) = node.entries() else {
        return (node.value.clone(), node.place.cloned());
    };
    let mut mapping = Mapping::new();
    let mut places = Some(Vec::new());
    for (key, value) in entries {
        let Some((value, place)) = made(Some(key), value, choose) else {
            continue;
        };
        mapping.insert(key.value.clone(), value);
        places = places.and_then(|mut known| {
            known.push((key.place.cloned()?, place?));
            Some(known)
        });
    }
    let place = node.place.and_then(|place| {
        Some(NodePlace {
            range: place.range.clone(),
            kind: PlaceKind::Mapping(places?),
        })
    });
    (Value::Mapping(mapping), place)
}

fn made<'a>(
    key: Option<Node<'a>>,
    node: Node<'a>,
    choose: Choose<'_>,
) -> Option<(Value, Option<NodePlace>)> {
    match choose(key, node) {
        Chosen::Gone => None,
        Chosen::Node(node) => Some(within(node, choose)),
        Chosen::Whole(node) => Some((node.value.clone(), node.place.cloned())),
        Chosen::Items(items) => {
            let made = items.into_iter().map(|item| within(item, choose)).collect();
            Some(list(node, made))
        }
    }
}

/// A list in the place of `node`. Where the place of one item is not known, only that of the list is.
fn list(node: Node<'_>, items: Vec<(Value, Option<NodePlace>)>) -> (Value, Option<NodePlace>) {
    let (values, places): (Vec<Value>, Vec<Option<NodePlace>>) = items.into_iter().unzip();
    let flow = node.is_flow_list();
    let place = node.place.and_then(|place| {
        Some(NodePlace {
            range: place.range.clone(),
            kind: PlaceKind::Sequence {
                items: places.into_iter().collect::<Option<_>>()?,
                flow,
            },
        })
    });
    (Value::Sequence(values), place)
}
