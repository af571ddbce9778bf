//! Fields that hold fields: objects, lists and maps.

use std::rc::Rc;

use yew::prelude::*;

use super::many::{self, Many};
use super::shell::{Ids, group};
use super::{FieldProps, field, press};
use crate::ui::el::{El, component, el, nothing, row};
use crate::ui::parts::{TextBoxProps, id_of, text_box};
use crate::ui::state::Action;
use crate::ui::text::LARGE;
use crate::ui::veil::{Veil, under, use_veil};
use openapi::secret_names;
use openapi::{Control, Kind};
use problem::Field;
use problem::Step;
use request::draft::place::is_secret;
use request::draft::{Edit, Node};

/// Items and entries beyond these are kept and edited as raw text: a page has no room for them.
const SHOWN: usize = 200;

/// An object; an optional one opens by its button.
pub fn object(props: &FieldProps) -> Html {
    let ids = Ids::of(props);
    let open = props.control.required || matches!(props.node, Node::Object(_));
    let buttons = match (open, props.control.required) {
        (false, _) => add(props, &ids.at, "Add"),
        (true, false) => remove(props, &props.place, &props.name),
        (true, true) => nothing(),
    };
    let inside = match open {
        true => el("div").class("inside").put(members(props)).node(),
        false => nothing(),
    };
    group(props, &ids, buttons, inside)
}

/// The documented members of an object in order, then those that no field knows.
pub fn members(props: &FieldProps) -> Html {
    let count = props.control.members.len();
    let known = match count > many::SHOWN {
        true => component::<Many>(props.clone()),
        false => row((0..count).map(|at| member(props, at)).collect()),
    };
    row(vec![known, unknown(props)])
}

/// The member at a position.
pub fn member(props: &FieldProps, at: usize) -> Html {
    let member = &props.control.members[at];
    let step = Step::Name(member.name.as_str().into());
    let node = props.node.child(&step);
    let name = AttrValue::from(member.name.clone());
    let place = props.place.step(step);
    field(member, place, node, &props.hints, name, &props.act)
}

fn unknown(props: &FieldProps) -> Html {
    let Node::Object(members) = &props.node else {
        return nothing();
    };
    let known = props.control.positions();
    let documented = |name: &str| known.contains_key(name);
    let extra = members
        .iter()
        .filter(|m| !documented(&m.0) && !m.1.is_absent());
    let mut fields = Vec::new();
    let count = extra.clone().count();
    for (name, node) in extra.take(SHOWN) {
        let place = props.place.step(Step::Name(Rc::clone(name)));
        let at = place.to_string();
        let shown = match node {
            Node::Literal(json) if json.len() > LARGE => too_long(name, json.len()),
            _ => undocumented(props, name, node, place),
        };
        fields.push(shown.key(at.into()).node());
    }
    if count > SHOWN {
        let words = [
            &*(count - SHOWN).to_string(),
            " more undocumented members are kept and can be edited in the raw body",
        ];
        fields.push(el("p").class("help").words(words.concat().into()).node());
    }
    row(fields)
}

/// A member that is too long for a field.
fn too_long(name: &Rc<str>, len: usize) -> El {
    let words = [
        " holds ",
        &len.to_string(),
        " bytes: kept as they are, and edited in the raw body",
    ];
    el("p")
        .class("help")
        .el(el("code").words(Rc::clone(name).into()))
        .words(words.concat().into())
}

/// A member that is edited as free JSON.
fn undocumented(props: &FieldProps, name: &Rc<str>, node: &Node, place: Field) -> El {
    let remove = remove(props, &place, name);
    let field = component::<Unknown>(UnknownProps {
        name: Rc::clone(name).into(),
        node: node.clone(),
        hints: props.hints.below(&place),
        place,
        act: props.act.clone(),
        schema: props.control.schema,
    });
    el("div").class("unknown").put(field).put(remove)
}

/// A member that the documentation does not know, as free JSON.
#[derive(Properties, Clone, PartialEq)]
struct UnknownProps {
    name: AttrValue,
    place: Field,
    node: Node,
    hints: super::Hints,
    schema: openapi::SchemaId,
    act: Callback<Action>,
}

#[component]
fn Unknown(props: &UnknownProps) -> Html {
    let outer = use_veil();
    // Another media type may know it.
    let operation = outer.operation.as_deref();
    let secret = secret_names::is_secret(&props.name)
        || operation.is_some_and(|operation| is_secret(operation, &props.place));
    let control = use_memo((props.name.clone(), secret), |(name, secret)| Control {
        name: name.to_string(),
        schema: props.schema,
        kind: Kind::Json,
        required: false,
        nullable: false,
        empty_text: false,
        description: String::new(),
        type_words: "not documented, JSON".to_owned(),
        default: None,
        given: None,
        examples: Vec::new(),
        deprecated: false,
        read_only: false,
        secret: *secret,
        named_secret: false,
        marked: false,
        source: None,
        notices: Vec::new(),
        compose: None,
        members: Vec::new(),
        element: None,
    });
    let inside = field(
        &control,
        props.place.clone(),
        &props.node,
        &props.hints,
        props.name.clone(),
        &props.act,
    );
    // No schema says which members within are secrets: their names do.
    let veil = Veil {
        operation: None,
        ..outer
    };
    under(veil, inside)
}

