//! Tables of keys as definitions of a schema: closed where the parser is closed, each key in both spellings; of several ways to write a value the plainest
//! first, as editors take the first for what they insert.

use serde_json::{Map, Value, json};

use crate::source::key_table::{KeyRow, ValueKind};
use crate::source::{Key, KeyTable};
use crate::stage::parse::dated::TIMELESS;
use crate::stage::parse::format::{ADDED, LIST_REFERENCE, OUTLINE};
use crate::stage::parse::keys;

/// The definitions of one schema, made as they are asked for.
pub struct Definitions {
    all: Map<String, Value>,
    /// Whether values may have a time (自, 至, 为).
    pub has_time: bool,
}

impl Definitions {
    pub fn new(has_time: bool) -> Self {
        Self {
            all: Map::new(),
            has_time,
        }
    }

    pub fn finish(self) -> Value {
        Value::Object(self.all)
    }

    /// A reference to the definition `id`, which `make` gives where there is none yet.
    pub fn refer(&mut self, id: &str, make: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.all.contains_key(id) {
            // A definition may refer to itself.
            self.all.insert(id.to_owned(), Value::Null);
            let made = make(self);
            self.all.insert(id.to_owned(), made);
        }
        json!({ "$ref": format!("#/definitions/{id}") })
    }

    /// A reference to `shape` as a part of something.
    pub fn part(&mut self, shape: &'static KeyTable) -> Value {
        self.refer(shape.id, |all| all.shape(shape))
    }

    /// The mapping `shape`.
    pub fn shape(&mut self, shape: &'static KeyTable) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for row in shape.rows() {
            let schema = self.row(shape, row);
            // Beside a reference editors do not look for `doNotSuggest`.
            let mut english = json!({ "allOf": [schema.clone()] });
            if let Value::Object(schema) = &schema {
                english["description"] = schema.get("description").cloned().unwrap_or_default();
            }
            english["doNotSuggest"] = true.into();
            properties.insert(row.key.zh.to_owned(), schema);
            properties.insert(row.key.en.to_owned(), english);
            if row.required {
                required.push(either(row.key));
            }
        }
        let mut made = json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        });
        if let (Value::Object(made), false) = (&mut made, required.is_empty()) {
            made.insert("allOf".to_owned(), required.into());
        }
        made
    }

    fn row(&mut self, shape: &'static KeyTable, row: &'static KeyRow) -> Value {
        let mut schema = schema(&row.kind, self);
        if self.has_time && !TIMELESS.contains(&row.key) {
            let id = format!("{}-{}", shape.id, row.key.en);
            let plain = self.refer(&format!("{id}-value"), |_| schema);
            schema = self.refer(&id, |_| versions(&plain));
        }
        if let Value::Object(schema) = &mut schema {
            let about = format!("{}。例：{}: {}", row.about, row.key.zh, row.example);
            schema.insert("description".to_owned(), about.into());
        }
        schema
    }

    /// What stands in a list of shapes, which may have a time of its own.
    pub fn item(&mut self, shape: &'static KeyTable) -> Value {
        if !self.has_time {
            return self.part(shape);
        }
        let id = format!("{}-with-time", shape.id);
        self.refer(&id, |all| {
            let mut made = all.shape(shape);
            if let Some(properties) = made["properties"].as_object_mut() {
                add_time(properties);
            }
            made
        })
    }

    /// The outline (提纲).
    pub fn outline(&mut self) -> Value {
        self.refer("outline", |all| {
            let mut kinds = vec![json!({ "type": "string" })];
            kinds.extend(OUTLINE.iter().map(|shape| all.part(shape)));
            let item = json!({ "anyOf": kinds });
            json!({ "anyOf": [{ "type": "array", "items": item }, { "type": "string" }] })
        })
    }
}

/// A key that is there in one spelling or the other.
fn either(key: Key) -> Value {
    json!({ "anyOf": [{ "required": [key.zh] }, { "required": [key.en] }] })
}

/// A value, or its versions: `[{至: 2026-06-30, 为: 80}, {自: 2026-07-01, 为: 95}]`.
fn versions(plain: &Value) -> Value {
    let mut properties = Map::new();
    add_time(&mut properties);
    // A version that says nothing: at that time there was none.
    let one = json!({ "anyOf": [plain, { "type": "null" }], "description": "这一段时间的值" });
    for name in [keys::IS.zh, keys::IS.en] {
        properties.insert(name.to_owned(), one.clone());
    }
    let version = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "anyOf": [{ "required": [keys::IS.zh] }, { "required": [keys::IS.en] }],
    });
    json!({ "anyOf": [plain, { "type": "array", "items": version, "minItems": 1 }] })
}

/// `自` and `至` among the keys of a mapping.
fn add_time(properties: &mut Map<String, Value>) {
    for (key, about) in [(keys::FROM, "从哪天起"), (keys::UNTIL, "到哪天为止")] {
        let mut day = date();
        day["description"] = about.into();
        properties.entry(key.zh).or_insert_with(|| day.clone());
        day["doNotSuggest"] = true.into();
        properties.entry(key.en).or_insert(day);
    }
}

