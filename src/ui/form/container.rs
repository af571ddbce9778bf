//! Fields that hold fields: objects, lists and maps.

use std::rc::Rc;

use yew::prelude::*;

use super::shell::{Ids, group};
use super::{FieldProps, field};
use crate::document::{Control, Kind};
use crate::draft::{Edit, Field, Node, Step};
use crate::ui::parts::{TextBox, id_of};
use crate::ui::state::Action;
use crate::ui::text::LARGE;

/// Items and entries beyond these are kept and edited as raw text: a page has no room for them.
const SHOWN: usize = 200;

/// An object; an optional one opens by its button.
pub fn object(props: &FieldProps) -> Html {
    let ids = Ids::of(props);
    let open = props.control.required || matches!(props.node, Node::Object(_));
    let buttons = match (open, props.control.required) {
        (false, _) => add(props, &ids.at, "Add"),
        (true, false) => remove(props, &props.place, "Remove", &props.name),
        (true, true) => Html::default(),
    };
    let inside = match open {
        true => html! { <div class="inside">{ members(props) }</div> },
        false => Html::default(),
    };
    group(props, &ids, buttons, inside)
}

/// The documented members of an object in order, then those that no field knows.
pub fn members(props: &FieldProps) -> Html {
    let known = props.control.members.iter().map(|member| {
        let step = Step::Name(member.name.as_str().into());
        let node = props.node.child(&step);
        let name = AttrValue::from(member.name.clone());
        field(
            member,
            props.place.step(step),
            node,
            &props.hints,
            name,
            &props.act,
        )
    });
    html! { <>{ for known }{ unknown(props) }</> }
}

fn unknown(props: &FieldProps) -> Html {
    let Node::Object(members) = &props.node else {
        return Html::default();
    };
    let documented = |name: &str| props.control.members.iter().any(|c| c.name == name);
    let extra = members
        .iter()
        .filter(|m| !documented(&m.0) && !m.1.is_absent());
    let fields = extra.take(SHOWN).map(|(name, node)| {
        let place = props.place.step(Step::Name(Rc::clone(name)));
        if let Node::Literal(json) = node
            && json.len() > LARGE
        {
            return html! {
                <p class="help" key={place.to_string()}>
                    <code>{ AttrValue::from(Rc::clone(name)) }</code>
                    { format!(" holds {} bytes: kept as they are, and edited in the raw body", json.len()) }
                </p>
            };
        }
        html! {
            <div class="unknown" key={place.to_string()}>
                <Unknown name={AttrValue::from(Rc::clone(name))} node={node.clone()} place={place.clone()} hints={props.hints.below(&place.to_string())} act={props.act.clone()} schema={props.control.schema} />
                { remove(props, &place, "Remove", name) }
            </div>
        }
    });
    fields.collect()
}

/// A member that the documentation does not know, as free JSON.
#[derive(Properties, Clone, PartialEq)]
struct UnknownProps {
    name: AttrValue,
    place: Field,
    node: Node,
    hints: super::Hints,
    schema: crate::document::SchemaId,
    act: Callback<Action>,
}

#[component]
fn Unknown(props: &UnknownProps) -> Html {
    let control = use_memo(props.name.clone(), |name| Control {
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
        secret: false,
        source: None,
        notices: Vec::new(),
        compose: None,
        members: Vec::new(),
        element: None,
    });
    field(
        &control,
        props.place.clone(),
        &props.node,
        &props.hints,
        props.name.clone(),
        &props.act,
    )
}

/// A list: items by position.
pub fn list(props: &FieldProps) -> Html {
    let ids = Ids::of(props);
    let items: &[Node] = match &props.node {
        Node::List(items) => items,
        _ => &[],
    };
    let shown = items.iter().enumerate().take(SHOWN).map(|(index, node)| {
        let place = props.place.step(Step::Index(index));
        let name = AttrValue::from(format!("{} {index}", props.name));
        html! {
            <li key={index}>
                { element(props, place.clone(), node, name.clone()) }
                { remove(props, &place, "Remove", &name) }
            </li>
        }
    });
    let inside = html! {
        <>
            { state_words(&props.node, items.len(), "item") }
            if !items.is_empty() {
                <ol class="items">{ for shown }</ol>
            }
        </>
    };
    let buttons = html! {
        <>
            { add(props, &ids.at, "Add an item") }
            { clear(props) }
        </>
    };
    group(props, &ids, buttons, inside)
}