/// A list: items by position.
pub fn list(props: &FieldProps) -> Html {
    let ids = Ids::of(props);
    let items: &[Node] = match &props.node {
        Node::List(items) => items,
        _ => &[],
    };
    let mut shown = Vec::new();
    for (index, node) in items.iter().enumerate().take(SHOWN) {
        let number = index.to_string();
        let place = props.place.step(Step::Index(index));
        let name = AttrValue::from([&*props.name, " ", &number].concat());
        let remove = remove(props, &place, &name);
        let item = el("li")
            .key(number.into())
            .put(element(props, place, node, name, ""))
            .put(remove);
        shown.push(item.node());
    }
    let words = state_words(&props.node, items.len(), "item");
    let buttons = row(vec![add(props, &ids.at, "Add an item"), clear(props)]);
    group(props, &ids, buttons, held(words, "items", shown))
}

/// A map: entries by position, since names may repeat while they are typed.
pub fn map(props: &FieldProps) -> Html {
    let ids = Ids::of(props);
    let entries: &[(Rc<str>, Node)] = match &props.node {
        Node::Map(entries) => entries,
        _ => &[],
    };
    let mut shown = Vec::new();
    for (index, (name, node)) in entries.iter().enumerate().take(SHOWN) {
        shown.push(entry(props, index, name, node));
    }
    let words = state_words(&props.node, entries.len(), "entry");
    let buttons = row(vec![add(props, &ids.at, "Add an entry"), clear(props)]);
    group(props, &ids, buttons, held(words, "items entries", shown))
}

/// What a list or a map holds, below the words on its state.
fn held(words: Html, class: &'static str, items: Vec<Html>) -> Html {
    let items = match items.is_empty() {
        true => nothing(),
        false => el("ol").class(class).all(items).node(),
    };
    row(vec![words, items])
}

fn entry(props: &FieldProps, index: usize, name: &Rc<str>, node: &Node) -> Html {
    let place = props.place.step(Step::Entry(index));
    let words = [&*props.name, " ", &(index + 1).to_string()].concat();
    let value = [&*words, " value"].concat();
    let remove = remove(props, &place, &words);
    el("li")
        .key(index.to_string().into())
        .el(entry_name(props, &place, &words, name))
        .put(element(props, place, node, value.into(), name))
        .put(remove)
        .node()
}

fn entry_name(props: &FieldProps, place: &Field, words: &str, name: &Rc<str>) -> El {
    let at = AttrValue::from(place.to_string());
    let id = id_of("k", &at);
    let place = place.clone();
    let rename = props
        .act
        .reform(move |text| Action::Edit(Edit::Rename(place.clone(), text)));
    let label = el("label")
        .attr("for", id.clone())
        .words([words, " name"].concat().into());
    let control = text_box(TextBoxProps {
        id: Some(id),
        key_of: Some(at),
        value: Rc::clone(name),
        oninput: rename.into(),
        ..Default::default()
    });
    el("div")
        .class("field key")
        .el(el("div").class("field-head").el(label))
        .put(control)
}

/// `entry`: the name that a person gave to it, by which it may be a secret.
fn element(props: &FieldProps, place: Field, node: &Node, name: AttrValue, entry: &str) -> Html {
    let Some(control) = &props.control.element else {
        return nothing();
    };
    let control = match !control.secret && secret_names::is_secret(entry) {
        true => {
            let mut secret = Control::clone(control);
            secret.set_secret(matches!(secret.kind, Kind::Text | Kind::Suggest(_)));
            Rc::new(secret)
        }
        false => Rc::clone(control),
    };
    field(&control, place, node, &props.hints, name, &props.act)
}

/// Says apart what looks alike: no list, an empty list, and a list too long to show.
fn state_words(node: &Node, len: usize, what: &str) -> Html {
    let words = match (node, len) {
        (Node::Null, _) => "null".to_owned(),
        (Node::List(_) | Node::Map(_), 0) => "Given, and empty".to_owned(),
        (_, 0) => return nothing(),
        (_, len) if len > SHOWN => [
            "The first ",
            &SHOWN.to_string(),
            " of ",
            &len.to_string(),
            " are shown; each ",
            what,
            " beyond is kept and can be edited in the raw body",
        ]
        .concat(),
        _ => return nothing(),
    };
    el("p").class("help").words(words.into()).node()
}

fn add(props: &FieldProps, at: &AttrValue, words: &'static str) -> Html {
    button(props, words, Edit::Add(props.place.clone()))
        .attr("data-add", at.clone())
        .attr("aria-label", [words, ": ", &*props.name].concat().into())
        .node()
}

fn remove(props: &FieldProps, place: &Field, name: &str) -> Html {
    button(props, "Remove", Edit::Remove(place.clone()))
        .attr("data-remove", place.to_string().into())
        .attr("aria-label", ["Remove: ", name].concat().into())
        .node()
}

/// A small button that makes one edit.
fn button(props: &FieldProps, words: &'static str, edit: Edit) -> El {
    el("button")
        .is("type", "button")
        .class("small")
        .onclick(press(&props.act, edit))
        .text(words)
}

/// Takes back a list or map that was given empty.
fn clear(props: &FieldProps) -> Html {
    let empty = match &props.node {
        Node::List(items) => items.is_empty(),
        Node::Map(entries) => entries.is_empty(),
        _ => false,
    };
    if !empty {
        return nothing();
    }
    button(props, "Not given", Edit::Clear(props.place.clone())).node()
}
