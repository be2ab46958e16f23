//! Values of keys, as people write them on a command line.

use anyhow::{Result, bail};
use padan::glossary::edit::tree::{Kind, Node, Tree};
use padan::glossary::schema::{ENTRY, KeySpec, Shape};

/// `FIELD=VALUE`, taken apart.
///
/// # Errors
/// There is no `=`, or no such field.
pub fn assignment(text: &str) -> Result<(&'static KeySpec, &str)> {
    let Some((name, value)) = text.split_once('=') else { bail!("{text:?}: write FIELD=VALUE") };
    Ok((field(name.trim())?, value.trim()))
}

/// The field of this name.
///
/// # Errors
/// There is none.
pub fn field(name: &str) -> Result<&'static KeySpec> {
    if let Some(spec) = ENTRY.iter().find(|k| k.name == name) {
        return Ok(spec);
    }
    let names: Vec<&str> = ENTRY.iter().map(|k| k.name).collect();
    bail!("no field {name:?}; there are {}", names.join(", "))
}

/// The value of a field. Lists and tables may be written as TOML; a list of one may be its member.
///
/// # Errors
/// The field does not take this value.
pub fn value(spec: &KeySpec, text: &str) -> Result<Node> {
    let name = spec.name;
    if text.is_empty() {
        bail!("{name}: an empty value; use --unset {name} to take it away");
    }
    match spec.shape {
        Shape::Choice(values) if !values.contains(&text) => {
            bail!("{name} = {text:?}: it is one of {}", values.join(", "))
        }
        Shape::Text | Shape::Choice(_) => Ok(Node::string(text)),
        Shape::Flag => match text {
            "true" => Ok(Node::flag(true)),
            "false" => Ok(Node::flag(false)),
            _ => bail!("{name} = {text:?}: it is true or false"),
        },
        Shape::OneOrMany if !text.starts_with('[') => Ok(Node::string(text)),
        Shape::Texts if !text.starts_with('[') => Ok(Node::list([text])),
        Shape::Tables(_) | Shape::TextsOrTables(_) if !text.starts_with('[') => {
            Ok(Node::array(vec![member(spec, text)?]))
        }
        Shape::Date => match toml(text)? {
            node @ Node { kind: Kind::Date(_), .. } => Ok(node),
            _ => bail!("{name} = {text:?}: it is a date such as 2026-11-21"),
        },
        _ => toml(text),
    }
}

/// A member of a field that is a list.
///
/// # Errors
/// The field is no list, or does not take this member.
pub fn member(spec: &KeySpec, text: &str) -> Result<Node> {
    let name = spec.name;
    match spec.shape {
        Shape::OneOrMany | Shape::Texts => Ok(Node::string(text)),
        Shape::TextsOrTables(_) if !text.starts_with('{') => Ok(Node::string(text)),
        Shape::Tables(_) | Shape::TextsOrTables(_) => {
            if text.starts_with('{') {
                return toml(text);
            }
            match name {
                "example" => Ok(Node::table([("text", Node::string(text))])),
                "avoid" => match text.split_once(": ") {
                    Some((en, why)) => Ok(Node::table([("en", Node::string(en)), ("why", Node::string(why))])),
                    None => bail!("a ban has a reason: write avoid='ENGLISH: WHY'"),
                },
                "sense" => bail!("a sense is a table: write sense='{{ when = {{ next = [\"…\"] }}, en = \"…\" }}'"),
                _ => bail!("{name}: write a table, {{ … }}"),
            }
        }
        _ => bail!("{name} is no list; use --set"),
    }
}

fn toml(text: &str) -> Result<Node> {
    let tree = Tree::parse(&format!("v = {text}\n"));
    match (tree.faults.first(), tree.root.get("v")) {
        (None, Some(node)) if tree.root.pairs().len() == 1 => Ok(node.clone()),
        (Some(fault), _) => bail!("{text:?}: {}", fault.message),
        _ => bail!("{text:?} is no value of TOML"),
    }
}