/// A map: entries by position, since names may repeat while they are typed.
pub fn map(props: &FieldProps) -> Html {
    let ids = Ids::of(props);
    let entries: &[(Rc<str>, Node)] = match &props.node {
        Node::Map(entries) => entries,
        _ => &[],
    };
    let shown = entries.iter().enumerate().take(SHOWN);
    let shown = shown.map(|(index, (name, node))| entry(props, index, name, node));
    let inside = html! {
        <>
            { state_words(&props.node, entries.len(), "entry") }
            if !entries.is_empty() {
                <ol class="items entries">{ for shown }</ol>
            }
        </>
    };
    let buttons = html! {
        <>
            { add(props, &ids.at, "Add an entry") }
            { clear(props) }
        </>
    };
    group(props, &ids, buttons, inside)
}

fn entry(props: &FieldProps, index: usize, name: &Rc<str>, node: &Node) -> Html {
    let place = props.place.step(Step::Entry(index));
    let at = AttrValue::from(place.to_string());
    let words = format!("{} {}", props.name, index + 1);
    let key_id = id_of("k", &at);
    let rename = {
        let place = place.clone();
        props
            .act
            .reform(move |text| Action::Edit(Edit::Rename(place.clone(), text)))
    };
    html! {
        <li key={index}>
            <div class="field key">
                <div class="field-head">
                    <label for={key_id.clone()}>{ format!("{words} name") }</label>
                </div>
                <TextBox id={key_id} key_of={at.clone()} value={Rc::clone(name)} oninput={rename} />
            </div>
            { element(props, place.clone(), node, format!("{words} value").into()) }
            { remove(props, &place, "Remove", &words) }
        </li>
    }
}

fn element(props: &FieldProps, place: Field, node: &Node, name: AttrValue) -> Html {
    match &props.control.element {
        Some(control) => field(control, place, node, &props.hints, name, &props.act),
        None => Html::default(),
    }
}

/// Says apart what looks alike: no list, an empty list, and a list too long to show.
fn state_words(node: &Node, len: usize, what: &str) -> Html {
    let words = match (node, len) {
        (Node::Null, _) => "null".to_owned(),
        (Node::List(_) | Node::Map(_), 0) => "Given, and empty".to_owned(),
        (_, 0) => return Html::default(),
        (_, len) if len > SHOWN => {
            format!(
                "The first {SHOWN} of {len} are shown; each {what} beyond is kept and can be edited in the raw body"
            )
        }
        _ => return Html::default(),
    };
    html! { <p class="help">{ words }</p> }
}

fn add(props: &FieldProps, at: &AttrValue, words: &'static str) -> Html {
    let place = props.place.clone();
    let onclick = props
        .act
        .reform(move |_: MouseEvent| Action::Edit(Edit::Add(place.clone())));
    html! {
        <button type="button" class="small" data-add={at.clone()} aria-label={format!("{words}: {}", props.name)} {onclick}>
            { words }
        </button>
    }
}

fn remove(props: &FieldProps, place: &Field, words: &'static str, name: &str) -> Html {
    let onclick = {
        let place = place.clone();
        props
            .act
            .reform(move |_: MouseEvent| Action::Edit(Edit::Remove(place.clone())))
    };
    html! {
        <button type="button" class="small" data-remove={place.to_string()} aria-label={format!("{words}: {name}")} {onclick}>
            { words }
        </button>
    }
}

/// Takes back a list or map that was given empty.
fn clear(props: &FieldProps) -> Html {
    let empty = match &props.node {
        Node::List(items) => items.is_empty(),
        Node::Map(entries) => entries.is_empty(),
        _ => false,
    };
    if !empty {
        return Html::default();
    }
    let place = props.place.clone();
    let onclick = props
        .act
        .reform(move |_: MouseEvent| Action::Edit(Edit::Clear(place.clone())));
    html! { <button type="button" class="small" {onclick}>{ "Not given" }</button> }
}