/// What may be written where `kind` is asked for.
fn schema(kind: &ValueKind, all: &mut Definitions) -> Value {
    match kind {
        ValueKind::Text => text(),
        ValueKind::Lines => one_or_list(text(), &item_text(all)),
        ValueKind::Whole => json!({
            "type": ["integer", "string"],
            "minimum": 0,
            "pattern": "^[0-9]+$",
            "patternErrorMessage": "只写阿拉伯数字，不写“第”“号”“期”“份”",
        }),
        ValueKind::Decimal => json!({
            "type": ["number", "string"],
            "pattern": "^-?[0-9][0-9,，]*([.][0-9]+)?[%％]?$",
            "patternErrorMessage": "写一个数，如 300 或 95.5",
        }),
        ValueKind::Flag => json!({ "enum": ["是", "否", true, false] }),
        ValueKind::Date => date(),
        ValueKind::Word(choices) => json!({ "enum": choices() }),
        ValueKind::Words(choices) => {
            let word = json!({ "enum": choices() });
            one_or_list(word.clone(), &word)
        }
        ValueKind::Usually(choices) => json!({ "anyOf": [{ "enum": choices() }, text()] }),
        ValueKind::UsuallySeveral(choices) => {
            let word = json!({ "anyOf": [{ "enum": choices() }, text()] });
            one_or_list(word.clone(), &word)
        }
        ValueKind::Of(shape) => all.part(shape),
        ValueKind::Several(kind) => {
            let one = item(kind, all);
            one_or_list(one.clone(), &one)
        }
        ValueKind::ListOf(kind) => json!({ "type": "array", "items": item(kind, all) }),
        ValueKind::Named(kind) => {
            json!({ "type": "object", "additionalProperties": schema(kind, all) })
        }
        ValueKind::Either(kinds) => {
            let kinds: Vec<Value> = kinds.iter().map(|kind| schema(kind, all)).collect();
            json!({ "anyOf": kinds })
        }
        ValueKind::Names => all.refer("names", names),
        ValueKind::Columns => all.refer("columns", |_| columns()),
        ValueKind::Cell => json!({ "type": ["string", "number", "boolean", "null"] }),
        ValueKind::Outline => all.outline(),
    }
}

/// A line of text; a number is one too.
fn text() -> Value {
    json!({ "type": ["string", "number"] })
}

/// A day or a month, in digits or as it is written in Chinese.
fn date() -> Value {
    json!({
        "type": ["string", "number"],
        "pattern": "^\\s*[0-9０-９]{4}[-/.－／．][0-9０-９-/.－／．]+\\s*$|^\\s*[0-9０-９〇零○OＯ一二三四五六七八九]{4}\\s*年.+[月日号]\\s*$",
        "patternErrorMessage": "写成 2026-07-08 或 2026年7月8日；只知道月份时写 2026-07",
    })
}

fn one_or_list(one: Value, item: &Value) -> Value {
    json!({ "anyOf": [one, { "type": "array", "items": item }] })
}

fn item(kind: &ValueKind, all: &mut Definitions) -> Value {
    match kind {
        ValueKind::Of(shape) => all.item(shape),
        kind => schema(kind, all),
    }
}

/// A line of a list; in a register with time one that is there for a time.
fn item_text(all: &mut Definitions) -> Value {
    if !all.has_time {
        return text();
    }
    let dated = all.refer("dated-name", |_| dated_name());
    json!({ "anyOf": [text(), dated] })
}

/// `{名称: 市委社会工作部, 自: 2026-07-01}`
fn dated_name() -> Value {
    let mut properties = Map::new();
    add_time(&mut properties);
    properties.insert(keys::NAME.zh.to_owned(), text());
    let mut english = text();
    english["doNotSuggest"] = true.into();
    properties.insert(keys::NAME.en.to_owned(), english);
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "anyOf": [{ "required": [keys::NAME.zh] }, { "required": [keys::NAME.en] }],
    })
}

fn names(all: &mut Definitions) -> Value {
    let list = all.item(&LIST_REFERENCE);
    let added = all.part(&ADDED);
    let name = item_text(all);
    let class = json!({ "type": "array", "items": { "anyOf": [name.clone(), list.clone()] } });
    let several = json!({ "type": "array", "items": { "anyOf": [name, list.clone(), class] } });
    json!({ "anyOf": [text(), several, list, added] })
}

/// Columns, with columns under columns; a number makes so many without a head.
fn columns() -> Value {
    json!({ "anyOf": [
        {
            "type": "array",
            "items": { "anyOf": [
                { "type": ["string", "number", "boolean", "null"] },
                { "type": "object", "additionalProperties": { "$ref": "#/definitions/columns" } },
            ] },
        },
        { "type": "integer", "minimum": 1 },
    ] })
}
